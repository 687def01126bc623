//! `wrong-type`: a value of the wrong kind.

use crate::diagnostic::Severity;
use crate::lint::{Check, Example, Rule};

pub(super) const RULE: Rule = Rule {
    id: "wrong-type",
    severity: Severity::Error,
    catches: "A number where a text should stand, a list where a map should, a text where yes or no is asked.",
    why: "The value cannot be read as what the field needs.",
    example: Example::Beats(r#"
        "door": (
            text: "There is one biscuit left.",
            choices: {
                "take": (text: "Take it.", once: 1, goto: "garden"),
                "leave": (text: "Leave it for Ada.", goto: "garden"),
            },
        ),
        "garden": (text: "You are out among the bean rows.", ending: "out"),
    "#),
    instead: Example::Beats(r#"
        "door": (
            text: "There is one biscuit left.",
            choices: {
                "take": (text: "Take it.", once: true, goto: "garden"),
                "leave": (text: "Leave it for Ada.", goto: "garden"),
            },
        ),
        "garden": (text: "You are out among the bean rows.", ending: "out"),
    "#),
    check: Check::Loader,
};
