//! Reads the files of a story.

use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::embedded::embedded_story;
use crate::source::SourceFile;

/// Where a story comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StorySource {
    /// Inside the program.
    Embedded,
    Folder(PathBuf),
}

/// Why a story's files cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum StoryFilesError {
    #[error("there is no folder `{0}`")]
    NoFolder(PathBuf),
    #[error("`{0}` is a file; name the folder of the story")]
    NotAFolder(PathBuf),
    #[error("`{path}` cannot be read: {error}")]
    Unreadable { path: PathBuf, error: io::Error },
}

/// Where the game's own story lies in a checkout.
const SHIPPED: &str = "scenes/blood_marked_alpha";

/// Files longer than this are not read to the end; the loader refuses them.
const MAX_BYTES: u64 = (8 << 20) + 1;

impl StorySource {
    /// The folder asked for; or else, in a checkout, the game's own; or else the one inside the program.
    pub fn pick(asked: Option<&Path>) -> Self {
        match asked {
            Some(folder) => Self::Folder(folder.to_owned()),
            None if Path::new(SHIPPED).join("story.ron").is_file() => Self::Folder(SHIPPED.into()),
            None => Self::Embedded,
        }
    }

    /// The folder that can be watched.
    pub fn folder(&self) -> Option<&Path> {
        match self {
            Self::Embedded => None,
            Self::Folder(folder) => Some(folder),
        }
    }

    /// Reads `story.ron` and every scene. An empty folder gives no files; the loader says what is missing.
    ///
    /// # Errors
    /// If the folder or a file in it cannot be read.
    pub fn read(&self) -> Result<Vec<SourceFile>, StoryFilesError> {
        match self {
            Self::Embedded => Ok(embedded_story()),
            Self::Folder(folder) => read_folder(folder, "ron"),
        }
    }

    /// Reads the story's walkthroughs, if it has any. The story inside the program comes without.
    ///
    /// # Errors
    /// If one of them cannot be read.
    pub fn read_walkthroughs(&self) -> Result<Vec<SourceFile>, StoryFilesError> {
        match self.folder().map(|folder| folder.join("walkthroughs")) {
            Some(folder) if folder.is_dir() => read_folder(&folder, "ron"),
            _ => Ok(Vec::new()),
        }
    }

    /// Reads the transcripts that are kept beside the walkthroughs, `walkthroughs/<name>.txt`, sorted by name.
    ///
    /// # Errors
    /// If the folder or a file in it cannot be read.
    pub fn read_transcripts(&self) -> Result<Vec<SourceFile>, StoryFilesError> {
        match self.folder().map(|folder| folder.join("walkthroughs")) {
            Some(folder) if folder.is_dir() => read_folder(&folder, "txt"),
            _ => Ok(Vec::new()),
        }
    }
}

fn read_folder(folder: &Path, extension: &str) -> Result<Vec<SourceFile>, StoryFilesError> {
    let paths = paths_in(folder, extension)?;
    let read = |path: PathBuf| {
        let bytes = read_bounded(&path, MAX_BYTES).map_err(|error| unreadable(&path, error))?;
        Ok(SourceFile::new(path.display().to_string(), bytes))
    };
    paths.into_iter().map(read).collect()
}

/// The first so many bytes of a file.
pub(super) fn read_bounded(path: &Path, most: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    std::fs::File::open(path)?.take(most).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The `.ron` files of a folder, sorted.
pub(super) fn scene_paths(folder: &Path) -> Result<Vec<PathBuf>, StoryFilesError> {
    paths_in(folder, "ron")
}

/// The files of a folder with this extension, sorted. Hidden ones are those that editors keep beside a file, and are left out.
fn paths_in(folder: &Path, wanted: &str) -> Result<Vec<PathBuf>, StoryFilesError> {
    if folder.is_file() {
        return Err(StoryFilesError::NotAFolder(folder.to_owned()));
    }
    if !folder.is_dir() {
        return Err(StoryFilesError::NoFolder(folder.to_owned()));
    }
    let entries = std::fs::read_dir(folder).map_err(|error| unreadable(folder, error))?;
    let mut paths = Vec::new();
    for entry in entries {
        let path = entry.map_err(|error| unreadable(folder, error))?.path();
        let is_wanted = path.extension().is_some_and(|extension| extension == wanted);
        let is_hidden = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
        if is_wanted && !is_hidden && path.is_file() {
            paths.push(path);
        }
    }
    paths.sort();
    Ok(paths)
}

fn unreadable(path: &Path, error: io::Error) -> StoryFilesError {
    StoryFilesError::Unreadable { path: path.to_owned(), error }
}
