//! `number-too-large`: a number beyond all stats.

use crate::diagnostic::Severity;
use crate::lint::{Check, Example, Rule};

pub(super) const RULE: Rule = Rule {
    id: "number-too-large",
    severity: Severity::Error,
    catches: "A number above a million in a condition or an effect.",
    why: "Stats go from -32768 to 32767; no comparison with such a number could ever turn out either way.",
    example: Example::Beats(r#"
        "door": (text: "Ada opens the strongbox.", then: "coins += 5000000", goto: "garden"),
        "garden": (text: "You are out among the bean rows.", ending: "out"),
    "#),
    instead: Example::Beats(r#"
        "door": (text: "Ada opens the strongbox.", then: "coins += 5", goto: "garden"),
        "garden": (text: "You are out among the bean rows.", ending: "out"),
    "#),
    check: Check::Loader,
};
