//! A few parts of the state, packed into one number.

use super::values::{Truth, Values};
use crate::story::{BitId, LaneId, StoryState};

/// A part of the state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Part {
    Bit(BitId),
    Lane(LaneId),
}

impl Part {
    /// Its raw number in a state.
    pub fn of(self, state: &StoryState) -> u16 {
        match self {
            Self::Bit(bit) => u16::from(state.bit(bit)),
            Self::Lane(lane) => state.lane(lane),
        }
    }

    /// The numbers that it may have in a set of states, ascending.
    pub fn values(self, values: &Values) -> Vec<u16> {
        match self {
            Self::Bit(bit) => match values.bit(bit) {
                Truth::No => vec![0],
                Truth::Yes => vec![1],
                Truth::Unknown => vec![0, 1],
            },
            Self::Lane(lane) => values.lane(lane).values().collect(),
        }
    }
}

/// Where a part stands in the number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Slot {
    shift: u32,
    width: u32,
}

impl Slot {
    pub fn mask(self) -> u128 {
        ((1 << self.width) - 1) << self.shift
    }

    /// The greatest number that fits in.
    pub fn most(self) -> u16 {
        ((1_u32 << self.width) - 1) as u16
    }

    pub fn get(self, key: u128) -> u16 {
        ((key >> self.shift) & ((1 << self.width) - 1)) as u16
    }

    pub fn put(self, key: u128, value: u16) -> u128 {
        (key & !self.mask()) | (u128::from(value) << self.shift)
    }
}

/// The parts that are kept, and where.
#[derive(Debug, Clone)]
pub(super) struct Slots {
    pub parts: Vec<(Part, Slot)>,
    /// By bit and by lane, its position among the parts.
    bits: Vec<u8>,
    lanes: Vec<u8>,
}

const NOT_KEPT: u8 = u8::MAX;

impl Slots {
    /// None if the parts do not fit into the number.
    pub fn of(parts: impl IntoIterator<Item = Part>, sizes: &[usize], bits: usize) -> Option<Self> {
        let mut slots = Self { parts: Vec::new(), bits: vec![NOT_KEPT; bits], lanes: vec![NOT_KEPT; sizes.len()] };
        let mut shift = 0;
        for part in parts {
            let position = slots.parts.len() as u8;
            let width = match part {
                Part::Bit(bit) => {
                    slots.bits[bit.index()] = position;
                    1
                }
                Part::Lane(lane) => {
                    slots.lanes[lane.index()] = position;
                    usize::BITS - (sizes[lane.index()].max(2) - 1).leading_zeros()
                }
            };
            slots.parts.push((part, Slot { shift, width }));
            shift += width;
            if shift > 120 {
                return None;
            }
        }
        Some(slots)
    }

    pub fn bit(&self, bit: BitId) -> Option<Slot> {
        self.parts.get(usize::from(self.bits[bit.index()])).map(|(_, slot)| *slot)
    }

    pub fn lane(&self, lane: LaneId) -> Option<Slot> {
        self.parts.get(usize::from(self.lanes[lane.index()])).map(|(_, slot)| *slot)
    }

    pub fn slot(&self, part: Part) -> Option<Slot> {
        match part {
            Part::Bit(bit) => self.bit(bit),
            Part::Lane(lane) => self.lane(lane),
        }
    }

    /// Every combination of the kept parts in a set of states; none if there are more than so many.
    pub fn keys(&self, values: &Values, most: usize) -> Option<Vec<u128>> {
        let mut keys = vec![0];
        for &(part, slot) in &self.parts {
            let can = part.values(values);
            if keys.len() * can.len() > most {
                return None;
            }
            keys = keys.iter().flat_map(|&key| can.iter().map(move |&value| slot.put(key, value))).collect();
        }
        Some(keys)
    }

    /// The kept parts of a state.
    pub fn key(&self, state: &StoryState) -> u128 {
        self.parts.iter().fold(0, |key, (part, slot)| slot.put(key, part.of(state)))
    }
}
