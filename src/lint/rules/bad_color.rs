//! `bad-color`: a color that cannot be read.

use crate::diagnostic::Severity;
use crate::lint::{Check, Example, Rule};

pub(super) const RULE: Rule = Rule {
    id: "bad-color",
    severity: Severity::Error,
    catches: "A color that is not written as `#rrggbb`.",
    why: "The pack picture would not know how to draw this person.",
    example: Example::Declared {
        declarations: r#"
        people: {"ada": (name: "Ada Hale", color: "sea green")},
    "#,
        beats: r#"
        "door": (text: "Ada holds the door for you.", ending: "out"),
    "#,
    },
    instead: Example::Declared {
        declarations: r##"
        people: {"ada": (name: "Ada Hale", color: "#6fa58b")},
    "##,
        beats: r#"
        "door": (text: "Ada holds the door for you.", ending: "out"),
    "#,
    },
    check: Check::Loader,
};
