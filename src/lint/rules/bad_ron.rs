//! `bad-ron`: a file whose form is broken.

use crate::diagnostic::Severity;
use crate::lint::{Check, Example, Rule};

pub(super) const RULE: Rule = Rule {
    id: "bad-ron",
    severity: Severity::Error,
    catches: "A bracket, a comma, a colon or a quotation mark that is missing, or stands where it has no meaning.",
    why: "The file cannot be taken apart, so nothing in it can be played.",
    example: Example::Beats(r#"
        "door": (
            text: "The bell rope is cut short."
            goto: "garden",
        ),
        "garden": (text: "You are out among the bean rows.", ending: "out"),
    "#),
    instead: Example::Beats(r#"
        "door": (
            text: "The bell rope is cut short.",
            goto: "garden",
        ),
        "garden": (text: "You are out among the bean rows.", ending: "out"),
    "#),
    check: Check::Loader,
};
