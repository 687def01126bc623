//! A smaller story: the same places and ways, but of the state only a few parts are kept, packed into one number.

use super::above::{choose, leave};
use super::graph::{PlaceId, Way};
use super::slots::{Part, Slot, Slots};
use super::test::{Rewriter, Test, Total};
use super::values::{Truth, Values};
use super::world::World;
use crate::story::{BeatId, Effect, Story, Stretch};

/// A change to a kept part.
#[derive(Debug, Clone)]
pub(super) enum Change {
    Put(Slot, u16),
    /// A count of visits goes on.
    Count {
        slot: Slot,
        last: u16,
        back_to: u16,
    },
    /// A stat becomes the sum, or the sum is added to it or taken from it; its range starts at `low`, and `most` is its greatest raw number.
    Stat {
        slot: Slot,
        low: i32,
        most: i32,
        how: How,
        sum: Total,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum How {
    Assign,
    Add,
    Subtract,
}

/// A way of the smaller story.
#[derive(Debug, Clone)]
pub(super) struct Move {
    pub way: u32,
    pub to: PlaceId,
    pub guard: Test,
    pub changes: Vec<Change>,
}

/// Where chance has to have its say for a move, in halvings: about the logarithm of its odds.
pub(super) fn halvings(world: &World, way: u32) -> u32 {
    let story = world.story;
    let Way { from, choice, .. } = world.graph.ways[way as usize];
    let beat = story.beat(world.graph.places[from.index()].beat);
    match (choice, beat.deck, &beat.exit) {
        (Some(choice), Some(deck), _) if deck.cards.covers(choice.0) => {
            let cards = deck.cards.end - deck.cards.start;
            (cards / u32::from(deck.offer).max(1)).max(1).ilog2() + u32::from(cards > u32::from(deck.offer))
        }
        (_, _, crate::story::Exit::Chance(targets)) => {
            let targets = story.weighted_targets(*targets);
            let total: u32 = targets.iter().map(|target| target.weight).sum();
            let weight = targets[world.graph.number_of(way)].weight;
            (total / weight).ilog2() + u32::from(total > weight)
        }
        _ => 0,
    }
}

/// Carries out changes; where a sum is not fully known, in every way that may be.
pub(super) fn carry_out(changes: &[Change], mut key: u128, mut result: impl FnMut(u128)) {
    for (at, change) in changes.iter().enumerate() {
        match change.on(key) {
            (slot, from, until) if from == until => key = slot.put(key, from),
            (slot, from, until) => {
                return spread(&changes[at + 1..], (from..=until).map(|value| slot.put(key, value)).collect(), result);
            }
        }
    }
    result(key);
}

fn spread(changes: &[Change], mut keys: Vec<u128>, result: impl FnMut(u128)) {
    for change in changes {
        let after = keys.iter().flat_map(|&key| {
            let (slot, from, until) = change.on(key);
            (from..=until).map(move |value| slot.put(key, value))
        });
        keys = after.collect();
    }
    keys.into_iter().for_each(result);
}

impl Change {
    /// The slot that it changes, and the least and the greatest number that it may put there.
    fn on(&self, key: u128) -> (Slot, u16, u16) {
        match self {
            Self::Put(slot, value) => (*slot, *value, *value),
            Self::Count { slot, last, back_to } => {
                let visits = slot.get(key);
                let after = if visits >= *last { *back_to } else { visits + 1 };
                (*slot, after, after)
            }
            Self::Stat { slot, low, most, how, sum } => {
                let (least, greatest) = sum.of(key);
                let value = low + i32::from(slot.get(key));
                let (from, until) = match how {
                    How::Assign => (least, greatest),
                    How::Add => (value.saturating_add(least), value.saturating_add(greatest)),
                    How::Subtract => (value.saturating_sub(greatest), value.saturating_sub(least)),
                };
                let raw = |value: i32| value.saturating_sub(*low).clamp(0, *most) as u16;
                (*slot, raw(from), raw(until))
            }
        }
    }
}

/// What must be known after the changes, from what must be known before.
pub(super) fn reads_before(changes: &[Change], after: u128) -> u128 {
    changes.iter().rev().fold(after, |live, change| match change {
        Change::Put(slot, _) => live & !slot.mask(),
        Change::Stat { slot, how, sum, .. } if live & slot.mask() != 0 => match how {
            How::Assign => (live & !slot.mask()) | sum.reads(),
            How::Add | How::Subtract => live | sum.reads(),
        },
        Change::Count { .. } | Change::Stat { .. } => live,
    })
}

/// What is known of the parts that are not kept, while changes are gone through.
pub(super) enum Known<'a> {
    /// As it was before: no change asks for it.
    Still(&'a Values),
    Goes(Values),
}

impl Known<'_> {
    pub fn values(&self) -> &Values {
        match self {
            Self::Still(values) => values,
            Self::Goes(values) => values,
        }
    }
}

/// Builds the ways of a smaller story.
pub(super) struct Builder<'a> {
    pub world: &'a Parts<'a>,
    pub slots: &'a Slots,
}

/// What of a world ways are built from.
pub(super) struct Parts<'a> {
    pub story: &'a Story,
    pub graph: &'a super::graph::Graph,
    pub above: &'a super::above::Above,
}

impl Builder<'_> {
    /// A way; none if it can never be taken.
    pub fn build(&self, position: u32) -> Option<Move> {
        let Parts { story, graph, above } = *self.world;
        let way = &graph.ways[position as usize];
        let values = above.at[way.from.index()].as_ref().filter(|_| above.is_way[position as usize])?;
        let guard = way.choice.map_or(Test::Is(Truth::Yes), |choice| self.rewriter(values).offered(choice));
        if guard == Test::Is(Truth::No) {
            return None;
        }
        let from = graph.places[way.from.index()].beat;
        let to = graph.places[way.to.index()].beat;
        let mut changes = Vec::new();
        let reads_nothing = |effects: Stretch| {
            story.effects(effects).iter().all(|effect| match effect {
                Effect::SetBit { .. } | Effect::SetWord { .. } => true,
                Effect::Assign { sum, .. } | Effect::Add { sum, .. } | Effect::Subtract { sum, .. } => {
                    sum.terms.is_empty()
                }
            })
        };
        let then = way.choice.map_or(Stretch::default(), |choice| story.choice(choice).then);
        if reads_nothing(then) && reads_nothing(story.beat(to).then) {
            // The usual case, in which nothing needs to be known of the other parts.
            self.changes(way, from, to, &mut Known::Still(values), &mut changes);
        } else {
            let mut values = values.clone();
            if way.choice.is_some_and(|choice| !choose(story, from, choice, &mut values)) {
                return None;
            }
            self.changes(way, from, to, &mut Known::Goes(values), &mut changes);
        }
        Some(Move { way: position, to: way.to, guard, changes })
    }

    fn changes(&self, way: &Way, from: BeatId, to: BeatId, values: &mut Known, changes: &mut Vec<Change>) {
        let story = self.world.story;
        if let Some(choice) = way.choice {
            self.take(choice, values, changes);
        }
        let beat = story.beat(from);
        if let Some(slot) = beat.visited.and_then(|bit| self.slots.bit(bit)) {
            changes.push(Change::Put(slot, 1));
        }
        if let Some((count, slot)) = beat.visits.and_then(|count| Some((count, self.slots.lane(count.lane)?))) {
            changes.push(Change::Count { slot, last: count.last, back_to: count.back_to });
        }
        if let Known::Goes(values) = values {
            leave(story, from, values);
        }
        self.effects(story.beat(to).then, values, changes);
    }

    /// What taking a choice does, before its beat is left.
    pub fn take(&self, choice: crate::story::ChoiceId, values: &mut Known, changes: &mut Vec<Change>) {
        let choice = self.world.story.choice(choice);
        self.effects(choice.then, values, changes);
        if let Some(once) = choice.once {
            if let Known::Goes(values) = values {
                values.set_bit(once, true);
            }
            changes.extend(self.slots.bit(once).map(|slot| Change::Put(slot, 1)));
        }
    }

    pub fn rewriter<'b>(&'b self, values: &'b Values) -> Rewriter<'b> {
        Rewriter { story: self.world.story, slots: self.slots, values }
    }

    fn effects(&self, effects: Stretch, values: &mut Known, changes: &mut Vec<Change>) {
        let story = self.world.story;
        for position in effects.range() {
            let one = Stretch { start: position as u32, end: position as u32 + 1 };
            let change = match story.effects(one)[0] {
                Effect::SetBit { bit, is } => self.slots.bit(bit).map(|slot| Change::Put(slot, u16::from(is))),
                Effect::SetWord { lane, word } => self.slots.lane(lane).map(|slot| Change::Put(slot, word)),
                Effect::Assign { stat, sum } => self.stat(stat, How::Assign, sum, values.values()),
                Effect::Add { stat, sum } => self.stat(stat, How::Add, sum, values.values()),
                Effect::Subtract { stat, sum } => self.stat(stat, How::Subtract, sum, values.values()),
            };
            changes.extend(change);
            if let Known::Goes(values) = values {
                values.apply(story, one);
            }
        }
    }

    fn stat(&self, stat: crate::story::StatId, how: How, sum: crate::story::Sum, values: &Values) -> Option<Change> {
        let declared = self.world.story.stat(stat);
        let slot = self.slots.lane(declared.lane)?;
        let (low, most) = (i32::from(declared.low), i32::from(declared.high) - i32::from(declared.low));
        Some(Change::Stat { slot, low, most, how, sum: self.rewriter(values).total(sum) })
    }
}

/// What is known of the kept parts at a place: those that matter there and may not have every number, and the numbers that they may have.
#[derive(Debug)]
pub(super) struct Bounds(Vec<(Slot, Vec<u64>)>);

impl Bounds {
    /// Those of the parts in the slots of `live`.
    pub fn of(slots: &Slots, values: &Values, live: u128) -> Self {
        let matters = slots.parts.iter().filter(|(_, slot)| live & slot.mask() != 0);
        let bounds = matters.filter_map(|&(part, slot): &(Part, Slot)| {
            let can = part.values(values);
            let mut words = vec![0; (slot.most() as usize + 1).div_ceil(64)];
            can.iter().for_each(|&value| words[usize::from(value) / 64] |= 1 << (value % 64));
            (can.len() <= usize::from(slot.most())).then_some((slot, words))
        });
        Self(bounds.collect())
    }

    /// Whether the kept parts can be so there.
    pub fn allow(&self, key: u128) -> bool {
        self.0.iter().all(|(slot, can)| {
            let value = slot.get(key);
            (can[usize::from(value) / 64] >> (value % 64)) & 1 != 0
        })
    }
}
