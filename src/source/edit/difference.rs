//! Where two texts say different things, whatever their layout.

use std::collections::BTreeMap;

use crate::source::gaps::Gaps;
use crate::source::index::{Fault, Index, Kind, NodeId};

/// The paths at which two texts differ, as [`Index::path`] writes them: the outermost value that is another, is gone, or is new. The order
/// of entries counts; where only that differs, the path is that of the record or map. Comments and layout do not count, nor how a text is
/// written.
///
/// # Errors
/// If one of them cannot be indexed.
pub fn differences(before: &str, after: &str) -> Result<Vec<String>, Fault> {
    let (first, second) = (Index::parse(before)?, Index::parse(after)?);
    let (before, after) = (Gaps { index: &first, source: before }, Gaps { index: &second, source: after });
    let mut found = Vec::new();
    compare(before, first.root(), after, second.root(), &mut found);
    found.dedup();
    Ok(found)
}

/// Whether both texts can be indexed and differ nowhere but at `path` and inside it.
pub fn differs_only_at(before: &str, after: &str, path: &str) -> bool {
    let is_inside = |other: &String| {
        path.is_empty() || other.strip_prefix(path).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
    };
    differences(before, after).is_ok_and(|found| found.iter().all(is_inside))
}

fn compare(before: Gaps<'_>, a: NodeId, after: Gaps<'_>, b: NodeId, found: &mut Vec<String>) {
    if !is_alike(before, a, after, b) {
        found.push(before.index.path(a));
        return;
    }
    let (old, new) = (before.children(a), after.children(b));
    if !has_names(before.index, a) && !has_names(after.index, b) {
        for (&a, &b) in old.iter().zip(&new) {
            compare(before, a, after, b, found);
        }
        let common = old.len().min(new.len());
        found.extend(old[common..].iter().map(|&gone| before.index.path(gone)));
        found.extend(new[common..].iter().map(|&added| after.index.path(added)));
        return;
    }
    let mut left: BTreeMap<Name<'_>, usize> = names(after, &new).into_iter().zip(0..).collect();
    let mut order = Vec::new();
    for (name, &a) in names(before, &old).iter().zip(&old) {
        match left.remove(name) {
            Some(position) => {
                order.push(position);
                compare(before, a, after, new[position], found);
            }
            None => found.push(before.index.path(a)),
        }
    }
    found.extend(left.values().map(|&position| after.index.path(new[position])));
    if !order.is_sorted() {
        found.push(before.index.path(a));
    }
}

/// A key, whether it is a text (`1` and `"1"` are two keys), and how many before it are the same.
type Name<'a> = (Option<&'a str>, bool, usize);

fn names<'a>(gaps: Gaps<'a>, entries: &[NodeId]) -> Vec<Name<'a>> {
    let mut seen: BTreeMap<(Option<&str>, bool), usize> = BTreeMap::new();
    let mut name = |&n: &NodeId| {
        let span = gaps.index.key_span(n).unwrap_or_default();
        let (key, is_text) = (gaps.index.key(n), gaps.source[span].contains('"'));
        let count = seen.entry((key, is_text)).or_default();
        *count += 1;
        (key, is_text, *count - 1)
    };
    entries.iter().map(&mut name).collect()
}

fn has_names(index: &Index, n: NodeId) -> bool {
    matches!(index.kind(n), Kind::Record | Kind::Map)
}

/// Whether two values are the same but for what may be inside them.
fn is_alike(before: Gaps<'_>, a: NodeId, after: Gaps<'_>, b: NodeId) -> bool {
    let written = |gaps: Gaps<'_>, n: NodeId| gaps.source[gaps.index.span(n)].to_owned();
    match (before.index.kind(a), after.index.kind(b)) {
        (Kind::Text, Kind::Text) => before.index.text(before.source, a) == after.index.text(after.source, b),
        (Kind::Record | Kind::Tuple, Kind::Record | Kind::Tuple) => {
            let is_empty = |gaps: Gaps<'_>, n: NodeId| gaps.index.item(n, 0).is_none();
            let is_same = before.index.kind(a) == after.index.kind(b) || is_empty(before, a) || is_empty(after, b);
            is_same && before.name(a) == after.name(b)
        }
        (Kind::Map, Kind::Map) | (Kind::List, Kind::List) => true,
        (kind, other) => kind == other && written(before, a) == written(after, b),
    }
}
