//! `no-beats`: a scene with nothing in it.

use crate::diagnostic::Severity;
use crate::lint::{Check, Example, Rule};

pub(super) const RULE: Rule = Rule {
    id: "no-beats",
    severity: Severity::Error,
    catches: "A scene file whose `beats` are empty.",
    why: "A scene without beats can be neither entered nor left; the file was likely begun and forgotten.",
    example: Example::Files(&[
        ("story.ron", r#"(
    title: "The Orchard",
    start: "wall/gap",
    endings: {"picked": (title: "Picked", hint: "Reach up.", epilogue: "They were the sour kind.")},
)
"#),
        ("wall.ron", r#"(beats: {
    "gap": (text: "Through the gap you see red among the leaves.", ending: "picked"),
})
"#),
        ("barn.ron", r#"(beats: {})
"#),
    ]),
    instead: Example::Files(&[
        ("story.ron", r#"(
    title: "The Orchard",
    start: "wall/gap",
    endings: {"picked": (title: "Picked", hint: "Reach up.", epilogue: "They were the sour kind.")},
)
"#),
        ("wall.ron", r#"(beats: {
    "gap": (text: "Through the gap you see red among the leaves.", goto: "barn/loft"),
})
"#),
        ("barn.ron", r#"(beats: {
    "loft": (text: "From the loft you can reach them.", ending: "picked"),
})
"#),
    ]),
    check: Check::Loader,
};
