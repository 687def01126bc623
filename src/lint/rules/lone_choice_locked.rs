//! `lone-choice-locked`: a beat all of whose choices may be closed.

use crate::diagnostic::Severity;
use crate::lint::{Check, Example, Report, Rule, Sound};
use crate::lint::flow::beats;
use crate::lint::space::Space;
use crate::story::{Choice, ConditionId};

pub(super) const RULE: Rule = Rule {
    id: "lone-choice-locked",
    severity: Severity::Warning,
    catches: "A beat all of whose choices have a `when`, with values at which none of them holds, and no `fallback`.",
    why: "A reader who comes here with those values is stuck. (Whether anybody can come so, only a proof can tell.)",
    example: Example::Beats(r#"
        "door": (
            text: "The ferry costs two coins.",
            choices: {
                "pay": (text: "Pay.", when: "coins >= 2", locked: "You have too little.", then: "coins -= 2", goto: "garden"),
                "jump": (text: "Jump aboard.", when: "nerve >= 8", goto: "garden"),
            },
        ),
        "garden": (text: "You are out among the bean rows.", ending: "out"),
    "#),
    instead: Example::Beats(r#"
        "door": (
            text: "The ferry costs two coins.",
            choices: {
                "pay": (text: "Pay.", when: "coins >= 2", locked: "You have too little.", then: "coins -= 2", goto: "garden"),
                "jump": (text: "Jump aboard.", when: "nerve >= 8", goto: "garden"),
                "walk": (text: "Walk around the lake.", fallback: true, goto: "garden"),
            },
        ),
        "garden": (text: "You are out among the bean rows.", ending: "out"),
    "#),
    check: Check::Whole(check),
};

fn check(sound: &Sound, report: &mut Report) {
    for beat in beats(sound.story) {
        // A choice that may be spent opens nothing for whoever comes back.
        let can_come_back = sound.flow().can_come_back(beat);
        let choices = sound.story.beat(beat).exit.choices().map(|choice| sound.story.choice(choice));
        let lasting: Vec<&Choice> = choices.filter(|choice| choice.once.is_none() || !can_come_back).collect();
        let whens: Vec<ConditionId> = lasting.iter().filter_map(|choice| choice.when).collect();
        if whens.is_empty() || whens.len() < lasting.len() {
            continue;
        }
        let space = Space::of(sound.story, &whens, &[]).filter(Space::is_exact);
        let can_be_closed = space.is_some_and(|space| space.any(|values| !whens.iter().any(|&when| values.holds(when))));
        if let Some(at) = sound.beat(beat).filter(|_| can_be_closed) {
            let message = match whens.len() {
                1 => "the only choice of this beat has a condition: where that fails, the reader is stuck",
                _ => "all choices of this beat have conditions, and there are values at which all of them fail",
            };
            report.tell(RULE.at(at.key(), message).hint("add a choice without `when`, or one with `fallback: true`"));
        }
    }
}
