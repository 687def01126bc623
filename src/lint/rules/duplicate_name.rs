//! `duplicate-name`: a name given twice.

use crate::diagnostic::Severity;
use crate::lint::{Check, Example, Rule};

pub(super) const RULE: Rule = Rule {
    id: "duplicate-name",
    severity: Severity::Error,
    catches: "Two beats, choices, fields or declarations of one name in one place; a stat, a flag and an enum of one name too.",
    why: "Only one of the two would be read, and nothing would say which.",
    example: Example::Beats(r#"
        "door": (
            text: "Two cups stand on the sill.",
            choices: {
                "drink": (text: "Drink from the blue cup.", goto: "garden"),
                "drink": (text: "Drink from the white cup.", goto: "garden"),
            },
        ),
        "garden": (text: "You are out among the bean rows.", ending: "out"),
    "#),
    instead: Example::Beats(r#"
        "door": (
            text: "Two cups stand on the sill.",
            choices: {
                "blue": (text: "Drink from the blue cup.", then: "nerve += 1", goto: "garden"),
                "white": (text: "Drink from the white cup.", goto: "garden"),
            },
        ),
        "garden": (text: "You are out among the bean rows.", ending: "out"),
    "#),
    check: Check::Loader,
};
