//! Notices that a story's files have changed.

use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::story_files::scene_paths;

/// Watches a story's folder: its files by name, size and time of change. Asked again and again instead of told by the system, since
/// editors that save by renaming, network folders and new files are sometimes not told; a look costs some microseconds.
#[derive(Debug)]
pub struct Watch {
    folder: PathBuf,
    seen: Vec<Seen>,
}

type Seen = (PathBuf, u64, Option<SystemTime>);

impl Watch {
    /// Watches `folder` from now on.
    pub fn new(folder: &Path) -> Self {
        Self { folder: folder.to_owned(), seen: look(folder) }
    }

    /// Whether anything has changed since this was last asked.
    pub fn has_changed(&mut self) -> bool {
        let now = look(&self.folder);
        let changed = now != self.seen;
        self.seen = now;
        changed
    }
}

fn look(folder: &Path) -> Vec<Seen> {
    let paths = scene_paths(folder).unwrap_or_default();
    let seen = paths.into_iter().filter_map(|path| {
        let metadata = path.metadata().ok()?;
        Some((path, metadata.len(), metadata.modified().ok()))
    });
    seen.collect()
}
