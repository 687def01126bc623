//! The states that a search has met, and those that it has still to look at.

use std::collections::{BTreeMap, VecDeque};
use std::hash::{BuildHasherDefault, Hasher};

use indexmap::IndexMap;

use crate::prove::graph::PlaceId;

/// A place, the kept parts there, and of a watched stat its value at the beginning of the turn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Key {
    pub kept: u128,
    pub place: PlaceId,
    pub since: Since,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Since {
    /// Nothing is watched in this turn.
    Nothing,
    Value(u16),
    /// It did what was looked for, so this is the end.
    Done,
    /// The target is taken to hold here.
    Goal,
}

pub(super) struct Met {
    cost: u32,
    /// The state before, and the way from it.
    from: Option<(u32, u32)>,
    is_done: bool,
}

/// The states that were met, and those that are to be looked at, by their cost and then by their age.
#[derive(Default)]
pub(super) struct Front {
    pub met: IndexMap<Key, Met, BuildHasherDefault<Mixer>>,
    /// The cost that is looked at, and what is open at that cost: most steps cost nothing.
    cost: u32,
    now: VecDeque<u32>,
    /// What is open at greater costs.
    later: BTreeMap<u32, VecDeque<u32>>,
}

impl Front {
    pub fn meet(&mut self, key: Key, cost: u32, from: Option<(u32, u32)>) {
        let entry = self.met.entry(key);
        let position = entry.index() as u32;
        let known = entry.or_insert(Met { cost: u32::MAX, from: None, is_done: false });
        if cost < known.cost {
            (known.cost, known.from) = (cost, from);
            let open = if cost == self.cost { &mut self.now } else { self.later.entry(cost).or_default() };
            open.push_back(position);
        }
    }

    /// Takes a state for the end, though it is not known to be.
    pub fn meet_goal(&mut self, state: u32, key: Key, cost: u32) {
        self.meet(Key { since: Since::Goal, ..key }, cost, Some((state, u32::MAX)));
    }

    pub fn next(&mut self) -> Option<(u32, u32)> {
        loop {
            let Some(state) = self.now.pop_front() else {
                (self.cost, self.now) = self.later.pop_first()?;
                continue;
            };
            let met = &mut self.met[state as usize];
            if met.cost == self.cost && !std::mem::replace(&mut met.is_done, true) {
                return Some((state, self.cost));
            }
        }
    }

    pub fn way_to(&self, mut state: u32) -> Vec<u32> {
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
pub(in crate::prove) struct Mixer(u64);

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
