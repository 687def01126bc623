//! `once-only-way`: a beat that can be left only once.

use crate::diagnostic::Severity;
use crate::lint::{Check, Example, Report, Rule, Sound};
use crate::lint::flow::beats;
use crate::story::ChoiceId;

pub(super) const RULE: Rule = Rule {
    id: "once-only-way",
    severity: Severity::Warning,
    catches: "A beat that can be come back to, all of whose choices have `once`.",
    why: "On the second visit nothing is left to choose: a dead end.",
    example: Example::Beats(r#"
        "door": (
            text: "A ladder leans at the hayloft.",
            choices: {
                "climb": (text: "Climb up.", once: true, goto: "loft"),
            },
        ),
        "loft": (
            text: "Hay, and a window.",
            choices: {
                "down": (text: "Climb down.", goto: "door"),
                "jump": (text: "Jump.", goto: "garden"),
            },
        ),
        "garden": (text: "You are out among the bean rows.", ending: "out"),
    "#),
    instead: Example::Beats(r#"
        "door": (
            text: "A ladder leans at the hayloft.",
            choices: {
                "climb": (text: "Climb up.", once: true, goto: "loft"),
                "leave": (text: "Leave it.", goto: "garden"),
            },
        ),
        "loft": (
            text: "Hay, and a window.",
            choices: {
                "down": (text: "Climb down.", goto: "door"),
                "jump": (text: "Jump.", goto: "garden"),
            },
        ),
        "garden": (text: "You are out among the bean rows.", ending: "out"),
    "#),
    check: Check::Whole(check),
};

fn check(sound: &Sound, report: &mut Report) {
    for beat in beats(sound.story) {
        let choices: Vec<ChoiceId> = sound.story.beat(beat).exit.choices().collect();
        let all_once = !choices.is_empty() && choices.iter().all(|&choice| sound.story.choice(choice).once.is_some());
        if !all_once || !sound.flow().can_come_back(beat) {
            continue;
        }
        let Some(at) = sound.beat(beat) else { continue };
        let once = choices.iter().find_map(|&choice| sound.choice(choice)?.get("once"));
        let message = "once each choice of this beat was taken, it can be come back to and not left";
        report.tell(RULE.at(once.unwrap_or(at).key(), message).hint("add a choice without `once`, for whoever comes back"));
    }
}
