//! The story as a graph: the ways from one beat to others, whatever the state.

use super::{BeatId, ChoiceId, DetourId, Exit, Story};

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

impl Story {
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
