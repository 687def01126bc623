//! The layout of a story's files: the same values and the same comments, as the house sets them out.
//!
//! The rules are in `docs/formatting.md`. `entries` finds which comment belongs to which entry, `strings` knows which texts are
//! conditions, effects or prose, `page` writes, and `proof` compares what came of it with what was there.

mod entries;
mod page;
mod proof;
mod strings;

use super::gaps::Gaps;
use super::index::Index;

/// No line is made longer than this many characters where brackets can be opened up instead.
pub const WIDTH: usize = 120;

/// Why a file is left as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum LayoutFault {
    /// It begins with `#![…]`.
    #[error("it begins with an attribute, and stories use none")]
    Attribute,
    /// Our own fault: something would have been lost.
    #[error("internal fault: laid out, it would not say the same")]
    Unfaithful,
}

/// Lays a text out. `index` is its index.
///
/// # Example
/// ```
/// use bloodmark::source::index::Index;
/// use bloodmark::source::layout::lay_out;
///
/// let text = r#"(beats:{"door":(text:"A door.",
///     choices:{"knock":(text:"Knock.",when:"!tired&&hands>1",goto:"hall")})})"#;
/// let index = Index::parse(text)?;
/// assert_eq!(lay_out(text, &index)?, r#"(
///     beats: {
///         "door": (
///             text: "A door.",
///             choices: {"knock": (text: "Knock.", when: "not tired and hands > 1", goto: "hall")},
///         ),
///     },
/// )
/// "#);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// If the text has attributes, or would not say the same afterwards.
pub fn lay_out(text: &str, index: &Index) -> Result<String, LayoutFault> {
    let gaps = Gaps { index, source: text };
    if has_attribute(gaps) {
        return Err(LayoutFault::Attribute);
    }
    let laid_out = page::write(gaps);
    if proof::says_the_same(gaps, &laid_out) { Ok(laid_out) } else { Err(LayoutFault::Unfaithful) }
}

/// Whether anything but space and comments stands before the value of the file.
fn has_attribute(gaps: Gaps<'_>) -> bool {
    let root = gaps.start(gaps.index.root());
    let comments = gaps.comments(0..root);
    let starts = comments.iter().map(|comment| comment.start).chain([root]);
    let ends = [0].into_iter().chain(comments.iter().map(|comment| comment.end));
    // A byte order mark or a direction mark is no attribute.
    ends.zip(starts).any(|(end, start)| gaps.source[end..start].contains('#'))
}
