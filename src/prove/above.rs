//! From above: what the state can be at every place at most, each part of it for itself.

use std::collections::BTreeSet;

use super::graph::{Graph, PlaceId, Way};
use super::values::{Set, Values, lane_sizes};
use crate::story::{BeatId, ChoiceId, Story, VisitCount};

/// For every place, a set of states that holds all that can be met there, after the beat's effects; none where nothing can be met.
#[derive(Debug)]
pub(super) struct Above {
    pub at: Vec<Option<Values>>,
    /// By way of the graph, whether it can be taken at all.
    pub is_way: Vec<bool>,
    /// How many numbers each lane can hold.
    pub sizes: Vec<usize>,
}

impl Above {
    /// Goes on until nothing more can be met anywhere.
    pub fn of(story: &Story, graph: &Graph) -> Self {
        let sizes = lane_sizes(story);
        let mut first = Values::at_first(story, &sizes);
        enter(story, story.start(), &mut first);
        let mut at: Vec<Option<Values>> = vec![None; graph.places.len()];
        at[0] = Some(first);
        let mut open: BTreeSet<PlaceId> = [PlaceId(0)].into();
        while let Some(place) = open.pop_first() {
            for (_, way) in graph.ways_from(place) {
                let Some(values) = &at[place.index()] else { continue };
                let Some(next) = go(story, graph, way, values.clone()) else { continue };
                let changed = match &mut at[way.to.index()] {
                    Some(known) => known.join(&next),
                    unknown => {
                        *unknown = Some(next);
                        true
                    }
                };
                if changed {
                    open.insert(way.to);
                }
            }
        }
        let is_way = graph.ways.iter().map(|way| {
            let values = at[way.from.index()].clone();
            values.is_some_and(|values| go(story, graph, way, values).is_some())
        });
        Self { is_way: is_way.collect(), at, sizes }
    }
}

/// The states at the end of a way, from those at its start; none if it cannot be taken in any of them.
pub(super) fn go(story: &Story, graph: &Graph, way: &Way, mut values: Values) -> Option<Values> {
    let from = graph.places[way.from.index()].beat;
    if let Some(id) = way.choice {
        let choice = story.choice(id);
        if !choose(story, from, id, &mut values) {
            return None;
        }
        values.apply(story, choice.then);
        if let Some(once) = choice.once {
            values.set_bit(once, true);
        }
    }
    leave(story, from, &mut values);
    enter(story, graph.places[way.to.index()].beat, &mut values);
    Some(values)
}

/// Leaves out states in which a choice of the beat is not offered; some such may be left. Whether any state is left.
pub(super) fn choose(story: &Story, beat: BeatId, id: ChoiceId, values: &mut Values) -> bool {
    if !values.assume_open(story, id) {
        return false;
    }
    let others = story.beat(beat).exit.choices().map(|other| story.choice(other));
    // Of a fallback: any other is shut by its condition, or spent; where only one of the two can be, it is.
    !story.choice(id).fallback
        || others
            .filter(|other| !other.fallback)
            .all(|other| other.once.is_some() || other.when.is_some_and(|when| values.assume(story, when, false)))
}

pub(super) fn enter(story: &Story, beat: BeatId, values: &mut Values) {
    values.apply(story, story.beat(beat).then);
}

pub(super) fn leave(story: &Story, beat: BeatId, values: &mut Values) {
    let beat = story.beat(beat);
    if let Some(visited) = beat.visited {
        values.set_bit(visited, true);
    }
    if let Some(VisitCount { lane, last, back_to }) = beat.visits {
        let mut after = Set::none(usize::from(last) + 1);
        for visits in values.lane(lane).values() {
            after.add(if visits >= last { back_to } else { visits + 1 });
        }
        values.set_lane(lane, after);
    }
}
