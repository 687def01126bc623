//! Changes to the state.

use super::{BitId, LaneId, StatId, Story, StoryState, Stretch, Sum};

/// One change. Stats never leave their range.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effect {
    SetBit {
        bit: BitId,
        is: bool,
    },
    /// An enum takes the word at this position.
    SetWord {
        lane: LaneId,
        word: u16,
    },
    /// A stat becomes the sum.
    Assign {
        stat: StatId,
        sum: Sum,
    },
    /// The sum is added to a stat.
    Add {
        stat: StatId,
        sum: Sum,
    },
    /// The sum is taken from a stat.
    Subtract {
        stat: StatId,
        sum: Sum,
    },
}

impl Story {
    /// Carries out a stretch of the story's effects, in order.
    pub(super) fn apply(&self, effects: Stretch, state: &mut StoryState) {
        self.effects(effects).iter().for_each(|effect| self.apply_effect(effect, state));
    }

    /// Carries out one effect.
    pub fn apply_effect(&self, effect: &Effect, state: &mut StoryState) {
        match *effect {
            Effect::SetBit { bit, is } => state.set_bit(bit, is),
            Effect::SetWord { lane, word } => state.set_lane(lane, word),
            Effect::Assign { stat, sum } => self.set_stat(state, stat, self.sum(sum, state)),
            Effect::Add { stat, sum } => {
                let value = i32::from(self.stat_value(state, stat)).saturating_add(self.sum(sum, state));
                self.set_stat(state, stat, value);
            }
            Effect::Subtract { stat, sum } => {
                let value = i32::from(self.stat_value(state, stat)).saturating_sub(self.sum(sum, state));
                self.set_stat(state, stat, value);
            }
        }
    }
}
