//! From the text of a story's files to a [`Story`]: RON, the span index beside it, and every mistake with its place.
//!
//! A file goes through these rooms in this order: `read` makes text of bytes, [`index`] finds where everything stands, `model` says
//! what may stand there, `salvage` reads it through serde and goes on after a fault, `expression` and `markup` read the small
//! languages inside strings, `names` knows what is declared, and `build` with `lower` puts the story together.
//!
//! The way back: [`edit`] changes a text and leaves every other byte as it is, [`layout`] lays it out as the house does; `gaps` knows
//! what stands between values.

#![deny(clippy::disallowed_methods, clippy::disallowed_types)]

mod ask;
mod asked;
mod build;
mod codex;
mod declare;
mod detours;
pub mod edit;
mod expression;
mod former;
mod gaps;
mod hash;
pub mod index;
pub mod layout;
mod lower;
mod markup;
mod model;
mod named;
mod names;
mod near;
mod outline;
mod place;
mod read;
mod rules;
mod salvage;
mod settings;
mod sketch;
mod typography;
mod written;

pub use ask::Wanted;
pub use expression::Fault as ExpressionFault;
pub use hash::story_hash;
pub use outline::{Outline, OutlineValue};
pub use place::At;
pub use salvage::ReadFile;
pub use settings::{Allow, Level, RuleSettings};
pub use written::{Mention, Role, Thing, Written};

use serde::de::DeserializeOwned;

use crate::diagnostic::{Diagnostic, FileId, Sources};
use crate::story::{Story, StoryState};

/// A file of a story as it lies on disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceFile {
    /// What messages call it. Its last part decides what it is: `story.ron`, or else a scene of that name.
    pub path: String,
    pub bytes: Vec<u8>,
}

impl SourceFile {
    /// A file called `path`.
    pub fn new(path: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        Self { path: path.into(), bytes: bytes.into() }
    }

    /// The last part of the path, without `.ron`.
    pub fn stem(&self) -> &str {
        let name = self.path.rsplit(['/', '\\']).next().unwrap_or(&self.path);
        name.strip_suffix(".ron").unwrap_or(name)
    }
}

/// What came of a story's files.
#[derive(Debug, Clone)]
pub struct Compiled {
    /// The story, if no diagnostic is an error.
    pub story: Option<Story>,
    /// The story as far as it could be read, if there are errors: broken names and conditions are filled with others. Not to be played.
    pub draft: Option<Story>,
    /// Every mistake, in the order of the files and of the places in them.
    pub diagnostics: Vec<Diagnostic>,
    /// What the diagnostics point into.
    pub sources: Sources,
    /// What the files say about lint rules.
    pub settings: RuleSettings,
    /// How the story stands in its files.
    pub written: Written,
}

impl Compiled {
    /// The story, or as much of it as could be read.
    pub fn story_or_draft(&self) -> Option<&Story> {
        self.story.as_ref().or(self.draft.as_ref())
    }
}

/// Compiles a story. One of the files is `story.ron`; each other is a scene. Never stops at the first mistake.
pub fn compile(files: &[SourceFile]) -> Compiled {
    let mut sources = Sources::default();
    let mut diagnostics = Vec::new();
    let mut files: Vec<&SourceFile> = files.iter().collect();
    files.sort_by(|a, b| a.path.cmp(&b.path));
    let read = salvage::read_all(&files, &mut sources, &mut diagnostics);
    let build::Built { story, mut written } = build::build(&read, &sources, &mut diagnostics);
    let settings = settings::settings(&read, &sources);
    for diagnostic in &mut diagnostics {
        diagnostic.fixes.extend(near::fix(diagnostic, &sources));
    }
    diagnostics.sort_by_key(|diagnostic| (diagnostic.primary, diagnostic.code));
    diagnostics.dedup();
    let salvage::ReadStory { declarations, scenes } = read;
    let scenes = scenes.into_iter().map(|(_, file)| (file.file, file.index)).collect();
    written.finish((declarations.file, declarations.index), scenes);
    let (story, draft) = match crate::diagnostic::has_errors(&diagnostics) {
        true => (None, story),
        false => (story, None),
    };
    Compiled { story, draft, diagnostics, sources, written, settings }
}

/// Takes one file in and finds where everything stands in it, without asking what it means. There is no index if the file is no text, or
/// its brackets or strings are not sound; the diagnostics say why. They also name keys that stand twice, which the index bears.
pub fn open(file: &SourceFile, sources: &mut Sources) -> (FileId, Option<index::Index>, Vec<Diagnostic>) {
    salvage::open(file, sources)
}

/// Asks a state a condition that is written as in a scene; beats are named in full, `visited.scene/beat`.
///
/// # Errors
/// If the condition cannot be read, or names what the story does not declare.
pub fn ask(condition: &str, story: &Story, state: &StoryState) -> Result<bool, ExpressionFault> {
    ask::ask(condition, story, state)
}

/// What effects, written as in a scene, would bring the things that they name to, each once: stats, then enums, then flags, in the order of
/// declaration. Nothing is changed.
///
/// # Errors
/// If an effect cannot be read, or names what the story does not declare.
pub fn wanted(effects: &str, story: &Story, state: &StoryState) -> Result<Vec<Wanted>, ExpressionFault> {
    ask::wanted(effects, story, state)
}

/// Reads a file that is no part of a story, such as a walkthrough, as far as it fits `T`. Every fault is a diagnostic.
pub fn read_file<T: DeserializeOwned>(
    file: &SourceFile,
    sources: &mut Sources,
    diagnostics: &mut Vec<Diagnostic>,
) -> ReadFile<T> {
    salvage::read_file(file, sources, diagnostics, salvage::salvage_whole)
}

/// What a condition written as for [`ask`] mentions, each with the bytes of the name alone: without `visited.` and `knows.`.
pub fn mentions_in(condition: &str, story: &Story) -> Vec<(Thing, std::ops::Range<usize>)> {
    asked::mentions_in(condition, story)
}

/// As [`mentions_in`], of effects.
pub fn mentions_in_effects(effects: &str, story: &Story) -> Vec<(Thing, std::ops::Range<usize>)> {
    asked::mentions_in_effects(effects, story)
}

/// The text of a file: without byte order mark, every line ended by LF alone; none if the bytes are not such text as a story may hold.
pub fn text_of(bytes: &[u8]) -> Option<String> {
    let (text, fault) = read::decode(bytes);
    fault.is_none().then_some(text)
}

/// Whether a name can be that of a scene, beat or choice; with `dots`, that of a stat, flag, enum or named condition.
///
/// # Errors
/// If it cannot; says why.
pub fn is_name(name: &str, dots: bool) -> Result<(), String> {
    names::is_name(name, dots)
}
