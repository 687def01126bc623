//! A way to mend a fault: edits of the files' texts.

use super::Span;

/// A way to mend a fault. All its edits belong together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// What it does, as an order: lower case, no full stop.
    pub title: String,
    /// Each place with what shall stand there instead; ascending, without overlap, at least one.
    pub edits: Vec<(Span, String)>,
    /// Whether it may be carried out without asking: it changes nothing but the fault.
    pub is_safe: bool,
}

impl Fix {
    /// One edit that may be carried out without asking.
    pub fn safe(title: impl Into<String>, span: Span, with: impl Into<String>) -> Self {
        Self { title: title.into(), edits: vec![(span, with.into())], is_safe: true }
    }

    /// Edits that take something out, and may be carried out without asking; nothing if there are none.
    pub fn removal(title: impl Into<String>, edits: Vec<(Span, String)>) -> Option<Self> {
        (!edits.is_empty()).then(|| Self { title: title.into(), edits, is_safe: true })
    }

    /// One edit that a person should look at.
    pub fn unsure(title: impl Into<String>, span: Span, with: impl Into<String>) -> Self {
        Self { is_safe: false, ..Self::safe(title, span, with) }
    }
}
