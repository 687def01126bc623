//! How many choices a fact takes: at most as many as the shortest playthrough that is known, and at least as many as the sets of states by
//! depth leave possible. Where both meet, the playthrough is the shortest.

mod above;
mod below;

use super::below::Witness;
use super::fact::Target;
use super::world::World;

/// A number of choices that is known to lie between two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Length {
    /// No playthrough shows it with fewer.
    pub least: u32,
    /// A playthrough shows it with so many.
    pub most: u32,
}

impl Length {
    /// Whether the playthrough is proved to be the shortest.
    pub fn is_exact(self) -> bool {
        self.least == self.most
    }
}

impl std::fmt::Display for Length {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { least, most } = *self;
        match (least == most, most) {
            (true, 0) => write!(f, "at the start"),
            (true, 1) => write!(f, "after 1 choice"),
            (true, _) => write!(f, "after {most} choices, the fewest there are"),
            (false, 1) => write!(f, "after at most 1 choice"),
            (false, _) => write!(f, "after at most {most} choices and at least {least}"),
        }
    }
}

/// How far to look for shorter playthroughs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LengthLimits {
    /// States that are kept for each beat and number of choices.
    pub width: usize,
    /// States that are looked at in all.
    pub most_states: u32,
    /// So many seeds are tried, in a story in which chance decides anything.
    pub seeds: u64,
}

impl Default for LengthLimits {
    fn default() -> Self {
        Self { width: 100, most_states: 150_000, seeds: 4 }
    }
}

/// Looks for shorter playthroughs than those known of the facts at these positions, puts them in their place, and says how long they are.
/// If all states were visited, `visited` has the fewest choices for each.
pub(super) fn measure(
    world: &World,
    positions: &[usize],
    witnesses: &mut [Witness],
    visited: Option<&[Option<u32>]>,
    limits: LengthLimits,
) -> Vec<Length> {
    assert_eq!(positions.len(), witnesses.len(), "every fact has a playthrough");
    if positions.is_empty() {
        return Vec::new();
    }
    let targets: Vec<Target> = positions.iter().map(|&position| world.targets[position]).collect();
    let shortest = |at: usize| visited.and_then(|lengths| lengths[at]);
    let is_shortest = |at: usize| shortest(at).is_some_and(|least| least as usize >= witnesses[at].choices.len());
    if !(0..positions.len()).all(is_shortest) {
        below::shorten(world, &targets, witnesses, limits);
    }
    let most: Vec<u32> = witnesses.iter().map(|witness| witness.choices.len() as u32).collect();
    let least: Vec<u32> = match visited {
        Some(lengths) => lengths.iter().zip(&most).map(|(least, most)| least.unwrap_or(*most)).collect(),
        None => above::least(world, &targets, &most),
    };
    least.into_iter().zip(most).map(|(least, most)| Length { least: least.min(most), most }).collect()
}
