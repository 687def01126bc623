//! Whether a file that was laid out says the same as before.

use super::strings::meaning;
use crate::source::gaps::Gaps;
use crate::source::index::{Index, Kind, NodeId};

/// Whether a text has the same values under the same keys in the same order, and the same comments.
pub(super) fn says_the_same(before: Gaps<'_>, after: &str) -> bool {
    let Ok(index) = Index::parse(after) else { return false };
    let after = Gaps { index: &index, source: after };
    comments(before) == comments(after) && is_same(before, before.index.root(), after, index.root())
}

fn comments(gaps: Gaps<'_>) -> Vec<&str> {
    let written = gaps.index.comments().iter().map(|comment| &gaps.source[comment.clone()]);
    written.map(str::trim_end).collect()
}

fn is_same(before: Gaps<'_>, a: NodeId, after: Gaps<'_>, b: NodeId) -> bool {
    if before.index.kind(a) != after.index.kind(b) || before.key(a) != after.key(b) {
        return false;
    }
    if before.index.kind(a) == Kind::Text {
        return meaning(before, a) == meaning(after, b);
    }
    if before.open(a).is_none() {
        return before.source[before.index.span(a)] == after.source[after.index.span(b)];
    }
    let (inside, still_inside) = (before.children(a), after.children(b));
    before.name(a) == after.name(b)
        && inside.len() == still_inside.len()
        && inside.iter().zip(&still_inside).all(|(&a, &b)| is_same(before, a, after, b))
}
