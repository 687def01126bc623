//! `never-true`: a part of a condition that never holds.

use crate::diagnostic::Severity;
use crate::lint::{Check, Example, Report, Rule, Sound};
use crate::lint::conditions::Fault;

pub(super) const RULE: Rule = Rule {
    id: "never-true",
    severity: Severity::Warning,
    catches: "A part of a condition, or a named condition, that holds in no state, as far as the declared ranges tell.",
    why: "It can be left out, or it was meant to say something else.",
    example: Example::Beats(r#"
        "door": (text: "{if has_key or nerve > 10}You stride in.{else}You creep in.{end}", ending: "out"),
    "#),
    instead: Example::Beats(r#"
        "door": (text: "{if has_key or nerve >= 10}You stride in.{else}You creep in.{end}", ending: "out"),
    "#),
    check: Check::Whole(check),
};

fn check(sound: &Sound, report: &mut Report) {
    for fault in sound.condition_faults() {
        if let Fault::NeverTrue(condition) = *fault {
            let place = sound.written.condition(condition);
            report.tell(RULE.at(place, "this never holds").maybe_hint(sound.ranges_in(place)));
        }
    }
}
