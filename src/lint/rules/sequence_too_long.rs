//! `sequence-too-long`: sequences that never come round together.

use crate::diagnostic::Severity;
use crate::lint::{Check, Example, Rule};
use crate::source::SourceFile;

pub(super) const RULE: Rule = Rule {
    id: "sequence-too-long",
    severity: Severity::Error,
    catches: "Cycles in one beat whose lengths have no common round within 65536 visits.",
    why: "All sequences of a beat read one count of visits, which must stay small so that the state of the story does.",
    example: Example::Made {
        shown: "one beat with cycles of 31, 37 and 43 parts, which meet again after 49321 visits",
        files: || story(&[31, 37, 43]),
    },
    instead: Example::Made {
        shown: "the same with cycles of 30, 36 and 45 parts, which meet after 180",
        files: || story(&[30, 36, 45]),
    },
    check: Check::Loader,
};

/// A story of one beat with cycles of so many parts.
fn story(lengths: &[usize]) -> Vec<SourceFile> {
    let story = r#"(
    title: "The Carousel",
    start: "fair/ride",
    endings: {"home": (title: "Home", hint: "Get off.", epilogue: "The ground went on turning.")},
)"#;
    let numbers = |length: usize| (1..=length).map(|n| n.to_string()).collect::<Vec<_>>().join("|");
    let cycles: Vec<String> = lengths.iter().map(|&length| format!("horse {{cycle: {}}}", numbers(length))).collect();
    let scene = format!(
        r#"(beats: {{
    "ride": (
        text: "Past you go {}.",
        choices: {{"stay": (text: "Once more.", goto: "ride"), "leave": (text: "Get off.", goto: "off")}},
    ),
    "off": (text: "You sit down on the grass.", ending: "home"),
}})"#,
        cycles.join(", ")
    );
    vec![SourceFile::new("story.ron", story), SourceFile::new("fair.ron", scene)]
}
