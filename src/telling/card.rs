//! A playthrough on a card: what a list of saves shows of each, without playing it again.

use crate::story::{Playthrough, Record, Stop, count_words};

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
}
