//! The story as a graph of places: beats, each once for every way of detours that can be open there.

use std::collections::BTreeMap;

use crate::story::{BeatId, ChoiceId, DetourId, Exit, Story, Stretch};

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
}

/// Why a story has no graph.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("there are more than {MOST_PLACES} places: its detours are played from too many others")]
pub struct TooManyPlaces;

const MOST_PLACES: usize = 1 << 20;

impl Graph {
    pub fn of(story: &Story) -> Result<Self, TooManyPlaces> {
        let mut graph = Self { places: Vec::new(), ways: Vec::new(), from: Vec::new(), into: Vec::new() };
        let mut known = BTreeMap::new();
        graph.place(Place { beat: story.start(), detours: Vec::new() }, &mut known);
        let mut next = 0;
        while let Some(place) = graph.places.get(next).cloned() {
            let from = PlaceId(next as u32);
            let start = graph.ways.len() as u32;
            for (choice, to) in steps(story, &place) {
                let to = graph.place(to, &mut known);
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
        Ok(graph)
    }

    fn place(&mut self, place: Place, known: &mut BTreeMap<Place, PlaceId>) -> PlaceId {
        if let Some(&id) = known.get(&place) {
            return id;
        }
        let id = PlaceId(self.places.len() as u32);
        known.insert(place.clone(), id);
        self.places.push(place);
        id
    }

    /// The ways from a place, with their positions.
    pub fn ways_from(&self, place: PlaceId) -> impl Iterator<Item = (u32, &Way)> {
        let stretch = self.from[place.index()];
        (stretch.start..).zip(&self.ways[stretch.range()])
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
