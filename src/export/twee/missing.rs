//! What SugarCube has no place for, named one by one.

use super::super::NotCarried;
use crate::story::{Beat, BeatId, Exit, Former, Part, SequenceKind, Story};

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
    for rule in story.rules() {
        declared(format!("rules.{}", rule.name), "nothing proves it once the story is changed in Twine");
    }
    if *story.former() != Former::default() {
        declared("was".to_owned(), "former names are left out; Twine's saves know things by their present names only");
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
    story.beats().iter().any(|beat| beat.deck.is_some() || matches!(beat.exit, Exit::Chance(_)))
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

/// Whether nothing but gotos lead on from a beat, and from the next, and so on back to it.
pub(super) fn never_stops(story: &Story, beat: BeatId) -> bool {
    let (mut at, mut detours) = (beat, Vec::new());
    // Detours can show a beat many times on the way.
    for _ in 0..story.beats().len() + 1000 {
        let Beat { exit, detour, .. } = story.beat(at);
        at = match (exit, detour.map(|id| story.detour(id))) {
            (Exit::Goto(_), Some(detour)) => {
                detours.push(detour.back_to);
                detour.via
            }
            (Exit::Goto(next), None) => *next,
            (Exit::Return, _) => match detours.pop() {
                Some(back_to) => back_to,
                None => return false,
            },
            _ => return false,
        };
        if at == beat && detours.is_empty() {
            return true;
        }
    }
    false
}

/// Whether a beat can be come back to without a choice.
fn leads_back_by_itself(story: &Story, beat: BeatId) -> bool {
    let mut seen = vec![false; story.beats().len()];
    let mut waiting = vec![beat];
    while let Some(at) = waiting.pop() {
        for next in follows(story, at) {
            if next == beat {
                return true;
            }
            if !std::mem::replace(&mut seen[next.index()], true) {
                waiting.push(next);
            }
        }
    }
    false
}

/// The beats that may follow one without a choice.
fn follows(story: &Story, beat: BeatId) -> Vec<BeatId> {
    let Beat { exit, detour, .. } = story.beat(beat);
    match exit {
        Exit::Goto(next) => vec![detour.map_or(*next, |id| story.detour(id).via)],
        Exit::Chance(targets) => story.weighted_targets(*targets).iter().map(|target| target.goto).collect(),
        Exit::Return => {
            let played = story.detours().iter().filter(|detour| story.thread(detour.via).contains_key(&beat));
            played.map(|detour| detour.back_to).collect()
        }
        Exit::Choices(_) | Exit::Ending(_) => Vec::new(),
    }
}
