//! The small language of conditions and effects: text to a tree with a place on every node.

mod lexer;
mod parser;
mod print;

use std::ops::Range;

pub(super) use parser::{parse_condition, parse_effects};
pub(super) use print::{meaning_of_condition, meaning_of_effects, print_condition, print_effects};

use crate::story::Comparison;

/// A part of a condition, with its place in the string: brackets around it belong to it, but not around a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Node {
    pub range: Range<usize>,
    pub kind: NodeKind,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum NodeKind {
    Number(i32),
    Truth(bool),
    Name(String),
    Not(Box<Node>),
    /// Two or more.
    And(Vec<Node>),
    /// Two or more.
    Or(Vec<Node>),
    Compare(Box<Node>, Comparison, Box<Node>),
    /// Two or more, or one negated.
    Sum(Vec<Term>),
}

/// A part of a sum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Term {
    pub negated: bool,
    pub node: Node,
}

/// A change, with its place in the string.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Statement {
    pub range: Range<usize>,
    pub name: String,
    pub name_range: Range<usize>,
    pub kind: StatementKind,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum StatementKind {
    Set,
    Clear,
    /// `=`: a sum for a stat, a word for an enum.
    Assign(Node),
    Add(Node),
    Subtract(Node),
}

/// Something wrong in a condition, effects or prose.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct Fault {
    /// The name of the fault, as that of a diagnostic.
    pub code: &'static str,
    pub message: String,
    /// The bytes of the string that it speaks of.
    pub range: Range<usize>,
    /// How to mend it, where that is known.
    pub hint: Option<String>,
}

impl Fault {
    pub(super) fn new(code: &'static str, message: impl Into<String>, range: Range<usize>) -> Self {
        Self { code, message: message.into(), range, hint: None }
    }

    pub(super) fn hint(self, hint: impl Into<String>) -> Self {
        Self { hint: Some(hint.into()), ..self }
    }
}

/// Brackets and `not` may nest this deep.
pub(super) const MAX_DEPTH: usize = 32;
