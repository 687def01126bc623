//! `condition-too-deep`: a condition with too many brackets inside each other.

use crate::diagnostic::Severity;
use crate::lint::{Check, Example, Rule};
use crate::source::SourceFile;

pub(super) const RULE: Rule = Rule {
    id: "condition-too-deep",
    severity: Severity::Error,
    catches: "More than 32 brackets or `not`s inside each other.",
    why: "No reader of the file could follow it, and reading it must not exhaust the machine.",
    example: Example::Made {
        shown: "a condition with forty brackets inside each other: \"((((… rope >= 3 …))))\"",
        files: || story(&("(".repeat(40) + "rope >= 3" + &")".repeat(40))),
    },
    instead: Example::Made {
        shown: "the same without the brackets: \"rope >= 3\"",
        files: || story("rope >= 3"),
    },
    check: Check::Loader,
};

/// One beat that is entered if the condition holds.
fn story(when: &str) -> Vec<SourceFile> {
    let story = r#"(
    title: "The Well",
    start: "well/rim",
    stats: {"rope": (range: 0..=9, start: 4)},
    endings: {"dry": (title: "Dry", hint: "It is deep.", epilogue: "The bucket comes up full of leaves.")},
)"#;
    let scene = format!(
        r#"(beats: {{
    "rim": (
        text: "You let down {{rope}} yards.",
        choices: {{
            "more": (text: "Let down more.", then: "rope += 1", goto: "rim"),
            "pull": (text: "Pull it up.", when: "{when}", goto: "up"),
            "leave": (text: "Leave it.", goto: "up"),
        }},
    ),
    "up": (text: "You shade your eyes.", ending: "dry"),
}})"#
    );
    vec![SourceFile::new("story.ron", story), SourceFile::new("well.ron", scene)]
}
