//! What went wrong with files, as players are told: the same sentences as the errors' own, which are English.

use super::{FoldersError, Notice, SaveFault, SavesError, SettingsError};

impl From<&SavesError> for Notice {
    fn from(error: &SavesError) -> Self {
        match error {
            SavesError::Unwritable { path, error } => Self::unwritable(path, error),
            SavesError::Unreadable { path, error } => Self::unreadable(path, error),
            SavesError::Unusable { path, fault } => {
                Self::new("files-unusable").with("path", path.display()).with_notice("fault", fault.into())
            }
            SavesError::InUse => Self::new("files-in-use"),
            SavesError::NoSlot(name) => Self::new("files-no-slot").with("name", name),
            SavesError::NoHome => Self::new("files-no-home"),
            SavesError::NoName => Self::new("files-no-name"),
            SavesError::NameTaken(name) => Self::new("files-name-taken").with("name", name),
            SavesError::KeptByItself => Self::new("files-kept-by-itself"),
        }
    }
}

impl From<&SaveFault> for Notice {
    fn from(fault: &SaveFault) -> Self {
        match fault {
            SaveFault::NotASave => Self::new("files-not-a-save"),
            SaveFault::TooNew(version) => Self::new("files-newer-save").with("version", version),
            SaveFault::Damaged(why) => Self::new("files-damaged").with("why", why),
            SaveFault::OtherStory(story) => Self::new("files-other-story").with("story", story),
        }
    }
}

impl From<&FoldersError> for Notice {
    fn from(error: &FoldersError) -> Self {
        match error {
            FoldersError::NoHome => Self::new("files-no-folder"),
        }
    }
}

impl From<&SettingsError> for Notice {
    fn from(error: &SettingsError) -> Self {
        match error {
            SettingsError::NoHome(error) => error.into(),
            SettingsError::Unwritable { path, error } => Self::unwritable(path, error),
        }
    }
}
