//! What of a story does nothing: choices between which nothing differs, conditions that never change an answer, effects that come to nothing;
//! and where it ends, and how long it goes on without a decision.
//!
//! Where a story has few states and no chance, all of them are visited (`space`), and what is said of it is exact. Elsewhere the same is asked
//! along playthroughs at random (`sample`), and what is said is what they showed. [`Basis`] keeps the two apart.

#![deny(clippy::disallowed_methods, clippy::disallowed_types)]

mod flow;
mod pairs;
mod report;
mod sample;
mod space;

pub use pairs::Pair;
pub use report::{json, table};
pub use space::NotAll;

use crate::diagnostic::Sources;
use crate::explore::{Explorer, Options, Outcome, Tally, Way};
use crate::source::Written;
use crate::story::{ChoiceId, Condition, ConditionId, Story};
use sample::{Sample, way_of_step};
use space::Space;

/// What an answer rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    /// All of the states that a reader can stand in: so it is in every playthrough.
    AllStates(usize),
    /// So many playthroughs at random: in others it may be otherwise.
    Playthroughs(u64, NotAll),
}

/// What a condition does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Idle {
    /// Whenever it was asked, it held.
    AlwaysHolds,
    /// Whenever it was asked, it failed.
    NeverHolds,
    /// It holds and it fails, but nothing around it ever depended on it alone.
    NeverDecides,
}

/// What an effect does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Vain {
    /// It never changes anything.
    NeverChanges,
    /// What it changes is never asked or shown before it is changed again.
    NeverRead,
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Audit {
    pub basis: Basis,
    /// Choices that are open side by side, and between which nothing differs but, at most, what is read at once.
    pub alike: Vec<((ChoiceId, ChoiceId), Pair)>,
    pub idle: Vec<IdleCondition>,
    pub vain: Vec<VainEffect>,
}

/// A condition that does nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IdleCondition {
    pub condition: ConditionId,
    pub idle: Idle,
    /// To where it was first asked; of one that never decides, to where it first was as it would have decided alone.
    pub way: Way,
}

/// An effect that does nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VainEffect {
    /// Its position among the story's effects.
    pub position: usize,
    pub vain: Vain,
    /// To where it was first carried out; of one that is never read, to where it first changed anything.
    pub way: Way,
}

/// So many states are visited, if nothing else is asked for.
pub const MOST_STATES: usize = 20_000;

/// Looks for what does nothing: in all states if there are at most so many, or else along playthroughs, whose `tally` it takes.
pub fn audit(story: &Story, explorer: &Explorer, options: Options, tally: &Tally, most_states: usize) -> Audit {
    match Space::visit(story, explorer, most_states) {
        Ok(space) => {
            let (read, way) = (space.read_effects(), |step| space.way_of_step(step));
            Audit {
                basis: Basis::AllStates(space.count()),
                alike: space.pairs().alike(),
                idle: idle(story, &space.tally, |noted| way(noted.run)),
                vain: vain(&space.happened, &space.changed, &read, way),
            }
        }
        Err(why) => {
            let sample = Sample::play(story, options);
            let way = |step| way_of_step(story, options, step);
            Audit {
                basis: Basis::Playthroughs(options.runs, why),
                alike: sample.pairs.alike(),
                idle: idle(story, tally, Way::clone),
                vain: vain(&sample.happened, &sample.changed, &sample.read, way),
            }
        }
    }
}

/// The conditions that were asked and changed nothing. Of those inside a `not` only the outer is told. `way` leads to what the tally notes.
fn idle(story: &Story, tally: &Tally, way: impl Fn(&Way) -> Way) -> Vec<IdleCondition> {
    let mut is_told = vec![true; story.conditions().len()];
    // Of parts of an `and` or `or`: whether they decide where they hold.
    let mut decides_by = vec![None; story.conditions().len()];
    for condition in story.conditions() {
        match condition {
            Condition::Not(inner) => is_told[inner.index()] = false,
            Condition::All(list) | Condition::Any(list) if list.range().len() > 1 => {
                let by_holding = matches!(condition, Condition::Any(_));
                story.condition_list(*list).iter().for_each(|part| decides_by[part.index()] = Some(by_holding));
            }
            _ => {}
        }
    }
    let all = (0..story.conditions().len() as u32).map(ConditionId);
    let is_constant = |id: &ConditionId| matches!(story.condition(*id), Condition::Constant(_));
    all.filter(|id| is_told[id.index()] && !is_constant(id))
        .filter_map(|id| {
            let (idle, where_it_held) = match (tally.outcomes[id.index()], decides_by[id.index()]) {
                (Outcome { held: true, failed: false, .. }, _) => (Idle::AlwaysHolds, true),
                (Outcome { held: false, failed: true, .. }, _) => (Idle::NeverHolds, false),
                (Outcome { decided: false, held: true, .. }, Some(by_holding)) => (Idle::NeverDecides, by_holding),
                _ => return None,
            };
            let firsts = &tally.firsts[id.index()];
            let first = if where_it_held { &firsts.held } else { &firsts.failed };
            Some(IdleCondition { condition: id, idle, way: way(first.as_ref()?) })
        })
        .collect()
}

/// The effects that were carried out and came to nothing. `way` leads to the end of a step.
fn vain(happened: &[Option<u64>], changed: &[Option<u64>], read: &[bool], way: impl Fn(u64) -> Way) -> Vec<VainEffect> {
    let of = |position: usize| {
        let (vain, step) = match (changed[position], read[position]) {
            (None, _) => (Vain::NeverChanges, happened[position]?),
            (Some(step), false) => (Vain::NeverRead, step),
            (Some(_), true) => return None,
        };
        Some(VainEffect { position, vain, way: way(step) })
    };
    (0..happened.len()).filter_map(of).collect()
}

/// An audit with all that is needed to tell it.
pub struct Told<'a> {
    pub story: &'a Story,
    pub audit: &'a Audit,
    pub options: Options,
    pub tally: &'a Tally,
    pub written: &'a Written,
    pub sources: &'a Sources,
}

impl std::fmt::Debug for Told<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Told").field("audit", self.audit).finish_non_exhaustive()
    }
}

impl Audit {
    /// Whether anything was found.
    pub fn has_faults(&self) -> bool {
        !(self.alike.is_empty() && self.idle.is_empty() && self.vain.is_empty())
    }
}
