//! Replaces a file so that at every moment either the old or the new one is there, whole.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Writes `bytes` to `path`: into a new file beside it, synced, the old one kept as its backup, then renamed over it.
///
/// # Errors
/// If any step fails; the old file is still there then.
pub(super) fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    through_temporary(path, bytes, |_| keep_backup(path))
}

/// Writes `bytes` to the file that is at `path`, as [`replace`] does but without a backup. A link stays one, and so do the permissions.
///
/// # Errors
/// If there is no such file, or any step fails; the old file is still there then.
pub(super) fn overwrite(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let path = fs::canonicalize(path)?;
    let permissions = fs::metadata(&path)?.permissions();
    through_temporary(&path, bytes, |temporary| fs::set_permissions(temporary, permissions))
}

/// Writes a file that is not there yet; at every moment all of it is there, or nothing.
///
/// # Errors
/// If any step fails.
pub(super) fn create(path: &Path, bytes: &[u8]) -> io::Result<()> {
    through_temporary(path, bytes, |_| Ok(()))
}

/// Writes a new file beside `path`, synced, does what else there is to do, and renames it over `path`.
fn through_temporary(path: &Path, bytes: &[u8], prepare: impl FnOnce(&Path) -> io::Result<()>) -> io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let temporary = temporary(path);
    let written = write_synced(&temporary, bytes).and_then(|()| {
        prepare(&temporary)?;
        fs::rename(&temporary, path)
    });
    if let Err(error) = written {
        // Best effort: what is left over is swept at the next start.
        let _ = fs::remove_file(&temporary);
        return Err(error);
    }
    sync_folder(folder)
}

/// Where the version before the last is kept.
pub(super) fn backup(path: &Path) -> PathBuf {
    path.with_added_extension("bak")
}

fn temporary(path: &Path) -> PathBuf {
    path.with_added_extension(format!("{}.tmp", std::process::id()))
}

/// Deletes temporary files that a killed process left beside `path`'s file.
pub(super) fn sweep(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for path in entries.filter_map(|entry| Some(entry.ok()?.path())) {
        if path.extension().is_some_and(|extension| extension == "tmp") {
            // Best effort: a leftover costs nothing but room.
            let _ = fs::remove_file(path);
        }
    }
}

fn write_synced(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).create(true).truncate(true).open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// Makes the file at `path` its own backup too. The backup before it is there until this one is whole.
fn keep_backup(path: &Path) -> io::Result<()> {
    let fresh = path.with_added_extension("bak.tmp");
    remove_if_there(&fresh)?;
    match fs::hard_link(path, &fresh) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        // A file system without hard links.
        Err(_) => fs::copy(path, &fresh).map(drop)?,
        Ok(()) => {}
    }
    fs::rename(&fresh, backup(path))?;
    // Where both already were the same file, renaming has left the new name.
    remove_if_there(&fresh)
}

fn remove_if_there(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// Makes the rename itself last. Platforms that cannot open folders do without.
fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}
