//! `long-wait`: too much text without a decision.

use std::collections::BTreeSet;

use crate::diagnostic::Severity;
use crate::lint::{Check, Example, Report, Rule, Sound};
use crate::lint::branches::most_words;
use crate::lint::flow::beats;
use crate::story::{BeatId, By, Exit};

pub(super) const RULE: Rule = Rule {
    id: "long-wait",
    severity: Severity::Warning,
    catches: "More than 200 words between one decision and the next, counted along every `goto`, in the longest variant. Of a text that depends on more values than can be tried one by one (4,096 combinations), only the words that stand in every variant are counted.",
    why: "A reader came to choose; after a page without a question the hand is on the next button, and the eye no longer reads.",
    example: Example::Beats(r##"
        "door": (
            text: r#"
                The house is longer than it looked from the lane. You walk past a coat stand, past a mirror with its face to the wall, past eleven chairs
                and a stuffed heron. Somebody has dusted the heron. Nobody has dusted the chairs. A clock that you cannot see strikes a quarter, thinks
                about it, and strikes it again. The carpet was red once. Now it is the color of the inside of a mouth, and it gives under your shoes as if
                something lay beneath it, evenly, from wall to wall.
            "#,
            goto: "hall",
        ),
        "hall": (
            text: r#"
                The house is larger than it looked from the lane. You walk past a coat stand, past a mirror with its face to the wall, past eleven chairs
                and a stuffed heron. Somebody has dusted the heron. Nobody has dusted the chairs. A clock that you cannot see strikes a quarter, thinks
                about it, and strikes it again. The carpet was red once. Now it is the color of the inside of a mouth, and it gives under your shoes as if
                something lay beneath it, evenly, from wall to wall.

                The house is longer than it looked from the lane. You walk past a coat stand, past a mirror with its face to the wall, past eleven chairs
                and a stuffed pike. Somebody has dusted the pike. Nobody has dusted the chairs. A clock that you cannot see strikes a quarter, thinks
                about it, and strikes it again. The carpet was red once. Now it is the color of the inside of a mouth, and it gives under your shoes as if
                something lay beneath it, evenly, from wall to wall.
            "#,
            goto: "garden",
        ),
        "garden": (text: "You are out among the bean rows.", ending: "out"),
    "##),
    instead: Example::Beats(r##"
        "door": (
            text: r#"
                The house is longer than it looked from the lane. You walk past a coat stand, past a mirror with its face to the wall, past eleven chairs
                and a stuffed heron. Somebody has dusted the heron. Nobody has dusted the chairs. A clock that you cannot see strikes a quarter, thinks
                about it, and strikes it again. The carpet was red once. Now it is the color of the inside of a mouth, and it gives under your shoes as if
                something lay beneath it, evenly, from wall to wall.
            "#,
            choices: {
                "on": (text: "Walk on.", goto: "hall"),
                "heron": (text: "Look at the heron.", then: "nerve -= 1", goto: "hall"),
            },
        ),
        "hall": (text: "At the end there is a door, and behind the door there is daylight.", goto: "garden"),
        "garden": (text: "You are out among the bean rows.", ending: "out"),
    "##),
    check: Check::Whole(check),
};

/// So many words may stand between two decisions.
const MOST_WORDS: usize = 200;

fn check(sound: &Sound, report: &mut Report) {
    let own: Vec<usize> = sound.story.beats().iter().map(|beat| most_words(sound.story, beat.text)).collect();
    let all = along_gotos(sound, &own);
    let mut is_entry = vec![false; own.len()];
    is_entry[sound.story.start().index()] = true;
    for choice in sound.story.choices() {
        let first = choice.detour.map_or(choice.goto, |detour| sound.story.detour(detour).via);
        is_entry[first.index()] = true;
    }
    for beat in beats(sound.story).filter(|beat| is_entry[beat.index()] && all[beat.index()] > MOST_WORDS) {
        tell(sound, beat, &own, &all, report);
    }
}

/// By beat, its words and the most that follow before the reader is asked. A ring is gone around once.
fn along_gotos(sound: &Sound, own: &[usize]) -> Vec<usize> {
    let mut all: Vec<Option<usize>> = vec![None; own.len()];
    for start in beats(sound.story) {
        let mut open = vec![start];
        let mut is_open = BTreeSet::new();
        while let Some(&beat) = open.last() {
            let next: Vec<BeatId> = follow(sound, beat).collect();
            let missing = next.iter().find(|next| all[next.index()].is_none() && !is_open.contains(*next));
            match missing {
                Some(&missing) if all[beat.index()].is_none() => {
                    is_open.insert(beat);
                    open.push(missing);
                }
                _ => {
                    let behind = next.iter().filter_map(|next| all[next.index()]).max().unwrap_or(0);
                    all[beat.index()].get_or_insert(own[beat.index()] + behind);
                    is_open.remove(&beat);
                    open.pop();
                }
            }
        }
    }
    all.into_iter().flatten().collect()
}

/// The beats whose text may follow at once.
fn follow(sound: &Sound, beat: BeatId) -> impl Iterator<Item = BeatId> {
    let is_asked = matches!(sound.story.beat(beat).exit, Exit::Choices(_));
    let ways = sound.flow().ways(beat).iter().filter(move |_| !is_asked);
    // What follows a detour comes after whatever that asks.
    ways.filter(|way| !matches!(way.by, By::Return(_))).map(|way| way.to)
}

fn tell(sound: &Sound, first: BeatId, own: &[usize], all: &[usize], report: &mut Report) {
    let Some(at) = sound.beat(first) else { return };
    let mut path = vec![first];
    while let Some(next) = path.last().and_then(|&beat| follow(sound, beat).max_by_key(|next| all[next.index()])) {
        if path.contains(&next) {
            break;
        }
        path.push(next);
    }
    let words: usize = path.iter().map(|beat| own[beat.index()]).sum();
    let over = if path.len() == 1 { String::new() } else { format!(", over {} beats", path.len()) };
    let message = format!("from here up to {words} words{over} pass without a decision; {MOST_WORDS} are a page");
    let others = path[1..].iter().take(3).filter_map(|&beat| Some((sound.beat(beat)?, own[beat.index()])));
    let diagnostic = RULE.at(at.key(), message).hint("ask the reader something on the way, or say less");
    report.tell(others.fold(diagnostic, |diagnostic, (other, words)| {
        diagnostic.also(other.key(), format!("{words} of them here"))
    }));
}
