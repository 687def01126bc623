//! Traps among all states: loops that are never left.

use super::Space;
use super::scan::{Met, Shown, path};
use crate::prove::fact::{At, Formula};
use crate::prove::graph::PlaceId;
use crate::prove::world::World;

/// Looks for states from which a loop is never left, by going back from everything else.
pub(super) fn look_at_loops(world: &World, space: &Space, met: &[Met], shown: &mut [Option<Shown>]) {
    let traps = world.targets.iter().enumerate().filter_map(|(fact, target)| match (target.formula, target.at) {
        (Formula::Trapped, At::Loop(first)) => Some((fact, first)),
        _ => None,
    });
    let traps: Vec<(usize, crate::story::BeatId)> = traps.collect();
    if traps.is_empty() {
        return;
    }
    let (places, into) = (places(world, space), Into::of(space));
    for (fact, first) in traps {
        let mut is_inside = vec![false; world.graph.places.len()];
        world.loops[&first].iter().for_each(|place| is_inside[place.index()] = true);
        // What is outside of the loop, or an end, is a way out; and whatever leads to one has one.
        let is_out = |node: u32| {
            let place = places[node as usize];
            space.edges(node).is_empty() || !place.is_some_and(|place| is_inside[place.index()])
        };
        let mut has_way_out = vec![false; space.len() as usize];
        let mut open: Vec<u32> = (0..space.len()).filter(|&node| is_out(node)).collect();
        while let Some(node) = open.pop() {
            if !std::mem::replace(&mut has_way_out[node as usize], true) {
                open.extend(into.of_node(node));
            }
        }
        let trapped = (0..space.len()).filter(|&node| !has_way_out[node as usize]);
        let nearest = trapped.min_by_key(|&node| met[node as usize].depth);
        shown[fact] = nearest.map(|node| {
            let met_at = met[node as usize];
            Shown { length: met_at.depth, path: path(met, met_at) }
        });
    }
}

/// By node, the place where it stands.
fn places(world: &World, space: &Space) -> Vec<Option<PlaceId>> {
    let (mut state, mut room) = (world.story.at_first_beat(), Vec::new());
    let place = |node| {
        space.packing.unpack(space.keys.key(node), &mut state, &mut room);
        world.graph.place_of(world.story, &state)
    };
    (0..space.len()).map(place).collect()
}

/// The edges backwards.
struct Into {
    /// By node, where those that lead to it end; they start where those of the node before end.
    ends: Vec<u32>,
    from: Vec<u32>,
}

impl Into {
    fn of(space: &Space) -> Self {
        let mut ends = vec![0_u32; space.len() as usize + 1];
        for edge in &space.edges {
            ends[edge.to as usize] += 1;
        }
        let mut sum = 0;
        for end in &mut ends {
            (sum, *end) = (sum + *end, sum);
        }
        let mut from = vec![0; space.edges.len()];
        for node in 0..space.len() {
            for edge in space.edges(node) {
                let at = &mut ends[edge.to as usize];
                from[*at as usize] = node;
                *at += 1;
            }
        }
        Self { ends, from }
    }

    fn of_node(&self, node: u32) -> impl Iterator<Item = u32> {
        let start = node.checked_sub(1).map_or(0, |before| self.ends[before as usize]);
        self.from[start as usize..self.ends[node as usize] as usize].iter().copied()
    }
}
