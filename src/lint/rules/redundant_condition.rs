//! `redundant-condition`: a part of a condition that adds nothing.

use crate::diagnostic::Severity;
use crate::lint::{Check, Example, Rule};
use crate::lint::{Sound, Report};
use crate::diagnostic::{Fix, Span};
use crate::lint::conditions::Fault;

pub(super) const RULE: Rule = Rule {
    id: "redundant-condition",
    severity: Severity::Warning,
    catches: "A part of an `and` or `or` without which the condition says the same.",
    why: "It makes the condition look stricter, or wider, than it is.",
    example: Example::Beats(r#"
        "door": (
            text: "The plank bends over the ditch.",
            choices: {
                "cross": (text: "Cross.", when: "nerve >= 3 and nerve >= 2", goto: "garden"),
                "stay": (text: "Stay on this side.", then: "nerve += 1", goto: "door"),
            },
        ),
        "garden": (text: "You are out among the bean rows.", ending: "out"),
    "#),
    instead: Example::Beats(r#"
        "door": (
            text: "The plank bends over the ditch.",
            choices: {
                "cross": (text: "Cross.", when: "nerve >= 3", goto: "garden"),
                "stay": (text: "Stay on this side.", then: "nerve += 1", goto: "door"),
            },
        ),
        "garden": (text: "You are out among the bean rows.", ending: "out"),
    "#),
    check: Check::Whole(check),
};

fn check(sound: &Sound, report: &mut Report) {
    for fault in sound.condition_faults() {
        let Fault::Redundant { part, beside, is_first } = *fault else { continue };
        let (place, beside) = (sound.written.condition(part), sound.written.condition(beside));
        let gone = match is_first {
            true => Span { end: beside.start, ..place },
            false => Span { start: beside.end, ..place },
        };
        let message = format!("`{}` adds nothing to the rest of the condition", sound.text(place));
        report.tell(RULE.at(place, message).fix(Fix::safe("leave it out", gone, "")));
    }
}
