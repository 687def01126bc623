//! A path of the smaller story followed by the real rules, with chance as the path has it; and the seed with which chance does so.

use std::collections::BTreeSet;

use super::blame::{in_formula, keeps_shut};
use super::fact::{Chance, Target, is_rest};
use super::slots::Part;
use super::world::World;
use crate::story::{ChoiceId, Deck, Exit, Story, StoryState, Xoshiro256PlusPlus};

/// How far a path could be followed.
pub(super) enum Followed {
    /// To a state of the target.
    Arrived(Drawn),
    /// These parts of the state kept it from going on, or the last state from being the one that was looked for.
    Stuck(BTreeSet<Part>),
}

/// What chance has to do on a path that can be followed.
pub(super) struct Drawn {
    pub choices: Vec<ChoiceId>,
    draws: Vec<Draw>,
}

/// One draw from the generator, and what must come of it.
enum Draw {
    /// A deck is dealt while these cards are open; the one is to be among those that are offered.
    Deal { deck: Deck, open: Vec<ChoiceId>, wanted: Option<ChoiceId> },
    /// A number below `total` is to lie in `from..until`.
    Below { total: u32, from: u32, until: u32 },
}

/// Follows a path of ways from the start.
pub(super) fn follow(world: &World, target: &Target, path: &[u32]) -> Followed {
    let (story, graph) = (world.story, &world.graph);
    let mut state = story.at_first_beat();
    let mut before: Option<StoryState> = None;
    let mut drawn = Drawn { choices: Vec::new(), draws: Vec::new() };
    drawn.enter(story, &state);
    for &position in path {
        let way = &graph.ways[position as usize];
        match way.choice {
            Some(choice) => {
                if !story.can_be_offered(choice, &state) {
                    let mut parts = BTreeSet::new();
                    keeps_shut(story, choice, &state, &mut parts);
                    return Followed::Stuck(parts);
                }
                drawn.choose(story, choice);
                drawn.choices.push(choice);
                before = Some(state.clone());
                story.step_by(&mut state, choice, |_| {});
            }
            None => {
                let number = graph.number_of(position);
                drawn.go_on(story, &state, number);
                if is_rest(story, state.beat()) || !story.step_on(&mut state, number) {
                    return Followed::Stuck(BTreeSet::new());
                }
            }
        }
        drawn.enter(story, &state);
    }
    if !target.holds(world, &state, before.as_ref(), Chance::Open) {
        return Followed::Stuck(in_formula(world, target, &state, before.as_ref()));
    }
    if let Some(choice) = target.choice(&world.variants).filter(|&choice| story.can_be_offered(choice, &state)) {
        drawn.choose(story, choice);
        drawn.choices.extend(target.taken(&world.variants));
    }
    drawn.forget_the_free();
    Followed::Arrived(drawn)
}

impl Drawn {
    fn enter(&mut self, story: &Story, state: &StoryState) {
        if let Some(deck) = story.beat(state.beat()).deck {
            let cards = (deck.cards.start..deck.cards.end).map(ChoiceId);
            let open = cards.filter(|&card| story.is_open(story.choice(card), state)).collect();
            self.draws.push(Draw::Deal { deck, open, wanted: None });
        }
    }

    fn choose(&mut self, story: &Story, choice: ChoiceId) {
        if story.choice(choice).fallback {
            return;
        }
        if let Some(Draw::Deal { deck, open, wanted }) = self.draws.last_mut()
            && deck.cards.covers(choice.0)
            && open.len() > usize::from(deck.offer)
        {
            *wanted = Some(choice);
        }
    }

    fn go_on(&mut self, story: &Story, state: &StoryState, number: usize) {
        if let Exit::Chance(targets) = story.beat(state.beat()).exit {
            let weights = || story.weighted_targets(targets).iter().map(|target| target.weight);
            let from = weights().take(number).sum();
            let until = from + weights().nth(number).unwrap_or_default();
            self.draws.push(Draw::Below { total: weights().sum(), from, until });
        }
    }

    fn forget_the_free(&mut self) {
        let is_free = |draw: &Draw| match draw {
            Draw::Deal { wanted, .. } => wanted.is_none(),
            Draw::Below { total, from, until } => until - from == *total,
        };
        while self.draws.last().is_some_and(is_free) {
            self.draws.pop();
        }
    }

    /// The first of so many seeds, from `first` on, with which chance does as it has to, and which is accepted.
    pub fn seed(&self, story: &Story, first: u64, most: u64, accept: impl Fn(u64) -> bool) -> Option<u64> {
        (0..most).map(|n| first.wrapping_add(n)).find(|&seed| self.fits(story, seed) && accept(seed))
    }

    fn fits(&self, story: &Story, seed: u64) -> bool {
        let mut generator = Xoshiro256PlusPlus::from_seed(seed);
        self.draws.iter().all(|draw| match draw {
            Draw::Deal { deck, open, wanted } => {
                let deal = generator.next_u64();
                wanted.is_none_or(|wanted| story.is_dealt(*deck, open, wanted, deal))
            }
            Draw::Below { total, from, until } => (*from..*until).contains(&generator.below(*total)),
        })
    }
}
