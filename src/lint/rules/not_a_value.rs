//! `not-a-value`: a flag where text is wanted.

use crate::diagnostic::Severity;
use crate::lint::{Check, Example, Rule};

pub(super) const RULE: Rule = Rule {
    id: "not-a-value",
    severity: Severity::Error,
    catches: "`{name}` in prose where `name` is a flag.",
    why: "A flag has no number and no word to print.",
    example: Example::Beats(r#"
        "door": (text: "In your pocket: {has_key}.", ending: "out"),
    "#),
    instead: Example::Beats(r#"
        "door": (text: "In your pocket: {if has_key}a key{else}lint{end}.", ending: "out"),
    "#),
    check: Check::Loader,
};
