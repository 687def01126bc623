//! How much of a story a reader has walked: chapter by chapter, without a word of what they have not met.

use std::collections::BTreeSet;

use super::state::numbered;
use crate::catalogue::Catalogue;
use crate::story::{BeatId, ChapterId, ChoiceId, EndingId, Story};

/// What was walked of one chapter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChapterPaths {
    /// The number of the chapter; 0 for what belongs to none.
    pub number: u16,
    /// Empty as long as nothing of it was seen, and where it has none.
    pub title: String,
    /// How many of its beats were seen, and how many it has; at least one.
    pub seen: usize,
    pub beats: usize,
    /// Choices of beats that were seen which nobody ever took.
    pub closed_doors: usize,
}

impl ChapterPaths {
    /// In whole percent; 100 only when all was seen.
    pub fn percent(&self) -> usize {
        self.seen * 100 / self.beats.max(1)
    }

    /// The line for a list: "Chapter 2: The Den, 40 % seen, 3 doors closed".
    pub fn line(&self, words: &Catalogue) -> String {
        let chapter = match self.number {
            0 => words.say("paths-between"),
            number => numbered(words, number, &self.title),
        };
        if self.seen == 0 {
            return words.say_with("paths-unseen", &[("chapter", (&chapter).into())]);
        }
        let values = [("chapter", (&chapter).into()), ("percent", self.percent().into())];
        let seen = words.say_with("paths-seen", &values);
        if self.closed_doors == 0 {
            return seen;
        }
        format!("{seen}, {}", words.say_with("paths-doors", &[("count", self.closed_doors.into())]))
    }
}

/// The chapters in the order of declaration, and last what belongs to none.
pub fn paths(story: &Story, seen: &BTreeSet<BeatId>, taken: &BTreeSet<ChoiceId>) -> Vec<ChapterPaths> {
    let chapters = (0..).map(ChapterId).take(story.chapters().len()).map(Some).chain([None]);
    let of = |chapter: Option<ChapterId>| {
        let scenes = story.scenes().iter().filter(|scene| scene.chapter == chapter);
        let beats: Vec<BeatId> = scenes.flat_map(|scene| scene.beats()).collect();
        let walked: Vec<BeatId> = beats.iter().copied().filter(|beat| seen.contains(beat)).collect();
        let choices = walked.iter().flat_map(|&beat| story.beat(beat).exit.choices());
        let chapter = chapter.map(|chapter| story.chapter(chapter));
        ChapterPaths {
            number: chapter.map_or(0, |chapter| chapter.number),
            title: chapter.filter(|_| !walked.is_empty()).map(|chapter| chapter.title.clone()).unwrap_or_default(),
            seen: walked.len(),
            beats: beats.len(),
            closed_doors: choices.filter(|choice| !taken.contains(choice)).count(),
        }
    };
    chapters.map(of).filter(|chapter| chapter.beats > 0).collect()
}

/// An ending in the gallery.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EndingSeen {
    /// How many playthroughs ended so; as long as none did, title and last line are empty.
    pub times: usize,
    pub title: String,
    pub epilogue: String,
}

/// All endings in the order of declaration. `times` says how many playthroughs ended so.
pub fn endings(story: &Story, times: impl Fn(EndingId) -> usize) -> Vec<EndingSeen> {
    let one = |(id, ending): (u32, &crate::story::Ending)| match times(EndingId(id)) {
        0 => EndingSeen { times: 0, title: String::new(), epilogue: String::new() },
        times => EndingSeen { times, title: ending.title.clone(), epilogue: ending.epilogue.clone() },
    };
    (0..).zip(story.endings()).map(one).collect()
}
