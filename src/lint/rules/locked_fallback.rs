//! `locked-fallback`: a fallback with a reason for being locked.

use crate::diagnostic::Severity;
use crate::lint::{Check, Example, Rule};

pub(super) const RULE: Rule = Rule {
    id: "locked-fallback",
    severity: Severity::Error,
    catches: "A choice with both `fallback` and `locked`.",
    why: "A fallback is shown only when it can be taken, so its reason is never read.",
    example: Example::Beats(r#"
        "door": (
            text: "Three doors, three locks.",
            choices: {
                "first": (text: "Try your key.", when: "has_key", goto: "garden"),
                "back": (text: "Turn back.", fallback: true, when: "not has_key", locked: "Not yet.", goto: "garden"),
            },
        ),
        "garden": (text: "You are out among the bean rows.", ending: "out"),
    "#),
    instead: Example::Beats(r#"
        "door": (
            text: "Three doors, three locks.",
            choices: {
                "first": (text: "Try your key.", when: "has_key", goto: "garden"),
                "back": (text: "Turn back.", fallback: true, goto: "garden"),
            },
        ),
        "garden": (text: "You are out among the bean rows.", ending: "out"),
    "#),
    check: Check::Loader,
};
