//! Where the values of a file stand, for the diagnostics about them.

use std::borrow::Cow;

use super::edit::remove;
use super::index::{Index, NodeId};
use super::salvage::ReadFile;
use crate::diagnostic::{FileId, Sources, Span};

/// A value of a file: where its diagnostics point.
#[derive(Debug, Clone, Copy)]
pub struct At<'a> {
    pub sources: &'a Sources,
    pub file: FileId,
    pub index: &'a Index,
    pub node: NodeId,
}

impl<'a> At<'a> {
    /// The whole of a file, if it could be indexed.
    pub(super) fn root<T>(read: &'a ReadFile<T>, sources: &'a Sources) -> Option<Self> {
        let index = read.index.as_ref()?;
        Some(Self { sources, file: read.file, index, node: index.root() })
    }

    /// The part under `key`, or this value itself if it has none.
    pub fn child(self, key: &str) -> Self {
        Self { node: self.index.child(self.node, key).unwrap_or(self.node), ..self }
    }

    /// The part under `key`, if it has one.
    pub fn get(self, key: &str) -> Option<Self> {
        Some(Self { node: self.index.child(self.node, key)?, ..self })
    }

    /// An item of a list, or the list itself if it has none there.
    pub fn item(self, item: usize) -> Self {
        Self { node: self.index.item(self.node, item).unwrap_or(self.node), ..self }
    }

    /// The values of the section under `key`, if it has one.
    pub fn section(self, key: &str) -> impl Iterator<Item = NodeId> + use<'a> {
        self.index.child(self.node, key).into_iter().flat_map(move |section| self.index.children(section))
    }

    /// The names in the section under `key`.
    pub fn keys(self, key: &str) -> impl Iterator<Item = &'a str> + use<'a> {
        self.section(key).filter_map(move |node| self.index.key(node))
    }

    /// The value.
    pub fn value(self) -> Span {
        self.sources.span(self.file, self.index.span(self.node))
    }

    /// The name in front of the value, or the value if it has none.
    pub fn key(self) -> Span {
        let range = self.index.key_span(self.node).unwrap_or(self.index.span(self.node));
        self.sources.span(self.file, range)
    }

    /// The name in front of the value, without quotation marks.
    pub fn name(self) -> Span {
        let Some(name) = self.index.key(self.node) else { return self.value() };
        let range = self.key().range();
        let written = &self.sources.text(self.file)[range.clone()];
        // A name with escapes in it is all between the quotation marks.
        let found = written.find(name).map_or(1..written.len() - 1, |at| at..at + name.len());
        self.sources.span(self.file, range.start + found.start..range.start + found.end)
    }

    /// What a string says, its escapes resolved.
    pub fn text(self) -> Option<Cow<'a, str>> {
        self.index.text(self.sources.text(self.file), self.node)
    }

    /// The edits that take the entry out, with its key and its comma; none for the whole of a file.
    pub fn removal(self) -> Vec<(Span, String)> {
        let edits = remove(self.index, self.sources.text(self.file), self.node).unwrap_or_default();
        edits.into_iter().map(|edit| (self.sources.span(self.file, edit.range), edit.with)).collect()
    }

    /// A part of a string, by bytes of what it says.
    pub fn inside(self, range: std::ops::Range<usize>) -> Span {
        let text = self.sources.text(self.file);
        let offset = |at| self.index.offset_in_text(text, self.node, at);
        self.sources.span(self.file, offset(range.start)..offset(range.end))
    }
}
