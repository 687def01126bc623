//! `no-story-file`: a folder without `story.ron`.

use crate::diagnostic::Severity;
use crate::lint::{Check, Example, Rule};

pub(super) const RULE: Rule = Rule {
    id: "no-story-file",
    severity: Severity::Error,
    catches: "A folder of scenes without the file that says what they are scenes of.",
    why: "Without it the story has no title and no first beat. Often the folder above or below was meant.",
    example: Example::Files(&[
        ("wall.ron", r#"(beats: {
    "gap": (text: "Through the gap you see red among the leaves.", goto: "gate"),
    "gate": (text: "The gate is tied shut with a stocking.", goto: "gap"),
})
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
    "gap": (text: "Through the gap you see red among the leaves.", goto: "gate"),
    "gate": (text: "The gate is tied shut with a stocking.", ending: "picked"),
})
"#),
    ]),
    check: Check::Loader,
};
