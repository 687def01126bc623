//! From below: playthroughs by the real rules, and the facts that they show.

use std::collections::BTreeMap;

use super::fact::Chance;
use super::world::World;
use crate::story::{BeatId, ChoiceId, Stop, Story, StoryState, Xoshiro256PlusPlus};

/// A playthrough that shows something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Witness {
    pub seed: u64,
    pub choices: Vec<ChoiceId>,
}

impl Witness {
    /// Whether it is to be preferred: the shorter one, then that with the lesser seed and choices.
    fn is_before(&self, other: &Self) -> bool {
        let rank = |witness: &Self| (witness.choices.len(), witness.seed);
        (rank(self), &self.choices) < (rank(other), &other.choices)
    }
}

/// The facts that some playthroughs show.
#[derive(Debug, Clone)]
pub(super) struct Shown<'a> {
    world: &'a World<'a>,
    /// Facts that are not asked any more.
    is_settled: Vec<bool>,
    /// The best witness met, by the fact's position.
    pub witnesses: BTreeMap<u32, Witness>,
    /// Beats that some fact avoids.
    avoided: Vec<BeatId>,
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
    pub fn new(world: &'a World, is_settled: Vec<bool>) -> Self {
        let avoided = world.targets.iter().filter_map(|target| target.avoid).collect();
        Self { world, is_settled, witnesses: BTreeMap::new(), avoided }
    }

    /// Takes in what others have shown.
    pub fn merge(&mut self, witnesses: BTreeMap<u32, Witness>) {
        for (fact, witness) in witnesses {
            if self.witnesses.get(&fact).is_none_or(|known| witness.is_before(known)) {
                self.witnesses.insert(fact, witness);
            }
        }
    }

    /// Starts a playthrough.
    pub fn start(&mut self, seed: u64) -> Run {
        let mut entered = Vec::new();
        let story = self.world.story;
        let (state, stop) = story.set_off(seed, |beat, state| self.look(beat, state, None, &mut entered, seed, &[]));
        Run { seed, choices: Vec::new(), state, stop, entered }
    }

    /// Takes an offered choice.
    pub fn take(&mut self, run: &mut Run, choice: ChoiceId) {
        let before = run.state.clone();
        run.choices.push(choice);
        let Run { seed, choices, state, entered, .. } = run;
        run.stop = self.world.story.walk(
            state,
            choice,
            |_| {},
            |beat, state| {
                self.look(beat, state, Some(&before), entered, *seed, choices);
            },
        );
    }

    fn look(
        &mut self,
        beat: BeatId,
        state: &StoryState,
        before: Option<&StoryState>,
        entered: &mut Vec<BeatId>,
        seed: u64,
        choices: &[ChoiceId],
    ) {
        let world = self.world;
        for &fact in &world.by_beat[beat.index()] {
            let target = &world.targets[fact as usize];
            let known = self.witnesses.get(&fact).map_or(usize::MAX, |known| known.choices.len());
            let is_known = self.is_settled[fact as usize]
                || known <= choices.len() + usize::from(target.taken(&world.variants).is_some());
            let is_avoided = || target.avoid.is_some_and(|avoid| entered.contains(&avoid));
            let chance = Chance::Fell { seed, choices: choices.len() };
            if !is_known && !is_avoided() && target.holds(world, state, before, chance) {
                let mut choices = choices.to_vec();
                choices.extend(target.taken(&world.variants));
                self.witnesses.insert(fact, Witness { seed, choices });
            }
        }
        if self.avoided.contains(&beat) && !entered.contains(&beat) {
            entered.push(beat);
        }
    }

    /// Plays at random: each of these playthroughs at most so many choices long, each choice with the same chance.
    pub fn play(&mut self, seeds: impl Iterator<Item = u64>, most_choices: usize) {
        for seed in seeds {
            let mut run = self.start(seed);
            let mut chance = Xoshiro256PlusPlus::from_seed(!run.seed);
            for _ in 0..most_choices {
                let offered = offered(self.world.story, &run.state);
                if run.stop != Stop::Choices || offered.is_empty() {
                    break;
                }
                let drawn = chance.below(offered.len() as u32) as usize;
                self.take(&mut run, offered[drawn]);
            }
        }
    }

    /// Plays much like a witness: now and then another choice is taken, at first often, then ever more seldom. Ends when the fact is shown.
    pub fn play_like(&mut self, witness: &Witness, runs: u64, most_choices: usize, until: Option<u32>) {
        for n in 0..runs {
            // Every other one has the same chance, as long as it draws as often.
            let seed = if n % 2 == 0 { witness.seed } else { witness.seed.wrapping_add(n) };
            self.play_by(&witness.choices, seed, n, Some(4 << (n / 2 % 5)), most_choices);
            if until.is_some_and(|fact| self.witnesses.contains_key(&fact)) {
                break;
            }
        }
    }

    /// Plays with each of these seeds and takes these choices, or those of them that are offered: where chance does not offer the next one,
    /// any. Ends when the fact is shown.
    pub fn play_along(
        &mut self,
        choices: &[ChoiceId],
        seeds: impl Iterator<Item = u64>,
        most_choices: usize,
        until: u32,
    ) {
        for seed in seeds {
            self.play_by(choices, seed, !seed, None, most_choices);
            if self.witnesses.contains_key(&until) {
                return;
            }
        }
    }

    /// Plays by a list of choices: takes the next one of them that is offered, but if `one_in` is given not once in so many times; where none
    /// is taken, any that is offered.
    fn play_by(&mut self, choices: &[ChoiceId], seed: u64, dice: u64, one_in: Option<u32>, most_choices: usize) {
        let story = self.world.story;
        let mut run = self.start(seed);
        let mut chance = Xoshiro256PlusPlus::from_seed(dice);
        let mut next = 0;
        for _ in 0..most_choices {
            let offered = offered(story, &run.state);
            if run.stop != Stop::Choices || offered.is_empty() {
                break;
            }
            let rest = &choices[next..];
            let same = rest.iter().position(|choice| offered.contains(choice));
            let choice = match same.filter(|_| one_in.is_none_or(|one_in| chance.below(one_in) > 0)) {
                Some(ahead) => {
                    next += ahead + 1;
                    rest[ahead]
                }
                None => offered[chance.below(offered.len() as u32) as usize],
            };
            self.take(&mut run, choice);
        }
    }

    /// Plays a witness; whether every choice was offered.
    pub fn replay(&mut self, witness: &Witness) -> bool {
        let mut run = self.start(witness.seed);
        witness.choices.iter().all(|&choice| {
            let is_offered = run.stop == Stop::Choices
                && run.state.beat() == self.world.story.choice(choice).beat
                && self.world.story.is_offered(choice, &run.state);
            if is_offered {
                self.take(&mut run, choice);
            }
            is_offered
        })
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
