//! Loops that cannot be left: which states in a loop lead to no end and never out of it.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use indexmap::IndexMap;

use super::above::{Above, go};
use super::blame::{parts_of, read_by_effects};
use super::graph::{Graph, PlaceId};
use super::machine::{Builder, Move, Parts, carry_out};
use super::slots::{Part, Slots};
use super::test::{Rewriter, Test};
use super::values::Truth;
use crate::story::{Story, StoryState};

/// The states of a loop from which it is never left, as far as they could be met.
#[derive(Debug, Clone)]
pub(super) enum Traps {
    /// By place, the numbers of these parts of the state.
    Known { parts: Vec<Part>, rows: BTreeMap<PlaceId, Vec<Box<[u16]>>> },
    /// Too much depends on too much: why.
    Unknown(String),
}

impl Traps {
    /// Whether a state at a place is one of them; if that is not known, no.
    pub fn holds(&self, place: PlaceId, state: &StoryState) -> bool {
        let Self::Known { parts, rows } = self else { return false };
        let rows = rows.get(&place).map_or(&[][..], Vec::as_slice);
        rows.iter().any(|row| parts.iter().zip(row).all(|(part, value)| part.of(state) == *value))
    }

    /// The same question about the kept parts.
    pub fn test(&self, place: PlaceId, rewriter: &Rewriter) -> Test {
        match self {
            Self::Known { parts, rows } => match rows.get(&place) {
                Some(rows) => Test::Rows(parts.iter().map(|&part| rewriter.slots.slot(part)).collect(), rows.clone()),
                None => Test::Is(Truth::No),
            },
            Self::Unknown(_) => Test::Is(Truth::Unknown),
        }
    }
}

/// A loop: its places, and what is known of them.
struct Loop<'a> {
    parts: Parts<'a>,
    places: &'a BTreeSet<PlaceId>,
    /// Places from which some way always leads out of the loop, or to an end.
    sure: BTreeSet<PlaceId>,
}

/// Looks at the states of a loop, at no more than so many at once.
pub(super) fn find_traps(story: &Story, graph: &Graph, above: &Above, places: &[PlaceId], most: usize) -> Traps {
    let mut components: BTreeMap<u32, BTreeSet<PlaceId>> = BTreeMap::new();
    for &place in places {
        components.entry(graph.component[place.index()]).or_default().insert(place);
    }
    // Loops of the same beats in several detours differ in what is known of them: all of their parts are kept in each.
    let mut loops: Vec<Loop> = Vec::new();
    for places in components.values() {
        let mut one = Loop { parts: Parts { story, graph, above }, places, sure: BTreeSet::new() };
        one.find_sure();
        if one.sure.len() < one.places.len() {
            loops.push(one);
        }
    }
    let mut order: Vec<Part> = Vec::new();
    for part in loops.iter().flat_map(Loop::asked) {
        if !order.contains(&part) {
            order.push(part);
        }
    }
    // A few parts may already show that every loop can always be left; all of them show from where it cannot.
    for kept in 0..=order.len() {
        let slots = Slots::of(order[..kept].iter().copied(), &above.sizes, story.layout().bits as usize);
        let Some(slots) = slots else { break };
        let Some(rows) = loops.iter().map(|one| one.caught(&slots, most)).collect::<Option<Vec<_>>>() else { break };
        let rows: BTreeMap<PlaceId, Vec<Box<[u16]>>> = rows.into_iter().flatten().collect();
        if rows.is_empty() || kept == order.len() {
            return Traps::Known { parts: order[..kept].to_vec(), rows };
        }
    }
    Traps::Unknown(format!("whether its loop can be left depends on {} parts of the state", order.len()))
}

impl Loop<'_> {
    fn builder<'a>(&'a self, slots: &'a Slots) -> Builder<'a> {
        Builder { world: &self.parts, slots }
    }

    fn is_out(&self, place: PlaceId) -> bool {
        !self.places.contains(&place)
    }

    fn find_sure(&mut self) {
        let none = Slots::of([], &self.parts.above.sizes, self.parts.story.layout().bits as usize);
        let Some(none) = none else { return };
        let mut sure = BTreeSet::new();
        loop {
            let before = sure.len();
            for &place in self.places.iter().filter(|place| self.parts.above.at[place.index()].is_some()) {
                let mut ways = self.parts.graph.ways_from(place);
                let leads_out = |step: Move| {
                    step.guard == Test::Is(Truth::Yes) && (self.is_out(step.to) || sure.contains(&step.to))
                };
                if ways.any(|(way, _)| self.builder(&none).build(way).is_some_and(leads_out)) {
                    sure.insert(place);
                }
            }
            if sure.len() == before {
                break;
            }
        }
        let unmet = self.places.iter().filter(|place| self.parts.above.at[place.index()].is_none());
        sure.extend(unmet);
        self.sure = sure;
    }

    /// The parts of the state that decide what can be chosen where it is not sure that the loop can be left: first those that ways out of it
    /// ask for, then those that most choices do.
    fn asked(&self) -> Vec<Part> {
        let story = self.parts.story;
        let mut asked: BTreeMap<Part, usize> = BTreeMap::new();
        for place in self.places.difference(&self.sure) {
            for (_, way) in self.parts.graph.ways_from(*place) {
                let Some(choice) = way.choice.map(|choice| story.choice(choice)) else { continue };
                let mut parts: BTreeSet<Part> = choice.once.map(Part::Bit).into_iter().collect();
                choice.when.into_iter().for_each(|when| parts_of(story, when, &mut parts));
                let weight = if self.is_out(way.to) || self.sure.contains(&way.to) { 1000 } else { 1 };
                parts.into_iter().for_each(|part| *asked.entry(part).or_default() += weight);
            }
        }
        // What never differs in the loop needs no place.
        let differs = |part: &Part| {
            let known = self.places.iter().filter_map(|place| self.parts.above.at[place.index()].as_ref());
            known.flat_map(|values| part.values(values)).collect::<BTreeSet<u16>>().len() > 1
        };
        asked.retain(|part, _| differs(part));
        let mut all: BTreeSet<Part> = asked.keys().copied().collect();
        loop {
            let more = read_by_effects(story, &all);
            let more: Vec<Part> = more.into_iter().filter(|part| !all.contains(part) && differs(part)).collect();
            if more.is_empty() {
                break;
            }
            all.extend(more);
        }
        let mut all: Vec<Part> = all.into_iter().collect();
        all.sort_by_key(|part| (Reverse(asked.get(part).copied().unwrap_or_default()), *part));
        all
    }

    /// The states at which the loop is entered.
    fn entries(&self, slots: &Slots, most: usize) -> Option<Vec<(PlaceId, u128)>> {
        let Parts { story, graph, above } = self.parts;
        let mut entries = Vec::new();
        let start = PlaceId(0);
        if self.places.contains(&start) {
            entries.push((start, slots.key(&story.at_first_beat())));
        }
        for &place in self.places {
            for way in graph.into[place.index()].iter().map(|&way| &graph.ways[way as usize]) {
                let outside = self.is_out(way.from).then(|| above.at[way.from.index()].clone()).flatten();
                if let Some(values) = outside.and_then(|values| go(story, graph, way, values)) {
                    entries.extend(slots.keys(&values, most)?.into_iter().map(|key| (place, key)));
                }
            }
        }
        Some(entries)
    }

    /// Goes through all states from the entries on. Gives those from which it is not sure that the outside or an end is met, or none if
    /// there are too many states.
    fn caught(&self, slots: &Slots, most: usize) -> Option<BTreeMap<PlaceId, Vec<Box<[u16]>>>> {
        let builder = self.builder(slots);
        let moves = |&place: &PlaceId| {
            let ways = self.parts.graph.ways_from(place);
            (place, ways.filter_map(|(way, _)| builder.build(way)).collect::<Vec<Move>>())
        };
        let moves: BTreeMap<PlaceId, Vec<Move>> = self.places.iter().map(moves).collect();
        let mut met: IndexMap<(PlaceId, u128), Vec<u32>> = IndexMap::new();
        met.extend(self.entries(slots, most)?.into_iter().map(|entry| (entry, Vec::new())));
        let mut free = Vec::new();
        let mut next = 0;
        while let Some((&(place, key), _)) = met.get_index(next) {
            let state = next as u32;
            // A dead end is an end too. Whatever is free is gone on from as well: the loop may be come back to in another state.
            let (mut is_end, mut is_free) = (true, self.sure.contains(&place));
            for step in &moves[&place] {
                let truth = step.guard.on(key);
                if truth == Truth::No {
                    continue;
                }
                is_end = false;
                if self.is_out(step.to) {
                    is_free |= truth == Truth::Yes;
                    continue;
                }
                let mut results = Vec::new();
                carry_out(&step.changes, key, |key| {
                    let entry = met.entry((step.to, key));
                    results.push(entry.index() as u32);
                    entry.or_default();
                });
                // Where what comes of it is not known exactly, it cannot be relied on.
                if let ([result], Truth::Yes) = (results.as_slice(), truth) {
                    met[*result as usize].push(state);
                }
            }
            free.extend(Some(state).filter(|_| is_free || is_end));
            next += 1;
            if met.len() > most {
                return None;
            }
        }
        let mut is_free = vec![false; met.len()];
        while let Some(state) = free.pop() {
            if !std::mem::replace(&mut is_free[state as usize], true) {
                free.extend(&met[state as usize]);
            }
        }
        let mut rows: BTreeMap<PlaceId, Vec<Box<[u16]>>> = BTreeMap::new();
        for ((place, key), _) in met.keys().zip(&is_free).filter(|(_, is_free)| !**is_free) {
            let row = slots.parts.iter().map(|(_, slot)| slot.get(*key)).collect();
            rows.entry(*place).or_default().push(row);
        }
        Some(rows)
    }
}
