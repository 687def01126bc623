//! `bad-words`: a word for a value that cannot be.

use crate::diagnostic::Severity;
use crate::lint::{Check, Example, Rule};

pub(super) const RULE: Rule = Rule {
    id: "bad-words",
    severity: Severity::Error,
    catches: "A word of a stat, or a stage of the mark, for a value outside the range.",
    why: "The stat never has this value, so nobody ever reads this word.",
    example: Example::Declared {
        declarations: r#"
        stats: {"oil": (range: 0..=6, start: 6, words: {0: "dry", 3: "low", 8: "brimming"})},
    "#,
        beats: r#"
        "lamp": (text: "The lamp is {oil:words}.", then: "oil -= 1", ending: "out"),
    "#,
    },
    instead: Example::Declared {
        declarations: r#"
        stats: {"oil": (range: 0..=6, start: 6, words: {0: "dry", 3: "low", 5: "brimming"})},
    "#,
        beats: r#"
        "lamp": (text: "The lamp is {oil:words}.", then: "oil -= 1", ending: "out"),
    "#,
    },
    check: Check::Loader,
};
