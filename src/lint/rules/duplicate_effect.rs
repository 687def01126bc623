//! `duplicate-effect`: an effect that a later one makes useless.

use crate::diagnostic::Severity;
use crate::lint::{Check, Example, Report, Rule, Sound};
use crate::diagnostic::{Fix, Span};
use crate::story::{Effect, Story};

pub(super) const RULE: Rule = Rule {
    id: "duplicate-effect",
    severity: Severity::Warning,
    catches: "Two effects of one list that give the same flag, enum or stat a value, with nothing in between that reads the first.",
    why: "Only the later one counts; one of the two is a slip.",
    example: Example::Beats(r#"
        "door": (text: "She gives you the key, and her hand.", then: "set has_key; tie.ada = friend; set has_key", goto: "garden"),
        "garden": (text: "You are out among the bean rows.", ending: "out"),
    "#),
    instead: Example::Beats(r#"
        "door": (text: "She gives you the key, and her hand.", then: "set has_key; tie.ada = friend", goto: "garden"),
        "garden": (text: "You are out among the bean rows.", ending: "out"),
    "#),
    check: Check::Whole(check),
};

fn check(sound: &Sound, report: &mut Report) {
    for list in sound.effect_lists().filter(|list| list.range().len() > 1) {
        let effects = sound.story.effects(list);
        for (at, effect) in effects.iter().enumerate() {
            if let Some(later) = (at + 1..effects.len()).find(|&later| replaces(&effects[later], effect)) {
                let is_read = effects[at + 1..=later].iter().any(|between| reads(sound.story, between, effect));
                if !is_read {
                    let first = list.start as usize + at;
                    tell(sound, first, list.start as usize + later, effects[later] == *effect, report);
                }
            }
        }
    }
}

/// Whether nothing is left of `first` once `later` is carried out.
fn replaces(later: &Effect, first: &Effect) -> bool {
    match (later, first) {
        (Effect::SetBit { bit, .. }, Effect::SetBit { bit: other, .. }) => bit == other,
        (Effect::SetWord { lane, .. }, Effect::SetWord { lane: other, .. }) => lane == other,
        (Effect::Assign { stat, .. }, Effect::Assign { stat: other, .. } | Effect::Add { stat: other, .. } | Effect::Subtract { stat: other, .. }) => {
            stat == other
        }
        _ => false,
    }
}

/// Whether an effect looks at what `first` has changed.
fn reads(story: &Story, effect: &Effect, first: &Effect) -> bool {
    let (Effect::Assign { stat: changed, .. } | Effect::Add { stat: changed, .. } | Effect::Subtract { stat: changed, .. }) = *first else {
        return false;
    };
    let (stat, sum) = match *effect {
        Effect::Assign { sum, .. } => (None, sum),
        Effect::Add { stat, sum } | Effect::Subtract { stat, sum } => (Some(stat), sum),
        Effect::SetBit { .. } | Effect::SetWord { .. } => return false,
    };
    stat == Some(changed) || story.sum_terms(sum.terms).iter().any(|&(term, _)| term == changed)
}

fn tell(sound: &Sound, first: usize, later: usize, is_same: bool, report: &mut Report) {
    let (place, other) = (sound.written.effect(first), sound.written.effect(later));
    let diagnostic = match is_same {
        true => {
            // From the end of the effect before it, so that its semicolon goes too.
            let gone = Span { start: sound.written.effect(later - 1).end, ..other };
            RULE.at(other, "this was done just before").also(place, "here").fix(Fix::safe("do it once", gone, ""))
        }
        false => RULE.at(place, "this is undone before anything can see it").also(other, "by this"),
    };
    report.tell(diagnostic);
}
