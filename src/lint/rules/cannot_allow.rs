//! `cannot-allow`: an error that is to be allowed.

use crate::diagnostic::Severity;
use crate::lint::{Check, Example, Rule};

pub(super) const RULE: Rule = Rule {
    id: "cannot-allow",
    severity: Severity::Error,
    catches: "An `allow` of a rule, or a level below `error` for one, without which the story cannot be put together.",
    why: "The story has no answer without it, so setting it aside would not make it playable. The line only misleads.",
    example: Example::Beats(r#"
        "door": (text: "The paint is still wet.", allow: ["unknown-goto"], goto: "garden"),
        "garden": (text: "You are out among the bean rows.", ending: "out"),
    "#),
    instead: Example::Beats(r#"
        "door": (text: "The paint is still wet.", goto: "garden"),
        "garden": (text: "You are out among the bean rows.", ending: "out"),
    "#),
    check: Check::Settings,
};
