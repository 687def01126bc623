//! `never-false`: a condition that always holds.

use crate::diagnostic::Severity;
use crate::lint::{Check, Example, Report, Rule, Sound};
use crate::lint::conditions::Fault;

pub(super) const RULE: Rule = Rule {
    id: "never-false",
    severity: Severity::Warning,
    catches: "A condition, or a part of one, that holds in every state, as far as the declared ranges tell. `true` written out is left alone.",
    why: "It asks nothing, so it can be left out, or it was meant to say something else.",
    example: Example::Beats(r#"
        "door": (
            text: "The toll is three coins.",
            choices: {
                "pay": (text: "Pay.", when: "coins >= 0", goto: "garden"),
                "turn": (text: "Turn back.", then: "nerve -= 1", goto: "garden"),
            },
        ),
        "garden": (text: "You are out among the bean rows.", ending: "out"),
    "#),
    instead: Example::Beats(r#"
        "door": (
            text: "The toll is three coins.",
            choices: {
                "pay": (text: "Pay.", when: "coins >= 3", goto: "garden"),
                "turn": (text: "Turn back.", then: "nerve -= 1", goto: "garden"),
            },
        ),
        "garden": (text: "You are out among the bean rows.", ending: "out"),
    "#),
    check: Check::Whole(check),
};

fn check(sound: &Sound, report: &mut Report) {
    for fault in sound.condition_faults() {
        if let Fault::NeverFalse(condition) = *fault {
            let place = sound.written.condition(condition);
            report.tell(RULE.at(place, "this always holds").maybe_hint(sound.ranges_in(place)));
        }
    }
}
