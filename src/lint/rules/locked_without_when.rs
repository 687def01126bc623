//! `locked-without-when`: a reason for a lock that is not there.

use crate::diagnostic::Severity;
use crate::lint::{Check, Example, Rule};

pub(super) const RULE: Rule = Rule {
    id: "locked-without-when",
    severity: Severity::Error,
    catches: "A choice with `locked` and no `when`.",
    why: "The reason is shown while the condition fails; without a condition it is never shown.",
    example: Example::Beats(r#"
        "door": (
            text: "The cellar door stands ajar.",
            choices: {
                "down": (text: "Go down.", locked: "Not without a light.", goto: "garden"),
            },
        ),
        "garden": (text: "You are out among the bean rows.", ending: "out"),
    "#),
    instead: Example::Beats(r#"
        "door": (
            text: "The cellar door stands ajar.",
            choices: {
                "down": (text: "Go down.", when: "nerve >= 4", locked: "Not without a light.", goto: "garden"),
                "wait": (text: "Wait until somebody brings one.", then: "nerve += 1", goto: "door"),
            },
        ),
        "garden": (text: "You are out among the bean rows.", ending: "out"),
    "#),
    check: Check::Loader,
};
