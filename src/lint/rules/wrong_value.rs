//! `wrong-value`: a word that the field does not know.

use crate::diagnostic::Severity;
use crate::lint::{Check, Example, Rule};

pub(super) const RULE: Rule = Rule {
    id: "wrong-value",
    severity: Severity::Error,
    catches: "A word that is none of those a field can be, such as a `look` other than `say`, `do` and `mark`.",
    why: "The field has a few meanings, and this is not one of them.",
    example: Example::Beats(r#"
        "door": (
            text: "The spiral itches under your sleeve.",
            choices: {
                "show": (text: "Show it.", look: "shout", goto: "garden"),
            },
        ),
        "garden": (text: "You are out among the bean rows.", ending: "out"),
    "#),
    instead: Example::Beats(r#"
        "door": (
            text: "The spiral itches under your sleeve.",
            choices: {
                "show": (text: "Show it.", look: "mark", goto: "garden"),
            },
        ),
        "garden": (text: "You are out among the bean rows.", ending: "out"),
    "#),
    check: Check::Loader,
};
