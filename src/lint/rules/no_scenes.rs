//! `no-scenes`: a story without scenes.

use crate::diagnostic::Severity;
use crate::lint::{Check, Example, Rule};

pub(super) const RULE: Rule = Rule {
    id: "no-scenes",
    severity: Severity::Error,
    catches: "A folder in which `story.ron` stands alone.",
    why: "There is nothing to play: every beat stands in a scene file beside it.",
    example: Example::Files(&[
        ("story.ron", r#"(title: "The Orchard", start: "wall/gap")
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
    "gap": (text: "Through the gap you see red among the leaves.", ending: "picked"),
})
"#),
    ]),
    check: Check::Loader,
};
