//! `unreachable-beat`: a beat that no way leads to.

use crate::diagnostic::Severity;
use crate::lint::{Check, Example, Report, Rule, Sound};
use crate::lint::flow::beats;
use crate::story::BeatId;

pub(super) const RULE: Rule = Rule {
    id: "unreachable-beat",
    severity: Severity::Warning,
    catches: "A beat that cannot be reached from the start by any way, whatever the conditions.",
    why: "It was written, and nobody will ever read it; often the `goto` that should lead there names another beat.",
    example: Example::Beats(r#"
        "door": (text: "The door is open.", goto: "garden"),
        "attic": (text: "Under the roof it smells of apples.", goto: "garden"),
        "garden": (text: "You are out among the bean rows.", ending: "out"),
    "#),
    instead: Example::Beats(r#"
        "door": (
            text: "The door is open.",
            choices: {
                "up": (text: "Go up.", goto: "attic"),
                "through": (text: "Go through.", goto: "garden"),
            },
        ),
        "attic": (text: "Under the roof it smells of apples.", goto: "garden"),
        "garden": (text: "You are out among the bean rows.", ending: "out"),
    "#),
    check: Check::Whole(check),
};

/// Tells of the first beat of each part of the story that is cut off; what only it leads to is counted.
fn check(sound: &Sound, report: &mut Report) {
    let flow = sound.flow();
    let lost: Vec<BeatId> = beats(sound.story).filter(|&beat| !flow.is_reached(beat)).collect();
    let mut has_way_in = vec![false; sound.story.beats().len()];
    for &beat in &lost {
        flow.ways(beat).iter().filter(|way| way.to != beat).for_each(|way| has_way_in[way.to.index()] = true);
    }
    let mut is_told = vec![false; sound.story.beats().len()];
    let (first, in_rings): (Vec<BeatId>, Vec<BeatId>) = lost.iter().copied().partition(|beat| !has_way_in[beat.index()]);
    for &beat in first.iter().chain(&in_rings) {
        if is_told[beat.index()] {
            continue;
        }
        let behind = flow.reached_from_unless(beat, |other| is_told[other.index()] || flow.is_reached(other));
        behind.iter().for_each(|other| is_told[other.index()] = true);
        tell(sound, beat, behind.len() - 1, report);
    }
}

fn tell(sound: &Sound, beat: BeatId, behind: usize, report: &mut Report) {
    let Some(at) = sound.beat(beat) else { return };
    let message = match behind {
        0 => "no way leads to this beat".to_owned(),
        1 => "no way leads to this beat, nor to one that it leads to".to_owned(),
        _ => format!("no way leads to this beat, nor to {behind} others that it leads to"),
    };
    report.tell(RULE.at(at.key(), message).hint("let a `goto` lead here, or delete it"));
}
