//! Slots: every save of a story in one list, and those that the player writes, names, copies and deletes.

use std::fs;
use std::path::{Path, PathBuf};

use super::{EARLIER, Loaded, Saves, SavesError, backup, read, rename};
use crate::files::save::{Save, encode_save};
use crate::files::write_file;
use crate::telling::Card;

/// Which save of a story. It names a file of its folder and nothing outside.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SlotId(String);

/// How a save came to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SlotKind {
    /// Written at every choice.
    Auto,
    /// Written by one key.
    Quick,
    /// Written under a name.
    Named,
    /// A playthrough before the current one, counted from 1.
    Earlier(usize),
}

/// A save in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slot {
    pub id: SlotId,
    pub kind: SlotKind,
    /// What the player calls it; empty unless it is named.
    pub name: String,
    /// When it was written, in seconds since 1970; 0 if that is not known.
    pub written: u64,
    pub card: Card,
    /// Why it cannot be loaded, if so; nothing else is known of it then.
    pub fault: Option<String>,
}

const AUTO: &str = "autosave";
const QUICK: &str = "quick";
const NAMED: &str = "slot-";
const EARLIER_PREFIX: &str = "earlier-";
/// Longer names are cut in the name of the file.
const LONGEST_SLUG: usize = 40;

impl SlotId {
    /// The save of every choice.
    pub fn auto() -> Self {
        Self(AUTO.to_owned())
    }

    /// The one quick save.
    pub fn quick() -> Self {
        Self(QUICK.to_owned())
    }

    /// How it came to be.
    pub fn kind(&self) -> SlotKind {
        let number = self.0.strip_prefix(EARLIER_PREFIX).and_then(|number| number.parse().ok());
        match (self.0.as_str(), number) {
            (AUTO, _) => SlotKind::Auto,
            (QUICK, _) => SlotKind::Quick,
            (_, Some(number)) => SlotKind::Earlier(number),
            _ => SlotKind::Named,
        }
    }

    /// The save in a file of this name, if it is one of ours.
    fn of_file(file: &str) -> Option<Self> {
        let stem = file.strip_suffix(".save")?;
        let earlier = stem.strip_prefix(EARLIER_PREFIX).and_then(|number| number.parse().ok());
        let is_earlier = earlier.is_some_and(|number| (1..=EARLIER).contains(&number));
        let is_ours = stem == AUTO || stem == QUICK || is_earlier || stem.starts_with(NAMED);
        is_ours.then(|| Self(stem.to_owned()))
    }
}

impl Saves {
    fn slot_path(&self, id: &SlotId) -> PathBuf {
        self.folder.join(format!("{}.save", id.0))
    }

    /// Every save: the one of every choice, the quick one, those with names, the newest first, and then the playthroughs before.
    pub fn slots(&self, story_id: &str) -> Vec<Slot> {
        let entries = fs::read_dir(&self.folder).into_iter().flatten().flatten();
        let ids = entries.filter_map(|entry| SlotId::of_file(entry.file_name().to_str()?));
        let mut slots: Vec<Slot> = ids.filter_map(|id| self.slot(id, story_id)).collect();
        slots.sort_by_cached_key(|slot| (slot.kind, std::cmp::Reverse(slot.written), slot.id.clone()));
        slots
    }

    fn slot(&self, id: SlotId, story_id: &str) -> Option<Slot> {
        let path = self.slot_path(&id);
        // What `load` would give, without mending anything.
        let found = match read(&path, story_id) {
            Err(fault) => read(&backup(&path), story_id).ok().flatten().ok_or(fault),
            Ok(save) => Ok(save?),
        };
        let kind = id.kind();
        Some(match found {
            Ok(Save { name, written, card, .. }) => {
                let written = if written == 0 { modified(&path) } else { written };
                Slot { id, kind, name, written, card, fault: None }
            }
            Err(fault) => {
                let name = id.0.strip_prefix(NAMED).unwrap_or_default().to_owned();
                Slot { id, kind, name, written: modified(&path), card: Card::default(), fault: Some(fault.to_string()) }
            }
        })
    }

    /// Reads a save, or the one before it in the same place if it is damaged, which is then kept aside.
    ///
    /// # Errors
    /// If there is none, or it cannot be used.
    pub fn load_slot(&self, id: &SlotId, story_id: &str) -> Result<Loaded, SavesError> {
        self.load_from(&self.slot_path(id), story_id)?.ok_or_else(|| SavesError::NoSlot(id.0.clone()))
    }

    /// Writes the quick save.
    ///
    /// # Errors
    /// If it cannot be written; the one before it is still there then.
    pub fn quick_save(&self, save: &Save) -> Result<(), SavesError> {
        self.write(self.slot_path(&SlotId::quick()), save)
    }

    /// The save that the player calls so, if there is one.
    pub fn find_named(&self, name: &str, story_id: &str) -> Option<SlotId> {
        let named =
            self.slots(story_id).into_iter().filter(|slot| slot.kind == SlotKind::Named && slot.fault.is_none());
        named.into_iter().find(|slot| slot.name == name.trim()).map(|slot| slot.id)
    }

    /// Writes a save under its name, over the one that the player calls so, and over no other.
    ///
    /// # Errors
    /// If its name is empty or it cannot be written; the one before it is still there then.
    pub fn save_named(&self, save: &Save) -> Result<SlotId, SavesError> {
        let id = match self.find_named(&save.name, &save.story) {
            Some(id) => id,
            None => self.free_slot(&save.name)?,
        };
        let save = Save { name: save.name.trim().to_owned(), ..save.clone() };
        self.write(self.slot_path(&id), &save)?;
        Ok(id)
    }

    /// A slot that nothing lies in, for a name.
    fn free_slot(&self, name: &str) -> Result<SlotId, SavesError> {
        if name.trim().is_empty() {
            return Err(SavesError::NoName);
        }
        let slug = slug(name);
        let ids = (1..).map(|number| match number {
            1 => SlotId(format!("{NAMED}{slug}")),
            _ => SlotId(format!("{NAMED}{slug}-{number}")),
        });
        let is_free = |id: &SlotId| !self.slot_path(id).exists() && !backup(&self.slot_path(id)).exists();
        Ok(ids.into_iter().find(is_free).expect("there are more numbers than files"))
    }

    /// Copies a save to a slot with this name.
    ///
    /// # Errors
    /// If it cannot be read or written, or there is one of that name.
    pub fn copy_slot(&self, id: &SlotId, name: &str, story_id: &str) -> Result<SlotId, SavesError> {
        let save = self.load_slot(id, story_id)?.save;
        self.save_new(Save { name: name.trim().to_owned(), ..save })
    }

    /// Gives a named save another name. Its file stays, so that nothing is lost on the way.
    ///
    /// # Errors
    /// If it cannot be read or written, there is one of that name, or it is not a named one.
    pub fn rename_slot(&self, id: &SlotId, name: &str, story_id: &str) -> Result<(), SavesError> {
        let name = name.trim();
        if id.kind() != SlotKind::Named {
            return Err(SavesError::KeptByItself);
        }
        if name.is_empty() {
            return Err(SavesError::NoName);
        }
        if self.find_named(name, story_id).is_some_and(|other| other != *id) {
            return Err(SavesError::NameTaken(name.to_owned()));
        }
        let save = self.load_slot(id, story_id)?.save;
        self.write(self.slot_path(id), &Save { name: name.to_owned(), ..save })
    }

    /// Deletes a save and the one before it in the same place. That of every choice cannot be deleted.
    ///
    /// # Errors
    /// If there is none, or it cannot be deleted.
    pub fn delete_slot(&self, id: &SlotId) -> Result<(), SavesError> {
        self.check_lock()?;
        if id.kind() == SlotKind::Auto {
            return Err(SavesError::KeptByItself);
        }
        let path = self.slot_path(id);
        if !path.exists() && !backup(&path).exists() {
            return Err(SavesError::NoSlot(id.0.clone()));
        }
        for path in [backup(&path), path] {
            match fs::remove_file(&path) {
                Err(error) if path.exists() => return Err(SavesError::Unwritable { path, error }),
                _ => {}
            }
        }
        Ok(())
    }

    /// Writes a save to a file anywhere, over the one that is there.
    ///
    /// # Errors
    /// If it cannot be read or written.
    pub fn export_slot(&self, id: &SlotId, to: &Path, story_id: &str) -> Result<(), SavesError> {
        let save = self.load_slot(id, story_id)?.save;
        write_file(to, encode_save(&save).as_bytes())
            .map_err(|error| SavesError::Unwritable { path: to.to_owned(), error })
    }

    /// Takes a save in from a file anywhere, under the name that it has, or else that of the file; a number is added if there is one
    /// of that name.
    ///
    /// # Errors
    /// If it cannot be read, is of another story, or cannot be written.
    pub fn import_slot(&self, from: &Path, story_id: &str) -> Result<SlotId, SavesError> {
        let save = read(from, story_id)?.ok_or_else(|| SavesError::NoSlot(from.display().to_string()))?;
        let stem = from.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        let name = if save.name.is_empty() { stem } else { save.name.clone() };
        let names = (1..).map(|number: u32| if number == 1 { name.clone() } else { format!("{name} {number}") });
        let is_free = |name: &String| self.find_named(name, story_id).is_none();
        let name = names.into_iter().find(is_free).expect("there are more numbers than files");
        self.save_new(Save { name, ..save })
    }

    fn save_new(&self, save: Save) -> Result<SlotId, SavesError> {
        match self.find_named(&save.name, &save.story) {
            Some(_) => Err(SavesError::NameTaken(save.name)),
            None => self.save_named(&save),
        }
    }

    pub(super) fn move_earlier(&self) -> Result<(), SavesError> {
        for number in (1..EARLIER).rev() {
            let from = self.earlier_path(number);
            if from.exists() {
                rename(&from, &self.earlier_path(number + 1))?;
            }
        }
        Ok(())
    }

    pub(super) fn earlier_path(&self, number: usize) -> PathBuf {
        self.slot_path(&SlotId(format!("{EARLIER_PREFIX}{number}")))
    }
}

/// Small letters and digits of a name, with `-` between its words.
fn slug(name: &str) -> String {
    let name: String =
        name.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { ' ' }).collect();
    let slug = name.split_whitespace().collect::<Vec<_>>().join("-");
    let slug = slug[..slug.len().min(LONGEST_SLUG)].trim_end_matches('-').to_owned();
    if slug.is_empty() { "save".to_owned() } else { slug }
}

/// When a file was changed, in seconds since 1970; 0 if that is not known.
fn modified(path: &Path) -> u64 {
    let modified = path.metadata().and_then(|metadata| metadata.modified()).ok();
    let since = modified.and_then(|time| time.duration_since(std::time::UNIX_EPOCH).ok());
    since.map_or(0, |since| since.as_secs())
}
