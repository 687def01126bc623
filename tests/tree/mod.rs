//! The folders and files of test data, in order.

use std::path::{Path, PathBuf};

/// The folders in a folder of this repository, sorted.
pub fn folders(parent: &str) -> Vec<PathBuf> {
    let parent = Path::new(env!("CARGO_MANIFEST_DIR")).join(parent);
    let mut found = entries(&parent);
    found.retain(|path| path.is_dir());
    assert!(!found.is_empty(), "there are no folders in {}", parent.display());
    found
}

/// The files in a folder, sorted.
pub fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = entries(folder);
    found.retain(|path| path.is_file());
    assert!(!found.is_empty(), "there are no files in {}", folder.display());
    found
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = folder.read_dir().unwrap().map(|entry| entry.unwrap().path()).collect();
    found.sort();
    found
}
