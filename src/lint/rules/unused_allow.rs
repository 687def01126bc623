//! `unused-allow`: an `allow` that allows nothing.

use crate::diagnostic::Severity;
use crate::lint::{Check, Example, Rule};

pub(super) const RULE: Rule = Rule {
    id: "unused-allow",
    severity: Severity::Warning,
    catches: "An `allow` of a rule that finds nothing in that place.",
    why: "The fault it was written for is gone. Left standing, it would hide the next one.",
    example: Example::Beats(r#"
        "door": (
            text: "A tram passes, empty.",
            choices: {
                "wave": (text: "Wave.", allow: ["long-label"], goto: "garden"),
            },
        ),
        "garden": (text: "You are out among the bean rows.", ending: "out"),
    "#),
    instead: Example::Beats(r#"
        "door": (
            text: "A tram passes, empty.",
            choices: {
                "wave": (text: "Wave.", goto: "garden"),
            },
        ),
        "garden": (text: "You are out among the bean rows.", ending: "out"),
    "#),
    check: Check::Settings,
};
