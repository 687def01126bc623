//! `bad-effect`: an effect that does nothing its name allows.

use crate::diagnostic::Severity;
use crate::lint::{Check, Example, Rule};

pub(super) const RULE: Rule = Rule {
    id: "bad-effect",
    severity: Severity::Error,
    catches: "An effect that cannot be carried out: `set` on a stat, `+=` on a flag, a verb that is missing, or two effects without a `;`.",
    why: "Nothing would change, and the story would go on as if it had.",
    example: Example::Beats(r#"
        "door": (text: "You lift the latch with a hairpin.", then: "set nerve", goto: "garden"),
        "garden": (text: "You are out among the bean rows.", ending: "out"),
    "#),
    instead: Example::Beats(r#"
        "door": (text: "You lift the latch with a hairpin.", then: "nerve += 1", goto: "garden"),
        "garden": (text: "You are out among the bean rows.", ending: "out"),
    "#),
    check: Check::Loader,
};
