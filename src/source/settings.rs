//! What a story's files say about lint rules: `lints` in `story.ron`, and `allow` wherever it stands.

use super::index::{Index, Kind, NodeId};
use super::place::At;
use super::salvage::{ReadFile, ReadStory};
use crate::diagnostic::{FileId, Sources, Span};

/// How much a lint rule weighs in a whole story.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// It says nothing.
    Off,
    Warning,
    Error,
}

impl TryFrom<String> for Level {
    type Error = String;

    fn try_from(word: String) -> Result<Self, String> {
        match word.as_str() {
            "off" => Ok(Self::Off),
            "warning" => Ok(Self::Warning),
            "error" => Ok(Self::Error),
            _ => Err(format!("`{word}` is not a level; there are `off`, `warning` and `error`")),
        }
    }
}

/// One rule that is allowed in one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Allow {
    /// The rule's id as it is written.
    pub rule: String,
    /// Where that stands.
    pub at: Span,
    /// Where the rule is allowed.
    pub within: Span,
    /// How many values lie around that place: such places of one depth do not overlap.
    pub depth: usize,
    /// The edits by which the rule is allowed no more.
    pub removal: Vec<(Span, String)>,
}

/// All that a story's files say about lint rules.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RuleSettings {
    /// Rules by their ids as they are written, each with its level and its place.
    pub levels: Vec<(String, Level, Span)>,
    pub allows: Vec<Allow>,
}

/// Reads the settings of all files that could be indexed.
pub(super) fn settings(read: &ReadStory, sources: &Sources) -> RuleSettings {
    let mut settings = RuleSettings::default();
    if let Some(file) = InFile::of(&read.declarations, sources) {
        settings.levels = file.levels();
        settings.allows = file.allows();
    }
    for file in read.scenes.iter().filter_map(|(_, file)| InFile::of(file, sources)) {
        settings.allows.extend(file.allows());
    }
    settings
}

struct InFile<'a> {
    sources: &'a Sources,
    file: FileId,
    text: &'a str,
    index: &'a Index,
}

impl<'a> InFile<'a> {
    fn of<T>(read: &'a ReadFile<T>, sources: &'a Sources) -> Option<Self> {
        let index = read.index.as_ref()?;
        Some(Self { sources, file: read.file, text: sources.text(read.file), index })
    }

    fn levels(&self) -> Vec<(String, Level, Span)> {
        let lints = self.index.child(self.index.root(), "lints").into_iter();
        let entry = |node: NodeId| {
            let level = Level::try_from(self.index.text(self.text, node)?.into_owned()).ok()?;
            let span = self.sources.span(self.file, self.index.key_span(node)?);
            Some((self.index.key(node)?.to_owned(), level, span))
        };
        lints.flat_map(|lints| self.index.children(lints)).filter_map(entry).collect()
    }

    fn allows(&self) -> Vec<Allow> {
        // Most files have none, and this is far quicker than to look at each value.
        if !self.text.contains("allow") {
            return Vec::new();
        }
        let index = self.index;
        let is_allow = |&node: &NodeId| {
            index.key(node) == Some("allow")
                && index.kind(node) == Kind::List
                && index.parent(node).is_some_and(|parent| index.kind(parent) == Kind::Record)
        };
        index.nodes().filter(is_allow).flat_map(|list| self.allows_of(list)).collect()
    }

    fn allows_of(&self, list: NodeId) -> Vec<Allow> {
        let Some(owner) = self.index.parent(list) else { return Vec::new() };
        let whole = self.index.span(owner);
        let is_file = owner == self.index.root();
        let start = self.index.key_span(owner).map_or(whole.start, |key| key.start);
        let within = if is_file { 0..self.text.len() } else { start..whole.end };
        let is_alone = self.index.children(list).count() == 1;
        let one = |item: NodeId| {
            let gone = if is_alone { list } else { item };
            Some(Allow {
                rule: self.index.text(self.text, item)?.into_owned(),
                at: self.sources.span(self.file, self.index.span(item)),
                within: self.sources.span(self.file, within.clone()),
                depth: std::iter::successors(Some(owner), |&node| self.index.parent(node)).count(),
                removal: At { sources: self.sources, file: self.file, index: self.index, node: gone }.removal(),
            })
        };
        self.index.children(list).filter_map(one).collect()
    }
}
