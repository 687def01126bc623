//! What tools keep for the next time; whoever deletes it loses nothing but time.

use std::path::{Path, PathBuf};

use etcetera::BaseStrategy;

use super::atomic;

/// Where a tool keeps something about the story in `folder`, or about the one inside the program: `bloodmark/<tool>/<hash of the folder>`
/// in the platform's folder for caches, which on Linux is `$XDG_CACHE_HOME` or `~/.cache`. None if there is no home folder.
pub fn cache_path(tool: &str, folder: Option<&Path>) -> Option<PathBuf> {
    let strategy = etcetera::choose_base_strategy().ok()?;
    let whole = folder.map(|folder| std::fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned()));
    let name = whole.map_or_else(String::new, |folder| folder.to_string_lossy().into_owned());
    let hash = blake3::hash(name.as_bytes()).to_hex();
    Some(strategy.cache_dir().join("bloodmark").join(tool).join(&hash[..32]))
}

/// What is kept there; none if nothing is, or it cannot be read.
pub fn read_cache(path: &Path) -> Option<String> {
    std::fs::read_to_string(path).ok()
}

/// Keeps a text there. If it cannot be kept, it is made again the next time.
pub fn write_cache(path: &Path, text: &str) {
    let written = path.parent().map_or(Ok(()), std::fs::create_dir_all).and_then(|()| match path.is_file() {
        true => atomic::overwrite(path, text.as_bytes()),
        false => atomic::create(path, text.as_bytes()),
    });
    // Whoever has no room for a cache does without.
    drop(written);
}

/// Tells this very program from any other, built earlier or later.
pub fn program_stamp() -> String {
    let program = std::env::current_exe().and_then(std::fs::metadata);
    let stamp = program.and_then(|metadata| Ok((metadata.len(), metadata.modified()?)));
    format!("{} {:?}", env!("CARGO_PKG_VERSION"), stamp.ok())
}
