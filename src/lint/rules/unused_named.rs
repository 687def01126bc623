//! `unused-named`: a named condition that nothing asks.

use crate::diagnostic::Severity;
use crate::lint::{Check, Example, Report, Rule, Sound};
use crate::source::Thing;
use crate::story::NamedConditionId;

pub(super) const RULE: Rule = Rule {
    id: "unused-named",
    severity: Severity::Warning,
    catches: "A named condition that no other condition asks.",
    why: "It says something about the story that the story does not hold to.",
    example: Example::Declared {
        declarations: r#"
        stats: {"oil": (range: 0..=6, start: 3)},
        named: {"dark": "oil == 0"},
    "#,
        beats: r#"
        "lamp": (text: "You have oil for {oil} hours.", then: "oil -= 1", ending: "out"),
    "#,
    },
    instead: Example::Declared {
        declarations: r#"
        stats: {"oil": (range: 0..=6, start: 3)},
        named: {"dark": "oil == 0"},
    "#,
        beats: r#"
        "lamp": (text: "{if dark}You feel your way.{else}You have oil for {oil} hours.{end}", then: "oil -= 1", ending: "out"),
    "#,
    },
    check: Check::Whole(check),
};

fn check(sound: &Sound, report: &mut Report) {
    for (id, condition) in (0..).map(NamedConditionId).zip(sound.story.named_conditions()) {
        if let Some(declared) = sound.unmentioned(Thing::NamedCondition(id)) {
            let message = format!("nothing speaks of the named condition `{}`", condition.name);
            report.tell(RULE.at(declared, message).hint("use it, or delete it"));
        }
    }
}
