//! `unused-enum`: an enum that nothing speaks of.

use crate::diagnostic::Severity;
use crate::lint::{Check, Example, Report, Rule, Sound};
use crate::source::Thing;
use crate::story::EnumId;

pub(super) const RULE: Rule = Rule {
    id: "unused-enum",
    severity: Severity::Warning,
    catches: "An enum that no condition asks, no effect changes and no prose shows.",
    why: "It is left over from something, or the thing it was meant for is missing.",
    example: Example::Declared {
        declarations: r#"
        enums: {"tide": (words: ["ebb", "flood"], start: "ebb")},
    "#,
        beats: r#"
        "pier": (text: "The boats lie on their sides.", ending: "out"),
    "#,
    },
    instead: Example::Declared {
        declarations: r#"
        enums: {"tide": (words: ["ebb", "flood"], start: "ebb")},
    "#,
        beats: r#"
        "pier": (text: "The boats lie on their sides.", then: "tide = flood", goto: "later"),
        "later": (text: "It is {tide} now.", ending: "out"),
    "#,
    },
    check: Check::Whole(check),
};

fn check(sound: &Sound, report: &mut Report) {
    for (id, item) in (0..).map(EnumId).zip(sound.story.enums()) {
        if let Some(declared) = sound.unmentioned(Thing::Enum(id)) {
            let message = format!("nothing speaks of the enum `{}`", item.name);
            report.tell(RULE.at(declared, message).hint("use it, or delete it"));
        }
    }
}
