//! `goto-ring`: beats that follow each other without end.

use crate::diagnostic::Severity;
use crate::lint::{Check, Example, Report, Rule, Sound};
use crate::lint::flow::beats;
use crate::story::{BeatId, Exit};

pub(super) const RULE: Rule = Rule {
    id: "goto-ring",
    severity: Severity::Warning,
    catches: "A ring of beats with `goto` or `chance`, out of which no choice, no ending and no return leads.",
    why: "The story would go on and on without ever asking the reader; it stops after a thousand beats as a dead end.",
    example: Example::Beats(r#"
        "door": (
            text: "Which way?",
            choices: {
                "stairs": (text: "Up the stairs.", goto: "landing"),
                "out": (text: "Out again.", goto: "garden"),
            },
        ),
        "landing": (text: "There are more stairs.", goto: "stairs"),
        "stairs": (text: "You climb.", goto: "landing"),
        "garden": (text: "You are out among the bean rows.", ending: "out"),
    "#),
    instead: Example::Beats(r#"
        "door": (
            text: "Which way?",
            choices: {
                "stairs": (text: "Up the stairs.", goto: "landing"),
                "out": (text: "Out again.", goto: "garden"),
            },
        ),
        "landing": (text: "There are more stairs.", goto: "stairs"),
        "stairs": (text: "You climb, and the last door opens into the air.", goto: "garden"),
        "garden": (text: "You are out among the bean rows.", ending: "out"),
    "#),
    check: Check::Whole(check),
};

fn check(sound: &Sound, report: &mut Report) {
    let flow = sound.flow();
    let is_caught = caught(sound);
    let mut is_seen = vec![false; is_caught.len()];
    for start in beats(sound.story).filter(|beat| is_caught[beat.index()]) {
        // Along the first way of each, which leads to one that is caught as well, until one comes again.
        let (mut path, mut beat) = (Vec::new(), start);
        while !std::mem::replace(&mut is_seen[beat.index()], true) {
            path.push(beat);
            match flow.ways(beat).first() {
                Some(way) => beat = way.to,
                None => break,
            }
        }
        if let Some(from) = path.iter().position(|&other| other == beat) {
            tell(sound, &path[from..], report);
        }
    }
}

/// By beat, whether no way leads from it to one that asks, ends or returns.
fn caught(sound: &Sound) -> Vec<bool> {
    let beats = sound.story.beats();
    let mut before: Vec<Vec<BeatId>> = vec![Vec::new(); beats.len()];
    let mut open = Vec::new();
    for (id, beat) in (0..).map(BeatId).zip(beats) {
        // What happens inside a detour is not followed: it may well ask.
        if matches!(beat.exit, Exit::Goto(_) | Exit::Chance(_)) && beat.detour.is_none() {
            sound.flow().ways(id).iter().for_each(|way| before[way.to.index()].push(id));
        } else {
            open.push(id);
        }
    }
    let mut is_caught = vec![true; beats.len()];
    while let Some(beat) = open.pop() {
        if std::mem::replace(&mut is_caught[beat.index()], false) {
            open.extend(&before[beat.index()]);
        }
    }
    is_caught
}

fn tell(sound: &Sound, ring: &[BeatId], report: &mut Report) {
    let Some(&first) = ring.iter().min() else { return };
    let Some(at) = sound.beat(first) else { return };
    let message = match ring.len() {
        1 => "this beat follows itself without end".to_owned(),
        length => format!("this beat and {} follow each other without end", counted(length - 1)),
    };
    let others = ring.iter().filter(|&&beat| beat != first).take(3).filter_map(|&beat| sound.beat(beat));
    let diagnostic = RULE.at(at.key(), message).hint("let one of them ask, end, or lead out");
    report.tell(others.fold(diagnostic, |diagnostic, other| diagnostic.also(other.key(), "in the ring")));
}

fn counted(others: usize) -> String {
    if others == 1 { "one other".to_owned() } else { format!("{others} others") }
}
