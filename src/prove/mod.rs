//! Exact answers about a story: each fact is shown by a playthrough, proved impossible, or said to be open.
//!
//! From below, playthroughs by the real rules show what can happen: at random (`below`), many side by side (`beam`), and aimed at one fact
//! (`distance`). From above, sets of states that hold all that can be met show what cannot (`above`). What is between the two is searched
//! fact by fact in a smaller story, in which only some parts of the state are kept (`settle`, `search`, `machine`): a way through it that the
//! real rules follow is a playthrough, once the seed is found with which chance does what it has to (`follow`); where no way is left, the
//! fact is impossible; and where the real rules refuse, the parts of the state that made them refuse are kept as well (`blame`).
//!
//! Some state leads to no ending if and only if a dead end or a trap can be reached: a loop that is never left (`trap`).
//!
//! All limits count states, seeds and rounds, never seconds, and every fact is looked at from the same knowledge, so the answers are the same
//! on every machine and with any number of workers.

#![deny(clippy::disallowed_methods, clippy::disallowed_types)]

mod above;
mod beam;
mod below;
mod blame;
mod distance;
pub mod exhaustive;
mod fact;
mod follow;
mod graph;
pub mod length;
mod machine;
pub mod memory;
mod prover;
pub mod report;
mod sample;
pub mod script;
mod search;
mod settle;
mod slots;
mod study;
mod test;
mod trap;
mod values;
mod verdict;
pub mod why;
mod workers;
mod world;

pub use below::Witness;
pub use fact::Fact;
pub use graph::TooManyPlaces;
pub use prover::Prover;
pub use sample::{SampleLimits, Sampled};
pub use study::{Study, StudyOptions};
pub use verdict::Verdict;
pub use workers::{Alone, Workers};

use std::collections::BTreeSet;

use beam::Beam;
use below::Shown;
use settle::{Case, Effort};
use workers::gather;
use world::World;

use crate::story::Story;

/// How far to look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// Random playthroughs at first.
    pub runs: u32,
    /// Choices in each of them at most.
    pub most_choices: usize,
    /// Where their seeds start.
    pub seed: u64,
    /// Playthroughs that go on from each place, side by side; 0 for none.
    pub width: usize,
    /// States of the smaller story, for one fact and round.
    pub most_states: usize,
    /// Rounds for one fact.
    pub most_rounds: usize,
    /// Seeds that are tried for one playthrough.
    pub most_seeds: u64,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            runs: 2_000,
            most_choices: 500,
            seed: 0,
            width: 100,
            most_states: 600_000,
            most_rounds: 60,
            most_seeds: 1 << 22,
        }
    }
}

/// What is known of a fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// It is so after this playthrough.
    Reachable(Witness),
    /// It is never so.
    Impossible,
    /// Not settled, and why.
    Open(String),
}

/// The facts of a story and what is known of each, in the same order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proof {
    pub facts: Vec<Fact>,
    pub answers: Vec<Answer>,
    /// What [`Fact::name`] gives.
    pub names: Vec<String>,
}

/// Answers every fact of a story.
///
/// # Errors
/// If the story has too many places to look at.
pub fn prove(story: &Story, options: Options) -> Result<Proof, TooManyPlaces> {
    prove_with(story, options, &Alone)
}

/// Answers every fact of a story, with the help of others: the answers are the same.
///
/// # Errors
/// If the story has too many places to look at.
pub fn prove_with(story: &Story, options: Options, workers: &dyn Workers) -> Result<Proof, TooManyPlaces> {
    let world = World::of(story, options.most_states)?;
    Ok(prove_in(&world, options, workers))
}

/// As [`prove_with`], with facts that are asked besides, behind all others.
///
/// # Errors
/// If the story has too many places to look at.
pub fn prove_also(
    story: &Story,
    options: Options,
    workers: &dyn Workers,
    also: &[Fact],
) -> Result<Proof, TooManyPlaces> {
    let world = World::with(story, options.most_states, also)?;
    Ok(prove_in(&world, options, workers))
}

/// Answers every fact of a story that was looked at from above.
fn prove_in(world: &World, options: Options, workers: &dyn Workers) -> Proof {
    let shown = from_below(world, options, workers);
    let open = |fact: &usize| !shown.witnesses.contains_key(&(*fact as u32));
    let cases = (0..world.facts.len()).filter(open).map(|fact| Case::new(world, fact)).collect();
    let impossible = vec![false; world.facts.len()];
    let mut knowledge = Knowledge { world, shown, impossible, cases };
    let [first, around, second, last] = efforts(options);
    // What is at a place that nobody has reached yet waits until somebody has: the way there is the same for all of it.
    let open: BTreeSet<usize> = knowledge.cases.iter().map(|case| case.fact).collect();
    let waits = |case: &Case| {
        world.beat_fact(case.fact).is_some_and(|beat| beat as usize != case.fact && open.contains(&(beat as usize)))
    };
    knowledge.settle(first, options, workers, |case| !waits(case));
    // Places that are hard to reach, one after the other: who comes there shows much else.
    let mut tried = BTreeSet::new();
    while let Some(fact) = knowledge.first_open_beat(&tried) {
        tried.insert(fact);
        knowledge.settle(around, options, workers, |case| case.fact == fact);
    }
    knowledge.settle(first, options, workers, |_| true);
    knowledge.settle(second, options, workers, |_| true);
    knowledge.settle(last, options, workers, |_| true);
    let Knowledge { mut shown, impossible, cases, .. } = knowledge;
    let mut reasons: Vec<String> = vec![String::new(); world.facts.len()];
    for case in cases {
        reasons[case.fact] = case.reason;
    }
    let answer = |(fact, (reason, is_impossible)): (u32, (String, bool))| match shown.witnesses.remove(&fact) {
        Some(witness) => Answer::Reachable(witness),
        None if is_impossible => Answer::Impossible,
        None => Answer::Open(reason),
    };
    let answers = (0..).zip(reasons.into_iter().zip(impossible)).map(answer).collect();
    let names = world.facts.iter().map(|fact| fact.name_among(world.story, &world.variants, 0)).collect();
    Proof { facts: world.facts.clone(), answers, names }
}

/// What is known so far.
struct Knowledge<'a> {
    world: &'a World<'a>,
    shown: Shown<'a>,
    impossible: Vec<bool>,
    /// Those that are open, in the order of the facts.
    cases: Vec<Case>,
}

impl Knowledge<'_> {
    /// Tries to settle some of the open cases, each from the same knowledge.
    fn settle(&mut self, effort: Effort, options: Options, workers: &dyn Workers, which: impl Fn(&Case) -> bool) {
        let world = self.world;
        let settled = (0..).zip(&self.impossible).map(|(fact, is)| *is || self.shown.witnesses.contains_key(&fact));
        let settled: Vec<bool> = settled.collect();
        let picked: Vec<usize> = (0..self.cases.len()).filter(|&at| which(&self.cases[at])).collect();
        let (cases, known) = (&self.cases, &self.shown.witnesses);
        let tried = gather(workers, picked.len(), |number| {
            let mut case = cases[picked[number]].clone();
            let near = world.beat_fact(case.fact).and_then(|fact| known.get(&fact));
            let witnesses = case.settle(world, &settled, near, effort, options);
            (case, witnesses)
        });
        for (position, (case, witnesses)) in picked.into_iter().zip(tried) {
            self.impossible[case.fact] = case.is_impossible;
            self.shown.merge(witnesses);
            self.cases[position] = case;
        }
        let shown = &self.shown.witnesses;
        self.cases.retain(|case| !case.is_impossible && !shown.contains_key(&(case.fact as u32)));
    }

    /// Of the beats that may be entered or not, the one that comes first in the story, but for these.
    fn first_open_beat(&self, but: &BTreeSet<usize>) -> Option<usize> {
        let first_place = |fact: usize| {
            let goals = self.world.goals(&self.world.targets[fact]);
            goals.iter().map(|place| self.world.graph.component[place.index()]).min()
        };
        let open = self.cases.iter().map(|case| case.fact).filter(|fact| !but.contains(fact));
        open.filter(|&fact| matches!(self.world.facts[fact], Fact::Beat(_)))
            .min_by_key(|&fact| (first_place(fact), fact))
    }
}

/// What playthroughs show that look for nothing in particular.
fn from_below<'a>(world: &'a World, options: Options, workers: &dyn Workers) -> Shown<'a> {
    const RUNS_A_JOB: u32 = 100;
    let mut shown = Shown::new(world, vec![false; world.facts.len()]);
    let jobs = options.runs.div_ceil(RUNS_A_JOB);
    let played = gather(workers, jobs as usize, |job| {
        let from = job as u32 * RUNS_A_JOB;
        let seeds = from..(from + RUNS_A_JOB).min(options.runs);
        let mut shown = shown.clone();
        shown.play(seeds.map(|n| options.seed.wrapping_add(n.into())), options.most_choices);
        shown.witnesses
    });
    played.into_iter().for_each(|witnesses| shown.merge(witnesses));
    if options.width > 0 {
        let beam = Beam { world, width: options.width, seeds: 32, first_seed: options.seed, aim: None, until: None };
        beam.go(&mut shown);
    }
    shown
}

/// More and more effort, for fewer and fewer facts; the second is for places that are hard to reach.
fn efforts(options: Options) -> [Effort; 4] {
    let Options { width, most_rounds, most_states, most_seeds, .. } = options;
    let last = Effort {
        runs: 0,
        width: width * 20,
        beam_is_last: true,
        looks_around: false,
        most_rounds,
        most_states,
        most_seeds,
    };
    let first = Effort {
        runs: width as u64,
        width: 0,
        most_rounds: most_rounds / 4,
        most_states: most_states / 20,
        most_seeds: most_seeds / 256,
        ..last
    };
    let around = Effort { runs: width as u64 * 20, width: width * 4, looks_around: true, ..last };
    let second = Effort {
        runs: width as u64 * 10,
        width: width * 2,
        beam_is_last: false,
        most_states: most_states / 4,
        most_seeds: most_seeds / 8,
        ..last
    };
    [first, around, second, last]
}
