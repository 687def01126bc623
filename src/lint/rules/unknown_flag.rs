//! `unknown-flag`: a flag that is not declared.

use crate::diagnostic::Severity;
use crate::lint::{Check, Example, Rule};

pub(super) const RULE: Rule = Rule {
    id: "unknown-flag",
    severity: Severity::Error,
    catches: "`set`, `clear` or `met` with a name that no flag has.",
    why: "Flags are declared so that a slip of the pen cannot make a second one that nothing ever asks for.",
    example: Example::Beats(r#"
        "door": (text: "She puts the key into your palm.", then: "set has_kee", goto: "garden"),
        "garden": (text: "You are out among the bean rows.", ending: "out"),
    "#),
    instead: Example::Beats(r#"
        "door": (text: "She puts the key into your palm.", then: "set has_key", goto: "garden"),
        "garden": (text: "You are out among the bean rows.", ending: "out"),
    "#),
    check: Check::Loader,
};
