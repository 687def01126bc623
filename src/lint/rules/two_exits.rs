//! `two-exits`: a beat that goes on in two ways.

use crate::diagnostic::Severity;
use crate::lint::{Check, Example, Rule};

pub(super) const RULE: Rule = Rule {
    id: "two-exits",
    severity: Severity::Error,
    catches: "A beat with more than one of `choices`, `goto`, `chance` and `ending`.",
    why: "Only one of them could be taken, and nothing says which.",
    example: Example::Beats(r#"
        "door": (text: "You drop the key down the well.", goto: "garden", ending: "out"),
        "garden": (text: "You are out among the bean rows.", ending: "out"),
    "#),
    instead: Example::Beats(r#"
        "door": (text: "You drop the key down the well.", goto: "garden"),
        "garden": (text: "You are out among the bean rows.", ending: "out"),
    "#),
    check: Check::Loader,
};
