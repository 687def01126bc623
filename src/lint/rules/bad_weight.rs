//! `bad-weight`: a weight that draws nothing.

use crate::diagnostic::Severity;
use crate::lint::{Check, Example, Rule};

pub(super) const RULE: Rule = Rule {
    id: "bad-weight",
    severity: Severity::Error,
    catches: "A target of `chance` with weight 0, a `chance` without targets, or weights too large to add up.",
    why: "A weight of 0 is never drawn: the beat behind it would be written for nobody.",
    example: Example::Beats(r#"
        "coin": (text: "You flip one of Ada's coins.", chance: [(weight: 0, goto: "heads"), (weight: 1, goto: "tails")]),
        "heads": (text: "Heads. You go in.", ending: "out"),
        "tails": (text: "Tails. You go home.", ending: "out"),
    "#),
    instead: Example::Beats(r#"
        "coin": (text: "You flip one of Ada's coins.", chance: [(weight: 1, goto: "heads"), (weight: 1, goto: "tails")]),
        "heads": (text: "Heads. You go in.", ending: "out"),
        "tails": (text: "Tails. You go home.", ending: "out"),
    "#),
    check: Check::Loader,
};
