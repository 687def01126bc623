//! Writes what a tool made where its user wants it.

use std::io;
use std::path::Path;

/// Writes a file, over the one that is there. Unlike a save it is not synced and leaves no backup: it can be made again.
///
/// # Errors
/// If it cannot be created or written.
pub fn write_file(path: &Path, bytes: &[u8]) -> io::Result<()> {
    std::fs::write(path, bytes)
}
