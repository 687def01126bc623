//! What a reader may be offered in a state, and with which share each is chosen if every offered choice is as likely as the other.

use crate::story::{BeatId, ChoiceId, Story, StoryState};

/// Choices with their shares: so many of the sum of all. None if no choice is open. Of a deck with more open cards than it offers, cards
/// of one priority are as likely to be drawn as each other.
pub(super) fn shares(story: &Story, beat: BeatId, state: &StoryState, shares: &mut Vec<(ChoiceId, u32)>) {
    shares.clear();
    let beat = story.beat(beat);
    let open = |id: &ChoiceId, is_fallback: bool| {
        let choice = story.choice(*id);
        choice.fallback == is_fallback && story.is_open(choice, state)
    };
    shares.extend(beat.exit.choices().filter(|id| open(id, false)).map(|id| (id, 1)));
    if shares.is_empty() {
        shares.extend(beat.exit.choices().filter(|id| open(id, true)).map(|id| (id, 1)));
    }
    if let Some(deck) = beat.deck {
        // The cards stand before the other choices.
        let cards = shares.iter().take_while(|(id, _)| deck.cards.covers(id.0)).count();
        deal(story, usize::from(deck.offer), cards, shares);
    }
}

/// Leaves out the cards that cannot be among those offered, and gives the others their shares. The first so many of the choices are cards.
fn deal(story: &Story, offer: usize, cards: usize, shares: &mut Vec<(ChoiceId, u32)>) {
    if cards <= offer {
        return;
    }
    let priority = |id: ChoiceId| story.choice(id).priority;
    let mut priorities: Vec<i16> = shares[..cards].iter().map(|(id, _)| priority(*id)).collect();
    priorities.sort_unstable_by(|a, b| b.cmp(a));
    // The lowest priority of which a card is drawn; so many of it may be, and so many are.
    let last = priorities[offer - 1];
    let may = priorities.iter().filter(|&&other| other == last).count() as u32;
    let are = (offer - priorities.iter().filter(|&&other| other > last).count()) as u32;
    let mut position = 0;
    shares.retain_mut(|(id, share)| {
        let is_card = position < cards;
        position += 1;
        *share = match is_card {
            true if priority(*id) < last => return false,
            true if priority(*id) == last => are,
            _ => may,
        };
        true
    });
}
