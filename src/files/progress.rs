//! Keeps the playthrough saved, whatever plays it: what was saved before is never lost to a new one.

mod slots;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{Memory, Notice, Saves, data_folder};
use crate::catalogue::Catalogue;
use crate::story::{Landing, Playthrough, Record, Story};

/// The saves of the story that is played.
#[derive(Debug)]
pub struct Progress {
    /// The story's id as it was when the saves were opened: an edited title does not part a writer from them.
    story_id: String,
    saves: Option<Saves>,
    /// What the autosave holds is not the playthrough that is played: it is put away before it would be overwritten.
    is_foreign: bool,
    /// The seed of the playthrough that the autosave holds, if it was looked at.
    seed_on_disk: Option<u64>,
    memory: Memory,
    has_told: bool,
    notices: Vec<Notice>,
}

/// A playthrough that was saved, taken up again.
#[derive(Debug)]
pub struct Resumed {
    pub playthrough: Playthrough,
    /// How exactly.
    pub landing: Landing,
    /// As it was saved.
    pub record: Record,
    /// Set if the newest save was damaged and this is the one before it; says what was wrong.
    pub instead_of: Option<String>,
}

impl Progress {
    /// The saves of a story in the platform's folder. Where there is none, nothing is saved, which a notice tells.
    pub fn open(story_id: &str) -> Self {
        match data_folder(story_id) {
            Ok(folder) => Self::open_in(&folder, story_id),
            Err(error) => Self {
                story_id: story_id.to_owned(),
                saves: None,
                is_foreign: true,
                seed_on_disk: None,
                memory: Memory::blank(),
                has_told: true,
                notices: vec![Notice::new("files-not-saved").with_notice("why", (&error).into())],
            },
        }
    }

    /// The saves in a folder.
    pub fn open_in(folder: &Path, story_id: &str) -> Self {
        let saves = Saves::open(folder);
        let memory = Memory::open(folder, saves.may_write());
        Self {
            story_id: story_id.to_owned(),
            saves: Some(saves),
            is_foreign: true,
            seed_on_disk: None,
            memory,
            has_told: false,
            notices: Vec::new(),
        }
    }

    /// The playthrough that was saved last, unless it has ended. Why a save cannot be used is told in a notice; it is kept.
    pub fn load(&mut self, story: &Arc<Story>) -> Option<Resumed> {
        let loaded = match self.saves.as_ref()?.load(&self.story_id) {
            Ok(loaded) => loaded?,
            Err(error) => {
                self.notices.push(Notice::new("files-new-playthrough").with_notice("why", (&error).into()));
                return None;
            }
        };
        let record = loaded.save.record;
        self.seed_on_disk = Some(record.seed);
        let (playthrough, landing) = Playthrough::resume(Arc::clone(story), &record);
        self.memory.note_all(&playthrough);
        if playthrough.has_ended() {
            return None;
        }
        Some(Resumed { playthrough, landing, record, instead_of: loaded.instead_of })
    }

    /// From here on the playthrough that is played is the one that was loaded, and may replace it.
    pub fn go_on(&mut self, landing: &Landing) {
        self.is_foreign = false;
        self.lands(landing);
    }

    /// The playthrough that is played has nothing to do with the one that is saved.
    pub fn start_anew(&mut self) {
        self.is_foreign = true;
    }

    /// The story has changed under the playthrough: if choices were lost, what is saved is kept beside it.
    pub fn lands(&mut self, landing: &Landing) {
        self.is_foreign |= matches!(landing, Landing::Cut { .. });
    }

    /// What was seen of the story in all playthroughs.
    pub fn memory(&self) -> &Memory {
        &self.memory
    }

    /// Remembers the turn that a playthrough shows. To be called at the first turn and wherever nothing is saved; [`Self::save`] does it too.
    pub fn note(&mut self, playthrough: &Playthrough) {
        self.memory.note(playthrough);
    }

    /// Saves, and remembers what is shown. What goes wrong is told in a notice, once, and play goes on; whether it was saved.
    pub fn save(&mut self, playthrough: &Playthrough, story_hash: &str) -> bool {
        self.memory.note(playthrough);
        let Some(saves) = &self.saves else { return false };
        let save = self.save_of(playthrough, story_hash, "");
        let put_away = if self.is_foreign { saves.put_away() } else { Ok(()) };
        self.is_foreign &= put_away.is_err();
        match put_away.and_then(|()| saves.autosave(&save)) {
            Ok(()) => {
                self.has_told = false;
                self.seed_on_disk = Some(playthrough.seed());
            }
            Err(_) if self.has_told => return false,
            Err(error) => {
                self.has_told = true;
                self.notices.push(Notice::new("files-not-saved").with_notice("why", (&error).into()));
                return false;
            }
        }
        true
    }

    /// Sentences for the reader that were not taken yet, oldest first, in English.
    pub fn take_notices(&mut self) -> Vec<String> {
        self.take_notices_in(&Catalogue::default())
    }

    /// As [`Self::take_notices`], in any language.
    pub fn take_notices_in(&mut self, words: &Catalogue) -> Vec<String> {
        let notices = std::mem::take(&mut self.notices).into_iter();
        let mut said: Vec<String> = notices.map(|notice| notice.say(words)).collect();
        said.append(&mut self.memory.take_notices_in(words));
        said
    }

    /// Where the playthrough is kept, if it is.
    pub fn saved_at(&self) -> Option<PathBuf> {
        let saves = self.saves.as_ref()?;
        (!self.has_told && !self.is_foreign).then(|| saves.autosave_path())
    }
}
