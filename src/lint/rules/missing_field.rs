//! `missing-field`: a field that must be given.

use crate::diagnostic::Severity;
use crate::lint::{Check, Example, Rule};

pub(super) const RULE: Rule = Rule {
    id: "missing-field",
    severity: Severity::Error,
    catches: "A record without a field that it needs, such as a choice without `goto`.",
    why: "The story would not know how to go on.",
    example: Example::Beats(r#"
        "door": (
            text: "A moth walks around the lamp.",
            choices: {
                "watch": (text: "Watch it.", then: "nerve += 1"),
                "leave": (text: "Leave it to its business.", goto: "garden"),
            },
        ),
        "garden": (text: "You are out among the bean rows.", ending: "out"),
    "#),
    instead: Example::Beats(r#"
        "door": (
            text: "A moth walks around the lamp.",
            choices: {
                "watch": (text: "Watch it.", then: "nerve += 1", goto: "garden"),
                "leave": (text: "Leave it to its business.", goto: "garden"),
            },
        ),
        "garden": (text: "You are out among the bean rows.", ending: "out"),
    "#),
    check: Check::Loader,
};
