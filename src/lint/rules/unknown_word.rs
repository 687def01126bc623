//! `unknown-word`: a word that an enum does not have.

use crate::diagnostic::Severity;
use crate::lint::{Check, Example, Rule};

pub(super) const RULE: Rule = Rule {
    id: "unknown-word",
    severity: Severity::Error,
    catches: "An enum compared with a word, or set to one, that is not in its list.",
    why: "It would never be so, and the text behind it would never be read.",
    example: Example::Beats(r#"
        "door": (text: "{if tie.ada == freind}She has kept your chair.{end} You sit.", ending: "out"),
    "#),
    instead: Example::Beats(r#"
        "door": (text: "{if tie.ada == friend}She has kept your chair.{end} You sit.", ending: "out"),
    "#),
    check: Check::Loader,
};
