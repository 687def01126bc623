//! `choice-never-open`: a choice that can never be taken.

use crate::diagnostic::Severity;
use crate::lint::{Check, Example, Report, Rule, Sound};
use crate::lint::conditions::Fault;

pub(super) const RULE: Rule = Rule {
    id: "choice-never-open",
    severity: Severity::Warning,
    catches: "A choice whose `when` holds in no state, as far as the declared ranges tell.",
    why: "No reader will ever be offered it.",
    example: Example::Beats(r#"
        "door": (
            text: "A collection box hangs by the door.",
            choices: {
                "give": (text: "Give all you have.", when: "coins > 20", goto: "garden"),
                "pass": (text: "Pass by.", goto: "garden"),
            },
        ),
        "garden": (text: "You are out among the bean rows.", ending: "out"),
    "#),
    instead: Example::Beats(r#"
        "door": (
            text: "A collection box hangs by the door.",
            choices: {
                "give": (text: "Give all you have.", when: "coins >= 20", goto: "garden"),
                "pass": (text: "Pass by.", goto: "garden"),
            },
        ),
        "garden": (text: "You are out among the bean rows.", ending: "out"),
    "#),
    check: Check::Whole(check),
};

fn check(sound: &Sound, report: &mut Report) {
    for fault in sound.condition_faults() {
        let Fault::ChoiceNeverOpen(choice, part) = *fault else { continue };
        let Some(when) = sound.choice(choice).and_then(|choice| choice.get("when")) else { continue };
        let place = sound.written.condition(part);
        let diagnostic = RULE
            .at(when.value(), "this choice can never be taken: its condition never holds")
            .maybe_hint(sound.ranges_in(place));
        let is_whole = sound.story.choice(choice).when == Some(part);
        report.tell(if is_whole { diagnostic } else { diagnostic.also(place, "this part never holds") });
    }
}
