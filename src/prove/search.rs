//! The search in a smaller story for a way to a target that relies on the fewest conditions it does not know.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::hash::{BuildHasherDefault, Hasher};

use indexmap::IndexMap;

use super::above::choose;
use super::fact::{Formula, Target, is_rest};
use super::graph::PlaceId;
use super::machine::{Builder, Change, Known, Move, Parts, can_be, carry_out, halvings, reads_before};
use super::slots::{Part, Slot, Slots};
use super::test::{Rewriter, Test};
use super::values::{Truth, Values};
use super::world::World;
use crate::story::{ChoiceId, ConditionId, ProseOf};

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
    watch: Option<Watch>,
    /// How many states were looked at.
    pub states: usize,
    /// What was met at the target's places, if anyone asks.
    at_goals: Option<BTreeSet<u128>>,
}

/// When a place is the end: `guard` holds there, and `then` after the changes.
struct Goal {
    guard: Test,
    changes: Vec<Change>,
    then: Test,
}

/// A stat whose move within one turn is looked for, or that it does not move.
struct Watch {
    slot: Slot,
    for_what: Watched,
    /// By place, the condition under which nothing is watched in a turn that begins there.
    unless: Vec<Option<Test>>,
    /// By place, what must hold where the turn ends.
    then: Vec<Option<Test>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Watched {
    Falls,
    Rises,
    /// It does not fall, though it is not at its lowest.
    Stays,
}

/// A place, the kept parts there, and of a watched stat its value at the beginning of the turn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Key {
    kept: u128,
    place: PlaceId,
    since: Since,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Since {
    /// Nothing is watched in this turn.
    Nothing,
    Value(u16),
    /// It did what was looked for, so this is the end.
    Done,
    /// The target is taken to hold here.
    Goal,
}

struct Met {
    cost: u32,
    /// The state before, and the way from it.
    from: Option<(u32, u32)>,
    is_done: bool,
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
        let mut search =
            Self { world, target, slots, moves, goals, live: Vec::new(), watch, states: 0, at_goals: None };
        search.live = search.live();
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
        let mut front = Front { met: IndexMap::default(), open: BTreeMap::new() };
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
            let Some(at_most) = &self.world.above.at[step.to.index()] else { continue };
            let live = self.live[step.to.index()];
            carry_out(&step.changes, key.kept, |kept| {
                if can_be(self.slots, at_most, live, kept) {
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

fn goal(world: &World, target: &Target, builder: &Builder, place: PlaceId) -> Option<Goal> {
    goal_among(world, target, builder, place, world.above.at[place.index()].as_ref()?)
}

/// Whether some of a set of states at a place may be the end; of those that ask for a whole turn, yes.
pub(super) fn may_be_goal(world: &World, target: &Target, place: PlaceId, values: Values) -> bool {
    let parts = Parts { story: world.story, graph: &world.graph, above: &world.above };
    let slots = Slots::of([], &world.above.sizes, world.story.layout().bits as usize);
    let slots = slots.expect("nothing fits anywhere");
    let builder = Builder { world: &parts, slots: &slots };
    matches!(target.formula, Formula::Moved { .. } | Formula::Unpaid { .. })
        || goal_among(world, target, &builder, place, &values)
            .is_some_and(|goal| goal.guard.on(0) != Truth::No && goal.then.on(0) != Truth::No)
}

fn goal_among(world: &World, target: &Target, builder: &Builder, place: PlaceId, values: &Values) -> Option<Goal> {
    let rewriter: Rewriter = builder.rewriter(values);
    let now = |guard| Some(Goal { guard, changes: Vec::new(), then: Test::Is(Truth::Yes) });
    match target.formula {
        Formula::True => now(Test::Is(Truth::Yes)),
        Formula::Is(condition, true) => now(rewriter.condition(condition)),
        Formula::Is(condition, false) => now(rewriter.condition(condition).not()),
        Formula::Offered(choice) => now(rewriter.offered(choice)),
        Formula::NothingOpen(beat) => {
            now(Test::all(world.story.beat(beat).exit.choices().map(|choice| rewriter.open(choice).not())))
        }
        Formula::Trapped => now(world.trap(target.at)?.test(place, &rewriter)),
        Formula::Moved { .. } | Formula::Unpaid { .. } => None,
        Formula::Read(position) => {
            let variant = &world.variants[position];
            let needs = || rewriter.needs(&variant.needs);
            match variant.of {
                ProseOf::Beat(_) => now(needs()),
                ProseOf::Label(choice) => {
                    now(Test::all([Test::any([rewriter.offered(choice), rewriter.locked(choice)]), needs()]))
                }
                ProseOf::Reason(choice) => now(Test::all([rewriter.locked(choice), needs()])),
                ProseOf::Echo(choice) => {
                    let guard = rewriter.offered(choice);
                    echo(world, builder, choice, guard, values, position)
                }
            }
        }
    }
}

fn echo(
    world: &World,
    builder: &Builder,
    choice: ChoiceId,
    guard: Test,
    values: &Values,
    variant: usize,
) -> Option<Goal> {
    let beat = world.story.choice(choice).beat;
    let mut values = values.clone();
    if !choose(world.story, beat, choice, &mut values) {
        return None;
    }
    let mut changes = Vec::new();
    let mut known = Known::Goes(values);
    builder.take(choice, &mut known, &mut changes);
    let then = builder.rewriter(known.values()).needs(&world.variants[variant].needs);
    Some(Goal { guard, changes, then })
}

fn watch(world: &World, target: &Target, slots: &Slots) -> Option<Watch> {
    let (stat, for_what, unless, then) = match target.formula {
        Formula::Moved { stat, falls: true, unless } => (stat, Watched::Falls, unless, None),
        Formula::Moved { stat, falls: false, unless } => (stat, Watched::Rises, unless, None),
        Formula::Unpaid { stat, when } => (stat, Watched::Stays, Some(when), Some(when)),
        _ => return None,
    };
    let slot = slots.lane(world.story.stat(stat).lane)?;
    let at_every_place = |condition: Option<ConditionId>| {
        let tests = world.above.at.iter().map(|values| {
            let values = values.as_ref()?;
            Some(Rewriter { story: world.story, slots, values }.condition(condition?))
        });
        tests.collect()
    };
    Some(Watch { slot, for_what, unless: at_every_place(unless), then: at_every_place(then) })
}

/// The states that were met, and those that are to be looked at, by their cost and then by their age.
struct Front {
    met: IndexMap<Key, Met, BuildHasherDefault<Mixer>>,
    open: BTreeMap<u32, VecDeque<u32>>,
}

impl Front {
    fn meet(&mut self, key: Key, cost: u32, from: Option<(u32, u32)>) {
        let entry = self.met.entry(key);
        let position = entry.index() as u32;
        let known = entry.or_insert(Met { cost: u32::MAX, from: None, is_done: false });
        if cost < known.cost {
            (known.cost, known.from) = (cost, from);
            self.open.entry(cost).or_default().push_back(position);
        }
    }

    /// Takes a state for the end, though it is not known to be.
    fn meet_goal(&mut self, state: u32, key: Key, cost: u32) {
        self.meet(Key { since: Since::Goal, ..key }, cost, Some((state, u32::MAX)));
    }

    fn next(&mut self) -> Option<(u32, u32)> {
        loop {
            let mut first = self.open.first_entry()?;
            let cost = *first.key();
            let Some(state) = first.get_mut().pop_front() else {
                first.remove();
                continue;
            };
            let met = &mut self.met[state as usize];
            if met.cost == cost && !std::mem::replace(&mut met.is_done, true) {
                return Some((state, cost));
            }
        }
    }

    fn way_to(&self, mut state: u32) -> Vec<u32> {
        let mut path = Vec::new();
        while let Some((before, way)) = self.met[state as usize].from {
            path.extend(Some(way).filter(|&way| way != u32::MAX));
            state = before;
        }
        path.reverse();
        path
    }
}

/// A quick hash, the same on every machine.
#[derive(Default)]
pub(super) struct Mixer(u64);

impl Hasher for Mixer {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.write_u64(byte.into());
        }
    }

    fn write_u16(&mut self, n: u16) {
        self.write_u64(n.into());
    }

    fn write_u32(&mut self, n: u32) {
        self.write_u64(n.into());
    }

    fn write_u64(&mut self, n: u64) {
        let mixed = (self.0.rotate_left(23) ^ n).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        self.0 = mixed ^ (mixed >> 29);
    }

    fn write_u128(&mut self, n: u128) {
        self.write_u64(n as u64);
        self.write_u64((n >> 64) as u64);
    }

    fn write_usize(&mut self, n: usize) {
        self.write_u64(n as u64);
    }

    fn write_isize(&mut self, n: isize) {
        self.write_u64(n as u64);
    }
}
