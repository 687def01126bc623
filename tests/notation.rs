//! What was compiled, written out again, means the same.

mod random_play;

use bloodmark::source::{SourceFile, ask, compile};
use bloodmark::story::{ConditionId, Need, Notation, ProseOf, Story};
use random_play::{play, stories};

#[test]
fn a_condition_written_out_and_asked_again_gives_the_same_answer() {
    let mut asked = 0;
    for story in stories() {
        let notation = Notation::of(&story);
        let conditions = (0..story.conditions().len() as u32).map(ConditionId);
        let written: Vec<(ConditionId, String)> = conditions.map(|id| (id, notation.condition(id))).collect();
        for seed in 0..3 {
            play(&story, seed, 60, |playthrough| {
                for (id, written) in &written {
                    let answer = ask(written, &story, playthrough.state());
                    assert_eq!(answer, Ok(story.holds(*id, playthrough.state())), "{}: {written}", story.title());
                    asked += 1;
                }
            });
        }
    }
    assert!(asked > 1000, "only {asked} questions were asked");
}

#[test]
fn prose_written_out_and_compiled_again_is_the_same() {
    const PROSE: &[&str] = &[
        "plain",
        "{if f}a{end}",
        "{if f}a{else}b{end} c",
        "{if f}a{elif n >= 3}b{else}{if f}c{end}d{end}",
        "{if f}{if n >= 2}a{end}{else}b{end}",
        "{first: a|b|c} {cycle: |x} {shuffle: *y*|{if f}z{end}}",
        "one\n\n**two** {n} {n:words} {e} {{x}} {*}",
    ];
    let compiled = |texts: &[String]| {
        let story = "(title: \"T\", start: \"s/b0\", flags: [\"f\"], enums: {\"e\": (words: [\"p\", \"q\"], start: \"p\")}, \
                     stats: {\"n\": (range: 0..=9, start: 0, words: {0: \"none\"})}, endings: {\"end\": (title: \"E\")})";
        let beat = |(at, text): (usize, &String)| format!("\"b{at}\": (text: r##\"{text}\"##, ending: \"end\"),");
        let beats: String = texts.iter().enumerate().map(beat).collect();
        let files = [SourceFile::new("story.ron", story), SourceFile::new("s.ron", format!("(beats: {{{beats}}})"))];
        let compiled = compile(&files);
        compiled.story.unwrap_or_else(|| panic!("{:?}", compiled.diagnostics))
    };
    let first = compiled(&PROSE.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>());
    let notation = Notation::of(&first);
    let written: Vec<String> = first.beats().iter().map(|beat| notation.prose(beat.text)).collect();
    assert_eq!(compiled(&written), first, "{written:#?}");
}

#[test]
fn variants_have_names_needs_and_places() {
    let story = "(title: \"T\", start: \"s/b\", flags: [\"f\", \"g\"], enums: {\"e\": (words: [\"p\", \"q\", \"r\"], start: \"p\")}, \
                 stats: {\"n\": (range: 0..=9, start: 0)}, endings: {\"end\": (title: \"E\")})";
    let scene = "(beats: {\"b\": (text: r##\"{if f}{if n >= 2}a{end}A{end} {if f}b{elif g}c{else}{if n >= 3}d{end}D{end} {count n: one|many}\n\n\
                 {select e: p=P|*=Q} {first: |x|{shuffle: y|z}}\"##, \
                 choices: {\"c\": (text: \"{if f}go{end}\", echo: \"{cycle: u|v}\", goto: \"b\")}), \"z\": (text: \"Z\", ending: \"end\")})";
    let files = [SourceFile::new("story.ron", story), SourceFile::new("s.ron", scene)];
    let compiled = compile(&files);
    let story = compiled.story.unwrap_or_else(|| panic!("{:?}", compiled.diagnostics));
    let found: Vec<String> = story
        .variants()
        .iter()
        .map(|variant| {
            let place = compiled.written.variant(variant.start).expect("every variant is written somewhere");
            let needs: Vec<String> = variant.needs.iter().map(|need| shown_need(need, &story)).collect();
            let text = &compiled.sources.text(place.file)[place.range()];
            format!("{} | {} | {text}", variant.name, needs.join(" & "))
        })
        .collect();
    let expected = [
        "s/b {if f} | f | {if n >= 2}a{end}A",
        "s/b {if n >= 2} | f & n >= 2 | a",
        "s/b {if f} #2 | f | b",
        "s/b {elif g} | not(f) & g | c",
        "s/b {if f}…{else} | not(f) & not(g) | {if n >= 3}d{end}D",
        "s/b {if n >= 3} | not(f) & not(g) & n >= 3 | d",
        "s/b {if n == 1} | n == 1 | one",
        "s/b {if n == 1}…{else} | not(n == 1) | many",
        "s/b {select e: p} | lane in [0] | P",
        "s/b {select e: q, r} | lane in [1, 2] | Q",
        "s/b {first: 2 of 3} | lane in [1] | x",
        "s/b {first: 3 of 3} | lane in [2, 3] | {shuffle: y|z}",
        "s/b {shuffle: 1 of 2} | lane in [2, 3] & one of 2 | y",
        "s/b {shuffle: 2 of 2} | lane in [2, 3] & one of 2 | z",
        "s/b/c {if f} | f | go",
        "s/b/c (echo) {cycle: 1 of 2} | lane in [0, 2] | u",
        "s/b/c (echo) {cycle: 2 of 2} | lane in [1, 3] | v",
    ];
    assert_eq!(found, expected);
}

fn shown_need(need: &Need, story: &Story) -> String {
    match need {
        Need::Is(condition, true) => Notation::of(story).condition(*condition),
        Need::Is(condition, false) => format!("not({})", Notation::of(story).condition(*condition)),
        Need::Among(_, values) => format!("lane in {values:?}"),
        Need::Chance(of) => format!("one of {of}"),
    }
}

#[test]
fn the_variants_that_are_read_are_those_whose_needs_hold() {
    let mut read = 0;
    for story in stories() {
        let variants = story.variants();
        for seed in 0..9 {
            play(&story, seed, 60, |playthrough| {
                let state = playthrough.state();
                let of_choices = playthrough.turn().open().map(|offer| ProseOf::Label(offer.choice));
                for of in of_choices.chain([ProseOf::Beat(state.beat())]) {
                    let mut starts = Vec::new();
                    let shuffle = Story::shuffle(playthrough.seed(), playthrough.log().len());
                    story.read_variants(of, state, shuffle, |start| starts.push(start));
                    for variant in variants.iter().filter(|variant| variant.of == of) {
                        let can = variant.needs.iter().all(|need| need.can_hold(&story, state));
                        let is = starts.contains(&variant.start);
                        let by_chance = variant.needs.iter().any(|need| matches!(need, Need::Chance(_)));
                        assert!(is == can || (by_chance && can), "{}: {is}, {can}", variant.name);
                        read += usize::from(is);
                    }
                }
            });
        }
    }
    assert!(read > 1000, "only {read} variants were read");
}
