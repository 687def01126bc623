//! `empty-effect`: an effect that changes nothing.

use crate::diagnostic::Severity;
use crate::lint::{Check, Example, Report, Rule, Sound};
use crate::story::{Effect, Story};

pub(super) const RULE: Rule = Rule {
    id: "empty-effect",
    severity: Severity::Warning,
    catches: "An effect that adds or takes 0, or gives a stat its own value.",
    why: "It looks as if the choice mattered.",
    example: Example::Beats(r#"
        "door": (text: "You tip the porter.", then: "coins -= 0", goto: "garden"),
        "garden": (text: "You are out among the bean rows.", ending: "out"),
    "#),
    instead: Example::Beats(r#"
        "door": (text: "You tip the porter.", then: "coins -= 1", goto: "garden"),
        "garden": (text: "You are out among the bean rows.", ending: "out"),
    "#),
    check: Check::Whole(check),
};

fn check(sound: &Sound, report: &mut Report) {
    for list in sound.effect_lists() {
        for (position, effect) in list.range().zip(sound.story.effects(list)) {
            if changes_nothing(sound.story, effect) {
                report.tell(RULE.at(sound.written.effect(position), "this changes nothing").hint("write another number, or delete it"));
            }
        }
    }
}

fn changes_nothing(story: &Story, effect: &Effect) -> bool {
    match *effect {
        Effect::Add { sum, .. } | Effect::Subtract { sum, .. } => sum.number == 0 && sum.terms.is_empty(),
        Effect::Assign { stat, sum } => sum.number == 0 && story.sum_terms(sum.terms) == [(stat, false)],
        Effect::SetBit { .. } | Effect::SetWord { .. } => false,
    }
}
