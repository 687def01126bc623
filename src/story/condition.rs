//! Yes-or-no questions about the state.

use super::{BitId, ConditionId, LaneId, StatId, Story, StoryState, Stretch};

/// A question in the form that is asked: nearly all are one range test or one bit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Condition {
    Constant(bool),
    /// A flag, or whether a beat was visited.
    Bit {
        bit: BitId,
        is: bool,
    },
    /// The raw number of a lane lies in `low..=high`.
    Within {
        lane: LaneId,
        low: u16,
        high: u16,
    },
    Not(ConditionId),
    /// Every one of a stretch of the story's list of condition ids.
    All(Stretch),
    /// At least one of them.
    Any(Stretch),
    Compare {
        left: Sum,
        comparison: Comparison,
        right: Sum,
    },
}

/// How two sums are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comparison {
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

impl Comparison {
    /// Whether it holds between `left` and `right`.
    pub fn holds(self, left: i32, right: i32) -> bool {
        match self {
            Self::Equal => left == right,
            Self::NotEqual => left != right,
            Self::Less => left < right,
            Self::LessOrEqual => left <= right,
            Self::Greater => left > right,
            Self::GreaterOrEqual => left >= right,
        }
    }
}

/// A whole number plus and minus stats: the terms are a stretch of the story's list of `(stat, negated)`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sum {
    pub number: i32,
    pub terms: Stretch,
}

impl Story {
    /// Whether a condition holds.
    #[inline]
    pub fn holds(&self, condition: ConditionId, state: &StoryState) -> bool {
        self.is_so(self.condition(condition), state)
    }

    /// Whether what it asks is so. The short questions, which nearly all are, are answered in place.
    #[inline]
    pub(super) fn is_so(&self, condition: &Condition, state: &StoryState) -> bool {
        match *condition {
            Condition::Constant(is) => is,
            Condition::Bit { bit, is } => state.bit(bit) == is,
            Condition::Within { lane, low, high } => {
                let value = state.lane(lane);
                low <= value && value <= high
            }
            _ => self.is_compound_so(condition, state),
        }
    }

    fn is_compound_so(&self, condition: &Condition, state: &StoryState) -> bool {
        match *condition {
            Condition::Not(inner) => !self.holds(inner, state),
            Condition::All(list) => self.condition_list(list).iter().all(|&part| self.holds(part, state)),
            Condition::Any(list) => self.condition_list(list).iter().any(|&part| self.holds(part, state)),
            Condition::Compare { left, comparison, right } => {
                comparison.holds(self.sum(left, state), self.sum(right, state))
            }
            Condition::Constant(_) | Condition::Bit { .. } | Condition::Within { .. } => self.is_so(condition, state),
        }
    }

    /// The value of a sum. Stats are 16 bits and sums have few terms, so it saturates only in absurd stories.
    pub fn sum(&self, sum: Sum, state: &StoryState) -> i32 {
        self.sum_terms(sum.terms).iter().fold(sum.number, |total, &(stat, negated): &(StatId, bool)| {
            let value = i32::from(self.stat_value(state, stat));
            if negated { total.saturating_sub(value) } else { total.saturating_add(value) }
        })
    }
}
