//! A set of keys of one length, each with a number in the order of its arrival.

/// The keys lie one behind the other; a table of slots finds them. A slot holds half of the key's hash above the number, so that hardly
/// ever a key is compared that is another.
#[derive(Debug)]
pub(in crate::prove) struct KeySet {
    words: usize,
    keys: Vec<u64>,
    /// The upper half of the hash, then the number plus one; 0 where nothing is.
    slots: Vec<u64>,
    len: u32,
}

const HALF: u32 = 32;
const LOWER_HALF: u64 = 0xffff_ffff;
const FIRST_SLOTS: usize = 1 << 12;

impl KeySet {
    /// An empty set of keys of so many words, at least one.
    pub fn new(words: usize) -> Self {
        Self { words, keys: Vec::new(), slots: vec![0; FIRST_SLOTS], len: 0 }
    }

    pub fn len(&self) -> u32 {
        self.len
    }

    pub fn key(&self, number: u32) -> &[u64] {
        &self.keys[number as usize * self.words..][..self.words]
    }

    /// The number of a key, and whether it is new.
    pub fn insert(&mut self, key: &[u64]) -> (u32, bool) {
        if self.len as usize * 2 >= self.slots.len() {
            self.grow();
        }
        let hash = hash(key);
        let wrap = self.slots.len() - 1;
        let mut at = hash as usize & wrap;
        loop {
            let slot = self.slots[at];
            if slot == 0 {
                self.keys.extend_from_slice(key);
                self.len += 1;
                self.slots[at] = hash & !LOWER_HALF | u64::from(self.len);
                return (self.len - 1, true);
            }
            if slot >> HALF == hash >> HALF {
                let number = (slot & LOWER_HALF) as u32 - 1;
                if self.key(number) == key {
                    return (number, false);
                }
            }
            at = (at + 1) & wrap;
        }
    }

    fn grow(&mut self) {
        let wrap = self.slots.len() * 2 - 1;
        let mut slots = vec![0_u64; wrap + 1];
        for (number, key) in (1_u64..).zip(self.keys.chunks_exact(self.words)) {
            let hash = hash(key);
            let mut at = hash as usize & wrap;
            while slots[at] != 0 {
                at = (at + 1) & wrap;
            }
            slots[at] = hash & !LOWER_HALF | number;
        }
        self.slots = slots;
    }
}

/// Each word is folded in by a multiplication whose two halves are joined, as wyhash does.
pub(in crate::prove) fn hash(key: &[u64]) -> u64 {
    const ODD: u64 = 0x9e37_79b9_7f4a_7c15;
    key.iter().fold(ODD, |hash, word| {
        let product = u128::from(hash ^ word) * u128::from(ODD ^ 0x5851_f42d_4c95_7f2d);
        (product as u64) ^ (product >> 64) as u64
    })
}

#[cfg(test)]
mod tests {
    use super::KeySet;

    #[test]
    fn every_key_is_found_again_under_its_number() {
        let mut set = KeySet::new(2);
        for round in 0..2 {
            for n in 0..20_000_u64 {
                assert_eq!(set.insert(&[n % 7, n / 7]), (n as u32, round == 0));
            }
        }
        assert_eq!(set.key(9_000), [9_000 % 7, 9_000 / 7]);
    }
}
