//! `unknown-stat`: a stat that is not declared.

use crate::diagnostic::Severity;
use crate::lint::{Check, Example, Rule};

pub(super) const RULE: Rule = Rule {
    id: "unknown-stat",
    severity: Severity::Error,
    catches: "A change to a name, or a picture drawn from one, that no stat has.",
    why: "Stats are declared with their range, so that every value they can have is known.",
    example: Example::Beats(r#"
        "door": (text: "The candle gutters.", then: "nerves -= 1", goto: "garden"),
        "garden": (text: "You are out among the bean rows.", ending: "out"),
    "#),
    instead: Example::Beats(r#"
        "door": (text: "The candle gutters.", then: "nerve -= 1", goto: "garden"),
        "garden": (text: "You are out among the bean rows.", ending: "out"),
    "#),
    check: Check::Loader,
};
