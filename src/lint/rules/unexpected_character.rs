//! `unexpected-character`: a sign that conditions and effects do not know.

use crate::diagnostic::Severity;
use crate::lint::{Check, Example, Rule};

pub(super) const RULE: Rule = Rule {
    id: "unexpected-character",
    severity: Severity::Error,
    catches: "A sign without meaning in a condition or an effect, such as `*` or a quotation mark.",
    why: "Conditions compare, add and subtract; there is nothing else they can do.",
    example: Example::Beats(r#"
        "door": (text: "Ada doubles the stakes.", then: "coins = coins * 2", goto: "garden"),
        "garden": (text: "You are out among the bean rows.", ending: "out"),
    "#),
    instead: Example::Beats(r#"
        "door": (text: "Ada doubles the stakes.", then: "coins += coins", goto: "garden"),
        "garden": (text: "You are out among the bean rows.", ending: "out"),
    "#),
    check: Check::Loader,
};
