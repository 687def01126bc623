//! `self-goto`: a choice that changes nothing at all.

use crate::diagnostic::Severity;
use crate::lint::{Check, Example, Report, Rule, Sound};
use crate::story::{BeatId, Piece, Story};

pub(super) const RULE: Rule = Rule {
    id: "self-goto",
    severity: Severity::Warning,
    catches: "A choice that leads to its own beat, with no effect, no echo and no `once`, where the beat reads the same every time.",
    why: "The reader takes it and sees the same page again.",
    example: Example::Beats(r#"
        "door": (
            text: "The door is locked.",
            choices: {
                "shout": (text: "Shout.", goto: "door"),
                "leave": (text: "Go around the house.", goto: "garden"),
            },
        ),
        "garden": (text: "You are out among the bean rows.", ending: "out"),
    "#),
    instead: Example::Beats(r#"
        "door": (
            text: "The door is locked.",
            choices: {
                "shout": (text: "Shout.", echo: "Somewhere a shutter closes.", goto: "door"),
                "leave": (text: "Go around the house.", goto: "garden"),
            },
        ),
        "garden": (text: "You are out among the bean rows.", ending: "out"),
    "#),
    check: Check::Whole(check),
};

fn check(sound: &Sound, report: &mut Report) {
    for id in sound.choices() {
        let choice = sound.story.choice(id);
        let is_plain = choice.goto == choice.beat
            && choice.detour.is_none()
            && choice.then.is_empty()
            && choice.echo.is_empty()
            && choice.once.is_none();
        if !is_plain || changes_when_left(sound.story, choice.beat) {
            continue;
        }
        if let Some(at) = sound.choice(id) {
            let message = "this choice leads back to the same page and changes nothing";
            report.tell(RULE.at(at.key(), message).hint("give it an effect or an `echo`, or lead it elsewhere"));
        }
    }
}

/// Whether leaving the beat and entering it again may change what it shows: by effects, visits, or chance.
fn changes_when_left(story: &Story, id: BeatId) -> bool {
    let beat = story.beat(id);
    let prose = beat.exit.choices().flat_map(|choice| [Some(story.choice(choice).text), story.choice(choice).locked]);
    let mut pieces = prose.flatten().chain([beat.text]).flat_map(|prose| prose.0.start..prose.0.end);
    !beat.then.is_empty()
        || beat.deck.is_some()
        || beat.visited.is_some()
        || beat.visits.is_some()
        || pieces.any(|at| matches!(story.piece(at), Piece::Sequence { .. }))
}
