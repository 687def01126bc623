//! The texts that diagnostics point into, and places in them by line and column.

use std::ops::Range;

/// A file among the [`Sources`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(u32);

impl FileId {
    /// The position among the files, in the order they were added.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// A range of bytes in one file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    pub file: FileId,
    pub start: u32,
    pub end: u32,
}

impl Span {
    /// The range within the file's text.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// A line and a column, both from 1; columns count characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    pub line: usize,
    pub column: usize,
}

/// One text with the name that it is shown under.
#[derive(Debug, Clone, PartialEq, Eq)]
struct SourceText {
    path: String,
    text: String,
    line_starts: Vec<u32>,
}

/// The files of a story as they were read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sources {
    files: Vec<SourceText>,
}

impl Sources {
    /// Takes a text in. `path` is what messages call it. A text of 4 GiB or more is cut there; loaders refuse such files long before.
    pub fn add(&mut self, path: impl Into<String>, text: impl Into<String>) -> FileId {
        let text = text.into();
        let breaks = text.bytes().enumerate().filter(|&(_, byte)| byte == b'\n');
        let line_starts = std::iter::once(0).chain(breaks.map(|(at, _)| small(at + 1))).collect();
        self.files.push(SourceText { path: path.into(), text, line_starts });
        FileId(small(self.files.len() - 1))
    }

    /// What messages call the file.
    pub fn path(&self, file: FileId) -> &str {
        &self.files[file.0 as usize].path
    }

    /// The file's text.
    pub fn text(&self, file: FileId) -> &str {
        &self.files[file.0 as usize].text
    }

    /// All files, in the order they were added.
    pub fn files(&self) -> impl Iterator<Item = FileId> + use<> {
        (0..small(self.files.len())).map(FileId)
    }

    /// A span in `file`. Ends outside the text or inside a character are moved to the nearest border before them.
    pub fn span(&self, file: FileId, range: Range<usize>) -> Span {
        let text = self.text(file);
        let start = text.floor_char_boundary(range.start);
        let end = text.floor_char_boundary(range.end).max(start);
        Span { file, start: small(start), end: small(end) }
    }

    /// Where the byte `offset` stands in the file. An offset past the end is the end.
    pub fn place(&self, file: FileId, offset: usize) -> Place {
        let source = &self.files[file.0 as usize];
        let offset = source.text.floor_char_boundary(offset);
        let line = source.line_starts.partition_point(|&start| start as usize <= offset);
        let start = source.line_starts[line - 1] as usize;
        let column = source.text[start..offset].chars().count() + 1;
        Place { line, column }
    }
}

fn small(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
