//! `unused-enum-word`: a word of an enum that never comes up.

use crate::diagnostic::Severity;
use crate::lint::{Check, Example, Report, Rule, Sound};
use crate::source::{Role, Thing};
use crate::story::EnumId;

pub(super) const RULE: Rule = Rule {
    id: "unused-enum-word",
    severity: Severity::Warning,
    catches: "A word of an enum that is not its start, no effect sets and no condition asks.",
    why: "It says that something can be so which never is.",
    example: Example::Declared {
        declarations: r#"
        enums: {"tide": (words: ["ebb", "slack", "flood"], start: "ebb")},
    "#,
        beats: r#"
        "pier": (text: "The boats lie on their sides.", then: "tide = flood", goto: "later"),
        "later": (text: "It is {tide} now.", ending: "out"),
    "#,
    },
    instead: Example::Declared {
        declarations: r#"
        enums: {"tide": (words: ["ebb", "slack", "flood"], start: "ebb")},
    "#,
        beats: r#"
        "pier": (text: "The boats lie on their sides.", then: "tide = slack", goto: "noon"),
        "noon": (text: "It is {tide}.", then: "tide = flood", goto: "later"),
        "later": (text: "It is {tide} now.", ending: "out"),
    "#,
    },
    check: Check::Whole(check),
};

fn check(sound: &Sound, report: &mut Report) {
    for (id, declared) in (0..).map(EnumId).zip(sound.story.enums()) {
        if !sound.has(Thing::Enum(id), &[Role::Uses, Role::Asks, Role::Sets, Role::Shows]) {
            continue;
        }
        for (at, word) in (0..).zip(&declared.words) {
            let thing = Thing::Word(id, at);
            if let Some(place) = sound.declared(thing) && !sound.has(thing, &[Role::Uses, Role::Asks, Role::Sets]) {
                let message = format!("`{}` never becomes `{word}`, and nothing asks whether it has", declared.name);
                report.tell(RULE.at(place, message).hint("set it somewhere, or delete the word"));
            }
        }
    }
}
