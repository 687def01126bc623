//! What outlives a screen: the story's asset, its saves, and what was saved last.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use bevy::prelude::*;

use super::Options;
use crate::engine::StoryAsset;
use crate::files::{Memory, Progress, fresh_seed};
use crate::story::{Landing, Playthrough, Record, Story};

/// Without any event the window sleeps this long.
pub(super) const LONGEST_SLEEP: Duration = Duration::from_secs(3600);

/// Story and saves.
#[derive(Resource)]
pub(super) struct Session {
    pub story: Handle<StoryAsset>,
    progress: Progress,
    /// The playthrough that can be continued.
    saved: Option<Record>,
    /// For the next new playthrough.
    seed: Option<u64>,
    notices: Vec<String>,
}

impl Session {
    /// Opens the saves of a story, in a folder or in the platform's. Asked for a new playthrough, it offers none to continue; the saved one is kept all the same.
    pub fn open(options: &Options, story: &Arc<Story>, folder: Option<&Path>) -> Self {
        let mut progress =
            folder.map_or_else(|| Progress::open(story.id()), |folder| Progress::open_in(folder, story.id()));
        let is_asked_for_new = options.new || options.seed.is_some();
        let resumed = if is_asked_for_new { None } else { progress.load(story) };
        let mut notices = Vec::new();
        let saved = resumed.map(|resumed| {
            notices.extend(resumed.instead_of.map(|fault| format!("{fault}; the save before it is used.")));
            resumed.record
        });
        Self { story: Handle::default(), progress, saved, seed: options.seed, notices }
    }

    /// What was seen of the story in all playthroughs.
    pub fn memory(&self) -> &Memory {
        self.progress.memory()
    }

    /// The playthrough that can be continued.
    pub fn saved_record(&self) -> Option<Record> {
        self.saved.clone()
    }

    /// Whether a playthrough can be continued.
    pub fn offers_to_continue(&self) -> bool {
        self.saved.is_some()
    }

    /// A new playthrough begins. Gives its seed.
    pub fn start_anew(&mut self) -> u64 {
        self.progress.start_anew();
        self.seed.take().unwrap_or_else(fresh_seed)
    }

    /// Saves a playthrough. What goes wrong is told by [`Self::take_notices`], once.
    pub fn save(&mut self, playthrough: &Playthrough, story_hash: &str) {
        if self.progress.save(playthrough, story_hash) {
            self.saved = (!playthrough.has_ended()).then(|| playthrough.record());
        }
    }

    /// The playthrough that was saved is taken up.
    pub fn goes_on(&mut self, landing: &Landing) {
        self.progress.go_on(landing);
    }

    /// The story has changed under the playthrough.
    pub fn lands(&mut self, landing: &Landing) {
        self.progress.lands(landing);
    }

    /// Sentences for the player that were not taken yet.
    pub fn take_notices(&mut self) -> Vec<String> {
        let mut notices = std::mem::take(&mut self.notices);
        notices.append(&mut self.progress.take_notices());
        notices
    }
}
