//! From below: playthroughs by the real rules, and the facts that they show.

use super::fact::{Fact, Target};
use crate::story::{BeatId, ChoiceId, Stop, Story, StoryState, Xoshiro256PlusPlus};

/// A playthrough that shows something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Witness {
    pub seed: u64,
    pub choices: Vec<ChoiceId>,
}

/// What is known of the facts so far, by their position.
#[derive(Debug)]
pub(super) struct Shown<'a> {
    story: &'a Story,
    targets: Vec<Target>,
    /// The shortest witness met.
    pub witnesses: Vec<Option<Witness>>,
    /// Facts at a beat, so that a state asks no others; those at any rest or ending are with every such beat.
    by_beat: Vec<Vec<u32>>,
}

/// A playthrough as it goes.
#[derive(Debug, Clone)]
pub(super) struct Run {
    pub seed: u64,
    pub choices: Vec<ChoiceId>,
    pub state: StoryState,
    pub stop: Stop,
    /// Beats entered, of those that a fact avoids.
    entered: Vec<BeatId>,
}

impl<'a> Shown<'a> {
    pub fn new(story: &'a Story, facts: &'a [Fact]) -> Self {
        let targets: Vec<Target> = facts.iter().map(|fact| fact.target(story)).collect();
        let mut by_beat = vec![Vec::new(); story.beats().len()];
        for (position, target) in (0..).zip(&targets) {
            for (beat, facts) in (0..).map(BeatId).zip(&mut by_beat) {
                if target.at.is(story, beat) {
                    facts.push(position);
                }
            }
        }
        Self { story, targets, witnesses: vec![None; facts.len()], by_beat }
    }

    pub fn target(&self, fact: usize) -> Target {
        self.targets[fact]
    }

    /// Starts a playthrough.
    pub fn start(&mut self, seed: u64) -> Run {
        let mut entered = Vec::new();
        let mut seen = Vec::new();
        let (state, stop) = self.story.set_off(seed, |beat, state| seen.push((beat, state.clone())));
        for (beat, state) in &seen {
            self.look(*beat, state, None, &entered, seed, &[]);
            entered.push(*beat);
        }
        let entered = self.remembered(entered);
        Run { seed, choices: Vec::new(), state, stop, entered }
    }

    /// Takes an offered choice.
    pub fn take(&mut self, run: &mut Run, choice: ChoiceId) {
        let before = run.state.clone();
        run.choices.push(choice);
        let mut seen = Vec::new();
        run.stop = self.story.walk(&mut run.state, choice, |_| {}, |beat, state| seen.push((beat, state.clone())));
        let mut entered = std::mem::take(&mut run.entered);
        for (beat, state) in &seen {
            self.look(*beat, state, Some(&before), &entered, run.seed, &run.choices);
            entered.push(*beat);
        }
        run.entered = self.remembered(entered);
    }

    /// Only the beats that some fact avoids, each once.
    fn remembered(&self, mut entered: Vec<BeatId>) -> Vec<BeatId> {
        entered.retain(|beat| self.targets.iter().any(|target| target.avoid == Some(*beat)));
        entered.sort_unstable();
        entered.dedup();
        entered
    }

    fn look(
        &mut self,
        beat: BeatId,
        state: &StoryState,
        before: Option<&StoryState>,
        entered: &[BeatId],
        seed: u64,
        choices: &[ChoiceId],
    ) {
        for &fact in &self.by_beat[beat.index()] {
            let target = self.targets[fact as usize];
            let witness = &mut self.witnesses[fact as usize];
            let is_longer = witness.as_ref().is_some_and(|known| known.choices.len() <= choices.len());
            let is_avoided = target.avoid.is_some_and(|avoid| entered.contains(&avoid));
            if !is_longer && !is_avoided && target.formula.holds(self.story, state, before) {
                *witness = Some(Witness { seed, choices: choices.to_vec() });
            }
        }
    }

    /// Plays at random: so many playthroughs of at most so many choices, each choice with the same chance.
    pub fn play(&mut self, runs: u32, most_choices: usize, seed: u64) {
        for n in 0..runs {
            let mut run = self.start(seed.wrapping_add(u64::from(n)));
            let mut chance = Xoshiro256PlusPlus::from_seed(!run.seed);
            for _ in 0..most_choices {
                let offered = offered(self.story, &run.state);
                if run.stop != Stop::Choices || offered.is_empty() {
                    break;
                }
                let drawn = chance.below(offered.len() as u32) as usize;
                self.take(&mut run, offered[drawn]);
            }
        }
    }
}

/// The choices that can be taken, cards first, as a turn shows them.
pub(super) fn offered(story: &Story, state: &StoryState) -> Vec<ChoiceId> {
    let beat = story.beat(state.beat());
    let cards = beat.deck.into_iter().flat_map(|deck| story.dealt(deck, state));
    let is_card = |id: &ChoiceId| beat.deck.is_some_and(|deck| deck.cards.covers(id.0));
    let others = beat.exit.choices().filter(|id| !is_card(id) && story.is_offered(*id, state));
    cards.chain(others).collect()
}
