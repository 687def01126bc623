//! Which choices are offered where that depends on the others: cards of a deck, and fallbacks.

use std::cmp::Reverse;

use super::generator::mix;
use super::{ChoiceId, Deck, Story, StoryState};

/// What decides the order in which cards are drawn: higher priority first, then by chance.
type Rank = (Reverse<i16>, u64, u32);

impl Story {
    /// Whether a choice of the beat that the state stands at can be taken: it is open, and if it is a card it was drawn, and if it is a
    /// fallback nothing else is open.
    pub fn is_offered(&self, id: ChoiceId, state: &StoryState) -> bool {
        let choice = self.choice(id);
        if !self.is_open(choice, state) {
            return false;
        }
        let beat = self.beat(choice.beat);
        if choice.fallback {
            let mut others = beat.exit.choices().map(|other| self.choice(other));
            return !others.any(|other| !other.fallback && self.is_open(other, state));
        }
        match beat.deck {
            Some(deck) if deck.cards.covers(id.0) => self.dealt(deck, state).any(|dealt| dealt == id),
            _ => true,
        }
    }

    /// The cards that are drawn from the deck of the beat that the state stands at, in the order they are drawn.
    pub fn dealt(&self, deck: Deck, state: &StoryState) -> impl Iterator<Item = ChoiceId> {
        let mut last: Option<Rank> = None;
        let draw = move || {
            let open = deck.cards.range().map(|id| ChoiceId(id as u32));
            let open = open.filter(|&id| self.is_open(self.choice(id), state));
            let ranks = open.map(|id| (self.rank(deck, id, state.deal()), id));
            let (rank, id) = ranks.filter(|(rank, _)| last.is_none_or(|last| *rank > last)).min()?;
            last = Some(rank);
            Some(id)
        };
        std::iter::from_fn(draw).take(usize::from(deck.offer))
    }

    pub(super) fn rank(&self, deck: Deck, id: ChoiceId, deal: u64) -> Rank {
        let position = id.0 - deck.cards.start;
        (Reverse(self.choice(id).priority), mix(deal ^ mix(u64::from(position) + 1)), position)
    }
}
