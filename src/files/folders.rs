//! Where saves are kept.

use std::path::PathBuf;

use etcetera::BaseStrategy;

/// Why there is no place for saves.
#[derive(Debug, thiserror::Error)]
pub enum FoldersError {
    #[error("there is no home folder, so nothing can be saved; set HOME, or XDG_DATA_HOME to a folder for saves")]
    NoHome,
}

/// The player's home folder, if the platform names one.
pub fn home_folder() -> Option<PathBuf> {
    etcetera::home_dir().ok()
}

/// The folder for what belongs to one story: `bloodmark/<story id>` in the platform's folder for application data, which on Linux is
/// `$XDG_DATA_HOME` or `~/.local/share`. It may not exist yet.
///
/// # Errors
/// If the platform names no home folder.
pub fn data_folder(story_id: &str) -> Result<PathBuf, FoldersError> {
    let strategy = etcetera::choose_base_strategy().map_err(|_| FoldersError::NoHome)?;
    Ok(strategy.data_dir().join("bloodmark").join(story_id))
}
