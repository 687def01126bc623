//! The entries of a bracket, with the comments that belong to each.

use std::ops::Range;

use crate::source::gaps::Gaps;
use crate::source::index::NodeId;

/// A comment on a line of its own.
pub(super) struct Note {
    pub comment: Range<usize>,
    /// Whether an empty line stands before it.
    pub is_apart: bool,
}

/// One entry of a bracket.
pub(super) struct Entry {
    pub node: NodeId,
    /// The comments above it, and those between its key and its value.
    pub above: Vec<Note>,
    /// Whether an empty line stands before it, behind the comments.
    pub is_apart: bool,
    /// The comments behind it on its line.
    pub behind: Vec<Range<usize>>,
}

/// What stands in a bracket.
pub(super) struct Entries {
    /// The comments behind the opening bracket on its line.
    pub head: Vec<Range<usize>>,
    pub list: Vec<Entry>,
    /// The comments behind the last entry.
    pub tail: Vec<Note>,
}

impl Entries {
    /// Those of a value that has brackets, the opening one at `open`.
    pub fn of(gaps: Gaps<'_>, n: NodeId, open: usize) -> Self {
        let children = gaps.children(n);
        let close = gaps.close(n);
        let until = |i: usize| children.get(i).map_or(close, |&next| gaps.start(next));
        let comments = gaps.comments(open + 1..until(0));
        let head = comments[..on_line_of_bracket(gaps, open + 1, comments)].to_vec();
        let mut at = head.last().map_or(open + 1, |last| last.end);
        let mut list = Vec::new();
        for (i, &node) in children.iter().enumerate() {
            let start = gaps.start(node);
            let (mut above, is_apart) = notes(gaps, at, start);
            above.extend(inside(gaps, node));
            let region = gaps.end(node)..until(i + 1);
            let behind = behind(gaps, node, region, i + 1 < children.len());
            at = behind.last().map_or(gaps.end(node), |last| last.end);
            list.push(Entry { node, above, is_apart, behind });
        }
        let (tail, _) = notes(gaps, at, close);
        Self { head, list, tail }
    }

    /// Whether there is nothing at all in the bracket.
    pub fn is_empty(&self) -> bool {
        self.head.is_empty() && self.list.is_empty() && self.tail.is_empty()
    }
}

/// The comments from `at` up to `until`, and whether an empty line stands before what is there.
pub(super) fn notes(gaps: Gaps<'_>, at: usize, until: usize) -> (Vec<Note>, bool) {
    let mut end = at;
    let mut is_apart = |start: usize, next: usize| {
        let is_apart = gaps.breaks(end..start) > 1;
        end = next;
        is_apart
    };
    let comments = gaps.comments(at..until).iter().cloned();
    let notes = comments.map(|comment| Note { is_apart: is_apart(comment.start, comment.end), comment }).collect();
    (notes, is_apart(until, until))
}

/// The comments in and behind the key of an entry, up to its value or the bracket of that.
pub(super) fn inside(gaps: Gaps<'_>, node: NodeId) -> Vec<Note> {
    let body = gaps.open(node).unwrap_or(gaps.index.span(node).start);
    let comments = gaps.comments(gaps.start(node)..body).iter();
    comments.map(|comment| Note { comment: comment.clone(), is_apart: false }).collect()
}

/// How many of the comments stand on the line of `at` and end it.
fn on_line_of_bracket(gaps: Gaps<'_>, at: usize, comments: &[Range<usize>]) -> usize {
    let mut end = at;
    let mut count = 0;
    for comment in comments {
        if gaps.breaks(end..comment.start) > 0 {
            break;
        }
        end = comment.end;
        count += 1;
    }
    if gaps.line_end(end).is_some() { count } else { 0 }
}

/// The comments that belong to an entry from behind: those before its comma, and those on its line unless another entry follows there.
fn behind(gaps: Gaps<'_>, node: NodeId, region: Range<usize>, has_next: bool) -> Vec<Range<usize>> {
    let comma = gaps.comma(node);
    let is_before_comma = |comment: &Range<usize>| comma.is_some_and(|comma| comment.start < comma);
    let mut end = region.start;
    let mut found: Vec<Range<usize>> = Vec::new();
    for comment in gaps.comments(region.clone()) {
        let is_line = found.last().is_some_and(|last| gaps.source[last.start..].starts_with("//"));
        if is_line || !(is_before_comma(comment) || gaps.breaks(end..comment.start) == 0) {
            break;
        }
        end = comment.end;
        found.push(comment.clone());
    }
    if has_next && gaps.breaks(end..region.end) == 0 {
        found.retain(is_before_comma);
    }
    found
}
