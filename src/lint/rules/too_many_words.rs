//! `too-many-words`: an enum beyond counting.

use crate::diagnostic::Severity;
use crate::lint::{Check, Example, Rule};
use crate::source::SourceFile;

pub(super) const RULE: Rule = Rule {
    id: "too-many-words",
    severity: Severity::Error,
    catches: "An enum of more than 65535 words.",
    why: "Each word is a number of 16 bits in the state of the story.",
    example: Example::Made {
        shown: "an enum of 70000 words",
        files: || story(70_000),
    },
    instead: Example::Made {
        shown: "the same enum with three of them",
        files: || story(3),
    },
    check: Check::Loader,
};

/// A story with an enum of so many words, of which it uses three.
fn story(words: usize) -> Vec<SourceFile> {
    let words: Vec<String> = (0..words).map(|n| format!("\"day_{n}\"")).collect();
    let story = format!(
        r#"(
    title: "The Calendar",
    start: "wall/calendar",
    enums: {{"day": (words: [{}], start: "day_0")}},
    endings: {{"done": (title: "Done", hint: "Tear off a leaf.", epilogue: "There are no more leaves.")}},
)"#,
        words.join(", ")
    );
    let scene = r#"(beats: {
    "calendar": (
        text: "It is {day}.",
        choices: {
            "first": (text: "Tear off a leaf.", then: "day = day_1", goto: "calendar"),
            "second": (text: "Tear off two.", then: "day = day_2", goto: "calendar"),
            "leave": (text: "Let it hang.", goto: "after"),
        },
    ),
    "after": (text: "It is still {day}.", ending: "done"),
})"#;
    vec![SourceFile::new("story.ron", story), SourceFile::new("wall.ron", scene)]
}
