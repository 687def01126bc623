//! The saves of one story: the autosave, its backup, the playthroughs before it, and the slots that the player names.

mod slots;

pub use slots::{Slot, SlotId, SlotKind};

use std::fs::{self, File, TryLockError};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::atomic::{backup, replace, sweep};
use super::save::{MAX_BYTES, Save, SaveFault, decode_save, encode_save};

/// Why saving or loading failed. Nothing was lost.
#[derive(Debug, thiserror::Error)]
pub enum SavesError {
    #[error("`{path}` cannot be written: {error}")]
    Unwritable { path: PathBuf, error: io::Error },
    #[error("`{path}` cannot be read: {error}")]
    Unreadable { path: PathBuf, error: io::Error },
    #[error("`{path}` cannot be used: {fault}")]
    Unusable { path: PathBuf, fault: SaveFault },
    #[error("the game is open a second time, so this one does not save")]
    InUse,
    #[error("there is no save `{0}`")]
    NoSlot(String),
    #[error("there is no home folder; set HOME, or XDG_DATA_HOME to a folder for saves")]
    NoHome,
    #[error("a save needs a name")]
    NoName,
    #[error("there is a save `{0}` already")]
    NameTaken(String),
    #[error("the save of this playthrough is kept by itself")]
    KeptByItself,
}

/// A save that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loaded {
    pub save: Save,
    /// Set if the newest save was damaged and this is the one before it; says what was wrong.
    pub instead_of: Option<String>,
}

/// The folder of a story's saves.
#[derive(Debug)]
pub struct Saves {
    folder: PathBuf,
    /// Held as long as the game runs; without it this is the second game on the same saves.
    lock: Option<File>,
    is_in_use: bool,
}

/// So many playthroughs before the current one are kept.
const EARLIER: usize = 9;

impl Saves {
    /// Opens the folder, and makes it if need be. If another game holds it, loading works and saving does not.
    pub fn open(folder: &Path) -> Self {
        let lock = open_lock(folder).ok();
        // File systems that know no locks do without.
        let is_in_use = lock.as_ref().is_some_and(|file| matches!(file.try_lock(), Err(TryLockError::WouldBlock)));
        let lock = lock.filter(|_| !is_in_use);
        if lock.is_some() {
            sweep(folder);
        }
        Self { folder: folder.to_owned(), lock, is_in_use }
    }

    /// Where the autosave lies.
    pub fn autosave_path(&self) -> PathBuf {
        self.folder.join("autosave.save")
    }

    /// Writes the autosave.
    ///
    /// # Errors
    /// If it cannot be written; the one before it is still there then.
    pub fn autosave(&self, save: &Save) -> Result<(), SavesError> {
        self.write(self.autosave_path(), save)
    }

    fn write(&self, path: PathBuf, save: &Save) -> Result<(), SavesError> {
        self.check_lock()?;
        replace(&path, encode_save(save).as_bytes()).map_err(|error| SavesError::Unwritable { path, error })
    }

    /// Whether this is the game that saves, and not a second one.
    pub fn may_write(&self) -> bool {
        self.lock.is_some()
    }

    /// The folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    fn check_lock(&self) -> Result<(), SavesError> {
        if self.lock.is_some() {
            return Ok(());
        }
        if self.is_in_use {
            return Err(SavesError::InUse);
        }
        let late = || io::Error::other("it could not be written when the game was started");
        let error = open_lock(&self.folder).err().unwrap_or_else(late);
        Err(SavesError::Unwritable { path: self.folder.clone(), error })
    }

    /// Reads the autosave of a story, or the one before it if the newest is damaged, which is then kept aside.
    ///
    /// # Errors
    /// If there is one but it cannot be used: neither it nor its backup can be read, or it is of another story or a newer version.
    pub fn load(&self, story_id: &str) -> Result<Option<Loaded>, SavesError> {
        self.load_from(&self.autosave_path(), story_id)
    }

    fn load_from(&self, path: &Path, story_id: &str) -> Result<Option<Loaded>, SavesError> {
        let fault = match read(path, story_id) {
            Ok(save) => return Ok(save.map(|save| Loaded { save, instead_of: None })),
            Err(error @ SavesError::Unusable { fault: SaveFault::Damaged(_) | SaveFault::NotASave, .. }) => error,
            Err(error) => return Err(error),
        };
        match read(&backup(path), story_id) {
            Ok(Some(save)) => {
                self.mend(path);
                Ok(Some(Loaded { save, instead_of: Some(fault.to_string()) }))
            }
            _ => Err(fault),
        }
    }

    /// Copies a damaged save aside for whoever can mend it and puts its backup in its place, so that the next save does not take the
    /// damaged one for a backup. Best effort: where that fails, both are still where they were.
    fn mend(&self, path: &Path) {
        // A pipe would never be copied.
        if self.lock.is_some() && path.is_file() && fs::copy(path, path.with_added_extension("damaged")).is_ok() {
            let _ = fs::rename(backup(path), path);
        }
    }

    /// Puts the autosave away for a new playthrough, as the first of nine earlier ones.
    ///
    /// # Errors
    /// If it cannot be renamed.
    pub fn put_away(&self) -> Result<(), SavesError> {
        let path = self.autosave_path();
        if !path.exists() {
            return Ok(());
        }
        self.check_lock()?;
        self.move_earlier()?;
        rename(&path, &self.earlier_path(1))
    }
}

fn open_lock(folder: &Path) -> io::Result<File> {
    fs::create_dir_all(folder)?;
    File::options().write(true).create(true).truncate(false).open(folder.join("lock"))
}

fn rename(from: &Path, to: &Path) -> Result<(), SavesError> {
    fs::rename(from, to).map_err(|error| SavesError::Unwritable { path: to.to_owned(), error })
}

/// Reads one save; `None` if there is no file.
fn read(path: &Path, story_id: &str) -> Result<Option<Save>, SavesError> {
    let unusable = |fault| SavesError::Unusable { path: path.to_owned(), fault };
    let unreadable = |error| SavesError::Unreadable { path: path.to_owned(), error };
    // A pipe or a device would never end.
    match path.metadata() {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(unreadable(error)),
        Ok(metadata) if !metadata.is_file() => return Err(unusable(SaveFault::NotASave)),
        Ok(_) => {}
    }
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(unreadable)?;
    file.take(MAX_BYTES).read_to_end(&mut bytes).map_err(unreadable)?;
    let save = decode_save(&bytes).map_err(unusable)?;
    if save.story != story_id {
        return Err(unusable(SaveFault::OtherStory(save.story)));
    }
    Ok(Some(save))
}
