//! Loops that cannot be left: which states in a loop lead to no end and never out of it.

use std::collections::{BTreeMap, BTreeSet};

use indexmap::IndexMap;

use super::above::{Above, go};
use super::graph::{Graph, PlaceId};
use super::machine::{Builder, Move, Parts, carry_out};
use super::slots::{Part, Slots};
use super::test::{Rewriter, Test};
use super::values::Truth;
use crate::story::{Exit, Story, StoryState};

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

/// Looks at the states of a loop, at no more than so many.
pub(super) fn find_traps(story: &Story, graph: &Graph, above: &Above, places: &[PlaceId], most: usize) -> Traps {
    let mut rows = BTreeMap::new();
    let mut parts = Vec::new();
    let mut components: BTreeMap<u32, BTreeSet<PlaceId>> = BTreeMap::new();
    for &place in places {
        components.entry(graph.component[place.index()]).or_default().insert(place);
    }
    // Loops of the same beats in several detours have the same parts, but for what is known of them: all are kept in each.
    let loops: Vec<Loop> = components
        .values()
        .map(|places| {
            let mut one = Loop { parts: Parts { story, graph, above }, places, sure: BTreeSet::new() };
            one.find_sure();
            one
        })
        .collect();
    for one in &loops {
        for part in one.asked() {
            if !parts.contains(&part) {
                parts.push(part);
            }
        }
    }
    parts.sort_unstable();
    let slots = Slots::of(parts.iter().copied(), &above.sizes, story.layout().bits as usize);
    for one in loops.iter().filter(|one| one.sure.len() < one.places.len()) {
        match slots.as_ref().and_then(|slots| one.trapped(slots, most)) {
            Some(trapped) => rows.extend(trapped),
            None => {
                let message = format!("whether its loop can be left depends on {} parts of the state", parts.len());
                return Traps::Unknown(message);
            }
        }
    }
    Traps::Known { parts, rows }
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

    /// The parts of the state that decide what can be chosen where it is not sure that the loop can be left.
    fn asked(&self) -> BTreeSet<Part> {
        let mut asked = BTreeSet::new();
        for place in self.places.difference(&self.sure) {
            let beat = self.parts.story.beat(self.parts.graph.places[place.index()].beat);
            for choice in beat.exit.choices().map(|choice| self.parts.story.choice(choice)) {
                asked.extend(choice.once.map(Part::Bit));
                if let Some(when) = choice.when {
                    super::blame::parts_of(self.parts.story, when, &mut asked);
                }
            }
        }
        // What never differs in the loop needs no place.
        let differs = |part: &Part| {
            let known = self.places.iter().filter_map(|place| self.parts.above.at[place.index()].as_ref());
            let values: BTreeSet<u16> = known.flat_map(|values| part.values(values)).collect();
            values.len() > 1
        };
        loop {
            let before = asked.len();
            asked.extend(super::blame::read_by_effects(self.parts.story, &asked));
            asked.retain(differs);
            let again = super::blame::read_by_effects(self.parts.story, &asked);
            if asked.len() == before || again.iter().filter(|part| differs(part)).all(|part| asked.contains(part)) {
                return asked;
            }
        }
    }

    /// The states at which the loop is entered.
    fn entries(&self, slots: &Slots, most: usize) -> Option<Vec<(PlaceId, u128)>> {
        let Parts { story, graph, above } = self.parts;
        let mut entries = Vec::new();
        let start = PlaceId(0);
        if self.places.contains(&start) {
            let values = above.at[0].as_ref()?;
            // The start is entered once from outside; it may be met again within.
            entries.extend(slots.keys(values, most)?.into_iter().map(|key| (start, key)));
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

    /// Goes through all states from the entries on; those from which neither the outside nor an end is met are the trapped ones.
    fn trapped(&self, slots: &Slots, most: usize) -> Option<BTreeMap<PlaceId, Vec<Box<[u16]>>>> {
        let builder = self.builder(slots);
        let moves: BTreeMap<PlaceId, Vec<Move>> = self
            .places
            .iter()
            .map(|&place| {
                (place, self.parts.graph.ways_from(place).filter_map(|(way, _)| builder.build(way)).collect())
            })
            .collect();
        let mut met: IndexMap<(PlaceId, u128), Vec<u32>> = IndexMap::new();
        met.extend(self.entries(slots, most)?.into_iter().map(|entry| (entry, Vec::new())));
        let mut leaves = Vec::new();
        let mut next = 0;
        while let Some((&(place, key), _)) = met.get_index(next) {
            let is_end =
                !matches!(self.parts.story.beat(self.parts.graph.places[place.index()].beat).exit, Exit::Choices(_))
                    && moves[&place].is_empty();
            let mut can_go = false;
            let mut can_leave = self.sure.contains(&place) || is_end;
            if !can_leave {
                for step in &moves[&place] {
                    match step.guard.on(key) {
                        Truth::No => continue,
                        Truth::Yes => can_go = true,
                        Truth::Unknown => return None,
                    }
                    if self.is_out(step.to) {
                        can_leave = true;
                        continue;
                    }
                    carry_out(&step.changes, key, |key| met.entry((step.to, key)).or_default().push(next as u32));
                }
                // A dead end is an end too.
                can_leave |= !can_go;
            }
            if can_leave {
                leaves.push(next as u32);
            }
            next += 1;
            if met.len() > most {
                return None;
            }
        }
        let mut is_free = vec![false; met.len()];
        while let Some(state) = leaves.pop() {
            if !std::mem::replace(&mut is_free[state as usize], true) {
                leaves.extend(&met[state as usize]);
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
