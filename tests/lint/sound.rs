//! What rules say of conditions is held to a story of which every state is visited.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::Arc;

use bloodmark::diagnostic::Diagnostic;
use bloodmark::lint;
use bloodmark::source::{Compiled, SourceFile, compile};
use bloodmark::story::{EnumId, FlagId, Playthrough, StatId, Story, StoryState};
use proptest::prelude::*;

const STORY: &str = r#"(
    title: "The Hub",
    start: "hub/hub",
    stats: {"a": (range: 0..=2, start: 1), "b": (range: -1..=2, start: 0)},
    flags: ["f", "g"],
    enums: {"e": (words: ["x", "y", "z"], start: "x")},
    endings: {"end": (title: "End", hint: "H.", epilogue: "E.")},
)"#;

const CHANGES: [&str; 11] =
    ["a += 1", "a -= 1", "b += 1", "b -= 1", "set f", "clear f", "set g", "clear g", "e = x", "e = y", "e = z"];

fn atom() -> impl Strategy<Value = String> {
    let comparison = prop_oneof![Just("=="), Just("!="), Just("<"), Just("<="), Just(">"), Just(">=")];
    prop_oneof![
        Just("f".to_owned()),
        Just("g".to_owned()),
        (prop_oneof![Just("a"), Just("b"), Just("a + b"), Just("a - b")], comparison, -2..4_i32).prop_map(
            |(sum, comparison, number)| {
                // A number below 0 is written as a difference.
                let (sign, number) = if number < 0 { ("0 - ", -number) } else { ("", number) };
                format!("{sum} {comparison} {sign}{number}")
            }
        ),
        Just("a < b".to_owned()),
        (prop_oneof![Just("=="), Just("!=")], prop_oneof![Just("x"), Just("y"), Just("z")])
            .prop_map(|(comparison, word)| format!("e {comparison} {word}")),
    ]
}

fn condition() -> impl Strategy<Value = String> {
    atom().prop_recursive(3, 8, 3, |inner| {
        prop_oneof![
            inner.clone().prop_map(|inner| format!("not ({inner})")),
            prop::collection::vec(inner.clone(), 2..4).prop_map(|parts| format!("({})", parts.join(" and "))),
            prop::collection::vec(inner, 2..4).prop_map(|parts| format!("({})", parts.join(" or "))),
        ]
    })
}

fn files(whens: &[String; 2], arms: &[String; 2]) -> Vec<SourceFile> {
    let changes: String = (0..)
        .zip(CHANGES)
        .map(|(n, change)| format!("            \"change_{n}\": (text: \"C.\", then: \"{change}\", goto: \"hub\"),\n"))
        .collect();
    let [first, second] = whens;
    let [one, other] = arms;
    let scene = format!(
        r#"(
    beats: {{
        "hub": (
            text: "{{if {one}}}ONE{{elif {other}}}OTHER{{else}}ELSE{{end}}",
            choices: {{
{changes}
            "first": (text: "F.", when: "{first}", goto: "end"),
            "second": (text: "S.", when: "{second}", goto: "end"),
            }},
        ),
        "end": (text: "End.", ending: "end"),
    }},
)"#
    );
    vec![SourceFile::new("story.ron", STORY), SourceFile::new("hub.ron", scene)]
}

/// What the hub shows: its text, and the choices that are open.
type Shown = (String, BTreeSet<String>);

/// What the hub shows in each of its states.
fn everything_shown(story: &Arc<Story>) -> BTreeMap<String, Shown> {
    let mut shown = BTreeMap::new();
    let mut seen: HashSet<StoryState> = HashSet::new();
    let mut open = vec![Playthrough::start(Arc::clone(story), 1)];
    while let Some(playthrough) = open.pop() {
        if !seen.insert(playthrough.state().clone()) {
            continue;
        }
        let turn = playthrough.turn();
        let names: BTreeSet<String> = turn.open().map(|offer| story.choice(offer.choice).name.clone()).collect();
        for (at, name) in turn.open().map(|offer| story.choice(offer.choice).name.clone()).enumerate() {
            if name.starts_with("change_") {
                let mut next = playthrough.clone();
                next.choose(at + 1).unwrap();
                open.push(next);
            }
        }
        shown.insert(key(story, playthrough.state()), (turn.page().text().to_owned(), names));
    }
    shown
}

fn key(story: &Story, state: &StoryState) -> String {
    let stats: Vec<i16> = [0, 1].map(|stat| story.stat_value(state, StatId(stat))).to_vec();
    let flags: Vec<bool> = [0, 1].map(|flag| story.flag_value(state, FlagId(flag))).to_vec();
    format!("{stats:?} {flags:?} {}", story.enum_word(state, EnumId(0)))
}

/// Whether a finding of this rule lies in the `nth` place at which the text stands in the scene.
struct Found<'a> {
    compiled: &'a Compiled,
    found: Vec<Diagnostic>,
}

impl Found<'_> {
    /// Whether the rule finds something within the text that stands between the two marks.
    fn is_in(&self, rule: &str, before: &str, length: usize) -> bool {
        let file = self.compiled.sources.files().next().unwrap();
        let text = self.compiled.sources.text(file);
        let start = text.find(before).unwrap() + before.len();
        let lies_there = |told: &Diagnostic| {
            let range = told.primary.range();
            // A `when` is told with its quotation marks.
            told.primary.file == file && start.saturating_sub(1) <= range.start && range.end <= start + length + 1
        };
        self.found.iter().any(|told| told.code == rule && lies_there(told))
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn what_is_said_of_conditions_is_so(
        whens in [condition(), condition()],
        arms in [condition(), condition()],
    ) {
        let files = files(&whens, &arms);
        let compiled = compile(&files);
        let story = Arc::new(compiled.story.clone().expect("the story is sound"));
        let shown = everything_shown(&story);
        prop_assert_eq!(shown.len(), 3 * 4 * 2 * 2 * 3);
        let found = Found { compiled: &compiled, found: lint::check(&compiled) };
        for (name, when) in ["first", "second"].into_iter().zip(&whens) {
            let open = shown.values().filter(|(_, open)| open.contains(name)).count();
            let before = format!("\"{name}\": (text: \"{}.\", when: \"", &name[..1].to_uppercase());
            prop_assert_eq!(found.is_in("choice-never-open", &before, when.len()), open == 0, "{}", when);
            if open == shown.len() {
                prop_assert!(found.is_in("never-false", &before, when.len()), "{}", when);
            }
        }
        let is_read = |word: &str| shown.values().any(|(text, _)| text == word);
        let (first, second) = ("{if ", format!("{{if {}}}ONE{{elif ", arms[0]));
        prop_assert_eq!(found.is_in("dead-arm", first, arms[0].len()), !is_read("ONE"));
        let ends_first = found.is_in("dead-else", first, arms[0].len());
        prop_assert_eq!(ends_first || found.is_in("dead-arm", &second, arms[1].len()), !is_read("OTHER"));
        prop_assert_eq!(ends_first || found.is_in("dead-else", &second, arms[1].len()), !is_read("ELSE"));

        // Whatever the fixes take out, nobody can tell.
        let mended = lint::mend(&files);
        prop_assert!(mended.left.iter().all(|told| told.code != "redundant-condition"));
        prop_assert_eq!(everything_shown(&Arc::new(mended.compiled.story.expect("mending breaks nothing"))), shown);
    }
}
