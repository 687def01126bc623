//! Entries put in, taken out and moved, with commas, indentation and their comments.

use super::piece::Piece;
use super::{Edit, EditFault, field_name, fits, literal};
use crate::source::gaps::Gaps;
use crate::source::index::{Index, Kind, NodeId};

/// Where an entry or item goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    First,
    /// Behind this one.
    After(NodeId),
    Last,
}

/// So much further in stands what is inside a bracket.
const STEP: &str = "    ";

/// Puts an entry with a `name` into a record or map, or an item without one into a list or tuple. `ron` is its value. It gets a line of its
/// own where its neighbours have that, else it stands in their line. In a map whose keys are no texts, the name is a key as it is written.
///
/// # Errors
/// If `ron` is not one value or too deep, the name is taken or cannot be written, or there is no such place.
pub fn insert(
    index: &Index,
    source: &str,
    parent: NodeId,
    place: Place,
    name: Option<&str>,
    ron: &str,
) -> Result<Vec<Edit>, EditFault> {
    let gaps = Gaps { index, source };
    fits(index, Some(parent), ron)?;
    let before_comma = match name {
        Some(name) => format!("{}: {ron}", key(gaps, parent, name)?),
        None => ron.to_owned(),
    };
    let is_empty = index.item(parent, 0).is_none();
    let has_place = match index.kind(parent) {
        Kind::Record | Kind::Map => name.is_some(),
        Kind::Tuple => name.is_none() || is_empty,
        Kind::List => name.is_none(),
        _ => false,
    };
    if !has_place {
        return Err(EditFault::NoPlace(index.path(parent)));
    }
    put(gaps, parent, place, &Entry { before_comma, after_comma: String::new() })
}

/// Takes an entry or item out, with its comma, the comments on their own lines directly above it, and the comment behind it on its line.
///
/// # Errors
/// If it is the value of the whole file.
pub fn remove(index: &Index, source: &str, node: NodeId) -> Result<Vec<Edit>, EditFault> {
    let gaps = Gaps { index, source };
    let parent = index.parent(node).ok_or_else(|| EditFault::NoPlace(String::new()))?;
    let piece = Piece::of(gaps, node);
    if let Some(line_end) = gaps.line_end(piece.end).filter(|_| piece.is_lines) {
        return Ok(vec![Edit::new(gaps.line_start(piece.start)..line_end + 1, "")]);
    }
    let before = index.children(parent).take_while(|&other| other < node).last();
    let is_last = index.children(parent).last() == Some(node);
    let range = match before {
        Some(before) if is_last => {
            let left = gaps.comma(before).map_or(gaps.end(before), |comma| comma + usize::from(piece.comma.is_some()));
            let is_plain = gaps.breaks(gaps.end(before)..piece.start) == 0
                && gaps.comments(gaps.end(before)..piece.start).is_empty();
            // Without a comma at the end, the comma before it goes.
            (if is_plain { left } else { piece.start })..piece.end
        }
        _ => {
            let rest = &source[piece.end..];
            piece.start..piece.end + rest.len() - rest.trim_start_matches([' ', '\t']).len()
        }
    };
    Ok(vec![Edit::new(range, "")])
}

/// Moves an entry or item to another place among its siblings, with the comments that belong to it.
///
/// # Errors
/// If it is the value of the whole file, or the place is not among its siblings.
pub fn move_to(index: &Index, source: &str, node: NodeId, place: Place) -> Result<Vec<Edit>, EditFault> {
    let gaps = Gaps { index, source };
    let parent = index.parent(node).ok_or_else(|| EditFault::NoPlace(String::new()))?;
    let siblings = gaps.children(parent);
    let position = siblings.iter().position(|&other| other == node).unwrap_or(0);
    let before = position.checked_sub(1).map(|before| siblings[before]);
    let is_there = match place {
        Place::First => before.is_none(),
        Place::After(other) => other == node || before == Some(other),
        Place::Last => position + 1 == siblings.len(),
    };
    if is_there {
        return Ok(Vec::new());
    }
    let (before_comma, after_comma) = Piece::of(gaps, node).halves(gaps);
    let mut edits = put(gaps, parent, place, &Entry { before_comma, after_comma })?;
    edits.extend(remove(index, source, node)?);
    Ok(edits)
}

/// What is put in: all but the comma.
struct Entry {
    before_comma: String,
    after_comma: String,
}

impl Entry {
    /// With the comma where it belongs on a line of its own.
    fn as_line(&self) -> String {
        format!("{},{}", self.before_comma, self.after_comma)
    }

    /// As it stands among others, without the comma.
    fn in_line(&self) -> String {
        let is_open = self.after_comma.rsplit('\n').next().is_some_and(|line| line.contains("//"));
        [self.before_comma.as_str(), &self.after_comma, if is_open { "\n" } else { "" }].concat()
    }
}

/// The key of a new entry as it is written.
fn key(gaps: Gaps<'_>, parent: NodeId, name: &str) -> Result<String, EditFault> {
    let Gaps { index, source } = gaps;
    if index.child(parent, name).is_some() {
        return Err(EditFault::Taken(name.to_owned()));
    }
    if index.kind(parent) != Kind::Map {
        return field_name(name);
    }
    let neighbour = index.item(parent, 0).and_then(|first| index.key_span(first));
    match neighbour {
        Some(span) if !literal::is_text(&source[span.clone()]) => {
            fits(index, Some(parent), name)?;
            Ok(name.to_owned())
        }
        _ => Ok(literal::write_like("\"\"", name)),
    }
}

fn put(gaps: Gaps<'_>, parent: NodeId, place: Place, entry: &Entry) -> Result<Vec<Edit>, EditFault> {
    let no_place = || EditFault::NoPlace(gaps.index.path(parent));
    let open = gaps.open(parent).ok_or_else(no_place)?;
    let (first, last) = (gaps.index.item(parent, 0), gaps.index.children(parent).last());
    match (place, first, last) {
        (Place::After(other), ..) if gaps.index.parent(other) != Some(parent) => Err(no_place()),
        (Place::After(other), ..) | (Place::Last, _, Some(other)) => Ok(put_after(gaps, parent, other, entry)),
        (Place::First, Some(first), _) => Ok(vec![put_first(gaps, open, first, entry)]),
        (_, None, _) | (_, _, None) => Ok(vec![put_into_empty(gaps, open, gaps.close(parent), entry)]),
    }
}

/// Puts an entry behind another.
fn put_after(gaps: Gaps<'_>, parent: NodeId, other: NodeId, entry: &Entry) -> Vec<Edit> {
    let piece = Piece::of(gaps, other);
    let has_line = gaps.line_end(piece.end).is_some();
    match piece.comma {
        Some(_) if has_line => {
            let indentation = indentation_beside(gaps, parent, other);
            vec![Edit::insertion(piece.end, format!("\n{indentation}{}", entry.as_line()))]
        }
        Some(comma) => vec![Edit::insertion(comma + 1, format!(" {},", entry.in_line()))],
        // The last, and without a comma: so is the new one then, unless a comment follows it.
        None if has_line => {
            let indentation = indentation_beside(gaps, parent, other);
            let comma = if entry.after_comma.is_empty() { "" } else { "," };
            let line = format!("\n{indentation}{}{comma}{}", entry.before_comma, entry.after_comma);
            if piece.end == piece.value_end {
                return vec![Edit::insertion(piece.end, format!(",{line}"))];
            }
            vec![Edit::insertion(piece.value_end, ","), Edit::insertion(piece.end, line)]
        }
        None => vec![Edit::insertion(piece.end, format!(", {}", entry.in_line()))],
    }
}

/// Puts an entry before all others.
fn put_first(gaps: Gaps<'_>, open: usize, first: NodeId, entry: &Entry) -> Edit {
    let piece = Piece::of(gaps, first);
    // What is said behind the bracket on its line stays there.
    let mut end = open + 1;
    for comment in gaps.comments(end..piece.start) {
        if gaps.breaks(end..comment.start) == 0 {
            end = comment.end;
        }
    }
    match gaps.line_end(end) {
        Some(_) => {
            let indentation = gaps.indentation(piece.start);
            Edit::insertion(end, format!("\n{indentation}{}", entry.as_line()))
        }
        None => Edit::insertion(piece.start, format!("{}, ", entry.in_line())),
    }
}

/// Puts an entry into brackets that hold nothing, or nothing but comments.
fn put_into_empty(gaps: Gaps<'_>, open: usize, close: usize, entry: &Entry) -> Edit {
    if gaps.source[open + 1..close].trim().is_empty() && gaps.breaks(open..close) == 0 {
        return Edit::new(open + 1..close, entry.in_line());
    }
    if gaps.starts_line(close) {
        let indentation = gaps.indentation(close);
        let line_start = gaps.line_start(close);
        return Edit::insertion(line_start, format!("{indentation}{STEP}{}\n", entry.as_line()));
    }
    let space = if gaps.source[..close].ends_with(char::is_whitespace) { "" } else { " " };
    Edit::insertion(close, format!("{space}{}", entry.in_line()))
}

/// How far in an entry behind `other` stands.
fn indentation_beside(gaps: Gaps<'_>, parent: NodeId, other: NodeId) -> String {
    let starts_line = |&n: &NodeId| gaps.starts_line(Piece::of(gaps, n).start);
    let others = gaps.children(parent);
    let model = Some(other).filter(starts_line).or_else(|| others.iter().copied().find(starts_line));
    match model {
        Some(model) => gaps.indentation(Piece::of(gaps, model).start).to_owned(),
        None => gaps.indentation(gaps.start(other)).to_owned() + STEP,
    }
}
