//! `unused-chapter`: a chapter without scenes.

use crate::diagnostic::Severity;
use crate::lint::{Check, Example, Report, Rule, Sound};
use crate::source::Thing;
use crate::story::ChapterId;

pub(super) const RULE: Rule = Rule {
    id: "unused-chapter",
    severity: Severity::Warning,
    catches: "A chapter that no scene belongs to.",
    why: "Its title is never shown.",
    example: Example::Declared {
        declarations: r#"
        chapters: {"thaw": (title: "Thaw", number: 1)},
    "#,
        beats: r#"
        "pond": (text: "The ice groans.", ending: "out"),
    "#,
    },
    instead: Example::Files(&[
        ("story.ron", r#"(
    title: "The Pond",
    start: "pond/edge",
    chapters: {"thaw": (title: "Thaw", number: 1)},
    endings: {"wet": (title: "Wet", hint: "Take one step more.", epilogue: "It was not deep.")},
)
"#),
        ("pond.ron", r#"(
    chapter: "thaw",
    beats: {"edge": (text: "The ice groans.", ending: "wet")},
)
"#),
    ]),
    check: Check::Whole(check),
};

fn check(sound: &Sound, report: &mut Report) {
    for (id, chapter) in (0..).map(ChapterId).zip(sound.story.chapters()) {
        if let Some(declared) = sound.unmentioned(Thing::Chapter(id)) {
            let message = format!("nothing speaks of the chapter `{}`", chapter.id);
            report.tell(RULE.at(declared, message).hint("use it, or delete it"));
        }
    }
}
