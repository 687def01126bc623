//! Writes a file anew from its index: brackets on one line or over several, commas, comments, empty lines.

use std::ops::Range;

use super::entries::{Entries, Note, inside, notes};
use super::{WIDTH, strings};
use crate::source::gaps::Gaps;
use crate::source::index::{Kind, NodeId};

/// So many spaces further in stands what is inside a bracket.
pub(super) const STEP: usize = 4;

/// The whole file, laid out.
pub(super) fn write(gaps: Gaps<'_>) -> String {
    let mut page = Page { gaps, out: String::new() };
    let root = gaps.index.root();
    let (mut above, is_apart) = notes(gaps, 0, gaps.start(root));
    above.extend(inside(gaps, root));
    page.notes(&above, 0, true);
    page.empty_line(is_apart && !above.is_empty());
    page.value(root, 0, 0);
    let end = gaps.end(root);
    let (below, _) = notes(gaps, end, gaps.source.len());
    let on_line = below.first().is_some_and(|first| gaps.breaks(end..first.comment.start) == 0);
    let (behind, below) = below.split_at(usize::from(on_line));
    page.behind(behind.iter().map(|note| &note.comment));
    page.out.push('\n');
    page.notes(below, 0, false);
    page.out
}

struct Page<'a> {
    gaps: Gaps<'a>,
    out: String,
}

impl<'a> Page<'a> {
    /// Writes a value at the end of a line that is `indentation` spaces in; `after` more characters will follow it.
    fn value(&mut self, n: NodeId, indentation: usize, after: usize) {
        let Some(open) = self.gaps.open(n) else {
            let leaf = self.leaf(n, indentation);
            self.out.push_str(&leaf);
            return;
        };
        let entries = Entries::of(self.gaps, n, open);
        match self.on_one_line(n, open, &entries, after) {
            Some(line) => self.out.push_str(&line),
            None => self.over_lines(n, open, &entries, indentation),
        }
    }

    fn leaf(&self, n: NodeId, indentation: usize) -> String {
        match self.gaps.index.kind(n) {
            Kind::Text => strings::set(self.gaps, n, indentation),
            _ => self.gaps.source[self.gaps.index.span(n)].to_owned(),
        }
    }

    /// The value on the rest of this line, if it was written on one and fits.
    fn on_one_line(&self, n: NodeId, open: usize, entries: &Entries, after: usize) -> Option<String> {
        let was_on_one = self.gaps.breaks(open..self.gaps.close(n)) == 0;
        if !was_on_one && !entries.is_empty() {
            return None;
        }
        let line = self.line(n, open, entries);
        let before = self.out.rsplit('\n').next().unwrap_or_default();
        let length = before.chars().count() + line.chars().count() + after;
        (length <= WIDTH || entries.is_empty() || self.is_plain_word(entries)).then_some(line)
    }

    /// Whether a bracket holds one value without a name, as `see("…")` does: over several lines it would be no shorter.
    fn is_plain_word(&self, entries: &Entries) -> bool {
        match entries.list.as_slice() {
            [only] => {
                let has_comments = !(entries.head.is_empty() && entries.tail.is_empty() && only.above.is_empty());
                let has_key = self.gaps.index.key(only.node).is_some();
                !has_comments && only.behind.is_empty() && !has_key && self.gaps.open(only.node).is_none()
            }
            _ => false,
        }
    }

    /// A value that was written on one line, on one line.
    fn line(&self, n: NodeId, open: usize, entries: &Entries) -> String {
        let comment = |comment: &Range<usize>| self.gaps.source[comment.clone()].to_owned();
        let mut parts: Vec<String> = Vec::new();
        for entry in &entries.list {
            let mut words: Vec<String> = entry.above.iter().map(|note| comment(&note.comment)).collect();
            let value = match self.gaps.open(entry.node) {
                Some(open) => self.line(entry.node, open, &Entries::of(self.gaps, entry.node, open)),
                None => self.leaf(entry.node, 0),
            };
            words.push(self.key(entry.node) + &value);
            words.extend(entry.behind.iter().map(comment));
            parts.push(words.join(" "));
        }
        let tail: Vec<String> = entries.tail.iter().map(|note| comment(&note.comment)).collect();
        let space = if parts.is_empty() || tail.is_empty() { "" } else { " " };
        let (opening, closing) = self.brackets(n, open);
        [&opening, &parts.join(", "), space, &tail.join(" "), closing].concat()
    }

    fn over_lines(&mut self, n: NodeId, open: usize, entries: &Entries, indentation: usize) {
        let (opening, closing) = self.brackets(n, open);
        self.out.push_str(&opening);
        self.behind(entries.head.iter());
        self.out.push('\n');
        let inner = indentation + STEP;
        let mut is_first = true;
        for entry in &entries.list {
            self.notes(&entry.above, inner, is_first);
            self.empty_line(entry.is_apart && !(is_first && entry.above.is_empty()));
            self.indent(inner);
            let key = self.key(entry.node);
            self.out.push_str(&key);
            self.value(entry.node, inner, 1);
            self.out.push(',');
            self.behind(entry.behind.iter());
            self.out.push('\n');
            is_first = false;
        }
        self.notes(&entries.tail, inner, is_first);
        self.indent(indentation);
        self.out.push_str(closing);
    }

    /// The opening bracket with the name before it, and the closing one.
    fn brackets(&self, n: NodeId, open: usize) -> (String, &'a str) {
        let close = self.gaps.close(n);
        let opening = self.gaps.name(n).to_owned() + &self.gaps.source[open..=open];
        (opening, &self.gaps.source[close..=close])
    }

    fn key(&self, n: NodeId) -> String {
        self.gaps.key(n).map_or_else(String::new, |key| key + ": ")
    }

    /// Writes comments, each on its own line.
    fn notes(&mut self, notes: &[Note], indentation: usize, mut is_first: bool) {
        for note in notes {
            self.empty_line(note.is_apart && !is_first);
            self.indent(indentation);
            self.out.push_str(self.gaps.source[note.comment.clone()].trim_end());
            self.out.push('\n');
            is_first = false;
        }
    }

    /// Writes comments behind what stands on the line.
    fn behind<'c>(&mut self, comments: impl Iterator<Item = &'c Range<usize>>) {
        for comment in comments {
            self.out.push(' ');
            self.out.push_str(self.gaps.source[comment.clone()].trim_end());
        }
    }

    fn empty_line(&mut self, is_wanted: bool) {
        if is_wanted {
            self.out.push('\n');
        }
    }

    fn indent(&mut self, indentation: usize) {
        self.out.extend(std::iter::repeat_n(' ', indentation));
    }
}
