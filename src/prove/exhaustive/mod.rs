//! All states of a story, where there are few enough: how many, how far away each fact is, and how likely each ending.
//!
//! A state is what the rules read where the reader stands: the beat, stats, enums, flags, what was visited and spent, and open detours.
//! Neither the generator nor what it dealt belongs to it: wherever chance decides, every outcome is followed with its weight, as though
//! the generator could give any number. A beat at which chance decides is passed; it is no state of its own.

mod chance;
mod components;
pub(super) mod key;
mod offers;
mod scan;
pub(super) mod set;
mod traps;

pub use chance::{Chances, ONE};

use super::fact::Formula;
use super::world::World;
use crate::story::{BeatId, ChoiceId, Exit, Story};
use scan::{Scan, Shown};

/// How far to look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// More states than this, those that chance passes among them, are not listed: at most 2³² - 2.
    pub most_states: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self { most_states: 200_000 }
    }
}

/// What came of looking at all states.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Visited {
    /// How many states the reader can stand in.
    pub states: u64,
    /// By fact, the fewest choices after which it can be so; none if it is so in no state.
    pub lengths: Vec<Option<u32>>,
    /// By fact, choices of this number that lead there, if chance falls that way.
    pub paths: Vec<Option<Vec<ChoiceId>>>,
    pub chances: Chances,
}

/// A way from one node to another. Its chance is its share over those of all edges of the node.
#[derive(Debug, Clone, Copy)]
struct Edge {
    to: u32,
    share: u32,
}

/// The states and the ways between them.
struct Space {
    keys: set::KeySet,
    packing: key::Packing,
    edges: Vec<Edge>,
    /// By node, where its edges start and end.
    edges_of: Vec<(u32, u32)>,
}

impl Space {
    fn len(&self) -> u32 {
        self.keys.len()
    }

    fn beat(&self, node: u32) -> BeatId {
        self.packing.beat(self.keys.key(node))
    }

    fn edges(&self, node: u32) -> &[Edge] {
        let (start, end) = self.edges_of[node as usize];
        &self.edges[start as usize..end as usize]
    }
}

/// Looks at all states of a story. None if there are more than may be looked at.
pub(super) fn visit(world: &World, limits: Limits) -> Option<Visited> {
    let whole = Scan::run(world, None, limits.most_states)?;
    let mut shown = whole.shown;
    let mut avoided: Vec<BeatId> = world.targets.iter().filter_map(|target| target.avoid).collect();
    avoided.sort_unstable();
    avoided.dedup();
    for avoid in avoided {
        let around = Scan::run(world, Some(avoid), limits.most_states)?;
        for ((into, from), target) in shown.iter_mut().zip(around.shown).zip(&world.targets) {
            if target.avoid == Some(avoid) {
                *into = from;
            }
        }
    }
    scan::look_at_turns(world, &whole.space, &whole.met, &mut shown);
    traps::look_at_loops(world, &whole.space, &whole.met, &mut shown);
    let stands = |node: &u32| !is_passed(world.story, &whole.space, *node);
    let states = (0..whole.space.len()).filter(stands).count() as u64;
    let chances = Chances::of(world.story, &whole.space);
    let known = shown.into_iter().map(|shown| shown.map(|Shown { length, path }| (length, path)).unzip());
    let (lengths, paths) = known.unzip();
    Some(Visited { states, lengths, paths, chances })
}

fn is_passed(story: &Story, space: &Space, node: u32) -> bool {
    matches!(story.beat(space.beat(node)).exit, Exit::Chance(_))
}
