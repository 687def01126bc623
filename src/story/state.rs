//! The state of a playthrough: everything the rules read, packed small.

use super::{BeatId, BitId, EnumId, FlagId, LaneId, StatId, Story, StoryParts, Xoshiro256PlusPlus};

/// How many numbers and bits a story's state holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Layout {
    /// 16-bit numbers.
    pub lanes: u32,
    pub bits: u32,
}

/// Stats, enums, flags, visits, the beat and the generator: one fixed size for a story.
#[derive(Debug, PartialEq, Eq, Hash)]
pub struct StoryState {
    /// Lanes, four to a word, then bits.
    packed: Box<[u64]>,
    bits_at: u32,
    beat: BeatId,
    /// What was drawn for the deck of the beat; 0 at a beat without one.
    pub(super) deal: u64,
    pub(super) generator: Xoshiro256PlusPlus,
}

impl Clone for StoryState {
    fn clone(&self) -> Self {
        Self { packed: self.packed.clone(), ..*self }
    }

    /// In the memory that is there.
    fn clone_from(&mut self, source: &Self) {
        self.packed.clone_from(&source.packed);
        let Self { packed: _, bits_at, beat, deal, generator } = *source;
        (self.bits_at, self.beat, self.deal, self.generator) = (bits_at, beat, deal, generator);
    }
}

const LANES_PER_WORD: usize = 4;
const LANE_BITS: usize = 16;
const LANE_MASK: u64 = 0xffff;

impl StoryState {
    /// Everything zero, at `beat`.
    pub(super) fn blank(layout: Layout, beat: BeatId, generator: Xoshiro256PlusPlus) -> Self {
        let bits_at = (layout.lanes as usize).div_ceil(LANES_PER_WORD);
        let words = bits_at + (layout.bits as usize).div_ceil(64);
        Self { packed: vec![0; words].into(), bits_at: bits_at as u32, beat, deal: 0, generator }
    }

    /// The beat whose choices are offered, or where the story stopped.
    pub fn beat(&self) -> BeatId {
        self.beat
    }

    pub(super) fn set_beat(&mut self, beat: BeatId) {
        self.beat = beat;
    }

    /// The generator as it stands.
    pub fn generator(&self) -> &Xoshiro256PlusPlus {
        &self.generator
    }

    /// What decides which cards of the beat's deck are drawn; 0 at a beat without a deck.
    pub fn deal(&self) -> u64 {
        self.deal
    }

    /// The lanes, four to a word from the lowest bits up, then the bits: all of the state but the beat, the generator and the deal.
    pub fn packed(&self) -> &[u64] {
        &self.packed
    }

    /// Takes the beat and everything of [`Self::packed`] from elsewhere.
    ///
    /// # Panics
    /// If they are of another story, with a smaller state.
    pub fn unpack(&mut self, beat: BeatId, packed: impl IntoIterator<Item = u64>) {
        self.beat = beat;
        let mut words = packed.into_iter();
        self.packed.fill_with(|| words.next().expect("the states of one story have one size"));
    }

    /// The raw number in a lane: for a stat its distance from the low end, for an enum the position of its word.
    #[inline]
    pub fn lane(&self, lane: LaneId) -> u16 {
        let word = self.packed[lane.index() / LANES_PER_WORD];
        (word >> (lane.index() % LANES_PER_WORD * LANE_BITS)) as u16
    }

    #[inline]
    pub(super) fn set_lane(&mut self, lane: LaneId, value: u16) {
        let word = &mut self.packed[lane.index() / LANES_PER_WORD];
        let shift = lane.index() % LANES_PER_WORD * LANE_BITS;
        *word = (*word & !(LANE_MASK << shift)) | (u64::from(value) << shift);
    }

    /// A yes or no.
    #[inline]
    pub fn bit(&self, bit: BitId) -> bool {
        let word = self.packed[self.bits_at as usize + bit.index() / 64];
        (word >> (bit.index() % 64)) & 1 != 0
    }

    #[inline]
    pub(super) fn set_bit(&mut self, bit: BitId, is: bool) {
        let word = &mut self.packed[self.bits_at as usize + bit.index() / 64];
        let mask = 1 << (bit.index() % 64);
        if is {
            *word |= mask;
        } else {
            *word &= !mask;
        }
    }
}

/// A difference between two states of one story.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    Stat {
        stat: StatId,
        from: i16,
        to: i16,
    },
    /// Positions of the words before and after.
    Enum {
        name: EnumId,
        from: u16,
        to: u16,
    },
    Flag {
        flag: FlagId,
        is: bool,
    },
}

impl StoryParts {
    /// The state at the start, for no seed in particular.
    pub(super) fn blank_start(&self) -> StoryState {
        let mut state = StoryState::blank(self.layout, self.start, Xoshiro256PlusPlus::from_seed(0));
        for stat in &self.stats {
            state.set_lane(stat.lane, raw(stat.low, stat.start));
        }
        for declared in &self.enums {
            state.set_lane(declared.lane, declared.start);
        }
        state
    }
}

impl Story {
    /// The state before the first beat is entered.
    pub fn first_state(&self, seed: u64) -> StoryState {
        StoryState { generator: Xoshiro256PlusPlus::from_seed(seed), ..self.blank_start().clone() }
    }

    /// Makes a state of this story that of the start again.
    pub(super) fn restart(&self, state: &mut StoryState, seed: u64) {
        state.clone_from(self.blank_start());
        state.generator = Xoshiro256PlusPlus::from_seed(seed);
    }

    /// The value of a stat.
    pub fn stat_value(&self, state: &StoryState, stat: StatId) -> i16 {
        let stat = self.stat(stat);
        // The lane never holds more than high - low, so this stays within the range.
        (i32::from(stat.low) + i32::from(state.lane(stat.lane))) as i16
    }

    /// Sets a stat, clamped to its range.
    pub(super) fn set_stat(&self, state: &mut StoryState, stat: StatId, value: i32) {
        let stat = self.stat(stat);
        let value = value.clamp(stat.low.into(), stat.high.into());
        state.set_lane(stat.lane, (value - i32::from(stat.low)) as u16);
    }

    /// The word that an enum has.
    pub fn enum_word(&self, state: &StoryState, name: EnumId) -> &str {
        let declared = self.declared_enum(name);
        &declared.words[usize::from(state.lane(declared.lane))]
    }

    /// Whether a flag is set.
    pub fn flag_value(&self, state: &StoryState, flag: FlagId) -> bool {
        state.bit(self.flag(flag).bit)
    }

    /// What differs in stats, enums and flags, in the order of declaration.
    pub fn changes<'a>(&'a self, before: &'a StoryState, after: &'a StoryState) -> impl Iterator<Item = Change> + 'a {
        let stats = (0..self.stats().len() as u32).map(StatId).filter_map(|stat| {
            let (from, to) = (self.stat_value(before, stat), self.stat_value(after, stat));
            (from != to).then_some(Change::Stat { stat, from, to })
        });
        let enums = (0..self.enums().len() as u32).map(EnumId).filter_map(|name| {
            let lane = self.declared_enum(name).lane;
            let (from, to) = (before.lane(lane), after.lane(lane));
            (from != to).then_some(Change::Enum { name, from, to })
        });
        let flags = (0..self.flags().len() as u32).map(FlagId).filter_map(|flag| {
            let is = self.flag_value(after, flag);
            (is != self.flag_value(before, flag)).then_some(Change::Flag { flag, is })
        });
        stats.chain(enums).chain(flags)
    }
}

fn raw(low: i16, value: i16) -> u16 {
    (i32::from(value) - i32::from(low)) as u16
}
