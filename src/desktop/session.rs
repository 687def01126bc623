//! What outlives a screen: the story's asset, its saves, and what was saved last.

use std::sync::Arc;
use std::time::Duration;

use bevy::prelude::*;

use super::Options;
use crate::engine::StoryAsset;
use crate::files::{Save, Saves, data_folder, fresh_seed};
use crate::story::{Playthrough, Record, Story};

/// Without any event the window sleeps this long.
pub(super) const LONGEST_SLEEP: Duration = Duration::from_secs(3600);

/// Story and saves.
#[derive(Resource)]
pub(super) struct Session {
    pub story: Handle<StoryAsset>,
    saves: Option<Saves>,
    saved: Option<Save>,
    seed: Option<u64>,
    /// The playthrough that was saved is not the one that is played: it is put away before the first save.
    is_new: bool,
    /// Whether the story opens where it was left, without the title screen's question.
    asked_for_new: bool,
    /// What went wrong while opening, to be told once.
    pub opening_notices: Vec<String>,
    told: Option<String>,
}

impl Session {
    /// Opens the saves of a story. Without a folder for them nothing is saved, which is told.
    pub fn open(options: &Options, story: &Arc<Story>) -> Self {
        let mut session = Self {
            story: Handle::default(),
            saves: None,
            saved: None,
            seed: options.seed,
            is_new: false,
            asked_for_new: options.new || options.seed.is_some(),
            opening_notices: Vec::new(),
            told: None,
        };
        match data_folder(story.id()) {
            Ok(folder) => session.load(Saves::open(&folder), story),
            Err(error) => session.opening_notices.push(error.to_string()),
        }
        session
    }

    fn load(&mut self, saves: Saves, story: &Arc<Story>) {
        match saves.load(story.id()) {
            Ok(Some(loaded)) => {
                if let Some(fault) = loaded.instead_of {
                    self.opening_notices.push(format!("{fault}; the save before it is used"));
                }
                let (playthrough, _) = Playthrough::resume(Arc::clone(story), &loaded.save.record);
                self.saved = (!playthrough.has_ended()).then_some(loaded.save);
                self.is_new = self.saved.is_none();
            }
            Ok(None) => {}
            Err(error) => {
                self.opening_notices.push(error.to_string());
                self.is_new = true;
            }
        }
        self.saves = Some(saves);
    }

    /// The playthrough that can be continued.
    pub fn saved_record(&self) -> Option<Record> {
        self.saved.as_ref().map(|save| save.record.clone())
    }

    /// Whether a playthrough can be continued, and was not declined on the command line.
    pub fn offers_to_continue(&self) -> bool {
        self.saved.is_some() && !self.asked_for_new
    }

    /// A new playthrough begins. Gives its seed.
    pub fn start_anew(&mut self) -> u64 {
        self.is_new = true;
        self.seed.take().unwrap_or_else(fresh_seed)
    }

    /// Saves a playthrough. What went wrong is given once, not at every choice.
    pub fn save(&mut self, playthrough: &Playthrough, story_hash: &str) -> Option<String> {
        let saves = self.saves.as_ref()?;
        let story = playthrough.story().id().to_owned();
        let save = Save { story, story_hash: story_hash.to_owned(), record: playthrough.record() };
        let put_away = if self.is_new { saves.put_away() } else { Ok(()) };
        let saved = put_away.and_then(|()| saves.autosave(&save));
        match saved {
            Ok(()) => {
                (self.is_new, self.asked_for_new, self.told) = (false, false, None);
                self.saved = (!playthrough.has_ended()).then_some(save);
                None
            }
            Err(error) => {
                let error = error.to_string();
                let is_known = self.told.as_ref() == Some(&error);
                self.told = Some(error.clone());
                (!is_known).then(|| format!("not saved: {error}"))
            }
        }
    }
}
