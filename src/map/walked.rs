//! What a reader has walked of one chapter, laid out: beats as dots in rows, and the ways between them that were taken.

use std::collections::{BTreeMap, BTreeSet};

use super::layers::{Edge, Node, Pin, Spacing, backward, lay_out};
use crate::story::{BeatId, By, ChapterId, ChoiceId, Story};

/// The walked part of a chapter. Nothing of what was not seen is in it, but how many ways are still closed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Walked {
    pub dots: Vec<Dot>,
    /// Lines through these points, in pixels, from one dot to another.
    pub threads: Vec<Vec<(i32, i32)>>,
    pub width: i32,
    pub height: i32,
}

/// A beat that was seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dot {
    pub beat: BeatId,
    /// Its middle, in pixels.
    pub x: i32,
    pub y: i32,
    /// Ways out of it that were never gone.
    pub closed: usize,
}

/// The room for a dot and for the closed door beside it.
const LEFT: i32 = 15;
const RIGHT: i32 = 25;
const HEIGHT: i32 = 30;

const SPACING: Spacing = Spacing {
    between_nodes: 12,
    between_ways: 12,
    between_rows: 22,
    most_room: Some(48),
    widest: 24,
    most_waypoints: 20_000,
};

impl Walked {
    /// Lays out the beats of a chapter that were seen; those of no chapter for `None`.
    pub fn of(story: &Story, seen: &BTreeSet<BeatId>, taken: &BTreeSet<ChoiceId>, chapter: Option<ChapterId>) -> Self {
        let is_here = |beat: &BeatId| story.scene(story.beat(*beat).scene).chapter == chapter;
        let beats: Vec<BeatId> = seen.iter().copied().filter(is_here).collect();
        let places: BTreeMap<BeatId, usize> = beats.iter().copied().zip(0..).collect();
        let (mut arcs, mut closed) = (Vec::new(), vec![0; beats.len()]);
        for (from, &beat) in beats.iter().enumerate() {
            let choices = story.beat(beat).exit.choices();
            closed[from] = choices.filter(|choice| !taken.contains(choice)).count();
            let ways = story.ways_on(beat).into_iter();
            let walked = ways.filter(|way| !matches!(way.by, By::Choice(choice) if !taken.contains(&choice)));
            let targets = walked.filter_map(|way| places.get(&way.to).copied());
            arcs.extend(targets.filter(|&to| to != from).map(|to| (from, to)));
        }
        arcs.sort_unstable();
        arcs.dedup();
        place(&beats, &closed, &arcs)
    }
}

fn place(beats: &[BeatId], closed: &[usize], arcs: &[(usize, usize)]) -> Walked {
    if beats.is_empty() {
        return Walked::default();
    }
    let entered: BTreeSet<usize> = arcs.iter().map(|&(_, to)| to).collect();
    let mut roots: Vec<usize> = (0..beats.len()).filter(|beat| !entered.contains(beat)).collect();
    if roots.is_empty() {
        roots.push(0);
    }
    let node = Node { left: LEFT, right: RIGHT, height: HEIGHT, pin: Pin::Free };
    let is_back = backward(beats.len(), arcs, roots.iter().copied());
    let edges: Vec<Edge> = (arcs.iter().zip(is_back))
        .map(|(&(from, to), back)| Edge { from, to, from_at: 0, to_at: 0, back, key: to })
        .collect();
    let layout = lay_out(&vec![node; beats.len()], &edges, &roots, &SPACING);
    let middle = |at: usize| (layout.x[at], (layout.rows[at].0 + layout.rows[at].1) / 2);
    let threads = edges.iter().zip(&layout.stops).map(|(edge, stops)| {
        let (upper, lower) = if edge.back { (edge.to, edge.from) } else { (edge.from, edge.to) };
        let passed = stops.iter().flat_map(|stop| [(stop.x, stop.top), (stop.x, stop.bottom)]);
        std::iter::once(middle(upper)).chain(passed).chain([middle(lower)]).collect()
    });
    let dots = beats.iter().zip(closed).enumerate().map(|(at, (&beat, &closed))| {
        let (x, y) = middle(at);
        Dot { beat, x, y, closed }
    });
    Walked { dots: dots.collect(), threads: threads.collect(), width: layout.width, height: layout.height }
}
