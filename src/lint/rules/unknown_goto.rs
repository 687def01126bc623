//! `unknown-goto`: a way to a beat that is not there.

use crate::diagnostic::Severity;
use crate::lint::{Check, Example, Rule};

pub(super) const RULE: Rule = Rule {
    id: "unknown-goto",
    severity: Severity::Error,
    catches: "A `goto` or a `start` that names no beat.",
    why: "A reader who takes this way would arrive nowhere.",
    example: Example::Beats(r#"
        "door": (
            text: "Something scratches at the other side.",
            choices: {
                "open": (text: "Open.", goto: "gardin"),
                "leave": (text: "Leave it be.", goto: "garden"),
            },
        ),
        "garden": (text: "You are out among the bean rows.", ending: "out"),
    "#),
    instead: Example::Beats(r#"
        "door": (
            text: "Something scratches at the other side.",
            choices: {
                "open": (text: "Open.", then: "nerve += 1", goto: "garden"),
                "leave": (text: "Leave it be.", goto: "garden"),
            },
        ),
        "garden": (text: "You are out among the bean rows.", ending: "out"),
    "#),
    check: Check::Loader,
};
