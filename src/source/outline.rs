//! A file as it is written: names and values in order, for those who show or compare what a writer wrote.

use super::index::{Index, Kind, NodeId};

/// A value with its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outline {
    /// The field or key; empty for the whole file and for items of lists.
    pub name: String,
    pub value: OutlineValue,
}

/// What stands behind a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OutlineValue {
    /// What a string says.
    Text(String),
    /// A record, map or list, in written order.
    Parts(Vec<Outline>),
    /// Anything else, as it stands in the file.
    Other(String),
}

impl Outline {
    /// Reads the text of a file; `None` if its brackets or strings are broken.
    pub fn read(text: &str) -> Option<Self> {
        let index = Index::parse(text).ok()?;
        Some(Self::node(&index, text, index.root()))
    }

    // The index refuses brackets that nest too deep.
    fn node(index: &Index, text: &str, node: NodeId) -> Self {
        let raw = || text[index.span(node)].to_owned();
        let value = match index.kind(node) {
            Kind::Text => OutlineValue::Text(index.text(text, node).map_or_else(raw, Into::into)),
            Kind::Record | Kind::Map | Kind::List | Kind::Tuple => {
                OutlineValue::Parts(index.children(node).map(|child| Self::node(index, text, child)).collect())
            }
            _ => OutlineValue::Other(raw()),
        };
        Self { name: index.key(node).unwrap_or_default().to_owned(), value }
    }

    /// The parts of a record, map or list; none for other values.
    pub fn parts(&self) -> &[Self] {
        match &self.value {
            OutlineValue::Parts(parts) => parts,
            _ => &[],
        }
    }

    /// The part called `name`.
    pub fn part(&self, name: &str) -> Option<&Self> {
        self.parts().iter().find(|part| part.name == name)
    }

    /// What the part called `name` says, if it is a string; otherwise nothing.
    pub fn text(&self, name: &str) -> &str {
        match self.part(name).map(|part| &part.value) {
            Some(OutlineValue::Text(text)) => text,
            _ => "",
        }
    }

    /// The value on one line, without quotation marks: `range: 0..=10, start: 5`.
    pub fn on_one_line(&self) -> String {
        match &self.value {
            OutlineValue::Text(text) | OutlineValue::Other(text) => {
                text.split_whitespace().collect::<Vec<_>>().join(" ")
            }
            OutlineValue::Parts(parts) => {
                let part = |part: &Self| match (part.name.as_str(), part.on_one_line()) {
                    ("", line) if part.parts().is_empty() => line,
                    ("", line) => format!("({line})"),
                    (name, line) if part.parts().is_empty() => format!("{name}: {line}"),
                    (name, line) => format!("{name}: ({line})"),
                };
                parts.iter().map(part).collect::<Vec<_>>().join(", ")
            }
        }
    }
}
