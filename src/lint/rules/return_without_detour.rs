//! `return-without-detour`: a return with nowhere to return to.

use crate::diagnostic::Severity;
use crate::lint::{Check, Example, Rule};

pub(super) const RULE: Rule = Rule {
    id: "return-without-detour",
    severity: Severity::Error,
    catches: "A beat with `return: true` that can be reached without a detour.",
    why: "Whoever comes that way is stuck: no detour is open that could be ended.",
    example: Example::Beats(r#"
        "door": (text: "The hall is dark.", goto: "match"),
        "match": (text: "You strike a match. A coat stand.", return: true),
    "#),
    instead: Example::Beats(r#"
        "door": (text: "The hall is dark.", detour: "match", goto: "garden"),
        "match": (text: "You strike a match. A coat stand.", return: true),
        "garden": (text: "You are out among the bean rows.", ending: "out"),
    "#),
    check: Check::Loader,
};
