//! `unused-stat`: a stat that nothing speaks of.

use crate::diagnostic::Severity;
use crate::lint::{Check, Example, Report, Rule, Sound};
use crate::source::Thing;
use crate::story::StatId;

pub(super) const RULE: Rule = Rule {
    id: "unused-stat",
    severity: Severity::Warning,
    catches: "A stat that no condition asks, no effect changes and no prose shows.",
    why: "It is left over from something, or the thing it was meant for is missing.",
    example: Example::Declared {
        declarations: r#"
        stats: {"thirst": (range: 0..=5, start: 0)},
    "#,
        beats: r#"
        "well": (text: "You pull up the bucket.", ending: "out"),
    "#,
    },
    instead: Example::Declared {
        declarations: r#"
        stats: {"thirst": (range: 0..=5, start: 2)},
    "#,
        beats: r#"
        "well": (text: "You drink{if thirst >= 1}, and drink again{end}.", then: "thirst -= 1", ending: "out"),
    "#,
    },
    check: Check::Whole(check),
};

fn check(sound: &Sound, report: &mut Report) {
    for (id, stat) in (0..).map(StatId).zip(sound.story.stats()) {
        if let Some(declared) = sound.unmentioned(Thing::Stat(id)) {
            let message = format!("nothing speaks of the stat `{}`", stat.name);
            report.tell(RULE.at(declared, message).hint("use it, or delete it"));
        }
    }
}
