//! From below: breadth first by the real rules, with so many states for each beat and number of choices.

use std::collections::BTreeMap;

use super::LengthLimits;
use crate::prove::below::{Witness, offered};
use crate::prove::exhaustive::key::Packing;
use crate::prove::exhaustive::set::{KeySet, hash};
use crate::prove::fact::{Chance, Target};
use crate::prove::world::World;
use crate::story::{BeatId, ChoiceId, Stop, Story, StoryState};

/// Puts shorter playthroughs in the place of the known ones, where any are met.
pub(super) fn shorten(world: &World, targets: &[Target], witnesses: &mut [Witness], limits: LengthLimits) {
    let seeds = if world.has_chance { limits.seeds } else { 1 };
    for seed in 0..seeds {
        Beam::new(world, targets, seed, limits).run(witnesses);
    }
}

/// A state that was met, and how.
struct Node {
    state: StoryState,
    stop: Stop,
    /// The position of the step that led here; none at the start.
    step: Option<usize>,
    /// By avoided beat, whether it was entered.
    entered: u64,
}

struct Beam<'a> {
    world: &'a World<'a>,
    story: &'a Story,
    targets: &'a [Target],
    seed: u64,
    limits: LengthLimits,
    /// By beat, targets that could be met there.
    at: Vec<Vec<usize>>,
    /// Beats that targets avoid, by the bit that stands for each.
    avoided: Vec<BeatId>,
    packing: Packing,
    known: KeySet,
    /// Choices that were taken, each with the step before it.
    steps: Vec<(ChoiceId, Option<usize>)>,
    /// How many choices lead to the layer that is looked at.
    depth: usize,
}

impl<'a> Beam<'a> {
    fn new(world: &'a World, targets: &'a [Target], seed: u64, limits: LengthLimits) -> Self {
        let story = world.story;
        let at = (0..story.beats().len() as u32).map(|beat| {
            let is_at = |target: &usize| targets[*target].at.is(story, BeatId(beat));
            (0..targets.len()).filter(is_at).collect()
        });
        let mut avoided: Vec<BeatId> = targets.iter().filter_map(|target| target.avoid).collect();
        avoided.sort_unstable();
        avoided.dedup();
        // Whoever has more rules than bits gets no shorter playthroughs for the last of them.
        avoided.truncate(u64::BITS as usize);
        let packing = Packing::of(story);
        let known = KeySet::new(packing.words + 1);
        Self {
            world,
            story,
            targets,
            seed,
            limits,
            at: at.collect(),
            avoided,
            packing,
            known,
            steps: Vec::new(),
            depth: 0,
        }
    }

    fn run(&mut self, witnesses: &mut [Witness]) {
        let mut seen = Vec::new();
        let (state, stop) = self.story.set_off(self.seed, |beat, state| seen.push((beat, state.clone())));
        let entered = self.look(&seen, None, None, 0, witnesses);
        let mut layer = vec![Node { state, stop, step: None, entered }];
        loop {
            self.depth += 1;
            let is_open = |witness: &Witness| witness.choices.len() > self.depth;
            if layer.is_empty() || !witnesses.iter().any(is_open) || self.known.len() > self.limits.most_states {
                return;
            }
            layer = self.next(&layer, witnesses);
        }
    }

    fn next(&mut self, layer: &[Node], witnesses: &mut [Witness]) -> Vec<Node> {
        // By beat and hash: each beat keeps those with the least hashes, so that it keeps some of every kind.
        let mut best: BTreeMap<BeatId, BTreeMap<u64, Node>> = BTreeMap::new();
        let mut key = vec![0; self.packing.words + 1];
        for node in layer.iter().filter(|node| node.stop == Stop::Choices) {
            for choice in offered(self.story, &node.state) {
                let (mut state, mut seen) = (node.state.clone(), Vec::new());
                let stop = self.story.walk(&mut state, choice, |_| {}, |beat, state| seen.push((beat, state.clone())));
                self.steps.push((choice, node.step));
                let step = Some(self.steps.len() - 1);
                let entered = self.look(&seen, Some(&node.state), step, node.entered, witnesses);
                let (words, last) = key.split_at_mut(self.packing.words);
                self.packing.pack(&state, words);
                last[0] = entered;
                if !self.known.insert(&key).1 {
                    continue;
                }
                let kept = best.entry(state.beat()).or_default();
                kept.insert(hash(&key), Node { state, stop, step, entered });
                if kept.len() > self.limits.width {
                    kept.pop_last();
                }
            }
        }
        best.into_values().flat_map(BTreeMap::into_values).collect()
    }

    /// Notes what is shown at these beats. Gives the avoided beats that were entered so far.
    fn look(
        &self,
        seen: &[(BeatId, StoryState)],
        before: Option<&StoryState>,
        step: Option<usize>,
        mut entered: u64,
        witnesses: &mut [Witness],
    ) -> u64 {
        let bit = |beat: BeatId| self.avoided.iter().position(|avoided| *avoided == beat);
        for (beat, state) in seen {
            for &at in &self.at[beat.index()] {
                let target = &self.targets[at];
                let taken = target.taken(&self.world.variants);
                let length = self.depth + usize::from(taken.is_some());
                let is_free = target.avoid.is_none_or(|avoid| bit(avoid).is_some_and(|bit| entered >> bit & 1 == 0));
                let chance = Chance::Fell { seed: self.seed, choices: self.depth };
                if witnesses[at].choices.len() > length && is_free && target.holds(self.world, state, before, chance) {
                    let choices = self.path(step).into_iter().chain(taken).collect();
                    witnesses[at] = Witness { seed: self.seed, choices };
                }
            }
            entered |= bit(*beat).map_or(0, |bit| 1 << bit);
        }
        entered
    }

    fn path(&self, step: Option<usize>) -> Vec<ChoiceId> {
        let steps = std::iter::successors(step, |&step| self.steps[step].1);
        let mut path: Vec<ChoiceId> = steps.map(|step| self.steps[step].0).collect();
        path.reverse();
        path
    }
}
