//! Exact answers about a story: each fact is shown by a playthrough, proved impossible, or said to be open.
//!
//! From below, playthroughs by the real rules show what can happen (`below`). From above, sets of states that hold all that can be met
//! show what cannot (`above`). What is between the two is searched in a smaller story, in which only some parts of the state are kept
//! (`between`): a way through it that the real rules follow is a playthrough; where none is left, the fact is impossible; and where the
//! real rules refuse, the parts of the state that made them refuse are kept as well. Not asked yet: variants of text, and traps, from which
//! no ending can be reached. Rules about what a turn changes are shown broken, or stay open. All limits count states and rounds, never seconds, so
//! the answers are the same on every machine.

#![deny(clippy::disallowed_methods, clippy::disallowed_types)]

mod above;
mod below;
mod between;
pub mod exhaustive;
mod fact;
mod graph;
pub mod length;
pub mod memory;
mod replayed;
pub mod report;
mod sample;
pub mod script;
mod study;
mod values;
mod verdict;
pub mod why;

pub use below::Witness;
pub use fact::Fact;
pub use graph::TooManyPlaces;
pub use replayed::{shows, with_a_seed};
pub use sample::{SampleLimits, Sampled};
pub use study::{Study, StudyOptions, look_closer, study};
pub use verdict::Verdict;

use above::Above;
use below::Shown;
use graph::Graph;

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
    /// States of the smaller story, for one fact and round.
    pub most_states: usize,
    /// Rounds for one fact.
    pub most_rounds: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self { runs: 2_000, most_choices: 500, seed: 0, most_states: 200_000, most_rounds: 60 }
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
}

/// Answers every fact of a story.
///
/// # Errors
/// If the story has too many places to look at.
pub fn prove(story: &Story, options: Options) -> Result<Proof, TooManyPlaces> {
    let facts = Fact::all(story);
    let graph = Graph::of(story)?;
    let above = Above::of(story, &graph);
    let mut shown = Shown::new(story, &facts);
    shown.play(options.runs, options.most_choices, options.seed);
    let mut answers: Vec<Option<Answer>> = vec![None; facts.len()];
    for (fact, answer) in answers.iter_mut().enumerate() {
        if shown.witnesses[fact].is_none() {
            *answer = between::settle(story, &graph, &above, &mut shown, fact, options);
        }
    }
    let answers = answers.into_iter().zip(&mut shown.witnesses).map(|(answer, witness)| match witness.take() {
        Some(witness) => Answer::Reachable(witness),
        None => answer.unwrap_or_else(|| Answer::Open("not looked at".to_owned())),
    });
    let answers = answers.collect();
    Ok(Proof { facts, answers })
}
