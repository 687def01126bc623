//! What is known of a story before its facts are settled one by one, the same for all of them.

use std::collections::BTreeMap;

use super::TooManyPlaces;
use super::above::Above;
use super::fact::{At, Fact, Target};
use super::graph::{Graph, PlaceId};
use super::trap::{Traps, find_traps};
use super::values::Truth;
use crate::story::{BeatId, Story, StoryState, Variant};

/// A story, what is asked of it, and what is known from above.
#[derive(Debug)]
pub(super) struct World<'a> {
    pub story: &'a Story,
    pub graph: Graph,
    pub above: Above,
    pub variants: Vec<Variant>,
    pub facts: Vec<Fact>,
    pub targets: Vec<Target>,
    /// By beat, the facts that its states can show.
    pub by_beat: Vec<Vec<u32>>,
    /// The places of each loop, by its first beat.
    pub loops: BTreeMap<BeatId, Vec<PlaceId>>,
    /// States from which a loop is never left, by the loop's first beat.
    pub traps: BTreeMap<BeatId, Traps>,
    /// Whether chance has any part in the story.
    pub has_chance: bool,
}

impl<'a> World<'a> {
    /// Looks at a story, at no more than so many states for each loop.
    pub fn of(story: &'a Story, most_states: usize) -> Result<Self, TooManyPlaces> {
        Self::with(story, most_states, &[])
    }

    /// As [`Self::of`], with facts that are asked besides, behind all others.
    pub fn with(story: &'a Story, most_states: usize, also: &[Fact]) -> Result<Self, TooManyPlaces> {
        let graph = Graph::of(story)?;
        let above = Above::of(story, &graph);
        let variants = story.variants();
        let loops = graph.loops();
        let mut facts = Fact::of(story, loops.keys().copied(), variants.len());
        facts.extend(also);
        let targets: Vec<Target> = facts.iter().map(|fact| fact.target(story, &variants)).collect();
        let mut by_beat = vec![Vec::new(); story.beats().len()];
        for (position, target) in (0..).zip(&targets) {
            let mut note = |beat: BeatId| by_beat[beat.index()].push(position);
            match target.at {
                At::Beat(beat) => note(beat),
                At::Loop(first) => {
                    let mut beats: Vec<BeatId> =
                        loops[&first].iter().map(|place| graph.places[place.index()].beat).collect();
                    beats.sort_unstable();
                    beats.dedup();
                    beats.into_iter().for_each(note);
                }
                at => (0..).map(BeatId).take(story.beats().len()).filter(|&beat| at.is(story, beat)).for_each(note),
            }
        }
        let has_chance =
            story.beats().iter().any(|beat| beat.deck.is_some() || matches!(beat.exit, crate::story::Exit::Chance(_)));
        let traps = loops
            .iter()
            .map(|(&first, places)| (first, find_traps(story, &graph, &above, places, most_states)))
            .collect();
        Ok(Self { story, graph, above, variants, facts, targets, by_beat, loops, traps, has_chance })
    }

    /// The places that a target is at.
    pub fn goals(&self, target: &Target) -> Vec<PlaceId> {
        match target.at {
            At::Loop(first) => self.loops[&first].clone(),
            at => (0..)
                .map(PlaceId)
                .zip(&self.graph.places)
                .filter(|(_, place)| at.is(self.story, place.beat))
                .map(|(id, _)| id)
                .collect(),
        }
    }

    /// The fact that the beat is entered at which another fact is shown, if that is one beat.
    pub fn beat_fact(&self, fact: usize) -> Option<u32> {
        let At::Beat(beat) = self.targets[fact].at else { return None };
        // Facts start with one for each beat.
        Some(beat.0)
    }

    /// Whether what is known from above says that no such state is met.
    pub fn is_ruled_out(&self, target: &Target) -> bool {
        let can_be = |place: &PlaceId| match &self.above.at[place.index()] {
            Some(values) => target.formula.test(self.story, values) != Truth::No,
            None => false,
        };
        let no_traps = matches!(self.trap(target.at), Some(Traps::Known { rows, .. }) if rows.is_empty());
        no_traps || !self.goals(target).iter().any(can_be)
    }

    /// What is known of the loop that a target is at.
    pub fn trap(&self, at: At) -> Option<&Traps> {
        let At::Loop(first) = at else { return None };
        self.traps.get(&first)
    }

    /// Whether a state is one from which the loop is never left.
    pub fn is_trapped(&self, at: At, state: &StoryState) -> bool {
        let place = self.trap(at).and_then(|traps| Some((traps, self.graph.place_of(self.story, state)?)));
        place.is_some_and(|(traps, place)| traps.holds(place, state))
    }
}
