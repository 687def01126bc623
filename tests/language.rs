//! What holds for decks, fallbacks, detours and settings, in every story and every playthrough.

mod random_play;

use bloodmark::story::{BeatId, ChoiceId, Exit, Playthrough, Stop, Story, StoryState};
use random_play::{at_root, compiled, play, stories};

const SEEDS: std::ops::Range<u64> = 0..12;
const MOST_CHOICES: usize = 80;

/// Calls `see` with every turn of some playthroughs of every story.
fn at_every_turn(mut see: impl FnMut(&Playthrough)) {
    for story in stories() {
        for seed in SEEDS {
            play(&story, seed, MOST_CHOICES, &mut see);
        }
    }
}

/// The choices of the beat whose own conditions are met.
fn open<'a>(story: &'a Story, state: &'a StoryState) -> impl Iterator<Item = ChoiceId> + 'a {
    let choices = story.beat(state.beat()).exit.choices();
    choices.filter(|&id| story.is_open(story.choice(id), state))
}

#[test]
fn as_many_cards_are_drawn_as_are_offered_and_open() {
    let (mut decks, mut full) = (0, 0);
    at_every_turn(|now| {
        let (story, state) = (now.story(), now.state());
        let Some(deck) = story.beat(state.beat()).deck else { return };
        let is_card = |id: &ChoiceId| deck.cards.covers(id.0);
        let cards: Vec<ChoiceId> = now.turn().offers().iter().map(|offer| offer.choice).take_while(is_card).collect();
        assert!(now.turn().offers()[cards.len()..].iter().all(|offer| !is_card(&offer.choice)), "cards come first");
        let open: Vec<ChoiceId> = open(story, state).filter(is_card).collect();
        assert_eq!(cards.len(), open.len().min(deck.offer.into()));
        let priority = |id: &ChoiceId| story.choice(*id).priority;
        assert!(cards.is_sorted_by_key(|id| -i32::from(priority(id))));
        let lowest = cards.iter().map(priority).min();
        let left: Vec<_> = open.iter().filter(|id| !cards.contains(id)).map(priority).collect();
        assert!(left.into_iter().max() <= lowest, "a card of higher priority was left in the deck");
        decks += 1;
        full += usize::from(cards.len() < open.len());
    });
    assert!(decks > 100 && full > 20, "{decks} decks, {full} of them with more cards than are offered");
}

#[test]
fn a_fallback_is_offered_if_nothing_else_is_open() {
    let (mut offered, mut held_back) = (0, 0);
    at_every_turn(|now| {
        let (story, state) = (now.story(), now.state());
        let (fallbacks, others): (Vec<_>, Vec<_>) = open(story, state).partition(|id| story.choice(*id).fallback);
        for id in story.beat(state.beat()).exit.choices().filter(|id| story.choice(*id).fallback) {
            let is_offered = now.turn().offers().iter().any(|offer| offer.choice == id);
            assert_eq!(is_offered, fallbacks.contains(&id) && others.is_empty());
            offered += usize::from(is_offered);
            held_back += usize::from(!is_offered && fallbacks.contains(&id));
        }
    });
    assert!(offered > 5 && held_back > 5, "{offered} offered, {held_back} held back");
}

#[test]
fn what_is_offered_is_what_the_story_says_is() {
    at_every_turn(|now| {
        let (story, state) = (now.story(), now.state());
        for id in story.beat(state.beat()).exit.choices() {
            let is_open = now.turn().open().any(|offer| offer.choice == id);
            assert_eq!(is_open, story.is_offered(id, state), "{}", story.full_choice_name(id));
        }
        assert_eq!(now.turn().open().next().is_some(), now.turn().stop() == Stop::Choices);
    });
}

#[test]
fn no_detour_comes_back_to_nothing() {
    let mut deepest = 0;
    at_every_turn(|now| {
        let (story, state) = (now.story(), now.state());
        deepest = deepest.max(story.open_detours(state).count());
        assert_ne!(story.beat(state.beat()).exit, Exit::Return, "{}", story.title());
    });
    assert_eq!(deepest, 2, "a detour inside a detour was met");
}

#[test]
fn a_beat_has_its_own_setting_or_its_scenes() {
    let story = compiled(&at_root("tests/data/play/setting"));
    let heard = |name: &str| -> (&str, &str, &str) {
        let beat: BeatId = story.find_beat(name).unwrap();
        let note = story.beat(beat).note.as_str();
        (story.setting_of(beat), story.sound_of(beat), note)
    };
    assert_eq!(heard("house/hall"), ("hall", "clock", ""));
    assert_eq!(heard("house/cellar"), ("cellar", "clock", "Nobody comes back up."));
    assert_eq!(heard("house/attic"), ("hall", "", ""));
    assert_eq!(heard("garden/well"), ("", "water", ""));
}
