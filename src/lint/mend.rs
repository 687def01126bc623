//! Carries out the fixes that are safe, round by round, until none is left.

use std::collections::BTreeMap;

use super::all;
use crate::diagnostic::{Diagnostic, FileId, Fix, Severity, line};
use crate::source::edit::{Edit, apply_to_bytes};
use crate::source::{Compiled, SourceFile, compile};

/// A fix may make room for another; so many rounds are made.
const MOST_ROUNDS: usize = 10;

/// A story after its safe fixes.
#[derive(Debug)]
pub struct Mended {
    /// All files, as they shall be.
    pub files: Vec<SourceFile>,
    /// What was carried out: each fix with the line of what it mends.
    pub done: Vec<(String, String)>,
    /// The story as it is then.
    pub compiled: Compiled,
    /// What is still told of it.
    pub left: Vec<Diagnostic>,
}

/// Carries out every safe fix of a story. Where two overlap, the second waits for the next round; a round that would bring new errors is not
/// made.
pub fn mend(files: &[SourceFile]) -> Mended {
    let compiled = compile(files);
    let left = all(&compiled);
    let mut mended = Mended { files: files.to_vec(), done: Vec::new(), compiled, left };
    for _ in 0..MOST_ROUNDS {
        match round(&mended) {
            Some(next) => mended = next,
            None => break,
        }
    }
    mended
}

fn round(before: &Mended) -> Option<Mended> {
    let (edits, carried_out) = safe_edits(before);
    if carried_out.is_empty() {
        return None;
    }
    let sources = &before.compiled.sources;
    let mut files = before.files.clone();
    for (file, edits) in edits {
        let changed = files.iter_mut().find(|changed| changed.path == sources.path(file))?;
        changed.bytes = apply_to_bytes(&changed.bytes, edits).ok()?;
    }
    let compiled = compile(&files);
    let left = all(&compiled);
    let errors = |told: &[Diagnostic]| told.iter().filter(|diagnostic| diagnostic.severity == Severity::Error).count();
    if errors(&left) > errors(&before.left) {
        return None;
    }
    let done = before.done.iter().cloned().chain(carried_out).collect();
    Some(Mended { files, done, compiled, left })
}

type Edits = BTreeMap<FileId, Vec<Edit>>;

/// The edits of all safe fixes that do not overlap, the first of each diagnostic; and words for them.
fn safe_edits(mended: &Mended) -> (Edits, Vec<(String, String)>) {
    let mut edits = Edits::new();
    let mut carried_out = Vec::new();
    for diagnostic in &mended.left {
        let Some(fix) = diagnostic.fixes.iter().find(|fix| fix.is_safe) else { continue };
        if overlaps(fix, &edits) {
            continue;
        }
        for (span, with) in &fix.edits {
            edits.entry(span.file).or_default().push(Edit::new(span.range(), with));
        }
        carried_out.push((fix.title.clone(), line(diagnostic, &mended.compiled.sources)));
    }
    (edits, carried_out)
}

/// Whether a fix touches what others change; side by side is too near as well.
fn overlaps(fix: &Fix, edits: &Edits) -> bool {
    fix.edits.iter().any(|(span, _)| {
        let others = edits.get(&span.file).into_iter().flatten();
        let range = span.range();
        others.into_iter().any(|other| other.range.start <= range.end && range.start <= other.range.end)
    })
}
