//! An entry with what belongs to it: the comments directly above and behind it, and its comma.

use crate::source::gaps::Gaps;
use crate::source::index::NodeId;

/// The place of an entry.
pub(super) struct Piece {
    /// Where it starts, with its own comments.
    pub start: usize,
    /// Where the value ends.
    pub value_end: usize,
    /// The comma behind it, if it has one.
    pub comma: Option<usize>,
    /// Where it ends, with its comma and its own comments, before the line break.
    pub end: usize,
    /// Whether it has its lines for itself.
    pub is_lines: bool,
}

impl Piece {
    /// Finds what belongs to a value.
    pub fn of(gaps: Gaps<'_>, n: NodeId) -> Self {
        let start = lead(gaps, n);
        let value_end = gaps.end(n);
        let comma = gaps.comma(n);
        let end = trail(gaps, n, comma);
        let is_lines = gaps.starts_line(start) && gaps.line_end(end).is_some();
        Self { start, value_end, comma, end, is_lines }
    }

    /// What stands before the comma, and what behind it.
    pub fn halves(&self, gaps: Gaps<'_>) -> (String, String) {
        let (before, after) = match self.comma {
            Some(comma) => (self.start..comma, comma + 1..self.end),
            None => (self.start..self.value_end, self.value_end..self.end),
        };
        (gaps.source[before].to_owned(), gaps.source[after].to_owned())
    }
}

/// Where an entry starts with the comments on their own lines directly above it, and those before it on its line.
fn lead(gaps: Gaps<'_>, n: NodeId) -> usize {
    let start = gaps.start(n);
    let Some(parent) = gaps.index.parent(n) else { return start };
    let before = gaps.index.children(parent).take_while(|&other| other < n).last();
    let from = match before {
        Some(before) => gaps.comma(before).unwrap_or(gaps.end(before)),
        None => gaps.open(parent).unwrap_or(start),
    };
    let mut lead = start;
    for comment in gaps.comments(from..start).iter().rev() {
        let is_own = match gaps.breaks(comment.end..lead) {
            0 => true,
            1 => gaps.starts_line(comment.start),
            _ => false,
        };
        if !is_own {
            break;
        }
        lead = comment.start;
    }
    lead
}

/// Where an entry ends with its comma and the comments behind it on its line, if no other entry follows there.
fn trail(gaps: Gaps<'_>, n: NodeId, comma: Option<usize>) -> usize {
    let start = comma.map_or(gaps.end(n), |comma| comma + 1);
    let Some(parent) = gaps.index.parent(n) else { return start };
    let next = gaps.index.children(parent).find(|&other| other > n);
    let until = next.map_or(gaps.close(parent), |next| gaps.start(next));
    let mut end = start;
    for comment in gaps.comments(start..until) {
        if gaps.breaks(end..comment.start) > 0 {
            break;
        }
        end = comment.end;
    }
    let is_before_another = next.is_some() && gaps.breaks(end..until) == 0;
    if is_before_another { start } else { end }
}
