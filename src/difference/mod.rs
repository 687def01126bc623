//! Two versions of a story: what was added, taken away, renamed and changed, and what becomes of playthroughs that were saved between.

#![deny(clippy::disallowed_methods, clippy::disallowed_types)]

mod change;
mod item;
mod json;
mod report;
mod saves;

use std::collections::BTreeMap;
use std::sync::Arc;

pub use change::{Change, FieldChange, Kind};
pub use json::json;
pub use report::report;
pub use saves::{Example, Fate, Saves};

use self::item::items;
use crate::diagnostic::Sources;
use crate::story::Story;

/// A story and the files it was compiled from.
#[derive(Debug, Clone)]
pub struct Version {
    pub story: Arc<Story>,
    pub sources: Sources,
}

/// Which playthroughs to try.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// How many, at least 1.
    pub runs: u32,
    /// The same seed gives the same playthroughs.
    pub seed: u64,
    /// None makes more choices than this.
    pub most_choices: u32,
}

impl Default for Options {
    fn default() -> Self {
        Self { runs: 200, seed: 0, most_choices: 1000 }
    }
}

/// How a story differs from an earlier version of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The titles before and after.
    pub titles: [String; 2],
    /// By section, those of `story.ron` first; then scenes, beats and choices.
    pub changes: Vec<Change>,
    /// Words as written, by chapter; `None` stands for the scenes of no chapter. Chapters that are gone come last.
    pub words: Vec<(Option<String>, [usize; 2])>,
    pub saves: Saves,
}

/// Compares `after` with `before`.
pub fn compare(before: &Version, after: &Version, options: Options) -> Difference {
    let changes = change::changes(items(&before.sources), items(&after.sources));
    let saves = Saves::draw(&before.story, &after.story, &changes, options);
    let words = words(&before.story, &after.story, &changes);
    let titles = [before, after].map(|version| version.story.title().to_owned());
    Difference { titles, changes, words, saves }
}

fn words(before: &Story, after: &Story, changes: &[Change]) -> Vec<(Option<String>, [usize; 2])> {
    let [mut old, new] = [before, after].map(words_by_chapter);
    for change in changes.iter().filter(|change| change.section == "chapters") {
        if let Kind::Renamed { from, .. } = &change.kind
            && let Some(count) = old.remove(&Some(from.clone()))
        {
            old.insert(Some(change.name.clone()), count);
        }
    }
    let order = after.chapters().iter().map(|chapter| Some(chapter.id.clone())).chain([None]);
    let mut words: Vec<_> = order
        .map(|id| {
            let counts = [old.remove(&id), new.get(&id).copied()];
            (id, counts.map(Option::unwrap_or_default))
        })
        .collect();
    words.extend(old.into_iter().map(|(id, count)| (id, [count, 0])));
    words.retain(|(_, counts)| *counts != [0, 0]);
    words
}

fn words_by_chapter(story: &Story) -> BTreeMap<Option<String>, usize> {
    let mut words = BTreeMap::new();
    for scene in story.scenes() {
        let chapter = scene.chapter.map(|chapter| story.chapter(chapter).id.clone());
        let count: &mut usize = words.entry(chapter).or_default();
        for beat in scene.beats().map(|beat| story.beat(beat)) {
            let choices = beat.exit.choices().flat_map(|choice| story.words_of_choice(choice));
            *count += story.words_written(beat.text) + choices.sum::<usize>();
        }
    }
    words
}
