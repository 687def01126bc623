//! What stands between the values of a file: brackets, commas, comments, line breaks.

use std::ops::Range;

use super::index::{Index, Kind, NodeId};

/// A text with its index, asked for what the index leaves out.
#[derive(Clone, Copy)]
pub(super) struct Gaps<'a> {
    pub index: &'a Index,
    pub source: &'a str,
}

impl<'a> Gaps<'a> {
    /// The children of a value.
    pub fn children(self, n: NodeId) -> Vec<NodeId> {
        self.index.children(n).collect()
    }

    /// Where the entry of a value starts: at its key if it has one.
    pub fn start(self, n: NodeId) -> usize {
        self.index.key_span(n).unwrap_or(self.index.span(n)).start
    }

    /// Where the value ends.
    pub fn end(self, n: NodeId) -> usize {
        self.index.span(n).end
    }

    /// The byte of the opening bracket, if the value has brackets.
    pub fn open(self, n: NodeId) -> Option<usize> {
        let has_brackets = matches!(self.index.kind(n), Kind::Record | Kind::Tuple | Kind::Map | Kind::List);
        let span = self.index.span(n);
        has_brackets.then(|| self.first_outside_comments(span.start..span.end, |c| matches!(c, '(' | '[' | '{')))?
    }

    /// The name before the bracket; empty if there is none.
    pub fn name(self, n: NodeId) -> &'a str {
        let start = self.index.span(n).start;
        let head = &self.source[start..self.open(n).unwrap_or(start)];
        head.split(|c: char| c == '/' || c.is_whitespace()).next().unwrap_or_default()
    }

    /// The key of an entry as it is written, but for comments in it.
    pub fn key(self, n: NodeId) -> Option<String> {
        let span = self.index.key_span(n)?;
        let comments = self.comments(span.clone());
        let starts = comments.iter().map(|comment| comment.start).chain([span.end]);
        let ends = [span.start].into_iter().chain(comments.iter().map(|comment| comment.end));
        Some(ends.zip(starts).map(|(end, start)| &self.source[end..start]).collect())
    }

    /// The byte of the closing bracket of a value that has brackets.
    pub fn close(self, n: NodeId) -> usize {
        self.end(n) - 1
    }

    /// The comments that start in a range.
    pub fn comments(self, range: Range<usize>) -> &'a [Range<usize>] {
        let all = self.index.comments();
        let first = all.partition_point(|comment| comment.start < range.start);
        let last = all.partition_point(|comment| comment.start < range.end);
        &all[first..last.max(first)]
    }

    /// The byte of the comma after a value, if there is one.
    pub fn comma(self, n: NodeId) -> Option<usize> {
        let parent = self.index.parent(n)?;
        let next =
            self.first_outside_comments(self.end(n)..self.end(parent), |c| matches!(c, ',' | ')' | ']' | '}'))?;
        self.source[next..].starts_with(',').then_some(next)
    }

    /// The first such character of a range that is not in a comment. In the range stands no text.
    fn first_outside_comments(self, range: Range<usize>, is_wanted: fn(char) -> bool) -> Option<usize> {
        let mut at = range.start;
        for comment in self.comments(range.clone()) {
            match self.source[at..comment.start].find(is_wanted) {
                Some(found) => return Some(at + found),
                None => at = comment.end,
            }
        }
        self.source[at.min(range.end)..range.end].find(is_wanted).map(|found| at + found)
    }

    /// How many line breaks a range holds.
    pub fn breaks(self, range: Range<usize>) -> usize {
        self.source[range].matches('\n').count()
    }

    /// Where the line of `at` starts.
    pub fn line_start(self, at: usize) -> usize {
        self.source[..at].rfind('\n').map_or(0, |found| found + 1)
    }

    /// Whether nothing but space stands before `at` on its line.
    pub fn starts_line(self, at: usize) -> bool {
        self.source[self.line_start(at)..at].trim().is_empty()
    }

    /// Where the line break is after `at`, if only space stands before it.
    pub fn line_end(self, at: usize) -> Option<usize> {
        let end = at + self.source[at..].find(|c: char| c == '\n' || !c.is_whitespace())?;
        self.source[end..].starts_with('\n').then_some(end)
    }

    /// The space at the start of the line of `at`.
    pub fn indentation(self, at: usize) -> &'a str {
        let line = &self.source[self.line_start(at)..];
        &line[..line.len() - line.trim_start_matches([' ', '\t']).len()]
    }
}
