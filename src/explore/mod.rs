//! Many playthroughs at random, by the real rules: where they end, how long they are, and what nobody met on the way.
//!
//! An [`Explorer`] is made of a story once. Its playthroughs are counted, and each has a seed of its own, so that which thread plays which
//! does not matter: [`Tally`] is added up in any order. Nothing here is proved; what was not met may still be there.

#![deny(clippy::disallowed_methods, clippy::disallowed_types)]

mod chart;
mod ground;
mod html;
mod interval;
mod json;
mod report;
mod run;
mod strategy;
mod table;
mod tally;
mod words;

pub use interval::{WHOLE, share, wilson};
pub use report::{Explored, Thing, Why};
pub use run::Player;
pub use strategy::Strategy;
pub use tally::{ChapterEnd, Firsts, Histogram, Met, Outcome, Spread, Stretch, Tally, Undecided, Way};

use std::ops::Range;

use ground::Ground;

use crate::story::{BeatId, ConditionId, Story};

/// How to play.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    pub runs: u64,
    /// The seed of the first playthrough; each other has the next.
    pub seed: u64,
    /// A playthrough is given up after so many choices.
    pub most_choices: u32,
    pub strategy: Strategy,
}

impl Default for Options {
    fn default() -> Self {
        Self { runs: 10_000, seed: 0, most_choices: 10_000, strategy: Strategy::default() }
    }
}

impl Options {
    /// What a playthrough starts with, counted from 0. What it chooses is drawn from a generator of its own, seeded with the complement.
    pub fn seed_of(&self, run: u64) -> u64 {
        self.seed.wrapping_add(run)
    }
}

/// So many playthroughs are played by one thread at a time.
const BATCH: u64 = 100;
/// And so many batches, before those that look for what is rare look at what was met.
const ROUND: u64 = 10;

/// A story, made ready to be played many times.
#[derive(Debug)]
pub struct Explorer<'a> {
    ground: Ground<'a>,
    options: Options,
}

impl<'a> Explorer<'a> {
    /// Looks the story over.
    pub fn new(story: &'a Story, options: Options) -> Self {
        Self { ground: Ground::of(story), options }
    }

    /// The batches of playthroughs, round by round. All batches of a round can be played at once, each with what was taken in the rounds
    /// before.
    pub fn rounds(&self) -> Vec<Vec<Range<u64>>> {
        let runs = self.options.runs;
        let batches: Vec<Range<u64>> =
            (0..runs.div_ceil(BATCH)).map(|n| n * BATCH..((n + 1) * BATCH).min(runs)).collect();
        match self.options.strategy {
            Strategy::LeastSeen => batches.chunks(ROUND as usize).map(<[_]>::to_vec).collect(),
            Strategy::Uniform | Strategy::Reader => vec![batches],
        }
    }

    /// One who plays; each thread has its own.
    pub fn player(&self) -> Player<'_> {
        Player::new(&self.ground, self.options)
    }

    /// Of the conditions that always gave the same answer, those that are asked as a beat is entered: each with that beat, and with the
    /// answer that it never gave.
    pub fn outcomes_not_met(&self, tally: &Tally) -> Vec<(BeatId, ConditionId, bool)> {
        let one_sided = self.ground.one_sided(tally).into_iter();
        one_sided.filter_map(|(id, held)| Some((self.ground.asked_at[id.index()]?, id, !held))).collect()
    }

    /// Nothing counted yet.
    pub fn tally(&self) -> Tally {
        Tally::new(&self.ground)
    }

    /// Plays all, in this thread.
    pub fn play(&self) -> Tally {
        let mut total = self.tally();
        for round in self.rounds() {
            let before = total.taken.clone();
            let mut player = self.player();
            round.into_iter().for_each(|batch| player.play(batch, &before));
            total.merge(&player.finish());
        }
        total
    }
}
