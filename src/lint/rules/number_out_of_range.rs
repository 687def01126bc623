//! `number-out-of-range`: a number that no field holds.

use crate::diagnostic::Severity;
use crate::lint::{Check, Example, Rule};

pub(super) const RULE: Rule = Rule {
    id: "number-out-of-range",
    severity: Severity::Error,
    catches: "A number in a file that is too large or too small for what it says, such as a chapter with the number -1.",
    why: "It could only be cut down to some other number, which is not what was written.",
    example: Example::Declared {
        declarations: r#"
        chapters: {"dusk": (title: "Dusk", number: 100000)},
    "#,
        beats: r#"
        "sill": (text: "The swifts come home.", ending: "out"),
    "#,
    },
    instead: Example::Files(&[
        ("story.ron", r#"(
    title: "The Swifts",
    start: "roof/sill",
    chapters: {"dusk": (title: "Dusk", number: 1)},
    endings: {"home": (title: "Home", hint: "Wait for them.", epilogue: "One was missing.")},
)
"#),
        ("roof.ron", r#"(
    chapter: "dusk",
    beats: {"sill": (text: "The swifts come home.", ending: "home")},
)
"#),
    ]),
    check: Check::Loader,
};
