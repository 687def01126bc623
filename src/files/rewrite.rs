//! Writes changed files of a story: all of them, or none.

use std::io;
use std::path::{Path, PathBuf};

use super::atomic;

/// A file that is to become other than it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rewrite {
    pub path: PathBuf,
    /// What it was read as: if it holds something else by now, somebody else has changed it, and nothing is written.
    pub before: Vec<u8>,
    pub after: Vec<u8>,
    /// Where it lies afterwards, if that is another place.
    pub moves_to: Option<PathBuf>,
}

/// Why no file was changed.
#[derive(Debug, thiserror::Error)]
pub enum RewriteError {
    #[error("`{0}` was changed by something else in the meantime; nothing was written")]
    Changed(PathBuf),
    #[error("there is a `{0}` already; nothing was written")]
    InTheWay(PathBuf),
    #[error("`{path}` cannot be written: {error}; everything is as it was")]
    Unwritten { path: PathBuf, error: io::Error },
}

/// Writes the files, each so that at every moment the old or the new one is there, whole. If one cannot be written, those before it are put
/// back.
///
/// # Errors
/// If a file has changed since it was read, or cannot be written.
pub fn rewrite(rewrites: &[Rewrite]) -> Result<(), RewriteError> {
    for Rewrite { path, before, moves_to, .. } in rewrites {
        if std::fs::read(path).ok().as_ref() != Some(before) {
            return Err(RewriteError::Changed(path.clone()));
        }
        if let Some(target) = moves_to.as_ref().filter(|target| target.exists()) {
            return Err(RewriteError::InTheWay(target.clone()));
        }
    }
    for (written, one) in rewrites.iter().enumerate() {
        if let Err(error) = write(one) {
            rewrites[..=written].iter().rev().for_each(put_back);
            return Err(RewriteError::Unwritten { path: one.path.clone(), error });
        }
    }
    Ok(())
}

fn write(one: &Rewrite) -> io::Result<()> {
    match &one.moves_to {
        None => atomic::overwrite(&one.path, &one.after),
        Some(target) => {
            atomic::create(target, &one.after)?;
            std::fs::remove_file(&one.path)
        }
    }
}

/// Best effort: what could be written a moment ago can mostly be written again.
fn put_back(one: &Rewrite) {
    let holds = |path: &Path, bytes: &[u8]| std::fs::read(path).is_ok_and(|found| found == bytes);
    if !holds(&one.path, &one.before) {
        let _ = atomic::overwrite(&one.path, &one.before).or_else(|_| atomic::create(&one.path, &one.before));
    }
    if let Some(target) = one.moves_to.as_ref().filter(|target| holds(target, &one.after)) {
        let _ = std::fs::remove_file(target);
    }
}
