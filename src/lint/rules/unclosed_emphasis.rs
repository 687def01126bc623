//! `unclosed-emphasis`: a star without its other half.

use crate::diagnostic::Severity;
use crate::lint::{Check, Example, Rule};

pub(super) const RULE: Rule = Rule {
    id: "unclosed-emphasis",
    severity: Severity::Error,
    catches: "A `*` or `**` in prose that is not closed in the same part.",
    why: "Everything behind it would be set in italics, to the end of the page.",
    example: Example::Beats(r#"
        "door": (text: "She said *never, and meant Tuesday.", ending: "out"),
    "#),
    instead: Example::Beats(r#"
        "door": (text: "She said *never*, and meant Tuesday.", ending: "out"),
    "#),
    check: Check::Loader,
};
