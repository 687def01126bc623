//! `detour-recursion`: a detour that begins itself.

use crate::diagnostic::Severity;
use crate::lint::{Check, Example, Rule};

pub(super) const RULE: Rule = Rule {
    id: "detour-recursion",
    severity: Severity::Error,
    catches: "A detour whose thread comes by the same detour again before it returns.",
    why: "Each time around, one more place would have to be remembered, without end.",
    example: Example::Beats(r#"
        "door": (text: "You hear the clock.", detour: "clock", goto: "garden"),
        "clock": (text: "It strikes.", detour: "clock", goto: "silence"),
        "silence": (text: "It stops.", return: true),
        "garden": (text: "You are out among the bean rows.", ending: "out"),
    "#),
    instead: Example::Beats(r#"
        "door": (text: "You hear the clock.", detour: "clock", goto: "garden"),
        "clock": (text: "It strikes.", goto: "silence"),
        "silence": (text: "It stops.", return: true),
        "garden": (text: "You are out among the bean rows.", ending: "out"),
    "#),
    check: Check::Loader,
};
