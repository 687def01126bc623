//! `not-a-condition`: a number or a word where yes or no is asked.

use crate::diagnostic::Severity;
use crate::lint::{Check, Example, Rule};

pub(super) const RULE: Rule = Rule {
    id: "not-a-condition",
    severity: Severity::Error,
    catches: "A stat, an enum or a sum that stands alone as a condition.",
    why: "A number is neither true nor false; how much of it is enough must be said.",
    example: Example::Beats(r#"
        "door": (
            text: "The ladder has five rungs left.",
            choices: {
                "climb": (text: "Climb.", when: "nerve", goto: "garden"),
                "walk": (text: "Take the long way.", goto: "garden"),
            },
        ),
        "garden": (text: "You are out among the bean rows.", ending: "out"),
    "#),
    instead: Example::Beats(r#"
        "door": (
            text: "The ladder has five rungs left.",
            choices: {
                "climb": (text: "Climb.", when: "nerve >= 6", goto: "garden"),
                "walk": (text: "Take the long way.", goto: "garden"),
            },
        ),
        "garden": (text: "You are out among the bean rows.", ending: "out"),
    "#),
    check: Check::Loader,
};
