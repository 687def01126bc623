//! Gives a thing of a story another name: every mention follows, and what was saved under the old name is still understood.

#![deny(clippy::disallowed_methods, clippy::disallowed_types)]

mod find;
mod former;
mod walkthroughs;

use std::collections::BTreeMap;
use std::sync::Arc;

pub use find::NameFault;

use crate::diagnostic::FileId;
use crate::source::edit::{Edit, EditFault, apply_to_bytes};
use crate::source::{Compiled, Role, SourceFile, Thing, compile};

/// A story with the new name in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Renamed {
    /// What was renamed, as in "the beat `hall/door`".
    pub what: String,
    /// The new name, in the same form as `what` names the old.
    pub new: String,
    /// The files that are other than before.
    pub files: Vec<ChangedFile>,
    /// How many mentions follow, walkthroughs included.
    pub mentions: usize,
    /// Readers are shown the name itself: that of a word, where prose says `{enum}`.
    pub is_shown: bool,
    /// Walkthroughs that the story does not follow to their end, and so may still say the old name.
    pub not_followed: Vec<String>,
}

/// A file that is other than before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangedFile {
    pub path: String,
    /// What the file is called now, if its name has changed: that of a scene is the scene's.
    pub new_path: Option<String>,
    pub bytes: Vec<u8>,
}

/// Why nothing was renamed.
#[derive(Debug, thiserror::Error)]
pub enum RenameFault {
    /// A broken story may hold mentions that cannot be read.
    #[error("the story has errors; mend them first, so that no mention is missed")]
    Broken(Box<Compiled>),
    #[error(transparent)]
    Name(#[from] NameFault),
    #[error("`{path}` cannot be changed: {fault}")]
    Edit { path: String, fault: EditFault },
    /// Our own bug: the story would be broken afterwards.
    #[error("nothing was changed, since the story would have been broken by it: {0}")]
    Internal(String),
}

/// Renames `old` to `new` in a story's files and its walkthroughs.
///
/// `old` is a stat, a flag, an enum, a named condition, a scene, an ending, a chapter or a person by its name; `scene/beat`;
/// `scene/beat/choice`; `knows.rumour`; or `enum=word`. Where a name stands for several things, `stat:`, `scene:` and the like in front say
/// which is meant.
///
/// # Errors
/// If the story has errors, there is no such thing or more than one, or the new name is taken or cannot be one. Nothing is written in any
/// case: that is for the caller.
pub fn rename(files: &[SourceFile], walkthroughs: &[SourceFile], old: &str, new: &str) -> Result<Renamed, RenameFault> {
    let compiled = compile(files);
    let Some(story) = &compiled.story else { return Err(RenameFault::Broken(Box::new(compiled))) };
    let (thing, name) = find::find(story, old)?;
    let new = find::check_new(story, thing, &name, new)?;
    let mut edits: BTreeMap<FileId, Vec<Edit>> = BTreeMap::new();
    let mentions = compiled.written.mentions().iter().filter(|mention| mention.thing == thing);
    for mention in mentions {
        edits.entry(mention.span.file).or_default().push(Edit::new(mention.span.range(), &new.name));
    }
    let mut followed = edits.values().map(Vec::len).sum();
    for (file, edit) in former::edits(&compiled, story, thing, &name, &new.name)? {
        edits.entry(file).or_default().push(edit);
    }
    let mut changed = Vec::new();
    let scene_file = match thing {
        Thing::Scene(scene) => Some(compiled.written.scene_file(scene)),
        _ => None,
    };
    for (file, edits) in edits {
        let path = compiled.sources.path(file);
        let renamed = (scene_file == Some(file)).then(|| sibling(path, &new.name));
        changed.extend(changed_file(files, path, renamed, edits)?);
    }
    let story = Arc::new(story.clone());
    let mut not_followed = Vec::new();
    for file in walkthroughs {
        let found = walkthroughs::edits(file, &story, thing, &new.name);
        if !found.is_followed {
            not_followed.push(file.path.clone());
        }
        followed += found.edits.len();
        if !found.edits.is_empty() {
            changed.extend(changed_file(walkthroughs, &file.path, None, found.edits)?);
        }
    }
    check(files, &changed)?;
    let what = format!("{} `{}`", find::kind(thing), name.full);
    let is_shown = match thing {
        Thing::Word(id, _) => {
            compiled.written.mentions().iter().any(|m| m.thing == Thing::Enum(id) && m.role == Role::Shows)
        }
        _ => false,
    };
    Ok(Renamed { what, new: new.full, files: changed, mentions: followed, is_shown, not_followed })
}

fn changed_file(
    files: &[SourceFile],
    path: &str,
    new_path: Option<String>,
    edits: Vec<Edit>,
) -> Result<Option<ChangedFile>, RenameFault> {
    let Some(file) = files.iter().find(|file| file.path == path) else { return Ok(None) };
    let bytes = apply_to_bytes(&file.bytes, edits);
    let bytes = bytes.map_err(|fault| RenameFault::Edit { path: path.to_owned(), fault })?;
    Ok(Some(ChangedFile { path: path.to_owned(), new_path, bytes }))
}

/// The path of the scene `name` beside another file.
fn sibling(path: &str, name: &str) -> String {
    let folder = path.rfind(['/', '\\']).map_or("", |at| &path[..=at]);
    format!("{folder}{name}.ron")
}

/// Makes sure that the story is still sound.
fn check(files: &[SourceFile], changed: &[ChangedFile]) -> Result<(), RenameFault> {
    let after = files.iter().map(|file| match changed.iter().find(|changed| changed.path == file.path) {
        Some(ChangedFile { path, new_path, bytes }) => {
            SourceFile::new(new_path.as_ref().unwrap_or(path), bytes.clone())
        }
        None => file.clone(),
    });
    let compiled = compile(&after.collect::<Vec<_>>());
    match (compiled.story, compiled.diagnostics.first()) {
        (None, Some(fault)) => Err(RenameFault::Internal(crate::diagnostic::line(fault, &compiled.sources))),
        _ => Ok(()),
    }
}
