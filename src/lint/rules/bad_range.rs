//! `bad-range`: a range without numbers in it.

use crate::diagnostic::Severity;
use crate::lint::{Check, Example, Rule};

pub(super) const RULE: Rule = Rule {
    id: "bad-range",
    severity: Severity::Error,
    catches: "The range of a stat that ends before it starts, or goes beyond -32768 to 32767.",
    why: "A stat always has a value within its range; here there is none to have.",
    example: Example::Declared {
        declarations: r#"
        stats: {"warmth": (range: 5..=-5, start: 0)},
    "#,
        beats: r#"
        "hearth": (text: "You have {warmth} coals left.", then: "warmth += 1", ending: "out"),
    "#,
    },
    instead: Example::Declared {
        declarations: r#"
        stats: {"warmth": (range: -5..=5, start: 0)},
    "#,
        beats: r#"
        "hearth": (text: "You have {warmth} coals left.", then: "warmth += 1", ending: "out"),
    "#,
    },
    check: Check::Loader,
};
