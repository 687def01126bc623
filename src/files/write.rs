//! Writes what a tool made where its user wants it.

use std::io;
use std::path::Path;

use super::atomic;

/// Writes a file, over the one that is there: at every moment the old or the new one is there, whole. A device or a pipe is written as it
/// is.
///
/// # Errors
/// If it cannot be written; the old one is still there then.
pub fn write_file(path: &Path, bytes: &[u8]) -> io::Result<()> {
    match path.metadata() {
        Ok(metadata) if metadata.is_file() => atomic::overwrite(path, bytes),
        Err(error) if error.kind() == io::ErrorKind::NotFound => atomic::create(path, bytes),
        _ => std::fs::write(path, bytes),
    }
}
