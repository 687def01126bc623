//! One beat at a time, with chance left to the caller: for those who look at every way a story can go.

use super::{ChoiceId, Deck, Exit, Story, StoryState};

impl Story {
    /// The state once the first beat was entered, and none after it. Nothing is drawn, here or in the steps that go on from it: what chance
    /// does is for the caller to say.
    pub fn at_first_beat(&self) -> StoryState {
        let mut state = self.first_state(0);
        self.arrive(&mut state, self.start());
        state
    }

    fn arrive(&self, state: &mut StoryState, beat: super::BeatId) {
        state.set_beat(beat);
        self.apply(self.beat(beat).then, state);
    }

    /// Whether a choice of the beat that the state stands at is offered if chance has it so: as [`Story::is_offered`], but of a deck any of
    /// the cards may be drawn that are not outdone by enough open ones of a higher priority.
    pub fn can_be_offered(&self, id: ChoiceId, state: &StoryState) -> bool {
        let choice = self.choice(id);
        match self.beat(choice.beat).deck {
            Some(deck) if deck.cards.covers(id.0) && !choice.fallback => {
                let outdone =
                    || self.cards_above(deck, id).filter(|&card| self.is_open(self.choice(card), state)).count();
                self.is_open(choice, state) && outdone() < usize::from(deck.offer)
            }
            _ => self.is_offered(id, state),
        }
    }

    /// The cards of a deck that are drawn before this one whenever they are open.
    pub fn cards_above(&self, deck: Deck, card: ChoiceId) -> impl Iterator<Item = ChoiceId> {
        let priority = self.choice(card).priority;
        let cards = (deck.cards.start..deck.cards.end).map(ChoiceId);
        cards.filter(move |&other| self.choice(other).priority > priority)
    }

    /// Takes a choice as far as the next beat: its effects are carried out, and the beat's own. What follows at once does not follow.
    /// `chosen` is called after the choice's effects, where its echo is read.
    pub fn step_by(&self, state: &mut StoryState, choice: ChoiceId, chosen: impl FnOnce(&StoryState)) {
        let choice = self.choice(choice);
        self.apply(choice.then, state);
        if let Some(once) = choice.once {
            state.set_bit(once, true);
        }
        chosen(state);
        self.leave(state, choice.beat);
        let next = self.set_out(state, choice.goto, choice.detour);
        self.arrive(state, next);
    }

    /// Goes on from a beat without choices to the next one; `target` says which, counted from 0, where chance leads to one of several.
    /// Whether there is a next one; if not, nothing has changed.
    pub fn step_on(&self, state: &mut StoryState, target: usize) -> bool {
        let beat = state.beat();
        let next = match &self.beat(beat).exit {
            Exit::Goto(next) => self.set_out(state, *next, self.beat(beat).detour),
            Exit::Chance(targets) => self.weighted_targets(*targets)[target].goto,
            Exit::Return => match self.come_back(state) {
                Some(next) => next,
                None => return false,
            },
            Exit::Choices(_) | Exit::Ending(_) => return false,
        };
        self.leave(state, beat);
        self.arrive(state, next);
        true
    }

    /// Whether a card is drawn where these cards of its deck are open, it among them, and `deal` was drawn for the deck.
    pub fn is_dealt(&self, deck: Deck, open: &[ChoiceId], card: ChoiceId, deal: u64) -> bool {
        let rank = self.rank(deck, card, deal);
        open.iter().filter(|&&other| self.rank(deck, other, deal) < rank).count() < usize::from(deck.offer)
    }
}
