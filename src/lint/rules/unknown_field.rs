//! `unknown-field`: a field that does not exist.

use crate::diagnostic::Severity;
use crate::lint::{Check, Example, Rule};

pub(super) const RULE: Rule = Rule {
    id: "unknown-field",
    severity: Severity::Error,
    catches: "A field with a name that this kind of record does not have.",
    why: "Most are misspelt; what they say would be lost without a word.",
    example: Example::Beats(r#"
        "door": (
            text: "The knocker is a brass hand.",
            choices: {
                "knock": (text: "Knock.", effect: "nerve += 1", goto: "garden"),
            },
        ),
        "garden": (text: "You are out among the bean rows.", ending: "out"),
    "#),
    instead: Example::Beats(r#"
        "door": (
            text: "The knocker is a brass hand.",
            choices: {
                "knock": (text: "Knock.", then: "nerve += 1", goto: "garden"),
            },
        ),
        "garden": (text: "You are out among the bean rows.", ending: "out"),
    "#),
    check: Check::Loader,
};
