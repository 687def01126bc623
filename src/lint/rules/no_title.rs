//! `no-title`: a story that cannot be called anything.

use crate::diagnostic::Severity;
use crate::lint::{Check, Example, Rule};

pub(super) const RULE: Rule = Rule {
    id: "no-title",
    severity: Severity::Error,
    catches: "A title without a letter or a digit in it.",
    why: "Saves are kept under the title, and the title page shows it.",
    example: Example::Files(&[
        ("story.ron", r#"(
    title: "* * *",
    start: "wall/gap",
    endings: {"picked": (title: "Picked", hint: "Reach up.", epilogue: "They were the sour kind.")},
)
"#),
        ("wall.ron", r#"(beats: {
    "gap": (text: "Through the gap you see red among the leaves.", ending: "picked"),
})
"#),
    ]),
    instead: Example::Files(&[
        ("story.ron", r#"(
    title: "Red Among the Leaves",
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
