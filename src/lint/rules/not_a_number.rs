//! `not-a-number`: a yes or no where a number is wanted.

use crate::diagnostic::Severity;
use crate::lint::{Check, Example, Rule};

pub(super) const RULE: Rule = Rule {
    id: "not-a-number",
    severity: Severity::Error,
    catches: "A flag, an enum or a condition in a sum or beside `<` and its like.",
    why: "Flags are not counted; a sum of them would mean nothing that could be read off it.",
    example: Example::Beats(r#"
        "door": (
            text: "The fortune teller holds out her palm.",
            choices: {
                "pay": (text: "Pay her.", when: "coins + has_key >= 3", goto: "garden"),
                "pass": (text: "Pass by.", goto: "garden"),
            },
        ),
        "garden": (text: "You are out among the bean rows.", ending: "out"),
    "#),
    instead: Example::Beats(r#"
        "door": (
            text: "The fortune teller holds out her palm.",
            choices: {
                "pay": (text: "Pay her.", when: "coins >= 3 or has_key and coins >= 2", goto: "garden"),
                "pass": (text: "Pass by.", goto: "garden"),
            },
        ),
        "garden": (text: "You are out among the bean rows.", ending: "out"),
    "#),
    check: Check::Loader,
};
