//! What to delete so that one entry of a record, map or list is gone and the rest reads as before.

use std::ops::Range;

use super::{Index, NodeId};

impl Index {
    /// The bytes to delete so that the entry of `n` is gone, with its key and the comma that parts it from its neighbour; its line too if it
    /// stood there alone. None for the root, and where a comment stands between the entry and its comma. `source` is the text that was
    /// indexed.
    pub fn removal(&self, source: &str, n: NodeId) -> Option<Range<usize>> {
        self.parent(n)?;
        let node = self.node(n);
        let (start, end) = (node.entry_start(), node.span.end);
        let behind = &source[end..];
        let next = behind.trim_start();
        if next.starts_with(',') {
            return Some(with_line(source, start..end + behind.len() - next.len() + 1));
        }
        if !next.starts_with([')', ']', '}']) {
            return None;
        }
        let before = source[..start].trim_end();
        match before.chars().next_back() {
            Some(',') if !self.is_in_comment(before.len() - 1) => Some(before.len() - 1..end),
            Some('(' | '[' | '{') if !self.is_in_comment(before.len() - 1) => Some(start..end),
            _ => None,
        }
    }

    fn is_in_comment(&self, at: usize) -> bool {
        let after = self.comments.partition_point(|comment| comment.start <= at);
        after.checked_sub(1).is_some_and(|last| at < self.comments[last].end)
    }
}

/// The range with the blank space that would be left: the whole line if nothing else stands on it.
fn with_line(source: &str, range: Range<usize>) -> Range<usize> {
    let is_blank = |c: char| c == ' ' || c == '\t';
    let start = source[..range.start].trim_end_matches(is_blank).len();
    let rest = &source[range.end..];
    let end = range.end + rest.len() - rest.trim_start_matches(is_blank).len();
    let starts_line = start == 0 || source[..start].ends_with('\n');
    match source[end..].strip_prefix('\n') {
        Some(_) if starts_line => start..end + 1,
        Some(_) => start..end,
        None => range.start..end,
    }
}
