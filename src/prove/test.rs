//! Conditions over the few parts of the state that are kept: what is not kept is what it is known to be from above.

use super::slots::{Part, Slot, Slots};
use super::values::{Truth, Values, all, compare, fewer};
use crate::story::{ChoiceId, Comparison, Condition, ConditionId, Need, Story, Sum};

/// A condition that asks only kept parts.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Test {
    Is(Truth),
    Bit(Slot, bool),
    Within {
        slot: Slot,
        low: u16,
        high: u16,
    },
    Among(Slot, Vec<u16>),
    Not(Box<Test>),
    All(Vec<Test>),
    Any(Vec<Test>),
    Compare {
        left: Total,
        comparison: Comparison,
        right: Total,
    },
    /// Fewer than so many hold.
    Fewer(usize, Vec<Test>),
    /// The numbers in the slots are those of a row. Of what is not kept it says nothing.
    Rows(Vec<Option<Slot>>, Vec<Box<[u16]>>),
}

/// A sum: what is known of the parts that are not kept, and those that are, each with the low end of its range and whether it is taken away.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Total {
    pub low: i32,
    pub high: i32,
    pub terms: Vec<(Slot, i16, bool)>,
}

impl Total {
    /// The least and the greatest that it can be.
    pub fn of(&self, key: u128) -> (i32, i32) {
        self.terms.iter().fold((self.low, self.high), |(low, high), &(slot, from, negated)| {
            let value = i32::from(from) + i32::from(slot.get(key));
            let value = if negated { -value } else { value };
            (low.saturating_add(value), high.saturating_add(value))
        })
    }
}

impl Test {
    pub fn on(&self, key: u128) -> Truth {
        match self {
            Self::Is(truth) => *truth,
            Self::Bit(slot, is) => Truth::of((slot.get(key) != 0) == *is),
            Self::Within { slot, low, high } => Truth::of((*low..=*high).contains(&slot.get(key))),
            Self::Among(slot, values) => Truth::of(values.contains(&slot.get(key))),
            Self::Not(inner) => inner.on(key).not(),
            Self::All(parts) => all(parts.iter().map(|part| part.on(key))),
            Self::Any(parts) => all(parts.iter().map(|part| part.on(key).not())).not(),
            Self::Compare { left, comparison, right } => compare(left.of(key), *comparison, right.of(key)),
            Self::Fewer(than, parts) => {
                let parts: Vec<Truth> = parts.iter().map(|part| part.on(key)).collect();
                fewer(*than, &parts)
            }
            Self::Rows(slots, rows) => {
                let fits =
                    |row: &[u16]| slots.iter().zip(row).all(|(slot, value)| slot.is_none_or(|s| s.get(key) == *value));
                match rows.iter().any(|row| fits(row)) {
                    false => Truth::No,
                    true => {
                        if slots.iter().all(Option::is_some) {
                            Truth::Yes
                        } else {
                            Truth::Unknown
                        }
                    }
                }
            }
        }
    }

    pub fn not(self) -> Self {
        match self {
            Self::Is(truth) => Self::Is(truth.not()),
            Self::Bit(slot, is) => Self::Bit(slot, !is),
            Self::Not(inner) => *inner,
            other => Self::Not(Box::new(other)),
        }
    }

    /// All of them, as short as it can be said.
    pub fn all(parts: impl IntoIterator<Item = Self>) -> Self {
        let mut left = Vec::new();
        for part in parts {
            match part {
                Self::Is(Truth::Yes) => {}
                Self::Is(Truth::No) => return part,
                Self::All(parts) => left.extend(parts),
                part if part == Self::Is(Truth::Unknown) && left.contains(&part) => {}
                part => left.push(part),
            }
        }
        match left.len() {
            0 => Self::Is(Truth::Yes),
            1 => left.swap_remove(0),
            _ => Self::All(left),
        }
    }

    pub fn any(parts: impl IntoIterator<Item = Self>) -> Self {
        match Self::all(parts.into_iter().map(Self::not)) {
            Self::Is(truth) => Self::Is(truth.not()),
            Self::All(parts) => Self::Any(parts.into_iter().map(Self::not).collect()),
            only => only.not(),
        }
    }

    /// The slots that it asks.
    pub fn reads(&self) -> u128 {
        let of_total = |total: &Total| total.reads();
        match self {
            Self::Is(_) => 0,
            Self::Bit(slot, _) | Self::Within { slot, .. } | Self::Among(slot, _) => slot.mask(),
            Self::Not(inner) => inner.reads(),
            Self::All(parts) | Self::Any(parts) | Self::Fewer(_, parts) => {
                parts.iter().fold(0, |reads, part| reads | part.reads())
            }
            Self::Compare { left, right, .. } => of_total(left) | of_total(right),
            Self::Rows(slots, _) => slots.iter().flatten().fold(0, |reads, slot| reads | slot.mask()),
        }
    }
}

impl Total {
    pub fn reads(&self) -> u128 {
        self.terms.iter().fold(0, |reads, (slot, ..)| reads | slot.mask())
    }
}

/// Rewrites conditions for the kept parts.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rewriter<'a> {
    pub story: &'a Story,
    pub slots: &'a Slots,
    /// What is known of all parts.
    pub values: &'a Values,
}

impl Rewriter<'_> {
    pub fn condition(&self, condition: ConditionId) -> Test {
        let known = self.values.test(self.story, condition);
        if known != Truth::Unknown {
            return Test::Is(known);
        }
        match *self.story.condition(condition) {
            Condition::Constant(is) => Test::Is(Truth::of(is)),
            Condition::Bit { bit, is } => self.slots.bit(bit).map_or(Test::Is(known), |slot| Test::Bit(slot, is)),
            Condition::Within { lane, low, high } => {
                self.slots.lane(lane).map_or(Test::Is(known), |slot| Test::Within { slot, low, high })
            }
            Condition::Not(inner) => self.condition(inner).not(),
            Condition::All(list) => Test::all(self.story.condition_list(list).iter().map(|&part| self.condition(part))),
            Condition::Any(list) => Test::any(self.story.condition_list(list).iter().map(|&part| self.condition(part))),
            Condition::Compare { left, comparison, right } => {
                let (left, right) = (self.total(left), self.total(right));
                match left.terms.is_empty() && right.terms.is_empty() {
                    true => Test::Is(known),
                    false => Test::Compare { left, comparison, right },
                }
            }
        }
    }

    pub fn total(&self, sum: Sum) -> Total {
        let mut total = Total { low: sum.number, high: sum.number, terms: Vec::new() };
        for &(id, negated) in self.story.sum_terms(sum.terms) {
            let stat = self.story.stat(id);
            if let Some(slot) = self.slots.lane(stat.lane) {
                total.terms.push((slot, stat.low, negated));
                continue;
            }
            let (least, greatest) = self.values.stat(self.story, id);
            let (low, high) = if negated { (-greatest, -least) } else { (least, greatest) };
            total.low = total.low.saturating_add(low);
            total.high = total.high.saturating_add(high);
        }
        total
    }

    /// A choice's own conditions.
    pub fn open(&self, id: ChoiceId) -> Test {
        let choice = self.story.choice(id);
        let once = choice.once.map(|once| self.part(Part::Bit(once), &[0]));
        Test::all(once.into_iter().chain(choice.when.map(|when| self.condition(when))))
    }

    /// That a choice can be taken, if chance has it so.
    pub fn offered(&self, id: ChoiceId) -> Test {
        let choice = self.story.choice(id);
        let beat = self.story.beat(choice.beat);
        if choice.fallback {
            let others = beat.exit.choices().filter(|&other| !self.story.choice(other).fallback);
            return Test::all(others.map(|other| self.open(other).not()).chain([self.open(id)]));
        }
        match beat.deck {
            Some(deck) if deck.cards.covers(id.0) => {
                let above: Vec<Test> = self.story.cards_above(deck, id).map(|card| self.open(card)).collect();
                let offer = usize::from(deck.offer);
                let is_drawn = (above.len() >= offer).then_some(Test::Fewer(offer, above));
                Test::all([self.open(id)].into_iter().chain(is_drawn))
            }
            _ => self.open(id),
        }
    }

    /// That a choice that is not open is shown with the reason.
    pub fn locked(&self, id: ChoiceId) -> Test {
        let choice = self.story.choice(id);
        if choice.locked.is_none() || choice.fallback {
            return Test::Is(Truth::No);
        }
        let once = choice.once.map(|once| self.part(Part::Bit(once), &[0]));
        Test::all(once.into_iter().chain([self.open(id).not()]))
    }

    /// That all of what a variant needs is so.
    pub fn needs(&self, needs: &[Need]) -> Test {
        Test::all(needs.iter().map(|need| match need {
            Need::Is(condition, true) => self.condition(*condition),
            Need::Is(condition, false) => self.condition(*condition).not(),
            Need::Among(lane, values) => self.part(Part::Lane(*lane), values),
            Need::Chance(_) => Test::Is(Truth::Yes),
        }))
    }

    /// That a part has one of these numbers.
    fn part(&self, part: Part, values: &[u16]) -> Test {
        let can = part.values(self.values);
        let fitting = can.iter().filter(|value| values.contains(value)).count();
        match self.slots.slot(part) {
            _ if fitting == 0 => Test::Is(Truth::No),
            _ if fitting == can.len() => Test::Is(Truth::Yes),
            Some(slot) => Test::Among(slot, values.to_vec()),
            None => Test::Is(Truth::Unknown),
        }
    }
}
