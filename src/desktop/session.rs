//! What outlives a screen: the story's asset, its saves, and what was saved last.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use bevy::prelude::*;

use super::Options;
use crate::catalogue::Catalogue;
use crate::engine::StoryAsset;
use crate::files::{Memory, Progress, Resumed, SavesError, SlotId, data_folder, fresh_seed};
use crate::story::{self, Landing, Playthrough, Record, Story};

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
    /// Choices that were taken back.
    trail: story::Trail,
    /// What is taken up next is not the playthrough of every choice, which is kept beside it.
    is_of_slot: bool,
    folder: Option<PathBuf>,
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
        Self {
            story: Handle::default(),
            progress,
            saved,
            seed: options.seed,
            trail: story::Trail::default(),
            is_of_slot: false,
            folder: folder.map(Path::to_owned).or_else(|| data_folder(story.id()).ok()),
            notices,
        }
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
        self.is_of_slot = false;
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
        if std::mem::take(&mut self.is_of_slot) {
            self.progress.lands(landing);
        } else {
            self.progress.go_on(landing);
        }
    }

    /// A turn is shown: it is remembered, and so is the way to it.
    pub fn sees(&mut self, playthrough: &Playthrough) {
        self.trail.follow(playthrough);
        self.progress.note(playthrough);
    }

    /// The name of the choice that was taken back last, if the playthrough still stands before it.
    pub fn next_again(&self, playthrough: &Playthrough) -> Option<String> {
        self.trail.ahead(playthrough).first().map(|&name| name.to_owned())
    }

    /// Takes a save up.
    ///
    /// # Errors
    /// If there is none, or it cannot be used; nothing has changed then.
    pub fn load_slot(&mut self, id: &SlotId, story: &Arc<Story>) -> Result<Resumed, SavesError> {
        let resumed = self.progress.load_slot(id, story)?;
        self.is_of_slot = true;
        Ok(resumed)
    }

    /// Another playthrough is taken up than the one of every choice, which is put away at the next choice.
    pub fn leaves(&mut self) {
        self.progress.start_anew();
        self.is_of_slot = true;
    }

    /// The saves of the story.
    pub fn progress(&self) -> &Progress {
        &self.progress
    }

    /// What was seen in all playthroughs.
    pub fn memory(&self) -> &Memory {
        self.progress.memory()
    }

    /// Where files of the player's go unless they say otherwise.
    pub fn folder(&self) -> PathBuf {
        self.folder.clone().unwrap_or_default()
    }

    /// The story has changed under the playthrough.
    pub fn lands(&mut self, landing: &Landing) {
        self.progress.lands(landing);
    }

    /// Sentences for the player that were not taken yet.
    pub fn take_notices(&mut self, words: &Catalogue) -> Vec<String> {
        let mut notices = std::mem::take(&mut self.notices);
        notices.append(&mut self.progress.take_notices_in(words));
        notices
    }
}
