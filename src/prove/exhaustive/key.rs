//! States as keys: every part of the state in as many bits as it needs.

use super::super::values::lane_sizes;
use crate::story::{BeatId, Story, StoryState};

/// How the states of a story are packed, and unpacked again.
#[derive(Debug)]
pub(in crate::prove) struct Packing {
    fields: Vec<Field>,
    beat: Field,
    /// Words of a key.
    pub words: usize,
    /// Words of the unpacked state.
    state_words: usize,
}

/// Some bits of the state, and where they lie in the key. None lies across two words.
#[derive(Debug, Clone, Copy)]
struct Field {
    from_word: usize,
    from_shift: u32,
    to_word: usize,
    to_shift: u32,
    mask: u64,
}

const LANES_PER_WORD: usize = 4;
const LANE_BITS: u32 = 16;

impl Packing {
    pub fn of(story: &Story) -> Self {
        let mut packing = Self { fields: Vec::new(), beat: Field::blank(), words: 1, state_words: 0 };
        let mut used = 0;
        for (lane, size) in lane_ranges(story).into_iter().enumerate() {
            let shift = (lane % LANES_PER_WORD) as u32 * LANE_BITS;
            packing.add(lane / LANES_PER_WORD, shift, bits_for(size - 1), &mut used);
        }
        let layout = story.layout();
        let bits_at = (layout.lanes as usize).div_ceil(LANES_PER_WORD);
        for (word, bit) in (0..layout.bits).step_by(64).enumerate() {
            packing.add(bits_at + word, 0, (layout.bits - bit).min(64), &mut used);
        }
        packing.add(0, 0, bits_for(story.beats().len() - 1), &mut used);
        packing.beat = packing.fields.pop().unwrap_or(Field::blank());
        packing.state_words = bits_at + (layout.bits as usize).div_ceil(64);
        packing
    }

    /// Puts so many bits behind those that are used, in the last word or a new one.
    fn add(&mut self, from_word: usize, from_shift: u32, bits: u32, used: &mut u32) {
        if *used + bits > 64 {
            self.words += 1;
            *used = 0;
        }
        let mask = if bits == 64 { u64::MAX } else { (1 << bits) - 1 };
        // A field without bits may stand behind a full word: it is nowhere then.
        let to_shift = if bits == 0 { 0 } else { *used };
        self.fields.push(Field { from_word, from_shift, to_word: self.words - 1, to_shift, mask });
        *used += bits;
    }

    /// Writes the key of a state.
    pub fn pack(&self, state: &StoryState, key: &mut [u64]) {
        let packed = state.packed();
        key.fill(0);
        for field in &self.fields {
            key[field.to_word] |= (packed[field.from_word] >> field.from_shift & field.mask) << field.to_shift;
        }
        key[self.beat.to_word] |= u64::from(state.beat().0) << self.beat.to_shift;
    }

    /// The beat of a key.
    pub fn beat(&self, key: &[u64]) -> BeatId {
        BeatId((key[self.beat.to_word] >> self.beat.to_shift & self.beat.mask) as u32)
    }

    /// Makes `state` the one that the key was written of. `words` is room to work in.
    pub fn unpack(&self, key: &[u64], state: &mut StoryState, words: &mut Vec<u64>) {
        words.clear();
        words.resize(self.state_words, 0);
        for field in &self.fields {
            words[field.from_word] |= (key[field.to_word] >> field.to_shift & field.mask) << field.from_shift;
        }
        state.unpack(self.beat(key), words.iter().copied());
    }
}

impl Field {
    const fn blank() -> Self {
        Self { from_word: 0, from_shift: 0, to_word: 0, to_shift: 0, mask: 0 }
    }
}

/// How many values each lane can have; those of detours hold a number that counts from 1, or none.
fn lane_ranges(story: &Story) -> Vec<usize> {
    let mut ranges = vec![story.detours().len() + 1; story.layout().lanes as usize];
    let sizes = lane_sizes(story);
    let counts = story.beats().iter().filter_map(|beat| beat.visits).map(|count| count.lane);
    let stats = story.stats().iter().map(|stat| stat.lane);
    for lane in stats.chain(story.enums().iter().map(|declared| declared.lane)).chain(counts) {
        ranges[lane.index()] = sizes[lane.index()];
    }
    ranges
}

/// How many bits hold the numbers up to this.
fn bits_for(greatest: usize) -> u32 {
    usize::BITS - greatest.leading_zeros()
}
