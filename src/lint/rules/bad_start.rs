//! `bad-start`: a start that is not there.

use crate::diagnostic::Severity;
use crate::lint::{Check, Example, Rule};

pub(super) const RULE: Rule = Rule {
    id: "bad-start",
    severity: Severity::Error,
    catches: "A stat that starts outside its range, an enum that starts with a word it does not have, or a story whose `start` does not name a scene and a beat.",
    why: "The first page needs a place, and every value something to be.",
    example: Example::Declared {
        declarations: r#"
        enums: {"tide": (words: ["ebb", "flood"], start: "slack")},
    "#,
        beats: r#"
        "pier": (text: "The tide is at {tide}.", then: "tide = flood", goto: "wait"),
        "wait": (text: "You wait.", then: "tide = ebb", ending: "out"),
    "#,
    },
    instead: Example::Declared {
        declarations: r#"
        enums: {"tide": (words: ["ebb", "slack", "flood"], start: "slack")},
    "#,
        beats: r#"
        "pier": (text: "The tide is at {tide}.", then: "tide = flood", goto: "wait"),
        "wait": (text: "You wait.", then: "tide = ebb", ending: "out"),
    "#,
    },
    check: Check::Loader,
};
