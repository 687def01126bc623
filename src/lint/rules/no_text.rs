//! `no-text`: a beat or a choice that says nothing.

use crate::diagnostic::Severity;
use crate::lint::{Check, Example, Rule};

pub(super) const RULE: Rule = Rule {
    id: "no-text",
    severity: Severity::Error,
    catches: "A beat with `choices` or an `ending` but no text, or a choice without one.",
    why: "The reader would be asked before anything was told, or offered a blank line.",
    example: Example::Beats(r#"
        "door": (
            choices: {
                "in": (text: "Go in.", goto: "garden"),
            },
        ),
        "garden": (text: "You are out among the bean rows.", ending: "out"),
    "#),
    instead: Example::Beats(r#"
        "door": (
            text: "The door is green, and newly painted.",
            choices: {
                "in": (text: "Go in.", goto: "garden"),
            },
        ),
        "garden": (text: "You are out among the bean rows.", ending: "out"),
    "#),
    check: Check::Loader,
};
