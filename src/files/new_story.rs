//! Starts a story: the files of the lighthouse in a folder of their own, under another title.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::embedded::embedded_lighthouse;

/// A story that was started.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewStory {
    /// Made from the name of the folder.
    pub title: String,
    /// What was written, in the order of the names.
    pub files: Vec<PathBuf>,
}

/// Why a story could not be started. Nothing is left behind.
#[derive(Debug, thiserror::Error)]
pub enum NewStoryError {
    #[error("`{0}` cannot name a story: use letters, digits, spaces, `-` and `_`, with at least one letter or digit")]
    BadName(String),
    #[error("`{0}` is a file; name a folder that is not there yet")]
    IsAFile(PathBuf),
    #[error("`{0}` holds files already; name a folder that is empty or not there yet")]
    NotEmpty(PathBuf),
    #[error("`{path}` cannot be written: {error}")]
    Unwritable { path: PathBuf, error: io::Error },
}

/// The title that stands in the file.
const LIGHTHOUSE_TITLE: &str = r#"title: "The Lighthouse""#;

/// Starts a story in `folder`, which is made if it is not there.
///
/// # Errors
/// If its name makes no title, if it is not empty, or if it cannot be written.
pub fn new_story(folder: &Path) -> Result<NewStory, NewStoryError> {
    let title = title_of(folder)?;
    if folder.is_file() {
        return Err(NewStoryError::IsAFile(folder.to_owned()));
    }
    let unwritable = |path: &Path| {
        let path = path.to_owned();
        move |error| NewStoryError::Unwritable { path, error }
    };
    let was_there = folder.is_dir();
    if was_there && fs::read_dir(folder).map_err(unwritable(folder))?.next().is_some() {
        return Err(NewStoryError::NotEmpty(folder.to_owned()));
    }
    let mut files = Vec::new();
    match write_all(folder, &title, &mut files) {
        Ok(()) => {
            files.sort();
            Ok(NewStory { title, files })
        }
        Err((path, error)) => {
            sweep(folder, was_there, &files);
            Err(unwritable(&path)(error))
        }
    }
}

fn write_all(folder: &Path, title: &str, files: &mut Vec<PathBuf>) -> Result<(), (PathBuf, io::Error)> {
    for file in embedded_lighthouse() {
        let path = folder.join(&file.path);
        let parent = path.parent().unwrap_or(folder);
        fs::create_dir_all(parent).map_err(|error| (parent.to_owned(), error))?;
        let text = String::from_utf8_lossy(&file.bytes).replacen(LIGHTHOUSE_TITLE, &format!(r#"title: "{title}""#), 1);
        files.push(path.clone());
        fs::write(&path, text).map_err(|error| (path, error))?;
    }
    Ok(())
}

/// Takes back what was written. Best effort: what refuses to be written often refuses to be deleted.
fn sweep(folder: &Path, was_there: bool, files: &[PathBuf]) {
    for path in files {
        let _ = fs::remove_file(path);
    }
    let _ = fs::remove_dir(folder.join("walkthroughs"));
    if !was_there {
        let _ = fs::remove_dir(folder);
    }
}

/// `my_story` is "My Story". Nothing that would need escapes in RON, or that a reader could not see.
fn title_of(folder: &Path) -> Result<String, NewStoryError> {
    // Names such as `.` stand for another.
    let whole = if folder.file_name().is_none() { folder.canonicalize().ok() } else { None };
    let name = whole.as_deref().unwrap_or(folder).file_name();
    let shown = name.unwrap_or(folder.as_os_str()).to_string_lossy().into_owned();
    let is_good = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '_' | '-' | '.' | ',' | '\'' | '!' | '?' | '&');
    if name.is_none() || !shown.chars().all(is_good) || !shown.contains(char::is_alphanumeric) {
        return Err(NewStoryError::BadName(shown));
    }
    let words = shown.split(['_', ' ', '-']).filter(|word| !word.is_empty()).map(capitalized);
    Ok(words.collect::<Vec<_>>().join(" "))
}

fn capitalized(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}
