//! `unbalanced-brace`: a brace without its other half.

use crate::diagnostic::Severity;
use crate::lint::{Check, Example, Rule};

pub(super) const RULE: Rule = Rule {
    id: "unbalanced-brace",
    severity: Severity::Error,
    catches: "A `{` in prose that is never closed, or a `}` that closes nothing.",
    why: "Braces hold markup; whatever follows an open one cannot be told from text.",
    example: Example::Beats(r#"
        "door": (text: "The sign says: closed} until spring.", ending: "out"),
    "#),
    instead: Example::Beats(r#"
        "door": (text: "The sign says: {{closed}} until spring.", ending: "out"),
    "#),
    check: Check::Loader,
};
