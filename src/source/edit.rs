//! Edits of a file's text that leave every other byte as it is.
//!
//! Each function below makes edits out of an [`Index`] and the text that it was made of; [`apply`] carries them out, and
//! [`apply_to_bytes`] does so in a file whose lines end with CR LF or that has a byte order mark. After every edit the text can be indexed
//! again, and only the value that was edited differs, as [`differences`] tells.
//!
//! # Example
//! ```
//! use bloodmark::source::edit::{Place, apply, insert, replace_text};
//! use bloodmark::source::index::Index;
//!
//! let text = "(
//!     flags: [
//!         \"has_key\", // from Ada
//!     ],
//!     start: \"hall/door\",
//! )
//! ";
//! let index = Index::parse(text)?;
//! let node = |path: &[&str]| index.find(path).ok_or("no such value");
//! let mut edits = insert(&index, text, node(&["flags"])?, Place::Last, None, "\"kissed\"")?;
//! edits.push(replace_text(&index, text, node(&["start"])?, "hall/bell")?);
//! assert_eq!(apply(text, edits)?, "(
//!     flags: [
//!         \"has_key\", // from Ada
//!         \"kissed\",
//!     ],
//!     start: \"hall/bell\",
//! )
//! ");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod bytes;
mod difference;
mod entry;
mod literal;
mod piece;

use std::ops::Range;

pub use bytes::apply_to_bytes;
pub use difference::{differences, differs_only_at};
pub use entry::{Place, insert, move_to, remove};
pub(super) use literal::write_like;

use super::gaps::Gaps;
use super::index::{Index, Kind, MAX_DEPTH, NodeId};

/// Puts `with` where the bytes `range` are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    pub range: Range<usize>,
    pub with: String,
}

impl Edit {
    /// Puts `with` where the bytes `range` are.
    pub fn new(range: Range<usize>, with: impl Into<String>) -> Self {
        Self { range, with: with.into() }
    }

    fn insertion(at: usize, with: impl Into<String>) -> Self {
        Self::new(at..at, with)
    }
}

/// Why an edit was refused. Nothing is changed then.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EditFault {
    /// The range ends outside the text or inside a character, or before it starts.
    #[error("bytes {} to {} are no part of the text", .0.start, .0.end)]
    Outside(Range<usize>),
    /// Two edits change the same bytes, or put different things in one place.
    #[error("two edits change the text between bytes {} and {}", .0.start, .0.end)]
    Overlapping(Range<usize>),
    /// What should be put in is not one value of RON, without anything before or after it.
    #[error("`{0}` is not one value")]
    NotAValue(String),
    /// Brackets would be nested deeper than [`MAX_DEPTH`].
    #[error("brackets would be nested more than {MAX_DEPTH} deep at `{0}`")]
    TooDeep(String),
    /// A field of a record cannot be called so.
    #[error("`{0}` cannot be the name of a field")]
    NotAName(String),
    /// The value is no text.
    #[error("`{0}` is no text")]
    NotAText(String),
    /// The value is an item of a list, or its key is no text.
    #[error("`{0}` has no name")]
    NoName(String),
    /// The record or map has such an entry.
    #[error("there is a `{0}` already")]
    Taken(String),
    /// The value has no entries, or not such as have a name, or not such as have none.
    #[error("such an entry cannot stand in `{0}`")]
    NoPlace(String),
    /// The bytes are no text that a story's file may be.
    #[error("the file cannot be read as text")]
    Unreadable,
}

/// Carries out edits. Their order does not matter; one that is given twice is carried out once.
///
/// # Errors
/// If edits overlap, put different things in one place, or do not lie on borders of characters.
pub fn apply(text: &str, edits: Vec<Edit>) -> Result<String, EditFault> {
    let mut edited = String::with_capacity(text.len());
    let mut at = 0;
    for edit in in_order(text, edits)? {
        edited.push_str(&text[at..edit.range.start]);
        edited.push_str(&edit.with);
        at = edit.range.end;
    }
    edited.push_str(&text[at..]);
    Ok(edited)
}

/// The edits by place, each once.
fn in_order(text: &str, mut edits: Vec<Edit>) -> Result<Vec<Edit>, EditFault> {
    if let Some(edit) = edits.iter().find(|edit| text.get(edit.range.clone()).is_none()) {
        return Err(EditFault::Outside(edit.range.clone()));
    }
    edits.sort_by(|a, b| (a.range.start, a.range.end, &a.with).cmp(&(b.range.start, b.range.end, &b.with)));
    edits.dedup();
    let overlap = edits.windows(2).find(|pair| {
        let (first, second) = (&pair[0].range, &pair[1].range);
        second.start < first.end || first == second
    });
    match overlap {
        Some(pair) => Err(EditFault::Overlapping(pair[0].range.start..pair[0].range.end.max(pair[1].range.end))),
        None => Ok(edits),
    }
}

/// Puts a value, written in RON, in the place of another.
///
/// # Errors
/// If `ron` is not one value, or too deep.
pub fn replace_value(index: &Index, node: NodeId, ron: &str) -> Result<Edit, EditFault> {
    fits(index, index.parent(node), ron)?;
    Ok(Edit::new(index.span(node), ron))
}

/// Makes a text say something else. A raw literal stays raw, with as many `#` as that takes; a plain one stays plain, with escapes.
/// Control characters, which no file may hold, are written as escapes in either case.
///
/// # Errors
/// If the value is no text.
pub fn replace_text(index: &Index, source: &str, node: NodeId, text: &str) -> Result<Edit, EditFault> {
    if index.kind(node) != Kind::Text {
        return Err(EditFault::NotAText(index.path(node)));
    }
    let span = index.span(node);
    let written = source.get(span.clone()).ok_or(EditFault::Outside(span.clone()))?;
    Ok(Edit::new(span, literal::write_like(written, text)))
}

/// Replaces the bytes `decoded` of what a text says. Only what says them is changed, unless the literal must change its `#` or escapes;
/// then it is written anew as a whole.
///
/// # Errors
/// If the value is no text, or `decoded` is no part of it.
pub fn replace_in_text(
    index: &Index,
    source: &str,
    node: NodeId,
    decoded: Range<usize>,
    with: &str,
) -> Result<Edit, EditFault> {
    let text = index.text(source, node).ok_or_else(|| EditFault::NotAText(index.path(node)))?;
    let mut wanted = text.get(..decoded.start).ok_or(EditFault::Outside(decoded.clone()))?.to_owned();
    text.get(decoded.clone()).ok_or(EditFault::Outside(decoded.clone()))?;
    wanted.push_str(with);
    wanted.push_str(&text[decoded.end..]);
    let span = index.span(node);
    let range = index.range_in_text(source, node, decoded);
    let written = &source[span.clone()];
    let with = literal::body_like(written, with);
    let (before, after) = (&written[..range.start - span.start], &written[range.end - span.start..]);
    if literal::says(&[before, &with, after].concat(), &wanted) {
        return Ok(Edit::new(range, with));
    }
    replace_text(index, source, node, &wanted)
}

/// Gives an entry of a record or map another name. A name in quotation marks keeps its style.
///
/// # Errors
/// If the value has no name, the name cannot be written, or another entry has it.
pub fn rename_key(index: &Index, source: &str, node: NodeId, name: &str) -> Result<Edit, EditFault> {
    let no_name = || EditFault::NoName(index.path(node));
    let (span, parent) = index.key_span(node).zip(index.parent(node)).ok_or_else(no_name)?;
    if index.child(parent, name).is_some_and(|other| other != node) {
        return Err(EditFault::Taken(name.to_owned()));
    }
    let written = source.get(span.clone()).ok_or(EditFault::Outside(span.clone()))?;
    let with = match index.kind(parent) {
        Kind::Record => field_name(name)?,
        _ if literal::is_text(written) => literal::write_like(written, name),
        _ => return Err(no_name()),
    };
    Ok(Edit::new(span, with))
}

/// A name as the field of a record is written.
fn field_name(name: &str) -> Result<String, EditFault> {
    let is_name = |written: &str| {
        let index = Index::parse(&format!("({written}:0)")).ok()?;
        let first = index.item(index.root(), 0)?;
        (index.kind(index.root()) == Kind::Record && index.key(first) == Some(name)).then_some(())
    };
    let is_plain = name.chars().all(|c| c == '_' || c.is_alphanumeric());
    let written = [name.to_owned(), format!("r#{name}")].into_iter().skip(usize::from(!is_plain));
    written.into_iter().find(|written| is_name(written).is_some()).ok_or_else(|| EditFault::NotAName(name.to_owned()))
}

/// Checks that `ron` is one value that may stand in `parent`.
fn fits(index: &Index, parent: Option<NodeId>, ron: &str) -> Result<(), EditFault> {
    let not_a_value = || EditFault::NotAValue(ron.to_owned());
    let value = Index::parse(ron).map_err(|_| not_a_value())?;
    if value.span(value.root()) != (0..ron.len()) {
        return Err(not_a_value());
    }
    let around = std::iter::successors(parent, |&n| index.parent(n)).count();
    let gaps = Gaps { index: &value, source: ron };
    if around + depth(gaps, value.root()) > MAX_DEPTH {
        return Err(EditFault::TooDeep(parent.map_or_else(String::new, |parent| index.path(parent))));
    }
    Ok(())
}

/// How many brackets are open at once in a value.
fn depth(gaps: Gaps<'_>, n: NodeId) -> usize {
    let inside = gaps.index.children(n).map(|child| depth(gaps, child)).max().unwrap_or(0);
    inside + usize::from(gaps.open(n).is_some())
}
