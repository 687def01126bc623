//! Texts written as literals, in the style of another.

use crate::source::index::{Index, Kind};
use crate::source::read::is_forbidden;

/// `text` as a literal in the style of `model`, which is one: raw, or plain with escapes. Line breaks in a plain one are escapes unless
/// the model has others.
pub(in crate::source) fn write_like(model: &str, text: &str) -> String {
    match model.strip_prefix('r') {
        Some(opening) if !text.contains(is_forbidden) => raw(opening.bytes().take_while(|&b| b == b'#').count(), text),
        Some(_) => format!("\"{}\"", escaped(text, false)),
        None => format!("\"{}\"", escaped(text, model.contains('\n'))),
    }
}

/// What says `text` inside a literal in the style of `model`.
pub(super) fn body_like(model: &str, text: &str) -> String {
    if model.starts_with('r') { text.to_owned() } else { escaped(text, model.contains('\n')) }
}

/// Whether a literal says `wanted`, and cannot be mistaken for one that runs on into another.
pub(super) fn says(literal: &str, wanted: &str) -> bool {
    Index::parse(literal).is_ok_and(|index| {
        let root = index.root();
        index.span(root) == (0..literal.len())
            && index.text(literal, root).as_deref() == Some(wanted)
            && index.runaways(literal).next().is_none()
            && !literal.contains(is_forbidden)
    })
}

/// Whether a key or value as it is written is a text.
pub(super) fn is_text(written: &str) -> bool {
    Index::parse(written).is_ok_and(|index| index.kind(index.root()) == Kind::Text)
}

/// A raw literal with at least so many `#`.
fn raw(least: usize, text: &str) -> String {
    let mut hashes = "#".repeat(least);
    loop {
        let (opening, closing) = (format!("r{hashes}\""), format!("\"{hashes}"));
        let body = [text, &closing].concat();
        // One that holds its own opening looks as if its end had been forgotten.
        if !text.contains(&closing) && !body.contains(&opening) {
            return opening + &body;
        }
        hashes.push('#');
    }
}

fn escaped(text: &str, keeps_breaks: bool) -> String {
    let mut written = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '"' | '\\' => written.extend(['\\', c]),
            '\n' if keeps_breaks => written.push(c),
            '\n' => written.push_str("\\n"),
            '\t' => written.push_str("\\t"),
            '\r' => written.push_str("\\r"),
            _ if is_forbidden(c) => written.push_str(&format!("\\u{{{:x}}}", u32::from(c))),
            _ => written.push(c),
        }
    }
    written
}
