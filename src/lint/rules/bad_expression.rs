//! `bad-expression`: a condition or a sum that cannot be read.

use crate::diagnostic::Severity;
use crate::lint::{Check, Example, Rule};

pub(super) const RULE: Rule = Rule {
    id: "bad-expression",
    severity: Severity::Error,
    catches: "A condition or a sum with a part missing or too much: an open bracket, an `and` without a second half, a single `=`.",
    why: "It cannot be told what was to be asked.",
    example: Example::Beats(r#"
        "door": (
            text: "The stair goes down into the dark.",
            choices: {
                "down": (text: "Go down.", when: "nerve >= 3 and", goto: "garden"),
                "back": (text: "Think better of it.", goto: "garden"),
            },
        ),
        "garden": (text: "You are out among the bean rows.", ending: "out"),
    "#),
    instead: Example::Beats(r#"
        "door": (
            text: "The stair goes down into the dark.",
            choices: {
                "down": (text: "Go down.", when: "nerve >= 3 and has_key", goto: "garden"),
                "back": (text: "Think better of it.", goto: "garden"),
            },
        ),
        "garden": (text: "You are out among the bean rows.", ending: "out"),
    "#),
    check: Check::Loader,
};
