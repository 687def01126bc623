//! Reads files through serde, and goes on after a fault: the item that holds it is blanked out and the rest is read again.

mod missing;
mod wording;

use std::ops::Range;

use serde::de::DeserializeOwned;

use super::SourceFile;
use super::index::{Index, Kind, NodeId};
use super::model::{Beat, SceneFile, StoryFile};
use super::read::decode;
use super::sketch::story_file;
use crate::diagnostic::{Diagnostic, FileId, Sources, Span};

/// The files of a story as far as they could be read.
pub(super) struct ReadStory {
    /// `story.ron`.
    pub declarations: ReadFile<StoryFile>,
    /// Sorted by name.
    pub scenes: Vec<(String, ReadFile<SceneFile>)>,
}

/// One file: its index if brackets and strings are sound, its content as far as it fits the model.
#[derive(Debug)]
pub struct ReadFile<T> {
    pub file: FileId,
    pub index: Option<Index>,
    pub content: Option<T>,
}

/// Reads every file of a story.
pub(super) fn read_all(files: &[&SourceFile], sources: &mut Sources, diagnostics: &mut Vec<Diagnostic>) -> ReadStory {
    let mut declarations = None;
    let mut scenes = Vec::new();
    for file in files {
        if file.stem() == "story" {
            declarations = Some(read_file(file, sources, diagnostics, salvage_whole));
        } else {
            scenes.push((file.stem().to_owned(), read_file(file, sources, diagnostics, salvage_scene)));
        }
    }
    let declarations = declarations.unwrap_or_else(|| no_declarations(files, sources, diagnostics));
    if sources.text(declarations.file).trim().is_empty() {
        let readable = scenes.iter().filter_map(|(name, scene)| Some((name.as_str(), scene.content.as_ref()?)));
        let of_file = diagnostics.iter_mut().find(|fault| fault.primary.file == declarations.file);
        if let (Some(fault), Some(text)) = (of_file, story_file(readable)) {
            fault.hint = Some(format!("with your own titles and ranges, write in it `{text}`"));
        }
    }
    ReadStory { declarations, scenes }
}

fn no_declarations(
    files: &[&SourceFile],
    sources: &mut Sources,
    diagnostics: &mut Vec<Diagnostic>,
) -> ReadFile<StoryFile> {
    let folder = files.first().and_then(|file| file.path.rsplit_once('/')).map(|(folder, _)| format!("{folder}/"));
    let file = sources.add(folder.unwrap_or_default() + "story.ron", "");
    diagnostics.push(
        Diagnostic::error("no-story-file", "there is no `story.ron` in this folder", sources.span(file, 0..0))
            .hint("a story needs one; it holds at least `(title: \"…\", start: \"scene/beat\")`"),
    );
    ReadFile { file, index: None, content: None }
}

pub(super) type Salvage<T> = fn(&str, &Index, &mut dyn FnMut(Diagnostic), &dyn Fn(Range<usize>) -> Span) -> Option<T>;

pub(super) fn read_file<T: DeserializeOwned>(
    file: &SourceFile,
    sources: &mut Sources,
    diagnostics: &mut Vec<Diagnostic>,
    salvage: Salvage<T>,
) -> ReadFile<T> {
    let told_before = diagnostics.len();
    let (id, index, faults) = open(file, sources);
    diagnostics.extend(faults);
    let Some(index) = index else { return ReadFile { file: id, index: None, content: None } };
    let is_sound_so_far = diagnostics.len() == told_before;
    let text = sources.text(id);
    let mut faults = Vec::new();
    let content = read_content(text, &index, &mut faults, &|range| sources.span(id, range), salvage, is_sound_so_far);
    diagnostics.extend(faults);
    ReadFile { file: id, index: Some(index), content }
}

/// Takes a file in and finds where everything stands in it. There is no index if brackets, strings or the text itself are not sound.
pub(super) fn open(file: &SourceFile, sources: &mut Sources) -> (FileId, Option<Index>, Vec<Diagnostic>) {
    let (text, unreadable) = decode(&file.bytes);
    let id = sources.add(&file.path, text);
    let text = sources.text(id);
    if let Some(fault) = unreadable {
        let end = text[fault.offset..].chars().next().map_or(0, char::len_utf8);
        let span = sources.span(id, fault.offset..fault.offset + end);
        return (id, None, vec![Diagnostic::error(fault.code, fault.message, span).hint(fault.hint)]);
    }
    let index = match Index::parse(text) {
        Ok(index) => index,
        Err(fault) => return (id, None, vec![wording::syntax(&fault, id, sources)]),
    };
    let duplicates = index.duplicates().map(|(first, again)| wording::duplicate(&index, first, again, id, sources));
    let mut diagnostics: Vec<Diagnostic> = duplicates.collect();
    let sound = diagnostics.len();
    diagnostics.extend(index.runaways(text).map(|(node, again)| wording::runaway(&index, node, again, id, sources)));
    // What a string that runs on has swallowed reads as prose: nothing in the file can be trusted.
    let index = (diagnostics.len() == sound).then_some(index);
    (id, index, diagnostics)
}

/// What the file holds; if serde refuses it, what can be salvaged. `is_sound_so_far`: nothing was told of the file yet.
fn read_content<T: DeserializeOwned>(
    text: &str,
    index: &Index,
    faults: &mut Vec<Diagnostic>,
    span: &dyn Fn(Range<usize>) -> crate::diagnostic::Span,
    salvage: Salvage<T>,
    is_sound_so_far: bool,
) -> Option<T> {
    let error = match ron::from_str(text) {
        Ok(content) => return Some(content),
        Err(error) => error,
    };
    let content = salvage(text, index, &mut |fault| faults.push(fault), span);
    if is_sound_so_far && faults.is_empty() {
        // The fault lies outside every item, as one in an attribute of the file does.
        let at = wording::offset(text, &error);
        faults.push(wording::elsewhere(&error.code, span(at..at + 1)));
    }
    content
}

/// Reads the file as one item.
pub(super) fn salvage_whole<T: DeserializeOwned>(
    text: &str,
    index: &Index,
    report: &mut dyn FnMut(Diagnostic),
    span: &dyn Fn(Range<usize>) -> Span,
) -> Option<T> {
    Item { text, index, node: index.root() }.read(&[], report, span)
}

/// Reads the scene without its beats, then each beat for itself.
fn salvage_scene(
    text: &str,
    index: &Index,
    report: &mut dyn FnMut(Diagnostic),
    span: &dyn Fn(Range<usize>) -> Span,
) -> Option<SceneFile> {
    let root = Item { text, index, node: index.root() };
    let beats = index.child(index.root(), "beats").filter(|&beats| index.kind(beats) == Kind::Map);
    let Some(beats) = beats else { return root.read(&[], report, span) };
    let inside = index.span(beats).start + 1..index.span(beats).end - 1;
    let mut scene: Option<SceneFile> = root.read(&[inside], report, span);
    for node in index.children(beats) {
        let beat: Option<Beat> = Item { text, index, node }.read(&[], report, span);
        if let (Some(scene), Some(beat), Some(name)) = (&mut scene, beat, index.key(node)) {
            scene.beats.insert(name.to_owned(), beat);
        }
    }
    scene
}

/// A value of a file that is read for itself.
struct Item<'a> {
    text: &'a str,
    index: &'a Index,
    node: NodeId,
}

/// So many faults are told of one item.
const MOST_FAULTS: usize = 100;

impl Item<'_> {
    /// The value as a `T`, without what `blank` covers and without every part that holds a fault, each of which is reported.
    fn read<T: DeserializeOwned>(
        &self,
        blank: &[Range<usize>],
        report: &mut dyn FnMut(Diagnostic),
        span: &dyn Fn(Range<usize>) -> Span,
    ) -> Option<T> {
        let whole = self.index.span(self.node);
        let mut bytes = self.text.as_bytes()[whole.clone()].to_vec();
        let shift = |range: &Range<usize>| range.start - whole.start..range.end - whole.start;
        blank.iter().for_each(|range| erase(&mut bytes[shift(range)]));
        let mut unknown: Vec<NodeId> = Vec::new();
        for _ in 0..MOST_FAULTS {
            let text = String::from_utf8_lossy(&bytes);
            let error = match ron::from_str::<T>(&text) {
                Ok(value) => return Some(value),
                Err(error) => error,
            };
            let at = whole.start + wording::offset(&text, &error);
            let node = self.blame(at, &error.code);
            let fault = match &error.code {
                // The index has told of it.
                ron::Error::DuplicateStructField { .. } => None,
                ron::Error::MissingStructField { field, outer } => {
                    missing::fault(self, node, (field, outer.as_deref()), &unknown).map(|fault| fault.at(span))
                }
                code => Some(wording::content(code, self.index, (node, at), span)),
            };
            fault.into_iter().for_each(&mut *report);
            if matches!(error.code, ron::Error::NoSuchStructField { .. }) {
                unknown.push(node);
            }
            let gone = self.erasable(node);
            let range = self.entry(gone)?;
            erase(&mut bytes[shift(&range)]);
        }
        None
    }

    /// The node that an error at `at` speaks of.
    fn blame(&self, at: usize, error: &ron::Error) -> NodeId {
        let found = self.index.at_offset(at);
        if matches!(error, ron::Error::ExpectedIdentifier) {
            // Told at the first value without a name, of the record that should name it.
            let parent = self.index.parent(found).filter(|_| found != self.node);
            return parent.filter(|parent| self.index.kind(*parent) != Kind::List).unwrap_or(found);
        }
        if matches!(error, ron::Error::ExpectedStructLike) {
            // Told where the bracket behind a bare name should be.
            let before = self.text.get(..at).map_or(0, |text| text.trim_end().len());
            let named = self.index.at_offset(before.saturating_sub(1));
            return if self.index.kind(named) == Kind::Name { named } else { found };
        }
        if matches!(error, ron::Error::MissingStructField { .. }) {
            // Told at the closing bracket, or just behind it.
            let is_record = |node: &NodeId| self.index.kind(*node) == Kind::Record;
            let closed_before = self.index.at_offset(at.saturating_sub(1));
            return [found, closed_before].into_iter().find(is_record).unwrap_or(found);
        }
        found
    }

    /// The node, or the tuple it lies in: a tuple without one of its values is another fault.
    fn erasable(&self, mut node: NodeId) -> NodeId {
        while let Some(parent) = self.index.parent(node).filter(|parent| self.index.kind(*parent) == Kind::Tuple) {
            node = parent;
        }
        node
    }

    /// The bytes to erase so that `node` is gone: its key, itself and the comma behind it. `None` for the whole item.
    fn entry(&self, node: NodeId) -> Option<Range<usize>> {
        if node == self.node {
            return None;
        }
        let start = self.index.key_span(node).unwrap_or(self.index.span(node)).start;
        let end = self.index.span(node).end;
        let behind = &self.text[end..];
        let gap = behind.len() - behind.trim_start().len();
        let comma = if behind[gap..].starts_with(',') { gap + 1 } else { 0 };
        Some(start..end + comma)
    }
}

/// Blanks bytes and keeps the lines.
fn erase(bytes: &mut [u8]) {
    bytes.iter_mut().filter(|byte| **byte != b'\n').for_each(|byte| *byte = b' ');
}
