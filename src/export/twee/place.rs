//! Where passages stand on Twine's map: each as many rows down as choices and gotos lead to it.

use std::collections::VecDeque;

use crate::story::{BeatId, Story};

/// Between the corners of two passages, in pixels.
const STEP: (u32, u32) = (250, 200);
/// The corner of the first.
const CORNER: u32 = 100;

/// A place for every beat, in pixels from the corner. Beats that nothing leads to stand in rows of their own below.
pub(super) fn places(story: &Story) -> Vec<(u32, u32)> {
    let mut depths: Vec<Option<u32>> = vec![None; story.beats().len()];
    let mut order = Vec::new();
    let mut deepest = 0;
    let starts = std::iter::once(story.start()).chain((0..story.beats().len() as u32).map(BeatId));
    for start in starts {
        if depths[start.index()].is_some() {
            continue;
        }
        let first = if order.is_empty() { 0 } else { deepest + 1 };
        depths[start.index()] = Some(first);
        let mut waiting = VecDeque::from([(start, first)]);
        while let Some((beat, depth)) = waiting.pop_front() {
            order.push((beat, depth));
            deepest = deepest.max(depth);
            for way in story.ways_on(beat) {
                if depths[way.to.index()].is_none() {
                    depths[way.to.index()] = Some(depth + 1);
                    waiting.push_back((way.to, depth + 1));
                }
            }
        }
    }
    let mut in_row = vec![0; deepest as usize + 1];
    let mut places = vec![(CORNER, CORNER); story.beats().len()];
    for (beat, depth) in order {
        let column: &mut u32 = &mut in_row[depth as usize];
        places[beat.index()] = (CORNER + STEP.0 * *column, CORNER + STEP.1 * depth);
        *column += 1;
    }
    places
}
