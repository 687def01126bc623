//! `bad-select`: a `{select}` that has no answer for a word.

use crate::diagnostic::Severity;
use crate::lint::{Check, Example, Rule};

pub(super) const RULE: Rule = Rule {
    id: "bad-select",
    severity: Severity::Error,
    catches: "`{select}` without a part for each word of the enum, with two for one, or for something that is no enum.",
    why: "In some playthrough there would be nothing to print, or nothing to say which of two.",
    example: Example::Beats(r#"
        "door": (text: "Ada {select tie.ada: none=nods|friend=smiles}.", ending: "out"),
    "#),
    instead: Example::Beats(r#"
        "door": (text: "Ada {select tie.ada: none=nods|friend, sworn=smiles}.", ending: "out"),
    "#),
    check: Check::Loader,
};
