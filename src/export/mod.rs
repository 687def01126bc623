//! A story in other forms: a manuscript to proof-read, and Twee 3 for Twine.

#![deny(clippy::disallowed_methods, clippy::disallowed_types)]

mod manuscript;
mod twee;

pub use manuscript::manuscript;
pub use twee::twee;

use crate::lines::wrap;

/// A story in another form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exported {
    pub text: String,
    /// What the other form has no place for, in the order of the story.
    pub not_carried: Vec<NotCarried>,
}

/// Something that is lost on the way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotCarried {
    /// `scene/beat`, or `story.ron`.
    pub place: String,
    /// What stands there, by its path in the scene format: `people.ada`.
    pub construct: String,
    /// What becomes of it.
    pub note: String,
}

/// One line or more for each kind of loss at one place, at most 80 columns wide, indented by `indent`.
pub fn list(not_carried: &[NotCarried], indent: &str) -> Vec<String> {
    let alike = not_carried.chunk_by(|a, b| (&a.place, &a.note) == (&b.place, &b.note));
    let lines = alike.flat_map(|alike| {
        let constructs: Vec<String> = alike.iter().map(|missing| format!("`{}`", missing.construct)).collect();
        let NotCarried { place, note, .. } = &alike[0];
        let text = format!("{place}, {}: {note}", constructs.join(", "));
        wrap(&text, &format!("{indent}- "), &format!("{indent}  "))
    });
    lines.collect()
}
