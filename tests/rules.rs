//! What holds in every story and every playthrough.

mod random_play;

use std::sync::Arc;

use bloodmark::source::{SourceFile, compile};
use bloodmark::story::{ChooseError, Landing, Page, Playthrough, StatId, Story, Turn, Xoshiro256PlusPlus};
use rand::{Rng, SeedableRng};
use random_play::{play, stories};

const SEEDS: std::ops::Range<u64> = 0..12;
const MOST_CHOICES: usize = 80;

#[test]
fn the_generator_never_changes() {
    // From an independent implementation of the published algorithm.
    let mut generator = Xoshiro256PlusPlus::from_seed(7);
    let golden = [
        0x0e2c_1a00_2aae_913d,
        0x2c0f_c8dd_fa4e_9e14,
        0xb7b3_11b3_b0d4_5872,
        0x6d5d_9f6a_6318_013c,
        0xf6b2_63f2_f579_0376,
    ];
    assert_eq!(golden, std::array::from_fn(|_| generator.next_u64()));
    let mut generator = Xoshiro256PlusPlus::from_seed(7);
    assert_eq!([0, 3, 3, 2, 0, 4, 1, 2, 3, 5, 1, 0, 2, 1, 1, 2], std::array::from_fn(|_| generator.below(6)));
}

#[test]
fn the_generator_is_the_one_of_its_name() {
    for seed in (0..990).chain(u64::MAX - 9..=u64::MAX) {
        let mut ours = Xoshiro256PlusPlus::from_seed(seed);
        let mut theirs = rand::rngs::Xoshiro256PlusPlus::seed_from_u64(seed);
        for _ in 0..20 {
            assert_eq!(ours.next_u64(), theirs.next_u64(), "seed {seed}");
        }
    }
}

#[test]
fn below_is_even_and_stays_below() {
    for n in [1, 2, 3, 6, 7, 10, 1000, 3_000_000_000, u32::MAX] {
        let mut generator = Xoshiro256PlusPlus::from_seed(n.into());
        assert!((0..1000).all(|_| generator.below(n) < n), "{n}");
    }
    let mut generator = Xoshiro256PlusPlus::from_seed(7);
    let mut counts = [0_i32; 6];
    (0..60_000).for_each(|_| counts[generator.below(6) as usize] += 1);
    assert!(counts.iter().all(|count| (count - 10_000).abs() < 500), "{counts:?}");
}

/// Everything a reader sees of a turn.
fn shown(turn: &Turn) -> String {
    let offers = turn.offers().iter().map(|offer| format!("\n[{}] {} ({})", offer.is_open, offer.label, offer.reason));
    turn.page().text().to_owned() + &offers.collect::<String>()
}

#[test]
fn going_back_leads_to_the_same_state_and_text() {
    for story in stories() {
        for seed in SEEDS.take(4) {
            let mut then = Vec::new();
            let end = play(&story, seed, MOST_CHOICES, |now| then.push((now.state().clone(), now.turn().clone())));
            for made in (0..then.len()).step_by(7).chain([then.len() - 1]) {
                let mut again = end.clone();
                again.rewind(made);
                assert_eq!((again.state(), again.turn()), (&then[made].0, &then[made].1), "{} {seed}", story.title());
            }
            let mut told = 0;
            end.retell(|turn, state, _| {
                assert_eq!((state, turn), (&then[told].0, &then[told].1), "{} {seed}", story.title());
                told += 1;
            });
            assert_eq!(told, then.len());
        }
    }
}

#[test]
fn a_record_is_taken_up_exactly() {
    for story in stories() {
        for seed in SEEDS {
            let end = play(&story, seed, MOST_CHOICES, |_| {});
            let (again, landing) = Playthrough::resume(Arc::clone(&story), &end.record());
            assert_eq!(landing, Landing::Exact, "{} {seed}", story.title());
            assert_eq!((again.state(), shown(again.turn())), (end.state(), shown(end.turn())));
            assert_eq!(again.record(), end.record());
        }
    }
}

#[test]
fn a_state_survives_its_names() {
    for story in stories() {
        play(&story, 3, MOST_CHOICES, |now| {
            let (state, lost) = story.resolve_state(&story.name_state(now.state())).unwrap();
            assert_eq!((&state, lost.len()), (now.state(), 0), "{}", story.title());
        });
    }
}

#[test]
fn the_same_seed_and_choices_give_the_same_text() {
    for story in stories() {
        let mut texts = [String::new(), String::new()];
        for text in &mut texts {
            play(&story, 5, MOST_CHOICES, |now| *text += &shown(now.turn()));
        }
        assert_eq!(texts[0], texts[1], "{}", story.title());
    }
}

#[test]
fn what_everybody_reads_at_a_beat_is_on_every_page_of_it() {
    for story in stories() {
        for seed in SEEDS {
            play(&story, seed, MOST_CHOICES, |now| {
                for &beat in now.turn().beats() {
                    let common = story.common_text(story.beat(beat).text);
                    let name = &story.beat(beat).name;
                    assert!(now.turn().page().text().contains(&common), "{name}, seed {seed}: `{common}`");
                }
            });
        }
    }
}

#[test]
fn a_refused_choice_leaves_the_playthrough_unchanged() {
    for story in stories() {
        play(&story, 2, MOST_CHOICES, |now| {
            let mut refused = now.clone();
            let beyond = now.turn().open().count() + 1;
            for number in [0, beyond, usize::MAX] {
                refused.choose(number).unwrap_err();
            }
            refused.choose_named("No such choice").unwrap_err();
            for offer in now.turn().offers().iter().filter(|offer| !offer.is_open) {
                refused.choose_named(&story.choice(offer.choice).name).unwrap_err();
            }
            assert_eq!((refused.state(), refused.turn(), refused.log()), (now.state(), now.turn(), now.log()));
            if now.has_ended() {
                assert!(matches!(refused.choose(1), Err(ChooseError::Ended(_))));
            }
        });
    }
}

#[test]
fn no_stat_leaves_its_range() {
    for story in stories() {
        for seed in SEEDS {
            play(&story, seed, MOST_CHOICES, |now| {
                for (id, stat) in (0..).zip(story.stats()) {
                    let value = story.stat_value(now.state(), StatId(id));
                    assert!((stat.low..=stat.high).contains(&value), "{} is {value}", stat.name);
                }
            });
        }
    }
}

/// What is wrong with how a page is set, if anything.
fn blemish(page: &Page) -> Option<&'static str> {
    let text = page.text();
    let is_blank = |paragraph: &str| paragraph.trim() != paragraph || paragraph.is_empty();
    let closes_more = |paragraph: &str| paragraph.matches('”').count() > paragraph.matches('“').count();
    let faults = [
        (text.contains("  "), "two spaces"),
        (text.contains("\n\n\n") || text.replace("\n\n", "").contains('\n'), "an odd line break"),
        (!text.is_empty() && text.split("\n\n").any(is_blank), "a blank at the edge of a paragraph, or an empty one"),
        (text.contains(['"', '\'']), "a straight quotation mark"),
        (
            text.contains("“ ") || text.contains(" ”") || text.contains("“”"),
            "a quotation mark that faces the wrong way",
        ),
        (text.split("\n\n").any(closes_more), "a quotation closed that was not opened"),
        (text.contains("--") || text.contains("..."), "a typewriter's dash or ellipsis"),
    ];
    let runs: String =
        page.paragraphs().flat_map(|paragraph| paragraph.runs().map(|(run, _)| run).collect::<Vec<_>>()).collect();
    let is_whole = runs == text.replace("\n\n", "");
    faults.into_iter().find(|(is, _)| *is).map(|(_, what)| what).or((!is_whole).then_some("runs that are not its text"))
}

#[test]
fn pages_are_clean() {
    for story in stories() {
        for seed in SEEDS {
            play(&story, seed, MOST_CHOICES, |now| {
                let turn = now.turn();
                let labels = turn.offers().iter().flat_map(|offer| [&offer.label, &offer.reason]);
                for page in labels.chain([turn.page()]) {
                    assert_eq!(blemish(page), None, "{}: {:?}", story.title(), page.text());
                }
                assert!(turn.offers().iter().all(|offer| !offer.label.is_empty()));
            });
        }
    }
}

/// A story of one beat with this text; `nerve` is 3, `can't` in words, and `lit` is set.
fn one_beat(text: &str) -> Arc<Story> {
    let declarations = r#"(title: "One", start: "one/beat", endings: {"end": (title: "End")},
        stats: {"nerve": (range: 0..=9, start: 3, words: {0: " can't   go  on "})}, flags: ["lit"])"#;
    let scene = format!(r###"(beats: {{"beat": (then: "set lit", text: r##"{text}"##, ending: "end")}})"###);
    let compiled = compile(&[SourceFile::new("story.ron", declarations), SourceFile::new("one.ron", scene)]);
    Arc::new(compiled.story.unwrap_or_else(|| panic!("{text}: {:?}", compiled.diagnostics)))
}

#[test]
fn prose_is_set_as_a_printer_would() {
    let pairs = [
        (r#""Well?" he said. "Well--""#, "“Well?” he said. “Well—”"),
        (r#""'Come,' he said," she said."#, "“‘Come,’ he said,” she said."),
        (
            "It's the dogs' own; 'tis theirs, get 'em. In '98, rock 'n' roll.",
            "It’s the dogs’ own; ’tis theirs, get ’em. In ’98, rock ’n’ roll.",
        ),
        ("one--two --- three-four -- five...", "one—two — three-four — five…"),
        (r#"("Yes," no)["Yes"] --"Yes""#, "(“Yes,” no)[“Yes”] —“Yes”"),
        (r#"{if lit}"Yes{else}"No{end}," {nerve}'s"#, "“Yes,” 3’s"),
        (r#"*"Stressed,"* **'strong'**"#, "“Stressed,” ‘strong’"),
        ("{nerve:words}.", "can’t go on."),
        ("{{set}} {*}x{*} {{{nerve}}}", "{set} *x* {3}"),
        (" \n\n a \t b \n c \n\n \n\n d \n", "a b c\n\nd"),
        ("a {if not lit}x{end} b\n\n{if not lit}y{end}\n\nc{if lit} {end}d", "a b\n\nc d"),
        ("", ""),
        ("{first: a b | c}{cycle: | x}, {shuffle: y|y} .", "a b, y ."),
    ];
    for (written, wanted) in pairs.into_iter().filter(|(written, _)| !written.is_empty()) {
        assert_eq!(Playthrough::start(one_beat(written), 1).turn().page().text(), wanted, "{written}");
    }
}

#[test]
fn emphasis_holds_across_gaps_and_no_further() {
    let playthrough = Playthrough::start(one_beat("a *b\n\nc **d* e** {if lit}f *g* {end}h"), 1);
    let paragraphs = playthrough.turn().page().paragraphs();
    let runs = paragraphs.flat_map(|paragraph| {
        let marked = |(run, style): (&str, bloodmark::story::Style)| {
            format!("{run}{}{}|", if style.emphasis { "*" } else { "" }, if style.strong { "+" } else { "" })
        };
        paragraph.runs().map(marked).collect::<Vec<_>>()
    });
    assert_eq!(runs.collect::<String>(), "a |b*|c *|d *+|e +|f |g *|h|");
}

#[test]
fn a_locked_choice_is_shown_with_its_reason() {
    let playthrough = Playthrough::start(random_play::compiled(&random_play::at_root("tests/data/play/locked")), 1);
    let offers: Vec<String> = playthrough
        .turn()
        .offers()
        .iter()
        .map(|offer| format!("{} {} {}", offer.is_open, offer.label, offer.reason))
        .collect();
    assert_eq!(offers, ["false Lift it. You are too weak: 1 of 3.", "true Eat. "]);
}

#[test]
fn beats_that_follow_each_other_for_ever_are_a_dead_end() {
    let declarations = r#"(title: "Ring", start: "ring/a", endings: {"end": (title: "End")})"#;
    let scene = r#"(beats: {"a": (text: "Round.", goto: "b"), "b": (goto: "a")})"#;
    let compiled = compile(&[SourceFile::new("story.ron", declarations), SourceFile::new("ring.ron", scene)]);
    let playthrough = Playthrough::start(Arc::new(compiled.story.unwrap()), 1);
    assert_eq!(playthrough.turn().stop(), bloodmark::story::Stop::DeadEnd);
    let (_, landing) = Playthrough::resume(Arc::clone(playthrough.story()), &playthrough.record());
    assert_eq!(landing, Landing::Exact);
}
