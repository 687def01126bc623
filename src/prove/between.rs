//! Between below and above: a smaller story, in which some parts of the state are kept exactly and all others only as far as they are known
//! from above. Its shortest way that relies on the fewest unsettled conditions is followed by the real rules; where they refuse, the parts
//! of the state that made them refuse are kept as well (counterexample-guided abstraction refinement, Clarke et al. 2000).

use std::collections::{BTreeSet, VecDeque};

use indexmap::IndexMap;

use super::above::{Above, go};
use super::below::{Run, Shown};
use super::fact::{At, Formula, Target};
use super::graph::{Graph, PlaceId};
use super::values::{Set, Truth, Values};
use super::{Answer, Options};
use crate::story::{BitId, ChoiceId, Condition, ConditionId, Effect, LaneId, Stop, Story, StoryState, Sum};

/// A part of the state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    Bit(BitId),
    Lane(LaneId),
}

/// Settles a fact that no playthrough has shown so far. Gives nothing if one shows it now.
pub(super) fn settle(
    story: &Story,
    graph: &Graph,
    above: &Above,
    shown: &mut Shown,
    fact: usize,
    options: Options,
) -> Option<Answer> {
    let target = shown.target(fact);
    let goals: Vec<PlaceId> = (0..)
        .map(PlaceId)
        .zip(&graph.places)
        .filter(|(_, place)| target.at.is(story, place.beat))
        .map(|(id, _)| id)
        .collect();
    let leads = graph.leads_to(&goals);
    let mut kept = BTreeSet::new();
    for _ in 0..options.most_rounds {
        let search = Search { story, graph, above, target, leads: &leads, kept: kept.iter().copied().collect() };
        let path = match search.path(options.most_states) {
            Found::Nothing => return Some(Answer::Impossible),
            Found::TooMuch => {
                let message =
                    format!("more than {} states, with {} parts of the state kept", options.most_states, kept.len());
                return Some(Answer::Open(message));
            }
            Found::Path(path) => path,
        };
        let blamed = follow(story, graph, &path, shown, fact, options.seed);
        if shown.witnesses[fact].is_some() {
            return None;
        }
        let before = kept.len();
        match blamed {
            Blamed::Chance => {
                return Some(Answer::Open("chance must fall as it did in no playthrough tried".to_owned()));
            }
            Blamed::Parts(parts) => kept.extend(parts),
        }
        if kept.len() == before {
            kept.extend(read_by_effects(story, &kept));
        }
        if kept.len() == before {
            return Some(Answer::Open("what it depends on cannot be followed".to_owned()));
        }
    }
    Some(Answer::Open(format!("not settled after {} rounds", options.most_rounds)))
}

/// A search in the smaller story.
struct Search<'a> {
    story: &'a Story,
    graph: &'a Graph,
    above: &'a Above,
    target: Target,
    /// By place, whether it can lead to the target.
    leads: &'a [bool],
    kept: Vec<Part>,
}

enum Found {
    /// The choices on the way, each with the place it is taken at.
    Path(Vec<(PlaceId, ChoiceId)>),
    Nothing,
    TooMuch,
}

/// A place, and the values of the kept parts there.
type Key = (PlaceId, Box<[u16]>);

struct Met {
    cost: u32,
    /// The state before, and the way from it.
    from: Option<(usize, u32)>,
    is_done: bool,
}

impl Search<'_> {
    fn path(&self, most_states: usize) -> Found {
        let mut met: IndexMap<Key, Met> = IndexMap::new();
        let mut open: VecDeque<(usize, u32, bool)> = VecDeque::new();
        let Some(first) = &self.above.at[0] else { return Found::Nothing };
        for values in self.kept_values(first) {
            met.insert((PlaceId(0), values), Met { cost: 0, from: None, is_done: false });
            open.push_back((met.len() - 1, 0, false));
        }
        while let Some((state, cost, is_goal)) = open.pop_front() {
            if is_goal {
                return Found::Path(self.way_to(&met, state));
            }
            let (key, at) = met.get_index_mut(state).expect("a state that was met stays");
            if at.is_done || at.cost < cost {
                continue;
            }
            at.is_done = true;
            let (place, kept) = key.clone();
            let Some(values) = self.values(place, &kept) else { continue };
            if self.target.at.is(self.story, self.graph.places[place.index()].beat) {
                match self.target.formula.test(self.story, &values) {
                    Truth::Yes => return Found::Path(self.way_to(&met, state)),
                    Truth::Unknown => open.push_back((state, cost + 1, true)),
                    Truth::No => {}
                }
            }
            self.expand(state, place, &values, cost, &mut met, &mut open);
            if met.len() > most_states {
                return Found::TooMuch;
            }
        }
        Found::Nothing
    }

    fn expand(
        &self,
        state: usize,
        place: PlaceId,
        values: &Values,
        cost: u32,
        met: &mut IndexMap<Key, Met>,
        open: &mut VecDeque<(usize, u32, bool)>,
    ) {
        for (position, way) in self.graph.ways_from(place) {
            let to = self.graph.places[way.to.index()].beat;
            if !self.leads[way.to.index()] || self.target.avoid == Some(to) {
                continue;
            }
            let step = match way.choice.map_or(Truth::Yes, |choice| self.is_open(values, choice)) {
                Truth::No => continue,
                Truth::Yes => 0,
                Truth::Unknown => 1,
            };
            let Some(next) = go(self.story, self.graph, way, values.clone()) else { continue };
            let cost = cost + step;
            for kept in self.kept_values(&next) {
                if !self.can_be(way.to, &kept) {
                    continue;
                }
                let entry = met.entry((way.to, kept));
                let position_of = entry.index();
                let known = entry.or_insert(Met { cost: u32::MAX, from: None, is_done: false });
                if cost < known.cost {
                    known.cost = cost;
                    known.from = Some((state, position));
                    match step {
                        0 => open.push_front((position_of, cost, false)),
                        _ => open.push_back((position_of, cost, false)),
                    }
                }
            }
        }
    }

    /// Whether a choice can be taken; that a card may not be drawn is left to chance.
    fn is_open(&self, values: &Values, choice: ChoiceId) -> Truth {
        match self.story.choice(choice).fallback {
            true => values.is_offered(self.story, choice),
            false => values.is_open(self.story, choice),
        }
    }

    /// What is known at a place from above, with the kept parts as said.
    fn values(&self, place: PlaceId, kept: &[u16]) -> Option<Values> {
        let mut values = self.above.at[place.index()].clone()?;
        for (part, value) in self.kept.iter().zip(kept) {
            match *part {
                Part::Bit(bit) => values.set_bit(bit, *value != 0),
                Part::Lane(lane) => {
                    let size = self.above.sizes[lane.index()];
                    values.set_lane(lane, Set::one(size, *value));
                }
            }
        }
        Some(values)
    }

    /// Whether the kept parts can be so at a place.
    fn can_be(&self, place: PlaceId, kept: &[u16]) -> bool {
        let Some(values) = &self.above.at[place.index()] else { return false };
        self.kept.iter().zip(kept).all(|(part, value)| match *part {
            Part::Bit(bit) => values.bit(bit) != Truth::of(*value == 0),
            Part::Lane(lane) => values.lane(lane).has(*value),
        })
    }

    /// Every combination of the kept parts in a set of states.
    fn kept_values(&self, values: &Values) -> Vec<Box<[u16]>> {
        let mut combinations: Vec<Vec<u16>> = vec![Vec::with_capacity(self.kept.len())];
        for part in &self.kept {
            let can: Vec<u16> = match *part {
                Part::Bit(bit) => match values.bit(bit) {
                    Truth::No => vec![0],
                    Truth::Yes => vec![1],
                    Truth::Unknown => vec![0, 1],
                },
                Part::Lane(lane) => values.lane(lane).values().collect(),
            };
            if let [only] = can.as_slice() {
                combinations.iter_mut().for_each(|combination| combination.push(*only));
                continue;
            }
            let longer = combinations.iter().flat_map(|combination| {
                can.iter().map(move |value| combination.iter().copied().chain([*value]).collect())
            });
            combinations = longer.collect();
        }
        combinations.into_iter().map(Into::into).collect()
    }

    fn way_to(&self, met: &IndexMap<Key, Met>, state: usize) -> Vec<(PlaceId, ChoiceId)> {
        let mut path = Vec::new();
        let mut at = state;
        while let Some((_, Met { from: Some((before, way)), .. })) = met.get_index(at) {
            let way = &self.graph.ways[*way as usize];
            path.extend(way.choice.map(|choice| (way.from, choice)));
            at = *before;
        }
        path.reverse();
        path
    }
}

/// Why the real rules did not follow a path.
enum Blamed {
    /// Chance went elsewhere, with every seed that was tried.
    Chance,
    /// These parts of the state.
    Parts(BTreeSet<Part>),
}

/// So many seeds are tried where chance must fall in a certain way.
const SEEDS: u64 = 400;

/// Plays a path by the real rules; what it meets on the way is noted as shown.
fn follow(
    story: &Story,
    graph: &Graph,
    path: &[(PlaceId, ChoiceId)],
    shown: &mut Shown,
    fact: usize,
    seed: u64,
) -> Blamed {
    let mut blamed = Blamed::Chance;
    let mut furthest = 0;
    for seed in (0..SEEDS).map(|n| seed.wrapping_add(n)) {
        let mut run = shown.start(seed);
        let (taken, parts) = follow_once(story, graph, path, shown, &mut run);
        if shown.witnesses[fact].is_some() {
            return blamed;
        }
        let parts = match parts {
            Some(parts) => Some(parts),
            // The path was followed to its end, and the state there is not the one that was looked for.
            None if taken == path.len() => Some(in_formula(story, shown.target(fact), &run.state)),
            None => None,
        };
        if let Some(parts) = parts
            && (taken > furthest || matches!(blamed, Blamed::Chance))
        {
            furthest = taken;
            blamed = Blamed::Parts(parts);
        }
        if !has_chance(story) {
            break;
        }
    }
    blamed
}

/// How many choices could be taken, and which parts of the state kept the next from it; none if chance did.
fn follow_once(
    story: &Story,
    graph: &Graph,
    path: &[(PlaceId, ChoiceId)],
    shown: &mut Shown,
    run: &mut Run,
) -> (usize, Option<BTreeSet<Part>>) {
    for (taken, &(place, choice)) in path.iter().enumerate() {
        if run.stop == Stop::DeadEnd || run.state.beat() != graph.places[place.index()].beat {
            return (taken, None);
        }
        if !story.is_offered(choice, &run.state) {
            let mut parts = BTreeSet::new();
            keeps_shut(story, choice, &run.state, &mut parts);
            return (taken, (!parts.is_empty()).then_some(parts));
        }
        shown.take(run, choice);
    }
    (path.len(), None)
}

pub(super) fn has_chance(story: &Story) -> bool {
    let mut beats = story.beats().iter();
    beats.any(|beat| beat.deck.is_some() || matches!(beat.exit, crate::story::Exit::Chance(_)))
}

/// What keeps a choice from being open; of a fallback also what keeps others open.
fn keeps_shut(story: &Story, id: ChoiceId, state: &StoryState, parts: &mut BTreeSet<Part>) {
    let choice = story.choice(id);
    parts.extend(choice.once.filter(|once| state.bit(*once)).map(Part::Bit));
    if let Some(when) = choice.when.filter(|when| !story.holds(*when, state)) {
        deciding(story, when, state, parts);
    }
    if choice.fallback {
        for other in story.beat(choice.beat).exit.choices().map(|other| story.choice(other)) {
            if !other.fallback && story.is_open(other, state) {
                parts.extend(other.once.map(Part::Bit));
                if let Some(when) = other.when {
                    deciding(story, when, state, parts);
                }
            }
        }
    }
}

/// The parts of the state that make a condition what it is there.
fn deciding(story: &Story, condition: ConditionId, state: &StoryState, parts: &mut BTreeSet<Part>) {
    let holds = story.holds(condition, state);
    match *story.condition(condition) {
        Condition::Constant(_) => {}
        Condition::Bit { bit, .. } => drop(parts.insert(Part::Bit(bit))),
        Condition::Within { lane, .. } => drop(parts.insert(Part::Lane(lane))),
        Condition::Not(inner) => deciding(story, inner, state, parts),
        Condition::All(list) | Condition::Any(list) => {
            // Of an `and` that fails those that fail, of an `or` that holds those that hold; else all of them.
            for &part in story.condition_list(list) {
                if story.holds(part, state) == holds {
                    deciding(story, part, state, parts);
                }
            }
        }
        Condition::Compare { left, right, .. } => {
            for sum in [left, right] {
                parts.extend(in_sum(story, sum));
            }
        }
    }
}

fn in_sum(story: &Story, sum: Sum) -> impl Iterator<Item = Part> {
    story.sum_terms(sum.terms).iter().map(|(stat, _)| Part::Lane(story.stat(*stat).lane))
}

fn in_formula(story: &Story, target: Target, state: &StoryState) -> BTreeSet<Part> {
    let mut parts = BTreeSet::new();
    let is_there = target.at.is(story, state.beat());
    match target.formula {
        Formula::Is(condition, _) if is_there || matches!(target.at, At::Beat(_)) => {
            deciding(story, condition, state, &mut parts);
        }
        Formula::Offered(choice) if is_there => keeps_shut(story, choice, state, &mut parts),
        Formula::NothingOpen(beat) if is_there => {
            for choice in story.beat(beat).exit.choices().filter(|id| story.is_open(story.choice(*id), state)) {
                let choice = story.choice(choice);
                parts.extend(choice.once.map(Part::Bit));
                if let Some(when) = choice.when {
                    deciding(story, when, state, &mut parts);
                }
            }
        }
        Formula::Moved { stat, unless, .. } => {
            parts.insert(Part::Lane(story.stat(stat).lane));
            if let Some(unless) = unless {
                deciding(story, unless, state, &mut parts);
            }
        }
        _ => {}
    }
    parts
}

/// What effects on the kept parts read.
fn read_by_effects(story: &Story, kept: &BTreeSet<Part>) -> BTreeSet<Part> {
    let of = |stat| kept.contains(&Part::Lane(story.stat(stat).lane));
    let stretches = story.beats().iter().map(|beat| beat.then).chain(story.choices().iter().map(|choice| choice.then));
    let effects = stretches.flat_map(|stretch| story.effects(stretch));
    let read = effects.flat_map(|effect| match *effect {
        Effect::Assign { stat, sum } | Effect::Add { stat, sum } | Effect::Subtract { stat, sum } if of(stat) => {
            in_sum(story, sum).collect()
        }
        _ => Vec::new(),
    });
    read.collect()
}
