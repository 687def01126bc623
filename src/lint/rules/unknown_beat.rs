//! `unknown-beat`: a visit to a beat that is not there.

use crate::diagnostic::Severity;
use crate::lint::{Check, Example, Rule};

pub(super) const RULE: Rule = Rule {
    id: "unknown-beat",
    severity: Severity::Error,
    catches: "`visited.` with the name of no beat.",
    why: "The condition asks whether the reader was in a place that does not exist.",
    example: Example::Beats(r#"
        "door": (text: "You know this door{if visited.gardn} from both sides{end}.", goto: "garden"),
        "garden": (text: "You are out among the bean rows.", ending: "out"),
    "#),
    instead: Example::Beats(r#"
        "door": (text: "You know this door{if visited.garden} from both sides{end}.", choices: {
            "out": (text: "Go out.", goto: "garden"),
            "home": (text: "Go home.", goto: "lane"),
        }),
        "garden": (text: "Bean rows, and a robin.", goto: "door"),
        "lane": (text: "The lamps are lit.", ending: "out"),
    "#),
    check: Check::Loader,
};
