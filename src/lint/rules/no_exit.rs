//! `no-exit`: a beat that leads nowhere.

use crate::diagnostic::Severity;
use crate::lint::{Check, Example, Rule};

pub(super) const RULE: Rule = Rule {
    id: "no-exit",
    severity: Severity::Error,
    catches: "A beat without `choices`, `goto`, `chance` and `ending`, or with `choices` that are empty.",
    why: "A reader who came here would be stuck.",
    example: Example::Beats(r#"
        "door": (
            text: "The porch light flickers.",
            choices: {
                "wait": (text: "Wait.", goto: "porch"),
                "leave": (text: "Go around the house.", goto: "garden"),
            },
        ),
        "porch": (text: "It goes out."),
        "garden": (text: "You are out among the bean rows.", ending: "out"),
    "#),
    instead: Example::Beats(r#"
        "door": (
            text: "The porch light flickers.",
            choices: {
                "wait": (text: "Wait.", goto: "porch"),
                "leave": (text: "Go around the house.", goto: "garden"),
            },
        ),
        "porch": (text: "It goes out.", goto: "garden"),
        "garden": (text: "You are out among the bean rows.", ending: "out"),
    "#),
    check: Check::Loader,
};
