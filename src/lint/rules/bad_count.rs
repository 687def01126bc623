//! `bad-count`: a `{count}` that cannot count.

use crate::diagnostic::Severity;
use crate::lint::{Check, Example, Rule};

pub(super) const RULE: Rule = Rule {
    id: "bad-count",
    severity: Severity::Error,
    catches: "`{count}` of something that is no stat, or with another number of parts than two or three.",
    why: "Two parts are for one and for many, three for none, one and many; nothing says which number a fourth would be for.",
    example: Example::Beats(r#"
        "purse": (text: "You have {count coins: no coins|one coin|two coins|# coins}.", ending: "out"),
    "#),
    instead: Example::Beats(r#"
        "purse": (text: "You have {count coins: no coins|one coin|# coins}.", ending: "out"),
    "#),
    check: Check::Loader,
};
