//! `unclosed-if`: an `{if}` without `{end}`.

use crate::diagnostic::Severity;
use crate::lint::{Check, Example, Rule};

pub(super) const RULE: Rule = Rule {
    id: "unclosed-if",
    severity: Severity::Error,
    catches: "An `{if}` that is still open where the text, or the sequence it stands in, ends.",
    why: "It would be unclear how much of the text depends on the condition.",
    example: Example::Beats(r#"
        "door": (text: "You knock. {if nerve >= 8}You knock again.", ending: "out"),
    "#),
    instead: Example::Beats(r#"
        "door": (text: "You knock. {if nerve >= 8}You knock again.{end}", ending: "out"),
    "#),
    check: Check::Loader,
};
