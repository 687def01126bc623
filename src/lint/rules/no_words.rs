//! `no-words`: a stat asked for a word it does not have.

use crate::diagnostic::Severity;
use crate::lint::{Check, Example, Rule};

pub(super) const RULE: Rule = Rule {
    id: "no-words",
    severity: Severity::Error,
    catches: "`{name:words}` for a stat that declares no `words`.",
    why: "There is no word to show; the sentence would have a hole in it.",
    example: Example::Beats(r#"
        "purse": (text: "Your purse feels {coins:words}.", ending: "out"),
    "#),
    instead: Example::Beats(r#"
        "purse": (text: "Your purse holds {coins} coins.", ending: "out"),
    "#),
    check: Check::Loader,
};
