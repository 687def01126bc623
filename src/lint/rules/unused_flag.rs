//! `unused-flag`: a flag that nothing speaks of.

use crate::diagnostic::Severity;
use crate::lint::{Check, Example, Report, Rule, Sound};
use crate::source::Thing;
use crate::story::FlagId;

pub(super) const RULE: Rule = Rule {
    id: "unused-flag",
    severity: Severity::Warning,
    catches: "A flag that no condition asks and no effect sets.",
    why: "It is left over from something, or the thing it was meant for is missing.",
    example: Example::Declared {
        declarations: r#"
        flags: ["saw_fox"],
    "#,
        beats: r#"
        "lane": (text: "Something red crosses the lane.", ending: "out"),
    "#,
    },
    instead: Example::Declared {
        declarations: r#"
        flags: ["saw_fox"],
    "#,
        beats: r#"
        "lane": (text: "Something red crosses the lane.", then: "set saw_fox", goto: "gate"),
        "gate": (text: "{if saw_fox}You latch the gate behind you, for the hens.{end}", ending: "out"),
    "#,
    },
    check: Check::Whole(check),
};

fn check(sound: &Sound, report: &mut Report) {
    for (id, flag) in (0..).map(FlagId).zip(sound.story.flags()) {
        if let Some(declared) = sound.unmentioned(Thing::Flag(id)) {
            let message = format!("nothing speaks of the flag `{}`", flag.name);
            report.tell(RULE.at(declared, message).hint("use it, or delete it"));
        }
    }
}
