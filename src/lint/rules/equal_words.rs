//! `equal-words`: one word for two bands of values.

use std::collections::BTreeMap;

use crate::diagnostic::Severity;
use crate::lint::{Check, Example, Report, Rule, Sound};
use crate::source::At;
use crate::story::WordFrom;

pub(super) const RULE: Rule = Rule {
    id: "equal-words",
    severity: Severity::Warning,
    catches: "Two bands of a stat, or two stages of the mark, with the same word.",
    why: "The reader sees no difference where the story makes one; or one of them was copied and never changed.",
    example: Example::Declared {
        declarations: r#"
        stats: {"oil": (range: 0..=6, start: 6, words: {0: "dry", 1: "low", 4: "low"})},
    "#,
        beats: r#"
        "lamp": (text: "The lamp is {oil:words}.", then: "oil -= 1", ending: "out"),
    "#,
    },
    instead: Example::Declared {
        declarations: r#"
        stats: {"oil": (range: 0..=6, start: 6, words: {0: "dry", 1: "low", 4: "full"})},
    "#,
        beats: r#"
        "lamp": (text: "The lamp is {oil:words}.", then: "oil -= 1", ending: "out"),
    "#,
    },
    check: Check::Whole(check),
};

fn check(sound: &Sound, report: &mut Report) {
    let Some(file) = sound.declarations() else { return };
    for stat in sound.story.stats() {
        tell(&stat.words, file.get("stats").and_then(|stats| stats.get(&stat.name)?.get("words")), report);
    }
    if let Some(mark) = sound.story.mark() {
        tell(&mark.stages, file.get("mark").and_then(|mark| mark.get("stages")), report);
    }
}

fn tell(words: &[WordFrom], at: Option<At>, report: &mut Report) {
    let Some(at) = at else { return };
    let mut first_with = BTreeMap::new();
    for WordFrom { from, word } in words {
        if let Some(first) = first_with.insert(word, from) {
            let place = |from: &i16| at.child(&from.to_string()).value();
            let message = format!("`{word}` is the word from {first} on already");
            report.tell(RULE.at(place(from), message).also(place(first), "here"));
        }
    }
}
