//! A playthrough on a card: what a list of saves shows of each, without playing it again.

use super::{mark_at, moon_on};
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
    pub fn line(&self, story: &Story) -> String {
        let counted = |count: usize, one: &str, many: &str| format!("{count} {}", if count == 1 { one } else { many });
        let chapter = match (self.chapter, self.chapter_title.as_str()) {
            (0, _) => String::new(),
            (number, "") => format!("Chapter {number}"),
            (number, title) => format!("Chapter {number}: {title}"),
        };
        let moon = self.moon.map(|day| moon_on(day).1.to_owned()).unwrap_or_default();
        let mark = self.mark.and_then(|(coils, heat)| mark_at(story, coils, heat)).map(|mark| format!("mark {mark}"));
        let words = if self.words == 0 { String::new() } else { counted(self.words, "word", "words") };
        let ending = self.ending.as_ref().map(|title| format!("ended: {title}")).unwrap_or_default();
        let choices = counted(self.choices, "choice", "choices");
        let parts = [chapter, moon, mark.unwrap_or_default(), choices, words, ending];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
    }
}

/// How long ago something was, in words, for a span in seconds.
pub fn ago(seconds: u64) -> String {
    let (count, unit) = match seconds {
        0..60 => return "just now".to_owned(),
        60..3_600 => (seconds / 60, "minute"),
        3_600..86_400 => (seconds / 3_600, "hour"),
        _ => (seconds / 86_400, "day"),
    };
    format!("{count} {unit}{} ago", if count == 1 { "" } else { "s" })
}
