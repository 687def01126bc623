//! `unknown-rule`: a lint rule that does not exist.

use crate::diagnostic::Severity;
use crate::lint::{Check, Example, Rule};

pub(super) const RULE: Rule = Rule {
    id: "unknown-rule",
    severity: Severity::Error,
    catches: "An id in `lints` or `allow` that no rule has.",
    why: "What was meant to be set aside is still told, or what was meant to be raised still passes.",
    example: Example::Declared {
        declarations: r#"
        lints: {"long-lable": "off"},
    "#,
        beats: r#"
        "door": (text: "The paint is still wet.", ending: "out"),
    "#,
    },
    instead: Example::Declared {
        declarations: r#"
        lints: {"long-label": "off"},
    "#,
        beats: r#"
        "door": (text: "The paint is still wet.", ending: "out"),
    "#,
    },
    check: Check::Settings,
};
