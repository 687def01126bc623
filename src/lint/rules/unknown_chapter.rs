//! `unknown-chapter`: a scene of no chapter.

use crate::diagnostic::Severity;
use crate::lint::{Check, Example, Rule};

pub(super) const RULE: Rule = Rule {
    id: "unknown-chapter",
    severity: Severity::Error,
    catches: "A scene whose `chapter` is not declared in `story.ron`.",
    why: "Chapters have titles, and the reader is shown them; this one has none.",
    example: Example::Files(&[
        ("story.ron", r#"(
    title: "The Swifts",
    start: "roof/sill",
    endings: {"home": (title: "Home", hint: "Wait for them.", epilogue: "One was missing.")},
)
"#),
        ("roof.ron", r#"(
    chapter: "dusk",
    beats: {"sill": (text: "The swifts come home.", ending: "home")},
)
"#),
    ]),
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
