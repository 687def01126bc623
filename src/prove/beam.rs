//! Many playthroughs side by side, through the story from its beginning to its end: at every place only so many go on.

use std::collections::{BTreeMap, VecDeque};
use std::hash::{Hash, Hasher};

use super::below::{Run, Shown, offered};
use super::distance::Aim;
use super::graph::PlaceId;
use super::search::Mixer;
use super::world::World;
use crate::story::{Stop, StoryState};

/// A place in line: how far the state is from what is looked for, then a number that spreads them evenly.
type Rank = (u32, u64);

/// The playthroughs at one place.
#[derive(Default)]
struct Held {
    runs: BTreeMap<Rank, Option<Run>>,
    met: usize,
}

/// How to go through the story.
pub(super) struct Beam<'a> {
    pub world: &'a World<'a>,
    /// How many go on from each place.
    pub width: usize,
    /// How many different seeds there are.
    pub seeds: u64,
    pub first_seed: u64,
    /// What is looked for; without it, anything.
    pub aim: Option<&'a Aim>,
    /// The fact that ends the search.
    pub until: Option<u32>,
}

impl Beam<'_> {
    /// Goes through the story; what the playthroughs show is noted.
    pub fn go(&self, shown: &mut Shown) {
        let graph = &self.world.graph;
        let mut lines: BTreeMap<u32, BTreeMap<PlaceId, Held>> = BTreeMap::new();
        let mut fresh: VecDeque<(PlaceId, Rank)> = VecDeque::new();
        let arrive = |run: Run, lines: &mut BTreeMap<u32, BTreeMap<PlaceId, Held>>| {
            let place = (run.stop == Stop::Choices).then(|| graph.place_of(self.world.story, &run.state)).flatten()?;
            if self.aim.is_some_and(|aim| !aim.leads[place.index()]) {
                return None;
            }
            let rank = (self.aim.map_or(0, |aim| aim.distance(self.world, place, &run.state)), spread(&run.state));
            let held = lines.entry(graph.component[place.index()]).or_default().entry(place).or_default();
            // Of a loop only so many are ever looked at.
            if held.met >= self.width * 8 || held.runs.contains_key(&rank) {
                return None;
            }
            held.met += 1;
            held.runs.insert(rank, Some(run));
            let is_too_far = held.runs.len() > self.width && held.runs.pop_last().is_some_and(|(last, _)| last == rank);
            (!is_too_far).then_some((place, rank))
        };
        for n in 0..self.seeds {
            let run = shown.start(self.first_seed.wrapping_add(n));
            arrive(run, &mut lines);
        }
        while let Some((component, mut line)) = lines.pop_first() {
            fresh.extend(line.iter().flat_map(|(&place, held)| held.runs.keys().map(move |&rank| (place, rank))));
            while let Some((place, rank)) = fresh.pop_front() {
                let run = line.get_mut(&place).and_then(|held| held.runs.get_mut(&rank)?.take());
                let Some(run) = run else { continue };
                for choice in offered(self.world.story, &run.state) {
                    let mut next = run.clone();
                    shown.take(&mut next, choice);
                    if self.until.is_some_and(|fact| shown.witnesses.contains_key(&fact)) {
                        return;
                    }
                    lines.insert(component, std::mem::take(&mut line));
                    fresh.extend(
                        arrive(next, &mut lines).filter(|(place, _)| graph.component[place.index()] == component),
                    );
                    line = lines.remove(&component).unwrap_or_default();
                }
            }
        }
    }
}

fn spread(state: &StoryState) -> u64 {
    let mut mixer = Mixer::default();
    state.hash(&mut mixer);
    mixer.finish()
}
