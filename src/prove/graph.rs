//! The story as a graph of places: beats, each once for every way of detours that can be open there.

use std::collections::BTreeMap;

use crate::story::{BeatId, ChoiceId, DetourId, Exit, Story, StoryState, Stretch};

/// A place among [`Graph::places`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct PlaceId(pub u32);

impl PlaceId {
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// A beat, and the detours that are being played there, the outermost first.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    pub beat: BeatId,
    pub detours: Vec<DetourId>,
}

/// A step from a place to the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Way {
    pub from: PlaceId,
    pub to: PlaceId,
    /// The choice that is taken; without one the step follows at once.
    pub choice: Option<ChoiceId>,
}

/// Every place that some order of choices leads to, whatever the conditions, and every way between them.
#[derive(Debug)]
pub(super) struct Graph {
    pub places: Vec<Place>,
    /// By the place they lead from, as its choices or targets are written.
    pub ways: Vec<Way>,
    /// By place, a stretch of the ways.
    pub from: Vec<Stretch>,
    /// By place, positions of the ways that lead to it.
    pub into: Vec<Vec<u32>>,
    /// By place, the loop that it lies in: places that lead to each other have the same number, and ways from one number to another lead to a
    /// greater one.
    pub component: Vec<u32>,
    known: BTreeMap<Place, PlaceId>,
}

/// Why a story has no graph.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("there are more than {MOST_PLACES} places: its detours are played from too many others")]
pub struct TooManyPlaces;

const MOST_PLACES: usize = 1 << 20;

impl Graph {
    pub fn of(story: &Story) -> Result<Self, TooManyPlaces> {
        let mut graph = Self {
            places: Vec::new(),
            ways: Vec::new(),
            from: Vec::new(),
            into: Vec::new(),
            component: Vec::new(),
            known: BTreeMap::new(),
        };
        graph.place(Place { beat: story.start(), detours: Vec::new() });
        let mut next = 0;
        while let Some(place) = graph.places.get(next).cloned() {
            let from = PlaceId(next as u32);
            let start = graph.ways.len() as u32;
            for (choice, to) in steps(story, &place) {
                let to = graph.place(to);
                graph.ways.push(Way { from, to, choice });
            }
            graph.from.push(Stretch { start, end: graph.ways.len() as u32 });
            next += 1;
            if graph.places.len() > MOST_PLACES {
                return Err(TooManyPlaces);
            }
        }
        graph.into = vec![Vec::new(); graph.places.len()];
        for (position, way) in (0..).zip(&graph.ways) {
            graph.into[way.to.index()].push(position);
        }
        graph.component = components(&graph);
        Ok(graph)
    }

    fn place(&mut self, place: Place) -> PlaceId {
        if let Some(&id) = self.known.get(&place) {
            return id;
        }
        let id = PlaceId(self.places.len() as u32);
        self.known.insert(place.clone(), id);
        self.places.push(place);
        id
    }

    /// The ways from a place, with their positions.
    pub fn ways_from(&self, place: PlaceId) -> impl Iterator<Item = (u32, &Way)> {
        let stretch = self.from[place.index()];
        (stretch.start..).zip(&self.ways[stretch.range()])
    }

    /// Where a state stands.
    pub fn place_of(&self, story: &Story, state: &StoryState) -> Option<PlaceId> {
        let place = Place { beat: state.beat(), detours: story.open_detours(state).collect() };
        self.known.get(&place).copied()
    }

    /// Which of the ways from its place a way is, counted from 0.
    pub fn number_of(&self, way: u32) -> usize {
        (way - self.from[self.ways[way as usize].from.index()].start) as usize
    }

    /// The places of each loop, by the first of its beats. Loops of the same beats in several detours are one here.
    pub fn loops(&self) -> BTreeMap<BeatId, Vec<PlaceId>> {
        let mut members: BTreeMap<u32, Vec<PlaceId>> = BTreeMap::new();
        for (place, &component) in (0..).map(PlaceId).zip(&self.component) {
            members.entry(component).or_default().push(place);
        }
        let mut loops: BTreeMap<BeatId, Vec<PlaceId>> = BTreeMap::new();
        for places in members.into_values() {
            let is_loop = places.len() > 1 || self.ways_from(places[0]).any(|(_, way)| way.to == places[0]);
            let first = places.iter().map(|place| self.places[place.index()].beat).min();
            if let Some(first) = first.filter(|_| is_loop) {
                loops.entry(first).or_default().extend(places);
            }
        }
        loops
    }

    /// Whether each place can lead to one of the targets.
    pub fn leads_to(&self, targets: &[PlaceId]) -> Vec<bool> {
        let mut leads = vec![false; self.places.len()];
        let mut open = targets.to_vec();
        while let Some(place) = open.pop() {
            if !std::mem::replace(&mut leads[place.index()], true) {
                open.extend(self.into[place.index()].iter().map(|&way| self.ways[way as usize].from));
            }
        }
        leads
    }
}

fn steps(story: &Story, place: &Place) -> Vec<(Option<ChoiceId>, Place)> {
    let beat = story.beat(place.beat);
    let set_out = |to: BeatId, detour: Option<DetourId>| {
        let detours = place.detours.iter().copied().chain(detour).collect();
        Place { beat: detour.map_or(to, |detour| story.detour(detour).via), detours }
    };
    match &beat.exit {
        exit @ Exit::Choices(_) => {
            exit.choices().map(|id| (Some(id), set_out(story.choice(id).goto, story.choice(id).detour))).collect()
        }
        Exit::Goto(to) => vec![(None, set_out(*to, beat.detour))],
        Exit::Chance(targets) => {
            story.weighted_targets(*targets).iter().map(|target| (None, set_out(target.goto, None))).collect()
        }
        Exit::Return => place
            .detours
            .split_last()
            .map(|(last, rest)| (None, Place { beat: story.detour(*last).back_to, detours: rest.to_vec() }))
            .into_iter()
            .collect(),
        Exit::Ending(_) => Vec::new(),
    }
}

/// The strongly connected components, numbered in an order in which ways lead on (Tarjan 1972, without recursion).
fn components(graph: &Graph) -> Vec<u32> {
    const NONE: u32 = u32::MAX;
    let places = graph.places.len();
    let (mut index, mut low, mut component) = (vec![NONE; places], vec![NONE; places], vec![NONE; places]);
    let (mut met, mut found) = (0, 0);
    let mut path: Vec<PlaceId> = Vec::new();
    // Where the search stands: a place, and the next of its ways.
    let mut open = vec![(PlaceId(0), graph.from[0].start)];
    while let Some((place, way)) = open.pop() {
        let at = place.index();
        if index[at] == NONE {
            (index[at], low[at]) = (met, met);
            met += 1;
            path.push(place);
        }
        if way < graph.from[at].end {
            open.push((place, way + 1));
            let to = graph.ways[way as usize].to;
            if index[to.index()] == NONE {
                open.push((to, graph.from[to.index()].start));
            } else if component[to.index()] == NONE {
                low[at] = low[at].min(index[to.index()]);
            }
            continue;
        }
        if low[at] == index[at] {
            while let Some(member) = path.pop() {
                component[member.index()] = found;
                if member == place {
                    break;
                }
            }
            found += 1;
        }
        if let Some((before, _)) = open.last() {
            low[before.index()] = low[before.index()].min(low[at]);
        }
    }
    component.into_iter().map(|number| found - 1 - number).collect()
}
