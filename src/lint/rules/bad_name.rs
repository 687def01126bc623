//! `bad-name`: a name that cannot be one.

use crate::diagnostic::Severity;
use crate::lint::{Check, Example, Rule};

pub(super) const RULE: Rule = Rule {
    id: "bad-name",
    severity: Severity::Error,
    catches: "A name with other signs than lower-case letters, digits and `_`, or one that conditions and effects use for themselves.",
    why: "Conditions, saves and other files speak of things by these names; one with a space in it could not be told from two.",
    example: Example::Beats(r#"
        "door": (
            text: "Nobody answers.",
            choices: {
                "knock again": (text: "Knock again.", goto: "garden"),
            },
        ),
        "garden": (text: "You are out among the bean rows.", ending: "out"),
    "#),
    instead: Example::Beats(r#"
        "door": (
            text: "Nobody answers.",
            choices: {
                "knock_again": (text: "Knock again.", goto: "garden"),
            },
        ),
        "garden": (text: "You are out among the bean rows.", ending: "out"),
    "#),
    check: Check::Loader,
};
