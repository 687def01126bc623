//! What a record lacks: serde names only the first of its fields, a writer is told of all.

use std::ops::Range;

use super::Item;
use super::wording::{meant_field, opening};
use crate::diagnostic::{Diagnostic, Span};
use crate::source::index::NodeId;

/// The fields that each record of [`crate::source::model`] must have.
const NEEDED: [(&str, &[&str]); 11] = [
    ("StoryFile", &["title", "start"]),
    ("Stat", &["range", "start"]),
    ("Enum", &["words", "start"]),
    ("Person", &["name"]),
    ("Rumour", &["title", "text"]),
    ("Chapter", &["title", "number"]),
    ("Mark", &["coils", "heat"]),
    ("Deck", &["offer", "cards"]),
    ("Card", &["text", "goto"]),
    ("WeightedTarget", &["weight", "goto"]),
    ("Choice", &["text", "goto"]),
];

/// The fault of a record that lacks `field`, if that is not told already: nothing is said of a field that stands there and could not be
/// read, nor of one for which a name among the `unknown` was most likely meant.
pub(super) fn fault(
    item: &Item,
    node: NodeId,
    (field, record): (&'static str, Option<&str>),
    unknown: &[NodeId],
) -> Option<Missing> {
    let index = item.index;
    let needed = NEEDED.iter().find(|(name, _)| Some(*name) == record).map_or(&[] as &[&str], |(_, needed)| *needed);
    let others = needed.iter().copied().filter(|other| *other != field);
    let is_meant = |field: &str| {
        let mut inside = unknown.iter().filter(|&&odd| index.parent(odd) == Some(node));
        inside.any(|&odd| index.key(odd).is_some_and(|key| meant_field(key, [field].into_iter()).is_some()))
    };
    let mut fields: Vec<&str> = [field].into_iter().chain(others).collect();
    fields.retain(|field| index.child(node, field).is_none() && !is_meant(field));
    fields.sort_by_key(|field| needed.iter().position(|needed| needed == field));
    let sample = |field: &&str| format!("`{field}: {}`", sample(item, node, field, record));
    let samples: Vec<String> = fields.iter().map(sample).collect();
    let none = fields.iter().map(|field| format!("no `{field}`")).collect::<Vec<_>>().join(" and ");
    let (message, place) = match (index.key(node), index.key_span(node), index.parent(node)) {
        (Some(name), Some(key), _) => (format!("`{name}` has {none}"), key),
        (_, _, None) => (format!("the file has {none}"), opening(index, node)),
        _ => (format!("there is {none} here"), index.span(node)),
    };
    let what_start_is = if index.parent(node).is_none() && fields.contains(&"start") { ", the first beat" } else { "" };
    let hint = format!("add {}{what_start_is}", samples.join(" and "));
    (!fields.is_empty()).then_some(Missing { message, place, hint })
}

/// What to say of a record that lacks fields.
pub(super) struct Missing {
    message: String,
    place: Range<usize>,
    hint: String,
}

impl Missing {
    pub fn at(self, span: &dyn Fn(Range<usize>) -> Span) -> Diagnostic {
        Diagnostic::error("missing-field", self.message, span(self.place)).hint(self.hint)
    }
}

/// How the value of a field may look.
fn sample(item: &Item, node: NodeId, field: &str, record: Option<&str>) -> String {
    let beside = |key: &str| item.index.child(node, key);
    let start_of_range = |range: NodeId| item.text[item.index.span(range)].split("..").next().map(str::to_owned);
    let first_word = |words: NodeId| item.index.text(item.text, item.index.children(words).next()?);
    match field {
        "text" | "title" | "name" => "\"…\"".to_owned(),
        "goto" => "\"beat\"".to_owned(),
        "start" if item.index.parent(node).is_none() => "\"scene/beat\"".to_owned(),
        "start" if record == Some("Enum") => {
            format!("\"{}\"", beside("words").and_then(first_word).unwrap_or("one".into()))
        }
        "start" => beside("range").and_then(start_of_range).unwrap_or_else(|| "0".to_owned()),
        "range" => "0..=10".to_owned(),
        "words" => "[\"one\", \"other\"]".to_owned(),
        "number" | "weight" | "offer" => "1".to_owned(),
        "cards" => "{\"card\": (text: \"…\", goto: \"beat\")}".to_owned(),
        "beats" => "{\"door\": (text: \"…\", ending: \"…\")}".to_owned(),
        "coils" | "heat" => "\"stat\"".to_owned(),
        _ => "…".to_owned(),
    }
}
