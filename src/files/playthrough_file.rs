//! Reads and writes single files that hold a playthrough: saves, walkthroughs, and the transcripts beside them.

use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::save::MAX_BYTES;
use super::story_files::read_bounded;

/// Why such a file cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum PlaythroughFileError {
    #[error("there is no file `{0}`")]
    NoFile(PathBuf),
    #[error("`{0}` is a folder; name a save or a walkthrough")]
    Folder(PathBuf),
    #[error("`{path}` cannot be read: {error}")]
    Unreadable { path: PathBuf, error: io::Error },
}

/// The bytes of a save or a walkthrough; of one longer than 64 MiB only the first. `-` is the standard input.
///
/// # Errors
/// If there is no such file or it cannot be read.
pub fn read_playthrough(path: &Path) -> Result<Vec<u8>, PlaythroughFileError> {
    let unreadable = |error| PlaythroughFileError::Unreadable { path: path.to_owned(), error };
    if path == Path::new("-") {
        let mut bytes = Vec::new();
        io::stdin().lock().take(MAX_BYTES).read_to_end(&mut bytes).map_err(unreadable)?;
        return Ok(bytes);
    }
    if path.is_dir() {
        return Err(PlaythroughFileError::Folder(path.to_owned()));
    }
    match read_bounded(path, MAX_BYTES) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Err(PlaythroughFileError::NoFile(path.to_owned())),
        read => read.map_err(unreadable),
    }
}
