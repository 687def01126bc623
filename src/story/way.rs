//! The story as a graph: the ways from one beat to others, whatever the state.

use std::collections::BTreeMap;

use super::{BeatId, ChoiceId, DetourId, DetourStart, Exit, Story, StoryParts};

/// One way from a beat to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Way {
    pub to: BeatId,
    pub by: By,
}

/// What leads along a [`Way`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// The reader chooses it.
    Choice(ChoiceId),
    /// It follows at once.
    Goto,
    /// It may follow at once, with this weight.
    Chance(u32),
    /// It follows once the detour comes back.
    Return(DetourId),
}

impl StoryParts {
    /// The beats that a beat leads to without a detour being begun or ended: of a way with a detour, the one behind it.
    fn straight_on(&self, beat: BeatId) -> Vec<BeatId> {
        match &self.beats[beat.index()].exit {
            Exit::Goto(next) => vec![*next],
            Exit::Chance(targets) => self.weighted_targets[targets.range()].iter().map(|target| target.goto).collect(),
            exit => exit.choices().map(|choice| self.choices[choice.index()].goto).collect(),
        }
    }

    /// Every beat that can be read from `first` on without a detour being begun or ended, with the one it was found from: itself at first.
    pub fn thread(&self, first: BeatId) -> BTreeMap<BeatId, BeatId> {
        let mut found = BTreeMap::from([(first, first)]);
        let mut open = vec![first];
        while let Some(beat) = open.pop() {
            for next in self.straight_on(beat) {
                found.entry(next).or_insert_with(|| {
                    open.push(next);
                    beat
                });
            }
        }
        found
    }
}

impl Story {
    /// Whether a reader can stand at `beat` while these detours are being played, the outermost first: each was begun in the thread of the
    /// one before it, and outside of them all none is to be ended.
    pub(super) fn lies_within(&self, beat: BeatId, detours: &[DetourId]) -> bool {
        let begun_at = |id: &DetourId| match self.detour(*id).from {
            DetourStart::Beat(beat) => beat,
            DetourStart::Choice(choice) => self.choice(choice).beat,
        };
        let places = detours.iter().skip(1).map(begun_at).chain([beat]);
        let is_in =
            |(id, place): (&DetourId, BeatId)| self.story_parts().thread(self.detour(*id).via).contains_key(&place);
        let outside = detours.first().map_or(beat, |id| self.detour(*id).back_to);
        let returns = self.story_parts().thread(outside).into_keys().any(|beat| self.beat(beat).exit == Exit::Return);
        !returns && detours.iter().zip(places).all(is_in)
    }

    /// As [`StoryParts::thread`].
    pub fn thread(&self, first: BeatId) -> BTreeMap<BeatId, BeatId> {
        self.story_parts().thread(first)
    }

    /// Every way on from a beat, in written order: whether a condition ever opens it is not asked.
    pub fn ways_on(&self, beat: BeatId) -> Vec<Way> {
        match &self.beat(beat).exit {
            exit @ Exit::Choices(_) => exit
                .choices()
                .flat_map(|id| self.ways_by(By::Choice(id), self.choice(id).goto, self.choice(id).detour))
                .collect(),
            Exit::Goto(to) => self.ways_by(By::Goto, *to, self.beat(beat).detour).collect(),
            Exit::Chance(targets) => self
                .weighted_targets(*targets)
                .iter()
                .map(|target| Way { to: target.goto, by: By::Chance(target.weight) })
                .collect(),
            // Where it leads is with the detour.
            Exit::Return | Exit::Ending(_) => Vec::new(),
        }
    }

    /// Straight to a beat; or to the detour before it, and from there.
    fn ways_by(&self, by: By, to: BeatId, detour: Option<DetourId>) -> impl Iterator<Item = Way> {
        let first = Way { to: detour.map_or(to, |id| self.detour(id).via), by };
        let then = detour.map(|id| Way { to, by: By::Return(id) });
        std::iter::once(first).chain(then)
    }
}
