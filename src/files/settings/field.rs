//! Single fields of the settings: how each kind of value is read and written, and where the values stand in a file.

use serde::Serialize;
use serde::de::DeserializeOwned;
use std::ops::RangeInclusive;

use super::{Index, Keys, Notice, WindowPlace};
use crate::source::index::Kind;

/// A value that a field can have.
pub(super) trait Value: Sized + Serialize + DeserializeOwned {
    /// What more is asked of it.
    type Rule;

    /// What fits, in words that follow on "is not".
    fn wanted(rule: &Self::Rule) -> Notice;

    /// Whether it fits.
    fn fits(&self, _: &Self::Rule) -> bool {
        true
    }

    /// What is written, if it fits.
    fn read(written: &str, rule: &Self::Rule) -> Option<Self> {
        ron::from_str(written).ok().filter(|value: &Self| value.fits(rule))
    }

    /// As it is written.
    fn write(&self) -> String {
        ron::to_string(self).expect("numbers, texts and lists of them always serialize")
    }
}

impl Value for bool {
    type Rule = ();

    fn wanted((): &()) -> Notice {
        Notice::new("files-wanted-flag")
    }
}

impl Value for u16 {
    type Rule = RangeInclusive<u16>;

    fn wanted(range: &Self::Rule) -> Notice {
        Notice::new("files-wanted-number").with("least", range.start()).with("most", range.end())
    }

    fn fits(&self, range: &Self::Rule) -> bool {
        range.contains(self)
    }
}

impl Value for String {
    /// So many bytes at most.
    type Rule = usize;

    fn wanted(_: &usize) -> Notice {
        Notice::new("files-wanted-text")
    }

    fn fits(&self, most: &usize) -> bool {
        self.len() <= *most
    }
}

impl Value for WindowPlace {
    type Rule = ();

    fn wanted((): &()) -> Notice {
        Notice::new("files-wanted-place")
    }
}

impl Value for Keys {
    type Rule = ();

    fn wanted((): &()) -> Notice {
        Notice::new("files-wanted-keys")
    }
}

/// Names and values as they stand in a file; none if it is not one record.
pub(super) fn whole(text: &str) -> Option<Vec<(String, String)>> {
    let index = Index::parse(text).ok()?;
    let root = index.root();
    let is_empty = index.kind(root) == Kind::Tuple && index.item(root, 0).is_none();
    if index.kind(root) != Kind::Record && !is_empty {
        return None;
    }
    let field = |child| Some((index.key(child)?.to_owned(), text.get(index.span(child))?.to_owned()));
    index.children(root).map(field).collect()
}

/// Names and values of a broken file, as far as each stands on a line of its own.
pub(super) fn line_by_line(text: &str) -> Vec<(String, String)> {
    let fields = text.lines().filter_map(|line| {
        let (name, value) = line.trim().split_once(':')?;
        let is_name = !name.is_empty() && name.chars().all(|c| c.is_ascii_lowercase() || c == '_');
        let value = value.trim();
        is_name.then(|| (name.to_owned(), value.strip_suffix(',').unwrap_or(value).to_owned()))
    });
    fields.collect()
}
