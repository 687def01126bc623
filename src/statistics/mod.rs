//! The size of a story: what is written, and what a reader sees of it in one playthrough.

#![deny(clippy::disallowed_methods, clippy::disallowed_types)]

mod json;
mod sample;
mod table;

use std::sync::Arc;

pub use json::json;
pub use sample::{Mean, Sample, Spread, Undecided};
pub use table::table;

use crate::story::{BeatId, Story, count_words};

/// What to sample, and how fast the reader reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// How many playthroughs, at least 1.
    pub runs: u32,
    /// The same seed gives the same playthroughs.
    pub seed: u64,
    /// A playthrough that has not come to an end after so many choices is given up.
    pub most_choices: u32,
    /// At least 1.
    pub words_per_minute: u32,
}

impl Default for Options {
    fn default() -> Self {
        Self { runs: 1000, seed: 0, most_choices: 1000, words_per_minute: 230 }
    }
}

/// The size of a story. Words are those of every beat, choice, echo and reason, each variant once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statistics {
    pub title: String,
    /// Id and title of each, in the order of declaration.
    pub endings: Vec<(String, String)>,
    /// All of it.
    pub whole: Part,
    /// By chapter, in the order of their numbers. A last one without `id` holds the scenes that name no chapter, if there are any.
    pub chapters: Vec<Part>,
    /// By scene, by name.
    pub scenes: Vec<Part>,
    /// The beats with the most words in their own text, the longest first.
    pub longest_beats: Vec<(String, usize)>,
    /// Words outside beats: hints and epilogues of endings, rumours, and what the title page says.
    pub words_around: usize,
    pub options: Options,
    pub sample: Sample,
}

/// A part of a story and how much is in it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Part {
    pub id: Option<String>,
    pub title: String,
    pub beats: usize,
    pub choices: usize,
    pub words: Words,
}

/// Words as they are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Words {
    /// In the text of beats.
    pub beats: usize,
    /// In what the reader chooses.
    pub choices: usize,
    /// In the reasons why choices are locked.
    pub reasons: usize,
    /// In echoes.
    pub echoes: usize,
}

impl Words {
    /// All of them.
    pub fn all(self) -> usize {
        self.beats + self.choices + self.reasons + self.echoes
    }
}

/// So many of the longest beats are named.
const LONGEST: usize = 5;

/// Measures a story.
pub fn measure(story: &Arc<Story>, options: Options) -> Statistics {
    let mut whole = Part { title: story.title().to_owned(), ..Part::default() };
    let mut chapters: Vec<(u16, Part)> = story
        .chapters()
        .iter()
        .map(|chapter| {
            let part = Part { id: Some(chapter.id.clone()), title: chapter.title.clone(), ..Part::default() };
            (chapter.number, part)
        })
        .collect();
    let mut elsewhere = Part::default();
    let mut scenes = Vec::new();
    let mut longest_beats = Vec::new();
    for scene in story.scenes() {
        let mut part = Part { id: Some(scene.name.clone()), title: scene.name.clone(), ..Part::default() };
        for beat in scene.beats() {
            let words = part.add_beat(story, beat);
            longest_beats.push((story.beat(beat).name.clone(), words));
        }
        whole.add(&part);
        scene.chapter.map_or(&mut elsewhere, |chapter| &mut chapters[chapter.index()].1).add(&part);
        scenes.push(part);
    }
    chapters.sort_by_key(|(number, _)| *number);
    let mut chapters: Vec<Part> = chapters.into_iter().map(|(_, part)| part).collect();
    if elsewhere.beats > 0 {
        chapters.push(elsewhere);
    }
    longest_beats.sort_by(|(a, more), (b, less)| less.cmp(more).then(a.cmp(b)));
    longest_beats.truncate(LONGEST);
    let endings = story.endings().iter().map(|ending| (ending.id.clone(), ending.title.clone())).collect();
    let (title, words_around) = (story.title().to_owned(), words_around(story));
    let sample = Sample::draw(story, options);
    Statistics { title, endings, whole, chapters, scenes, longest_beats, words_around, options, sample }
}

fn words_around(story: &Story) -> usize {
    let endings = story.endings().iter().flat_map(|ending| [&ending.title, &ending.hint, &ending.epilogue]);
    let titles = story.rumours().iter().map(|rumour| &rumour.title);
    let around = endings.chain(titles).map(|text| count_words(text)).sum::<usize>();
    let people = story.people().iter().map(|person| person.text);
    let codex = people.chain(story.rumours().iter().map(|rumour| rumour.text));
    around
        + codex.map(|text| story.words_written(text)).sum::<usize>()
        + [story.about(), story.content_note()].map(count_words).iter().sum::<usize>()
}

impl Part {
    fn add(&mut self, part: &Self) {
        self.beats += part.beats;
        self.choices += part.choices;
        self.words.beats += part.words.beats;
        self.words.choices += part.words.choices;
        self.words.reasons += part.words.reasons;
        self.words.echoes += part.words.echoes;
    }

    /// Counts a beat and its choices in. Gives the words of its own text.
    fn add_beat(&mut self, story: &Story, beat: BeatId) -> usize {
        let beat = story.beat(beat);
        let words = story.words_written(beat.text);
        self.beats += 1;
        self.words.beats += words;
        for choice in beat.exit.choices() {
            let [text, reason, echo] = story.words_of_choice(choice);
            self.choices += 1;
            self.words.choices += text;
            self.words.reasons += reason;
            self.words.echoes += echo;
        }
        words
    }
}
