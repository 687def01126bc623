//! One story, and everything that can be asked about it.

use std::cell::OnceCell;

use super::below::{Shown, Witness};
use super::study::{self, Study, StudyOptions};
use super::why::{Reason, Why};
use super::world::World;
use super::{Fact, TooManyPlaces, Workers};
use crate::story::{ChoiceId, Story};

/// Answers questions about a story. The look at it from above is taken when the first question needs it.
pub struct Prover<'a> {
    story: &'a Story,
    options: StudyOptions,
    facts: Vec<Fact>,
    names: Vec<String>,
    world: OnceCell<World<'a>>,
}

impl<'a> Prover<'a> {
    /// Knows the facts of a story, and no answers yet.
    pub fn new(story: &'a Story, options: StudyOptions) -> Self {
        let facts = Fact::all(story);
        let variants = story.variants();
        let names = facts.iter().map(|fact| fact.name_among(story, &variants, 0)).collect();
        Self { story, options, facts, names, world: OnceCell::new() }
    }

    /// Every fact of the story.
    pub fn facts(&self) -> &[Fact] {
        &self.facts
    }

    /// What each fact is called: see [`Fact::name`].
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// The story.
    pub fn story(&self) -> &'a Story {
        self.story
    }

    fn world(&self) -> Result<&World<'a>, TooManyPlaces> {
        if let Some(world) = self.world.get() {
            return Ok(world);
        }
        let world = World::of(self.story, self.options.prove.most_states)?;
        Ok(self.world.get_or_init(|| world))
    }

    /// Finds everything out.
    ///
    /// # Errors
    /// If the story has too many places to look at.
    pub fn study(&self, workers: &dyn Workers) -> Result<Study, TooManyPlaces> {
        Ok(study::study(self.world()?, self.options, workers))
    }

    /// Looks for short playthroughs of the facts at the positions `asked`, and for how long they must be at least.
    ///
    /// # Errors
    /// If the story has too many places to look at.
    pub fn look_closer(&self, study: &mut Study, asked: &[usize]) -> Result<(), TooManyPlaces> {
        study::look_closer(self.world()?, study, self.options, asked);
        Ok(())
    }

    /// Whether the playthrough can be played by the real rules, and shows the fact at a position.
    ///
    /// # Errors
    /// If the story has too many places to look at.
    pub fn shows(&self, position: usize, witness: &Witness) -> Result<bool, TooManyPlaces> {
        Ok(shows(self.world()?, position, witness))
    }

    /// Why the fact at a position, which was proved impossible, is so: at least one reason.
    ///
    /// # Errors
    /// If the story has too many places to look at.
    pub fn why_impossible(&self, study: &Study, position: usize) -> Result<Vec<Reason>, TooManyPlaces> {
        Ok(Why::new(self.world()?, &study.proof.answers, self.options.prove).is_impossible(position))
    }
}

/// Whether the playthrough can be played by the real rules, and shows the fact.
pub(super) fn shows(world: &World, position: usize, witness: &Witness) -> bool {
    let mut shown = watched(world, position);
    shown.replay(witness) && shown.witnesses.contains_key(&(position as u32))
}

/// The playthrough of these choices that shows the fact, with the first of the seeds from 0 with which chance falls that way.
pub(super) fn with_a_seed(world: &World, position: usize, choices: &[ChoiceId], seeds: u64) -> Option<Witness> {
    let seeds = if world.has_chance || !world.variants.is_empty() { seeds } else { 1 };
    (0..seeds).find_map(|seed| {
        let mut shown = watched(world, position);
        shown.replay(&Witness { seed, choices: choices.to_vec() });
        shown.witnesses.remove(&(position as u32))
    })
}

fn watched<'a>(world: &'a World, position: usize) -> Shown<'a> {
    let mut is_settled = vec![true; world.facts.len()];
    is_settled[position] = false;
    Shown::new(world, is_settled)
}
