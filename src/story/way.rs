//! The story as a graph: the ways from one beat to others, whatever the state.

use super::{BeatId, ChoiceId, Exit, Story};

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
}

impl Story {
    /// Every way on from a beat, in written order: whether a condition ever opens it is not asked.
    pub fn ways_on(&self, beat: BeatId) -> Vec<Way> {
        match &self.beat(beat).exit {
            exit @ Exit::Choices(_) => {
                exit.choices().map(|id| Way { to: self.choice(id).goto, by: By::Choice(id) }).collect()
            }
            Exit::Goto(to) => vec![Way { to: *to, by: By::Goto }],
            Exit::Chance(targets) => self
                .weighted_targets(*targets)
                .iter()
                .map(|target| Way { to: target.goto, by: By::Chance(target.weight) })
                .collect(),
            Exit::Ending(_) => Vec::new(),
        }
    }
}
