//! `lone-setting`: a setting that is likely misspelt.

use std::collections::BTreeMap;

use crate::diagnostic::Severity;
use crate::lint::{Check, Example, Report, Rule, Sound};
use crate::diagnostic::{Fix, Span};
use crate::lint::flow::beats;
use crate::story::SceneId;

pub(super) const RULE: Rule = Rule {
    id: "lone-setting",
    severity: Severity::Warning,
    catches: "A `setting` that is written once and is one letter from another that is written more often.",
    why: "Pictures and sounds go by the setting; a misspelt one has none.",
    example: Example::Files(&[
        ("story.ron", r#"(
    title: "The Moor",
    start: "moor/path",
    endings: {"home": (title: "Home", hint: "Turn back.", epilogue: "The kettle was still warm.")},
)
"#),
        ("moor.ron", r#"(
    setting: "moorland",
    beats: {
        "path": (text: "Peat, and a lapwing.", goto: "stone"),
        "stone": (text: "A stone with a hole in it.", setting: "moreland", goto: "ridge"),
        "ridge": (text: "From here you see the smoke.", setting: "moorlands", goto: "edge"),
        "edge": (text: "The ground is soft.", setting: "moorland", ending: "home"),
    },
)
"#),
    ]),
    instead: Example::Files(&[
        ("story.ron", r#"(
    title: "The Moor",
    start: "moor/path",
    endings: {"home": (title: "Home", hint: "Turn back.", epilogue: "The kettle was still warm.")},
)
"#),
        ("moor.ron", r#"(
    setting: "moorland",
    beats: {
        "path": (text: "Peat, and a lapwing.", goto: "stone"),
        "stone": (text: "A stone with a hole in it.", goto: "ridge"),
        "ridge": (text: "From here you see the smoke.", setting: "hill", goto: "edge"),
        "edge": (text: "The ground is soft.", setting: "moorland", ending: "home"),
    },
)
"#),
    ]),
    check: Check::Whole(check),
};

/// Shorter words are often one letter from another.
const SHORTEST: usize = 5;
/// So many pairs are compared at most: a story with more settings than that uses them for something else.
const MOST_PAIRS: usize = 200_000;

fn check(sound: &Sound, report: &mut Report) {
    let mut places: BTreeMap<String, Vec<Span>> = BTreeMap::new();
    let scenes = (0..).map(SceneId).zip(sound.story.scenes());
    let scenes = scenes.filter_map(|(id, _)| sound.written.scene(id, sound.sources));
    let set = beats(sound.story).filter(|beat| sound.story.beat(*beat).setting.is_some());
    for at in scenes.chain(set.filter_map(|beat| sound.beat(beat))).filter_map(|at| at.get("setting")) {
        if let Some(word) = at.text().filter(|word| word.chars().count() >= SHORTEST) {
            places.entry(word.into_owned()).or_default().push(at.value());
        }
    }
    let (lone, others): (Vec<_>, Vec<_>) = places.iter().partition(|(_, places)| places.len() == 1);
    if lone.len().saturating_mul(others.len()) > MOST_PAIRS {
        return;
    }
    for (word, places) in lone {
        let is_near = |other: &&(&String, &Vec<Span>)| strsim::damerau_levenshtein(word, other.0) == 1;
        if let Some((other, uses)) = others.iter().find(is_near) {
            let message = format!("`{word}` stands here alone; `{other}` stands in {} places", uses.len());
            let hint = format!("did you mean `{other}`?");
            let fix = Fix::unsure(&hint, places[0], format!("\"{other}\""));
            report.tell(RULE.at(places[0], message).hint(hint).fix(fix));
        }
    }
}
