//! `unknown-name`: a name that is not declared.

use crate::diagnostic::Severity;
use crate::lint::{Check, Example, Rule};

pub(super) const RULE: Rule = Rule {
    id: "unknown-name",
    severity: Severity::Error,
    catches: "A name in a condition, a sum or prose that no stat, flag or enum has.",
    why: "Names are declared so that a slip of the pen cannot make a second one that is always no.",
    example: Example::Beats(r#"
        "door": (
            text: "Ada asks where you were.",
            choices: {
                "lie": (text: "\"At the mill.\"", when: "lyed", goto: "garden"),
                "tell": (text: "Tell her.", goto: "garden"),
            },
        ),
        "garden": (text: "You are out among the bean rows.", ending: "out"),
    "#),
    instead: Example::Beats(r#"
        "door": (
            text: "Ada asks where you were.",
            choices: {
                "lie": (text: "\"At the mill.\"", when: "lied", goto: "garden"),
                "tell": (text: "Tell her.", goto: "garden"),
            },
        ),
        "garden": (text: "You are out among the bean rows.", ending: "out"),
    "#),
    check: Check::Loader,
};
