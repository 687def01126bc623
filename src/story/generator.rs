//! The named generator that all chance comes from.

/// Xoshiro256++ 1.0 by David Blackman and Sebastiano Vigna (<https://prng.di.unimi.it/xoshiro256plusplus.c>, public domain), seeded through
/// SplitMix64 as its authors advise. Written out here because its four words are part of a story's state: they are compared, hashed and
/// saved. A test holds it to the `rand` crate's generator of the same name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Xoshiro256PlusPlus {
    words: [u64; 4],
}

impl Xoshiro256PlusPlus {
    /// The name that saves give it.
    pub const NAME: &'static str = "Xoshiro256PlusPlus";

    /// The generator for a seed. Any seed is good.
    pub fn from_seed(seed: u64) -> Self {
        let mut split_mix = seed;
        Self { words: std::array::from_fn(|_| next_split_mix(&mut split_mix)) }
    }

    /// The generator with these words, or `None` if they are all zero, from which it would never leave.
    pub fn from_words(words: [u64; 4]) -> Option<Self> {
        (words != [0; 4]).then_some(Self { words })
    }

    /// What [`Self::from_words`] takes to go on from here.
    pub fn words(&self) -> [u64; 4] {
        self.words
    }

    /// The next 64 bits.
    pub fn next_u64(&mut self) -> u64 {
        let s = &mut self.words;
        let result = s[0].wrapping_add(s[3]).rotate_left(23).wrapping_add(s[0]);
        let t = s[1] << 17;
        s[2] ^= s[0];
        s[3] ^= s[1];
        s[1] ^= s[2];
        s[0] ^= s[3];
        s[2] ^= t;
        s[3] = s[3].rotate_left(45);
        result
    }

    /// The next 32 bits: the upper half of the next 64.
    pub fn next_u32(&mut self) -> u32 {
        (self.next_u64() >> 32) as u32
    }

    /// A number below `n`, each as likely as the other: draws of 32 bits are thrown away above the last multiple of `n`.
    ///
    /// # Panics
    /// If `n` is 0.
    pub fn below(&mut self, n: u32) -> u32 {
        assert!(n > 0, "there is no number below 0");
        loop {
            let drawn = self.next_u32();
            // The last multiple of n lies less than n below 2^32, so that it seldom need be known.
            if drawn < n.wrapping_neg() || u64::from(drawn) < (1_u64 << 32) / u64::from(n) * u64::from(n) {
                return drawn % n;
            }
        }
    }
}

fn next_split_mix(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    mix(*state)
}

/// A well-mixed number that depends on nothing but `n`: the finalizer of SplitMix64.
pub(super) fn mix(n: u64) -> u64 {
    let n = (n ^ (n >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let n = (n ^ (n >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    n ^ (n >> 31)
}
