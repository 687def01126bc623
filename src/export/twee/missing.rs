//! What SugarCube has no place for, named one by one.

use super::super::NotCarried;
use crate::story::{BeatId, By, Exit, Part, SequenceKind, Story};

/// Everything that is lost, in the order of `story.ron` and then of the scenes.
pub(super) fn not_carried(story: &Story) -> Vec<NotCarried> {
    let mut missing = Vec::new();
    let mut add = |place: &str, construct: String, note: &str| {
        missing.push(NotCarried { place: place.to_owned(), construct, note: note.to_owned() });
    };
    let mut declared = |construct: String, note: &str| add("story.ron", construct, note);
    for person in story.people() {
        let note = "the picture of the pack is not drawn; the stats and enums behind it are kept";
        declared(format!("people.{}", person.id), note);
    }
    if story.mark().is_some() {
        declared("mark".to_owned(), "the mark is not drawn; its stats are kept");
    }
    if story.moon().is_some() {
        declared("moon".to_owned(), "the moon is not drawn; its stat is kept");
    }
    for chapter in story.chapters() {
        declared(
            format!("chapters.{}", chapter.id),
            "title and number are left out; the passages are tagged with the name",
        );
    }
    for ending in story.endings().iter().filter(|ending| !ending.hint.is_empty()) {
        declared(format!("endings.{}.hint", ending.id), "there is no list of endings to show it in");
    }
    for id in (0..story.beats().len() as u32).map(BeatId) {
        let (name, exit) = (&story.beat(id).name, &story.beat(id).exit);
        if never_stops(story, id) {
            let note = "beats follow each other for ever, which the browser would try to show; they are cut off here";
            add(name, "goto".to_owned(), note);
        } else if matches!(exit, Exit::Chance(_)) && leads_back_by_itself(story, id) {
            let note = "chance may lead back here without a choice; the limit of a thousand beats is not kept";
            add(name, "chance".to_owned(), note);
        }
    }
    missing
}

/// Whether anything in the story falls by chance.
pub(super) fn has_chance(story: &Story) -> bool {
    story.beats().iter().any(|beat| matches!(beat.exit, Exit::Chance(_)))
        || story.beats().iter().map(|beat| beat.text).any(|prose| shuffles(&story.parts(prose)))
        || story
            .choices()
            .iter()
            .flat_map(|choice| [choice.text, choice.echo, choice.locked.unwrap_or_default()])
            .any(|prose| shuffles(&story.parts(prose)))
}

fn shuffles(parts: &[Part]) -> bool {
    parts.iter().any(|part| match part {
        Part::Sequence { kind, arms } => *kind == SequenceKind::Shuffle || arms.iter().any(|arm| shuffles(arm)),
        Part::If { arms, otherwise } => arms.iter().any(|(_, arm)| shuffles(arm)) || shuffles(otherwise),
        Part::Select { arms, .. } => arms.iter().any(|(_, arm)| shuffles(arm)),
        _ => false,
    })
}

/// Whether nothing but a goto leads on from a beat, and from the next, and so on back to it.
pub(super) fn never_stops(story: &Story, beat: BeatId) -> bool {
    let mut at = beat;
    for _ in 0..story.beats().len() {
        match story.beat(at).exit {
            Exit::Goto(next) if next == beat => return true,
            Exit::Goto(next) => at = next,
            _ => return false,
        }
    }
    false
}

/// Whether a beat can be come back to without a choice.
fn leads_back_by_itself(story: &Story, beat: BeatId) -> bool {
    let mut seen = vec![false; story.beats().len()];
    let mut waiting = vec![beat];
    while let Some(at) = waiting.pop() {
        for way in story.ways_on(at).into_iter().filter(|way| !matches!(way.by, By::Choice(_))) {
            if way.to == beat {
                return true;
            }
            if !std::mem::replace(&mut seen[way.to.index()], true) {
                waiting.push(way.to);
            }
        }
    }
    false
}
