//! What was compiled, written out again, means the same.

mod random_play;

use bloodmark::source::{SourceFile, ask, compile};
use bloodmark::story::{ConditionId, Notation};
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
