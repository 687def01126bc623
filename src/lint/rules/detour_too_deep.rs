//! `detour-too-deep`: detours inside detours inside detours.

use crate::diagnostic::Severity;
use crate::lint::{Check, Example, Rule};
use crate::source::SourceFile;

pub(super) const RULE: Rule = Rule {
    id: "detour-too-deep",
    severity: Severity::Error,
    catches: "More than eight detours begun inside each other.",
    why: "The state of the story remembers where each leads back to, and must stay small.",
    example: Example::Made {
        shown: "nine rooms, each of which is a detour from the one before",
        files: || rooms(9),
    },
    instead: Example::Made {
        shown: "the same with three rooms",
        files: || rooms(3),
    },
    check: Check::Loader,
};

/// A story of so many rooms, each a detour from the one before.
fn rooms(number: usize) -> Vec<SourceFile> {
    let story = r#"(
    title: "The Enfilade",
    start: "house/door",
    endings: {"back": (title: "Back", hint: "Walk.", epilogue: "All the doors stand open.")},
)"#;
    let room = |n: usize| match n == number {
        true => format!("\"room_{n}\": (text: \"A mirror.\", return: true),"),
        false => format!(
            "\"room_{n}\": (text: \"A room.\", detour: \"room_{}\", goto: \"leave_{n}\"),\n\"leave_{n}\": (text: \"Back.\", return: true),",
            n + 1
        ),
    };
    let rooms: String = (1..=number).map(room).collect::<Vec<_>>().join("\n");
    let scene = format!(
        r#"(beats: {{
"door": (text: "You walk in.", detour: "room_1", goto: "out"),
{rooms}
"out": (text: "You are out again.", ending: "back"),
}})"#
    );
    vec![SourceFile::new("story.ron", story), SourceFile::new("house.ron", scene)]
}
