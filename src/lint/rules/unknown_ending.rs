//! `unknown-ending`: an ending that is not declared.

use crate::diagnostic::Severity;
use crate::lint::{Check, Example, Rule};

pub(super) const RULE: Rule = Rule {
    id: "unknown-ending",
    severity: Severity::Error,
    catches: "A beat whose `ending` is not declared in `story.ron`.",
    why: "Endings have titles and last lines, and the reader collects them; this one has none.",
    example: Example::Beats(r#"
        "door": (
            text: "The coach is waiting.",
            choices: {
                "ride": (text: "Get in.", goto: "coach"),
                "stay": (text: "Let it go.", goto: "garden"),
            },
        ),
        "coach": (text: "You do not look back.", ending: "gone"),
        "garden": (text: "You are out among the bean rows.", ending: "out"),
    "#),
    instead: Example::Beats(r#"
        "door": (
            text: "The coach is waiting.",
            choices: {
                "ride": (text: "Get in.", goto: "coach"),
                "stay": (text: "Let it go.", goto: "garden"),
            },
        ),
        "coach": (text: "You do not look back.", ending: "out"),
        "garden": (text: "You are out among the bean rows.", ending: "out"),
    "#),
    check: Check::Loader,
};
