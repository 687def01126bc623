//! A playthrough on a card: what a list of saves shows of each, without playing it again.

use super::state::numbered;
use super::{mark_at, moon_on};
use crate::catalogue::Catalogue;
use crate::story::{Playthrough, Record, Stop, Story, count_words};

/// Where a playthrough stands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Card {
    /// The number of the chapter; 0 without one.
    pub chapter: u16,
    /// The title of the chapter; may be empty.
    pub chapter_title: String,
    /// `scene/beat`.
    pub beat: String,
    /// The day of the moon, if the story has one.
    pub moon: Option<i16>,
    /// Coils and heat of the mark, if the story has one.
    pub mark: Option<(i16, i16)>,
    /// How many choices were made.
    pub choices: usize,
    /// How many words were read.
    pub words: usize,
    /// The title of the ending, if the story has ended.
    pub ending: Option<String>,
}

impl Card {
    /// The card of a playthrough. Counts words by going through it once more.
    pub fn of(playthrough: &Playthrough) -> Self {
        let (story, state) = (playthrough.story(), playthrough.state());
        let chapter = story.chapter_of(state.beat());
        let mut words = 0;
        playthrough.retell(|turn, _, _| words += count_words(turn.page().text()));
        Self {
            chapter: chapter.map_or(0, |chapter| chapter.number),
            chapter_title: chapter.map(|chapter| chapter.title.clone()).unwrap_or_default(),
            beat: story.beat(state.beat()).name.clone(),
            moon: story.moon().map(|moon| story.stat_value(state, moon)),
            mark: story.mark().map(|mark| (story.stat_value(state, mark.coils), story.stat_value(state, mark.heat))),
            choices: playthrough.log().len(),
            words,
            ending: match playthrough.turn().stop() {
                Stop::Ending(ending) => Some(story.ending(ending).title.clone()),
                Stop::Choices | Stop::DeadEnd => None,
            },
        }
    }

    /// As much as a record tells without its story: the beat and how many choices.
    pub fn of_record(record: &Record) -> Self {
        Self { beat: record.state.beat.clone(), choices: record.log.len(), ..Self::default() }
    }

    /// What there is to say of it, in one line: "Chapter 2: The Den, full moon, mark at the wrist, 12 choices, 3400 words".
    pub fn line(&self, words: &Catalogue, story: &Story) -> String {
        let chapter =
            if self.chapter == 0 { String::new() } else { numbered(words, self.chapter, &self.chapter_title) };
        let moon = self.moon.map(|day| moon_on(words, day).1).unwrap_or_default();
        let mark = self.mark.and_then(|(coils, heat)| mark_at(story, coils, heat));
        let mark = mark.map(|mark| words.say_with("card-mark", &[("mark", (&mark).into())])).unwrap_or_default();
        let choices = words.say_with("card-choices", &[("count", self.choices.into())]);
        let read = (self.words > 0).then(|| words.say_with("card-words", &[("count", self.words.into())]));
        let ending = self.ending.as_ref().map(|title| words.say_with("card-ended", &[("title", title.into())]));
        let parts = [chapter, moon, mark, choices, read.unwrap_or_default(), ending.unwrap_or_default()];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
    }
}

/// How long ago something was, in words, for a span in seconds.
pub fn ago(words: &Catalogue, seconds: u64) -> String {
    let (count, message) = match seconds {
        0..60 => return words.say("card-just-now"),
        60..3_600 => (seconds / 60, "card-minutes"),
        3_600..86_400 => (seconds / 3_600, "card-hours"),
        _ => (seconds / 86_400, "card-days"),
    };
    words.say_with(message, &[("count", usize::try_from(count).unwrap_or(usize::MAX).into())])
}
