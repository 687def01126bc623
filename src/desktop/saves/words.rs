//! What is said of a save.

use std::time::{SystemTime, UNIX_EPOCH};

use crate::desktop::theme::Theme;
use crate::files::{Slot, SlotKind};
use crate::story::{BeatId, Playthrough, Story};
use crate::telling;

/// What a save is called.
pub(super) fn name(theme: &Theme, slot: &Slot) -> String {
    match slot.kind {
        SlotKind::Auto => theme.say("saves-auto"),
        SlotKind::Quick => theme.say("saves-quick"),
        SlotKind::Named => slot.name.clone(),
        SlotKind::Earlier(number) => theme.say_with("saves-earlier", &[("number", number.into())]),
    }
}

/// How long ago something was written, in seconds since 1970; nothing if that is not known.
pub(super) fn ago(theme: &Theme, written: u64) -> String {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    let (seconds, message) = match now.saturating_sub(written) {
        _ if written == 0 => return String::new(),
        0..300 => return theme.say("saves-just-now"),
        seconds @ 300..3_600 => (seconds / 60, "saves-minutes"),
        seconds @ 3_600..86_400 => (seconds / 3_600, "saves-hours"),
        seconds => (seconds / 86_400, "saves-days"),
    };
    theme.say_with(message, &[("count", usize::try_from(seconds).unwrap_or(usize::MAX).into())])
}

/// Where a save stands: the chapter.
pub(super) fn chapter(theme: &Theme, slot: &Slot) -> String {
    let number = usize::from(slot.card.chapter);
    match (number, slot.card.chapter_title.as_str()) {
        (0, _) => String::new(),
        (_, "") => theme.say_with("state-chapter-untitled", &[("number", number.into())]),
        (_, title) => theme.say_with("state-chapter", &[("number", number.into()), ("title", title.into())]),
    }
}

/// The moon, how many choices were made and words read, and how it ended.
pub(super) fn facts(theme: &Theme, slot: &Slot) -> String {
    let card = &slot.card;
    let moon = card.moon.map(|day| telling::moon_on(theme.words(), day).1);
    let counted = |message: &str, count: usize| theme.say_with(message, &[("count", count.into())]);
    let read = (card.words > 0).then(|| counted("saves-words", card.words));
    let ending = card.ending.as_ref().map(|title| theme.say_with("saves-ended", &[("title", title.into())]));
    let parts = [moon, Some(counted("saves-choices", card.choices)), read, ending];
    parts.into_iter().flatten().collect::<Vec<_>>().join("   ·   ")
}

/// The words that a save of a playthrough may be called by: chapter and moon.
pub(super) fn default_name(theme: &Theme, playing: &Playthrough) -> String {
    let (story, state) = (playing.story(), playing.state());
    let chapter = story.chapter_of(state.beat()).map(|chapter| chapter.title.clone());
    let moon = telling::moon(theme.words(), story, state).map(|(_, words)| words);
    let name: Vec<String> = [chapter, moon].into_iter().flatten().filter(|part| !part.is_empty()).collect();
    if name.is_empty() { story.title().to_owned() } else { name.join(", ") }
}

/// So many characters of a beat are shown.
const FIRST: usize = 64;

/// The first words of a beat that everybody reads there; nothing if it has none.
pub(in crate::desktop) fn first_words(story: &Story, beat: BeatId) -> String {
    let first = story.common_text(story.beat(beat).text);
    if first.chars().count() <= FIRST {
        return first;
    }
    let cut: String = first.chars().take(FIRST).collect();
    let words = cut.rsplit_once(' ').map_or(cut.as_str(), |(words, _)| words);
    format!("{}…", words.trim_end_matches([',', ';', ':', '.', '—']))
}
