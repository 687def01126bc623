//! `bad-was`: a former name that leads nowhere.

use crate::diagnostic::Severity;
use crate::lint::{Check, Example, Rule};

pub(super) const RULE: Rule = Rule {
    id: "bad-was",
    severity: Severity::Error,
    catches: "A `was`, `words_were` or `flags_were` with a name that something else has now, or one that two things claim.",
    why: "Old saves would be read as if they spoke of the other thing.",
    example: Example::Beats(r#"
        "door": (
            text: "The latch sticks.",
            choices: {
                "lift": (text: "Lift the door a little.", then: "nerve += 1", was: ["kick"], goto: "garden"),
                "kick": (text: "Kick it.", goto: "garden"),
            },
        ),
        "garden": (text: "You are out among the bean rows.", ending: "out"),
    "#),
    instead: Example::Beats(r#"
        "door": (
            text: "The latch sticks.",
            choices: {
                "lift": (text: "Lift the door a little.", then: "nerve += 1", was: ["push"], goto: "garden"),
                "kick": (text: "Kick it.", goto: "garden"),
            },
        ),
        "garden": (text: "You are out among the bean rows.", ending: "out"),
    "#),
    check: Check::Loader,
};
