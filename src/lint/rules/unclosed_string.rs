//! `unclosed-string`: a raw text that swallowed the next one.

use crate::diagnostic::Severity;
use crate::lint::{Check, Example, Rule};

pub(super) const RULE: Rule = Rule {
    id: "unclosed-string",
    severity: Severity::Error,
    catches: "A text that opens with `r#\"` in which another seems to open: its own closing `\"#` was likely forgotten.",
    why: "Everything between the two would be read as prose, silently.",
    example: Example::Files(&[
        ("story.ron", r#"(
    title: "The Orchard",
    start: "wall/gap",
    endings: {"picked": (title: "Picked", hint: "Reach up.", epilogue: "They were the sour kind.")},
)
"#),
        ("wall.ron", r##"(beats: {
    "gap": (
        text: r#"Through the gap you see red among the leaves.,
        goto: "gate",
    ),
    "gate": (text: r#"The gate is tied shut with a stocking."#, ending: "picked"),
})
"##),
    ]),
    instead: Example::Files(&[
        ("story.ron", r#"(
    title: "The Orchard",
    start: "wall/gap",
    endings: {"picked": (title: "Picked", hint: "Reach up.", epilogue: "They were the sour kind.")},
)
"#),
        ("wall.ron", r##"(beats: {
    "gap": (
        text: r#"Through the gap you see red among the leaves."#,
        goto: "gate",
    ),
    "gate": (text: r#"The gate is tied shut with a stocking."#, ending: "picked"),
})
"##),
    ]),
    check: Check::Loader,
};
