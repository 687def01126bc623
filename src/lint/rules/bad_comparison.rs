//! `bad-comparison`: words of an enum asked for their order.

use crate::diagnostic::Severity;
use crate::lint::{Check, Example, Rule};

pub(super) const RULE: Rule = Rule {
    id: "bad-comparison",
    severity: Severity::Error,
    catches: "A comparison with `<`, `<=`, `>` or `>=` to a word of an enum.",
    why: "The words of an enum have no order: whether a friend is more than a stranger is for you to say, not for the list.",
    example: Example::Beats(r#"
        "door": (
            text: "Ada looks up from her accounts.",
            choices: {
                "hug": (text: "Put your arms around her.", when: "tie.ada > none", goto: "garden"),
                "nod": (text: "Nod.", goto: "garden"),
            },
        ),
        "garden": (text: "You are out among the bean rows.", ending: "out"),
    "#),
    instead: Example::Beats(r#"
        "door": (
            text: "Ada looks up from her accounts.",
            choices: {
                "hug": (text: "Put your arms around her.", when: "tie.ada != none", goto: "garden"),
                "nod": (text: "Nod.", goto: "garden"),
            },
        ),
        "garden": (text: "You are out among the bean rows.", ending: "out"),
    "#),
    check: Check::Loader,
};
