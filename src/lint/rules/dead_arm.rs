//! `dead-arm`: a part of prose that is never read.

use crate::diagnostic::Severity;
use crate::lint::{Check, Example, Report, Rule, Sound};
use crate::lint::conditions::Fault;
use crate::lint::space::{Verdict, verdict};

pub(super) const RULE: Rule = Rule {
    id: "dead-arm",
    severity: Severity::Warning,
    catches: "An `{if}` or `{elif}` that never holds, or only where one before it holds as well.",
    why: "The text behind it was written for nobody; often the order of the arms is wrong.",
    example: Example::Beats(r#"
        "door": (text: "You {if nerve >= 2}walk{elif nerve >= 8}swagger{else}slink{end} in.", ending: "out"),
    "#),
    instead: Example::Beats(r#"
        "door": (text: "You {if nerve >= 8}swagger{elif nerve >= 2}walk{else}slink{end} in.", ending: "out"),
    "#),
    check: Check::Whole(check),
};

fn check(sound: &Sound, report: &mut Report) {
    for fault in sound.condition_faults() {
        if let Fault::DeadArm(condition) = *fault {
            let message = match verdict(sound.story, condition) {
                Verdict::Never => "this never holds, so the text behind it is never read",
                _ => "whenever this holds, a part before it is read instead",
            };
            let place = sound.written.condition(condition);
            report.tell(RULE.at(place, message).maybe_hint(sound.ranges_in(place)));
        }
    }
}
