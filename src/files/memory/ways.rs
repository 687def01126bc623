//! Ways that were walked, in one tree for each seed: what two playthroughs share is kept once.

use std::collections::BTreeMap;

use super::lines::Entry;
use crate::story::Chosen;

/// The tree. A node is where a way ends.
#[derive(Debug, Default)]
pub(super) struct Ways {
    nodes: BTreeMap<u32, Node>,
    roots: BTreeMap<u64, u32>,
    steps: BTreeMap<(u32, String), u32>,
}

#[derive(Debug)]
enum Node {
    Root(u64),
    /// Where it comes from, and by which choice. A node lies behind the one that it comes from.
    Step(u32, String),
}

impl Ways {
    /// The start of playthroughs with this seed.
    pub(super) fn root(&self, seed: u64) -> Option<u32> {
        self.roots.get(&seed).copied()
    }

    /// Where a choice leads from a node.
    pub(super) fn step(&self, from: u32, choice: &str) -> Option<u32> {
        self.steps.get(&(from, choice.to_owned())).copied()
    }

    /// A number that no node has.
    pub(super) fn next(&self) -> u32 {
        self.nodes.last_key_value().map_or(0, |(last, _)| last.saturating_add(1))
    }

    pub(super) fn holds(&self, node: u32) -> bool {
        self.nodes.contains_key(&node)
    }

    /// Adds the start of a seed; whether there is room for it.
    pub(super) fn add_root(&mut self, node: u32, seed: u64) -> bool {
        let is_new = !self.holds(node);
        if is_new {
            self.nodes.insert(node, Node::Root(seed));
            self.roots.entry(seed).or_insert(node);
        }
        is_new
    }

    /// Adds a step; whether it hangs on a node before it and there is room for it.
    pub(super) fn add_step(&mut self, node: u32, from: u32, choice: &str) -> bool {
        let fits = !self.holds(node) && from < node && self.holds(from) && choice.matches('/').count() == 2;
        if fits {
            self.nodes.insert(node, Node::Step(from, choice.to_owned()));
            self.steps.entry((from, choice.to_owned())).or_insert(node);
        }
        fits
    }

    /// The seed and the choices that lead to a node.
    pub(super) fn way(&self, mut node: u32) -> Option<(u64, Vec<Chosen>)> {
        let mut log = Vec::new();
        loop {
            match self.nodes.get(&node)? {
                Node::Root(seed) => {
                    log.reverse();
                    return Some((*seed, log));
                }
                Node::Step(from, choice) => {
                    let (beat, choice) = choice.rsplit_once('/')?;
                    log.push(Chosen { beat: beat.to_owned(), choice: choice.to_owned() });
                    node = *from;
                }
            }
        }
    }

    /// Everything in it, each behind what it hangs on.
    pub(super) fn entries(&self, mut tell: impl FnMut(Entry)) {
        for (&node, kind) in &self.nodes {
            tell(match kind {
                Node::Root(seed) => Entry::Root { node, seed: *seed },
                Node::Step(from, choice) => Entry::Step { node, from: *from, choice: choice.clone() },
            });
        }
    }
}
