//! How a choice is picked among those that are open.

use crate::story::{ChoiceId, Look, Story, Xoshiro256PlusPlus};

/// How a choice is picked among those that are open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Strategy {
    /// Each is as likely as the other.
    #[default]
    Uniform,
    /// One of those taken least often so far.
    LeastSeen,
    /// As somebody who reads: a choice that this playthrough has not taken yet is eight times as likely as one that it has, and one in the
    /// voice of the mark a quarter as likely as another.
    Reader,
}

impl Strategy {
    /// The word for it on the command line and in reports.
    pub fn word(self) -> &'static str {
        match self {
            Self::Uniform => "uniform",
            Self::LeastSeen => "least-seen",
            Self::Reader => "reader",
        }
    }
}

/// What a reader makes of a choice: of one that is new, of one that was taken, and how much less where the mark speaks.
const NEW: u32 = 32;
const TAKEN: u32 = 4;
const MARK_DIVIDES: u32 = 4;

/// Picks choices, and remembers what it must for that.
#[derive(Debug)]
pub(super) struct Picker<'a> {
    story: &'a Story,
    strategy: Strategy,
    /// How often each choice was taken before this batch of playthroughs.
    before: &'a [u64],
    /// And in this batch.
    in_batch: Vec<u64>,
    /// The last playthrough that took each choice, counted from 1.
    last_run: Vec<u64>,
    run: u64,
}

impl<'a> Picker<'a> {
    /// For one batch. `before` is by choice, how often each was taken before; only [`Strategy::LeastSeen`] reads it.
    pub fn new(story: &'a Story, strategy: Strategy, before: &'a [u64]) -> Self {
        let remembers = |is: bool| vec![0; if is { story.choices().len() } else { 0 }];
        let in_batch = remembers(strategy == Strategy::LeastSeen);
        let last_run = remembers(strategy == Strategy::Reader);
        Self { story, strategy, before, in_batch, last_run, run: 0 }
    }

    /// A new playthrough begins.
    pub fn begin(&mut self) {
        self.run += 1;
    }

    /// Picks one of `open`, of which there is at least one.
    pub fn pick(&mut self, open: &[ChoiceId], dice: &mut Xoshiro256PlusPlus) -> ChoiceId {
        let [first, _, ..] = *open else {
            self.note(open[0]);
            return open[0];
        };
        let picked = match self.strategy {
            Strategy::Uniform => open[dice.below(open.len() as u32) as usize],
            Strategy::LeastSeen => self.least_seen(open, dice).unwrap_or(first),
            Strategy::Reader => self.as_a_reader(open, dice).unwrap_or(first),
        };
        self.note(picked);
        picked
    }

    fn note(&mut self, picked: ChoiceId) {
        match self.strategy {
            Strategy::Uniform => {}
            Strategy::LeastSeen => self.in_batch[picked.index()] += 1,
            Strategy::Reader => self.last_run[picked.index()] = self.run,
        }
    }

    fn least_seen(&self, open: &[ChoiceId], dice: &mut Xoshiro256PlusPlus) -> Option<ChoiceId> {
        let times = |id: &ChoiceId| self.before.get(id.index()).copied().unwrap_or(0) + self.in_batch[id.index()];
        let least = open.iter().map(times).min()?;
        let ties = open.iter().filter(|id| times(id) == least).count() as u32;
        let drawn = dice.below(ties) as usize;
        open.iter().filter(|id| times(id) == least).nth(drawn).copied()
    }

    fn as_a_reader(&self, open: &[ChoiceId], dice: &mut Xoshiro256PlusPlus) -> Option<ChoiceId> {
        let weight = |id: &ChoiceId| {
            let weight = if self.last_run[id.index()] == self.run { TAKEN } else { NEW };
            if self.story.choice(*id).look == Look::Mark { weight / MARK_DIVIDES } else { weight }
        };
        let mut drawn = dice.below(open.iter().map(weight).sum());
        open.iter().copied().find(|id| {
            let weight = weight(id);
            let is_it = drawn < weight;
            drawn = drawn.saturating_sub(weight);
            is_it
        })
    }
}
