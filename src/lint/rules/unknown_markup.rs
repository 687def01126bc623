//! `unknown-markup`: braces with something else than markup.

use crate::diagnostic::Severity;
use crate::lint::{Check, Example, Rule};

pub(super) const RULE: Rule = Rule {
    id: "unknown-markup",
    severity: Severity::Error,
    catches: "Braces in prose that hold neither a name nor a word of markup.",
    why: "It would be printed as it stands, braces and all, or not at all.",
    example: Example::Beats(r#"
        "door": (text: "The clock says {a quarter past two}.", ending: "out"),
    "#),
    instead: Example::Beats(r#"
        "door": (text: "The clock says {{a quarter past two}}.", ending: "out"),
    "#),
    check: Check::Loader,
};
