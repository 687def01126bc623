//! The story as a graph: what can be reached, and what can be come back to.

use std::collections::BTreeSet;

use crate::story::{BeatId, Exit, Story, Way};

/// The ways between beats, whatever the state.
pub(super) struct Flow {
    /// By beat.
    ways: Vec<Vec<Way>>,
    is_reached: Vec<bool>,
    is_on_ring: Vec<bool>,
}

impl Flow {
    pub fn of(story: &Story) -> Self {
        let ways: Vec<Vec<Way>> = beats(story).map(|beat| ways_on(story, beat)).collect();
        let is_reached = reached(&ways, [story.start()]);
        let mut is_on_ring = on_ring(&ways);
        begun_again(story, &ways, &mut is_on_ring);
        Self { ways, is_reached, is_on_ring }
    }

    /// The ways on from a beat.
    pub fn ways(&self, beat: BeatId) -> &[Way] {
        &self.ways[beat.index()]
    }

    /// Whether some way leads there from the start.
    pub fn is_reached(&self, beat: BeatId) -> bool {
        self.is_reached[beat.index()]
    }

    /// Whether some way leads from the beat back to itself, through the end of a detour too.
    pub fn can_come_back(&self, beat: BeatId) -> bool {
        self.is_on_ring[beat.index()]
    }

    /// What can be reached from a beat, itself first, without passing those that are left out.
    pub fn reached_from_unless(&self, from: BeatId, is_left_out: impl Fn(BeatId) -> bool) -> Vec<BeatId> {
        let (mut found, mut seen) = (vec![from], BTreeSet::from([from]));
        let mut next = 0;
        while let Some(&beat) = found.get(next) {
            next += 1;
            for way in self.ways(beat) {
                if !is_left_out(way.to) && seen.insert(way.to) {
                    found.push(way.to);
                }
            }
        }
        found
    }
}

/// Every beat.
pub(super) fn beats(story: &Story) -> impl Iterator<Item = BeatId> + use<> {
    (0..story.beats().len() as u32).map(BeatId)
}

fn ways_on(story: &Story, beat: BeatId) -> Vec<Way> {
    match story.beat(beat).exit {
        Exit::Ending(_) | Exit::Return => Vec::new(),
        _ => story.ways_on(beat),
    }
}

fn reached(ways: &[Vec<Way>], from: impl IntoIterator<Item = BeatId>) -> Vec<bool> {
    let mut seen = vec![false; ways.len()];
    let mut open: Vec<BeatId> = from.into_iter().collect();
    while let Some(beat) = open.pop() {
        if !std::mem::replace(&mut seen[beat.index()], true) {
            open.extend(ways[beat.index()].iter().map(|way| way.to));
        }
    }
    seen
}

/// Marks what a detour leads through that is begun at a beat on a ring, unless by a choice that is taken once.
fn begun_again(story: &Story, ways: &[Vec<Way>], is_on_ring: &mut [bool]) {
    let seeds = beats(story).filter(|beat| is_on_ring[beat.index()]).flat_map(|beat| {
        let of_choices = story.beat(beat).exit.choices().filter_map(|id| {
            let choice = story.choice(id);
            choice.detour.filter(|_| choice.once.is_none())
        });
        story.beat(beat).detour.into_iter().chain(of_choices)
    });
    let firsts: Vec<BeatId> = seeds.map(|detour| story.detour(detour).via).collect();
    for (mark, is_read) in is_on_ring.iter_mut().zip(reached(ways, firsts)) {
        *mark |= is_read;
    }
}

/// By beat, whether it lies on a ring: it is what is left of the graph, part by part, in which every beat leads to every other (Tarjan's
/// algorithm, without recursion).
fn on_ring(ways: &[Vec<Way>]) -> Vec<bool> {
    const UNSEEN: usize = usize::MAX;
    let (mut order, mut low) = (vec![UNSEEN; ways.len()], vec![0; ways.len()]);
    let mut is_on_ring = vec![false; ways.len()];
    let (mut pending, mut is_pending, mut seen) = (Vec::new(), vec![false; ways.len()], 0);
    for root in 0..ways.len() {
        let mut open = if order[root] == UNSEEN { vec![(root, 0)] } else { Vec::new() };
        while let Some((beat, next)) = open.pop() {
            if next == 0 {
                (order[beat], low[beat]) = (seen, seen);
                seen += 1;
                pending.push(beat);
                is_pending[beat] = true;
            }
            if let Some(way) = ways[beat].get(next) {
                let to = way.to.index();
                open.push((beat, next + 1));
                if order[to] == UNSEEN {
                    open.push((to, 0));
                } else if is_pending[to] {
                    low[beat] = low[beat].min(order[to]);
                }
                continue;
            }
            if let Some(&(before, _)) = open.last() {
                low[before] = low[before].min(low[beat]);
            }
            if low[beat] == order[beat] {
                let start = pending.iter().rposition(|&other| other == beat).unwrap_or(0);
                let part = pending.split_off(start);
                let is_ring = part.len() > 1 || ways[beat].iter().any(|way| way.to.index() == beat);
                for other in part {
                    is_pending[other] = false;
                    is_on_ring[other] = is_ring;
                }
            }
        }
    }
    is_on_ring
}
