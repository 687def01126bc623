//! `stray-markup`: an `{else}` or `{end}` on its own.

use crate::diagnostic::Severity;
use crate::lint::{Check, Example, Rule};

pub(super) const RULE: Rule = Rule {
    id: "stray-markup",
    severity: Severity::Error,
    catches: "`{elif}`, `{else}` or `{end}` without an open `{if}`, or anything but `{end}` behind `{else}`.",
    why: "It would be unclear which text depends on the condition.",
    example: Example::Beats(r#"
        "door": (text: "The dog {if has_key}hears the jingle{end} and sits up{end}.", ending: "out"),
    "#),
    instead: Example::Beats(r#"
        "door": (text: "The dog {if has_key}hears the jingle and sits up{else}sleeps{end}.", ending: "out"),
    "#),
    check: Check::Loader,
};
