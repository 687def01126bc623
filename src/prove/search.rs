//! The search in a smaller story for a way to a target that relies on the fewest conditions it does not know.

mod front;
mod goal;
mod watch;

pub(super) use front::Mixer;
pub(super) use goal::may_be_goal;

use std::collections::{BTreeSet, VecDeque};

use super::fact::{Target, is_rest};
use super::graph::PlaceId;
use super::machine::{Bounds, Builder, Move, Parts, carry_out, halvings, reads_before};
use super::slots::{Part, Slot, Slots};
use super::values::Truth;
use super::world::World;
use front::{Front, Key, Since};
use goal::{Goal, goal};
use watch::{Watch, Watched, watch};

/// What came of a search.
pub(super) enum Found {
    /// The ways to follow, one after the other.
    Path(Vec<u32>),
    /// There is no way, so there is none in the story.
    Nothing,
    /// More states than were to be looked at.
    TooMuch,
}

/// A search for the states of one target.
pub(super) struct Search<'a> {
    world: &'a World<'a>,
    target: &'a Target,
    slots: &'a Slots,
    /// By place.
    moves: Vec<Vec<(Move, u32)>>,
    goals: Vec<Option<Goal>>,
    /// By place, the slots that still matter there.
    live: Vec<u128>,
    /// By place, what can be met there at all; none where nothing can.
    bounds: Vec<Option<Bounds>>,
    watch: Option<Watch>,
    /// How many states were looked at.
    pub states: usize,
    /// What was met at the target's places, if anyone asks.
    at_goals: Option<BTreeSet<u128>>,
}

/// What it costs to rely on a condition that is not known: more than all that chance may ask on the way.
const RELIED_ON: u32 = 1 << 10;

impl<'a> Search<'a> {
    pub fn new(world: &'a World, target: &'a Target, leads: &[bool], slots: &'a Slots) -> Self {
        let parts = Parts { story: world.story, graph: &world.graph, above: &world.above };
        let builder = Builder { world: &parts, slots };
        let mut moves: Vec<Vec<(Move, u32)>> = Vec::with_capacity(world.graph.places.len());
        for place in (0..world.graph.places.len() as u32).map(PlaceId) {
            let may_go = |to: PlaceId| leads[to.index()] && target.avoid != Some(world.graph.places[to.index()].beat);
            let ways = world.graph.ways_from(place).filter(|(_, way)| leads[place.index()] && may_go(way.to));
            moves.push(ways.filter_map(|(way, _)| Some((builder.build(way)?, halvings(world, way)))).collect());
        }
        let mut goals: Vec<Option<Goal>> = world.graph.places.iter().map(|_| None).collect();
        for place in world.goals(target) {
            goals[place.index()] = goal(world, target, &builder, place);
        }
        let watch = watch(world, target, slots);
        let (live, bounds) = (Vec::new(), Vec::new());
        let mut search = Self { world, target, slots, moves, goals, live, bounds, watch, states: 0, at_goals: None };
        search.live = search.live();
        let at = world.above.at.iter().zip(&search.live);
        search.bounds = at.map(|(values, &live)| Some(Bounds::of(slots, values.as_ref()?, live))).collect();
        search
    }

    /// By place, the slots that anything on the way to the target still depends on.
    fn live(&self) -> Vec<u128> {
        let graph = &self.world.graph;
        let always = self.watch.as_ref().map_or(0, |watch| watch.slot.mask());
        let mut live: Vec<u128> = (0..graph.places.len())
            .map(|at| {
                let goal = self.goals[at].as_ref();
                let of_goal =
                    goal.map_or(0, |goal| goal.guard.reads() | reads_before(&goal.changes, goal.then.reads()));
                let watched = self
                    .watch
                    .as_ref()
                    .map_or([None, None], |watch| [&watch.unless[at], &watch.then[at]].map(Option::as_ref));
                always | of_goal | watched.into_iter().flatten().fold(0, |reads, test| reads | test.reads())
            })
            .collect();
        let mut open: VecDeque<usize> = (0..graph.places.len()).rev().collect();
        let mut is_open = vec![true; graph.places.len()];
        while let Some(at) = open.pop_front() {
            is_open[at] = false;
            let reads = self.moves[at].iter().fold(live[at], |reads, (step, _)| {
                reads | step.guard.reads() | reads_before(&step.changes, live[step.to.index()])
            });
            if reads != live[at] {
                live[at] = reads;
                for &way in &graph.into[at] {
                    let from = graph.ways[way as usize].from.index();
                    if !std::mem::replace(&mut is_open[from], true) {
                        open.push_back(from);
                    }
                }
            }
        }
        live
    }

    /// Looks at no more than so many states.
    pub fn path(&mut self, most_states: usize) -> Found {
        let mut front = Front::default();
        let start = PlaceId(0);
        if self.target.avoid == Some(self.world.story.start()) {
            return Found::Nothing;
        }
        let kept = self.slots.key(&self.world.story.at_first_beat()) & self.live[0];
        front.meet(Key { kept, place: start, since: Since::Nothing }, 0, None);
        let mut found = Found::Nothing;
        while let Some((state, cost)) = front.next() {
            let key = *front.met.get_index(state as usize).expect("a state that was met stays").0;
            if matches!(key.since, Since::Done | Since::Goal) {
                found = Found::Path(front.way_to(state));
                break;
            }
            if self.goals[key.place.index()].is_some() {
                self.at_goals.iter_mut().for_each(|keys| {
                    keys.insert(key.kept);
                });
            }
            match self.is_goal(&key) {
                Truth::Yes => {
                    found = Found::Path(front.way_to(state));
                    break;
                }
                Truth::Unknown => front.meet_goal(state, key, cost + RELIED_ON),
                Truth::No => {}
            }
            self.expand(state, key, cost, &mut front);
            if front.met.len() > most_states {
                found = Found::TooMuch;
                break;
            }
        }
        self.states = front.met.len();
        found
    }

    /// The parts that the target asks about, and the values that they have together at its places, in a search that finds nothing.
    pub fn values_at_goals(&mut self, most_states: usize) -> (Vec<Part>, BTreeSet<Vec<u16>>) {
        self.at_goals = Some(BTreeSet::new());
        self.path(most_states);
        let goals = self.goals.iter().flatten();
        let reads =
            goals.fold(0, |reads, goal| reads | goal.guard.reads() | reads_before(&goal.changes, goal.then.reads()));
        let asked: Vec<(Part, Slot)> =
            self.slots.parts.iter().copied().filter(|(_, slot)| slot.mask() & reads != 0).collect();
        let keys = self.at_goals.take().unwrap_or_default();
        let row = |key: u128| asked.iter().map(|(_, slot)| slot.get(key)).collect();
        (asked.iter().map(|(part, _)| *part).collect(), keys.into_iter().map(row).collect())
    }

    fn is_goal(&self, key: &Key) -> Truth {
        let Some(goal) = &self.goals[key.place.index()] else { return Truth::No };
        let guard = goal.guard.on(key.kept);
        if guard == Truth::No {
            return Truth::No;
        }
        let (mut can, mut must) = (false, true);
        carry_out(&goal.changes, key.kept, |kept| {
            let then = goal.then.on(kept);
            can |= then != Truth::No;
            must &= then == Truth::Yes;
        });
        match () {
            () if !can => Truth::No,
            () if must && guard == Truth::Yes => Truth::Yes,
            () => Truth::Unknown,
        }
    }

    fn expand(&self, state: u32, key: Key, cost: u32, front: &mut Front) {
        for (step, halvings) in &self.moves[key.place.index()] {
            let relied_on = match step.guard.on(key.kept) {
                Truth::No => continue,
                Truth::Yes => 0,
                Truth::Unknown => RELIED_ON,
            };
            let (since, unsure) = self.begin_turn(&key);
            let cost = cost + relied_on + unsure + halvings;
            let Some(bounds) = &self.bounds[step.to.index()] else { continue };
            let live = self.live[step.to.index()];
            carry_out(&step.changes, key.kept, |kept| {
                if bounds.allow(kept) {
                    let since = self.arrive(step.to, since, kept);
                    front.meet(Key { kept: kept & live, place: step.to, since }, cost, Some((state, step.way)));
                }
            });
        }
    }

    /// What is watched from here on, and what it costs.
    fn begin_turn(&self, key: &Key) -> (Since, u32) {
        let Some(watch) = &self.watch else { return (Since::Nothing, 0) };
        if !is_rest(self.world.story, self.world.graph.places[key.place.index()].beat) {
            return (key.since, 0);
        }
        match watch.unless[key.place.index()].as_ref().map_or(Truth::No, |unless| unless.on(key.kept)) {
            Truth::Yes => (Since::Nothing, 0),
            Truth::No => (Since::Value(watch.slot.get(key.kept)), 0),
            Truth::Unknown => (Since::Value(watch.slot.get(key.kept)), RELIED_ON),
        }
    }

    /// Whether the watched stat has moved, where the turn ends.
    fn arrive(&self, place: PlaceId, since: Since, kept: u128) -> Since {
        let (Some(watch), Since::Value(before)) = (&self.watch, since) else { return since };
        if !is_rest(self.world.story, self.world.graph.places[place.index()].beat) {
            return since;
        }
        let now = watch.slot.get(kept);
        let is_it = match watch.for_what {
            Watched::Falls => now < before,
            Watched::Rises => now > before,
            Watched::Stays => before > 0 && now >= before,
        };
        let holds = watch.then[place.index()].as_ref().is_none_or(|then| then.on(kept) != Truth::No);
        if is_it && holds { Since::Done } else { Since::Nothing }
    }
}
