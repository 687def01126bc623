//! `dead-else`: an `{else}` that is never read.

use crate::diagnostic::Severity;
use crate::lint::{Check, Example, Report, Rule, Sound};
use crate::lint::conditions::Fault;
use crate::lint::space::{Verdict, verdict};

pub(super) const RULE: Rule = Rule {
    id: "dead-else",
    severity: Severity::Warning,
    catches: "An `{if}` behind which nothing more is read, since one of its conditions always holds.",
    why: "The text behind `{else}` was written for nobody.",
    example: Example::Beats(r#"
        "door": (text: "{if nerve >= 4}You knock.{elif nerve <= 6}You scratch at the door.{else}You turn around.{end}", ending: "out"),
    "#),
    instead: Example::Beats(r#"
        "door": (text: "{if nerve >= 4}You knock.{elif nerve >= 2}You scratch at the door.{else}You turn around.{end}", ending: "out"),
    "#),
    check: Check::Whole(check),
};

fn check(sound: &Sound, report: &mut Report) {
    for fault in sound.condition_faults() {
        if let Fault::DeadElse(condition) = *fault {
            let message = match verdict(sound.story, condition) {
                Verdict::Always => "this always holds, so nothing behind this part is ever read",
                _ => "this holds whenever the conditions before it fail, so the `{else}` is never read",
            };
            report.tell(RULE.at(sound.written.condition(condition), message));
        }
    }
}
