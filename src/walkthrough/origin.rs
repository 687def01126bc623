//! Where a walkthrough starts: the state before its first beat is entered.

use std::sync::Arc;

use super::Walkthrough;
use crate::diagnostic::did_you_mean;
use crate::source::{ExpressionFault, Wanted, wanted};
use crate::story::{NamedState, Playthrough, Story, StoryState, Xoshiro256PlusPlus};

/// A part of `from`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Beat,
    Set,
    Visited(usize),
}

/// What is wrong with a part of `from`.
pub(super) type OriginFault = (Part, ExpressionFault);

/// The state before the first beat is entered.
pub(super) fn before(walkthrough: &Walkthrough, story: &Story) -> Result<StoryState, Vec<OriginFault>> {
    let origin = walkthrough.from.clone().unwrap_or_default();
    let mut faults = Vec::new();
    let mut known = |name: &str, part: Part| {
        let is_known = story.find_beat(name).is_some();
        if !is_known {
            faults.push((part, unknown_beat(name, story)));
        }
        is_known
    };
    let start = &story.beat(story.start()).name;
    let beat = Some(&origin.beat).filter(|beat| !beat.is_empty() && known(beat, Part::Beat)).unwrap_or(start);
    let mut named = NamedState {
        beat: beat.clone(),
        generator: Xoshiro256PlusPlus::from_seed(walkthrough.seed).words(),
        ..NamedState::default()
    };
    for (position, beat) in origin.visited.iter().enumerate() {
        if known(beat, Part::Visited(position)) {
            named.visited.insert(beat.clone());
            named.visits.insert(beat.clone(), 1);
        }
    }
    let resolve = |named: &NamedState| story.resolve_state(named).expect("the beat is one of the story's").0;
    match wanted(&origin.set, story, &resolve(&named)) {
        Ok(wanted) => faults.extend(wanted.into_iter().filter_map(|one| set(one, &mut named, story, &origin.set))),
        Err(fault) => faults.push((Part::Set, fault)),
    }
    if faults.is_empty() { Ok(resolve(&named)) } else { Err(faults) }
}

fn unknown_beat(name: &str, story: &Story) -> ExpressionFault {
    let hint = did_you_mean(name, story.beats().iter().map(|beat| beat.name.as_str()));
    ExpressionFault {
        code: "unknown-beat",
        message: format!("no beat is called `{name}`"),
        range: 0..name.len(),
        hint: Some(hint.unwrap_or_else(|| "beats are named in full: `scene/beat`".to_owned())),
    }
}

fn set(wanted: Wanted, named: &mut NamedState, story: &Story, written: &str) -> Option<OriginFault> {
    match wanted {
        Wanted::Stat(id, value) => {
            let stat = story.stat(id);
            let fits = i16::try_from(value).ok().filter(|value| (stat.low..=stat.high).contains(value));
            let Some(value) = fits else {
                let message = format!("`{}` cannot be {value}", stat.name);
                let hint = Some(format!("its range is {} to {}", stat.low, stat.high));
                let range = 0..written.len();
                return Some((Part::Set, ExpressionFault { code: "outside-range", message, range, hint }));
            };
            named.stats.insert(stat.name.clone(), value);
        }
        Wanted::Word(id, word) => {
            let declared = story.declared_enum(id);
            named.enums.insert(declared.name.clone(), declared.words[usize::from(word)].clone());
        }
        Wanted::Flag(id, true) => drop(named.flags.insert(story.flag(id).name.clone())),
        // A flag is not set at the start.
        Wanted::Flag(_, false) => {}
    }
    None
}

/// The playthrough before the first step.
pub(super) fn begin(walkthrough: &Walkthrough, story: &Arc<Story>, before: StoryState) -> Playthrough {
    match walkthrough.from {
        Some(_) => Playthrough::enter(Arc::clone(story), walkthrough.seed, before),
        None => Playthrough::start(Arc::clone(story), walkthrough.seed),
    }
}

/// The faults in one line.
pub(super) fn message(faults: &[OriginFault]) -> String {
    faults.iter().map(|(_, fault)| fault.message.as_str()).collect::<Vec<_>>().join("; ")
}
