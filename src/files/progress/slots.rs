//! The player's own saves: written, taken up and looked after.

use std::path::Path;
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use super::{Progress, Resumed};
use crate::files::{Save, Saves, SavesError, Slot, SlotId};
use crate::story::{Playthrough, Story};

impl Progress {
    fn own_saves(&self) -> Result<&Saves, SavesError> {
        self.saves.as_ref().ok_or(SavesError::NoHome)
    }

    /// A save of a playthrough, made now.
    pub(super) fn save_of(&self, playthrough: &Playthrough, story_hash: &str, name: &str) -> Save {
        let written = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
        let name = name.trim().to_owned();
        Save { name, written, ..Save::of(playthrough, &self.story_id, story_hash) }
    }

    /// Every save: see [`Saves::slots`].
    pub fn slots(&self) -> Vec<Slot> {
        self.saves.as_ref().map(|saves| saves.slots(&self.story_id)).unwrap_or_default()
    }

    /// Writes the quick save.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn quick_save(&self, playthrough: &Playthrough, story_hash: &str) -> Result<(), SavesError> {
        self.own_saves()?.quick_save(&self.save_of(playthrough, story_hash, ""))
    }

    /// Writes a save under a name, over the one of that name.
    ///
    /// # Errors
    /// If the name is empty, or it cannot be written.
    pub fn save_named(&self, name: &str, playthrough: &Playthrough, story_hash: &str) -> Result<SlotId, SavesError> {
        self.own_saves()?.save_named(&self.save_of(playthrough, story_hash, name))
    }

    /// The save that the player calls so.
    pub fn find_named(&self, name: &str) -> Option<SlotId> {
        self.saves.as_ref()?.find_named(name, &self.story_id)
    }

    /// Takes a save up, to be played from here on. The playthrough that was played until now is put away at the next choice, unless the
    /// save is of that playthrough itself.
    ///
    /// # Errors
    /// If there is none, or it cannot be used; nothing has changed then.
    pub fn load_slot(&mut self, id: &SlotId, story: &Arc<Story>) -> Result<Resumed, SavesError> {
        let loaded = self.own_saves()?.load_slot(id, &self.story_id)?;
        let record = loaded.save.record;
        let (playthrough, landing) = Playthrough::resume(Arc::clone(story), &record);
        self.memory.note_all(&playthrough);
        self.is_foreign = self.seed_on_disk != Some(record.seed);
        self.lands(&landing);
        Ok(Resumed { playthrough, landing, record, instead_of: loaded.instead_of })
    }

    /// Copies a save to a new one of this name.
    ///
    /// # Errors
    /// If it cannot be read or written, or there is one of that name.
    pub fn copy_slot(&self, id: &SlotId, name: &str) -> Result<SlotId, SavesError> {
        self.own_saves()?.copy_slot(id, name, &self.story_id)
    }

    /// Gives a named save another name.
    ///
    /// # Errors
    /// If it cannot be read or written, or there is one of that name.
    pub fn rename_slot(&self, id: &SlotId, name: &str) -> Result<(), SavesError> {
        self.own_saves()?.rename_slot(id, name, &self.story_id)
    }

    /// Deletes a save. That of every choice cannot be deleted.
    ///
    /// # Errors
    /// If there is none, or it cannot be deleted.
    pub fn delete_slot(&self, id: &SlotId) -> Result<(), SavesError> {
        self.own_saves()?.delete_slot(id)
    }

    /// Writes a save to a file anywhere.
    ///
    /// # Errors
    /// If it cannot be read or written.
    pub fn export_slot(&self, id: &SlotId, to: &Path) -> Result<(), SavesError> {
        self.own_saves()?.export_slot(id, to, &self.story_id)
    }

    /// Takes a save in from a file anywhere: see [`Saves::import_slot`].
    ///
    /// # Errors
    /// If it cannot be read, is of another story, or cannot be written.
    pub fn import_slot(&self, from: &Path) -> Result<SlotId, SavesError> {
        self.own_saves()?.import_slot(from, &self.story_id)
    }
}
