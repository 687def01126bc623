//! Any text as a condition, as effects and as prose of a small story: it is read or refused at a place inside the file, and what is read
//! plays.
#![no_main]

use std::sync::Arc;

use bloodmark::diagnostic::has_errors;
use bloodmark::source::{SourceFile, compile};
use bloodmark::story::Playthrough;
use libfuzzer_sys::fuzz_target;

const STORY: &str = r#"(
    title: "Hall",
    start: "hall/door",
    stats: {"nerve": (range: -3..=4, start: 1, words: {-3: "gone", 0: "thin", 3: "whole"}), "heat": (range: 0..=9, start: 0)},
    flags: ["key", "lamp.lit"],
    enums: {"tie.ada": (words: ["none", "friend", "sworn"], start: "none")},
    rumours: {"well": (title: "The well", text: "It hums.")},
    named: {"bold": "nerve >= 2 and not key"},
    endings: {"out": (title: "Out")},
)"#;

fuzz_target!(|text: &str| {
    let mut parts = text.splitn(3, '\u{1f}');
    let mut part = || quoted(parts.next().unwrap_or("heat"));
    let (when, then, prose) = (part(), part(), part());
    let scene = format!(
        "(beats: {{\"door\": (text: {prose}, then: {then}, choices: {{\
         \"in\": (text: \"In.\", when: {when}, then: {then}, echo: {prose}, goto: \"door\"),\
         \"out\": (text: \"Out.\", goto: \"out\")}}),\
         \"out\": (text: \"Snow.\", ending: \"out\")}})"
    );
    let compiled = compile(&[SourceFile::new("story.ron", STORY), SourceFile::new("hall.ron", scene.as_bytes())]);
    assert_eq!(compiled.story.is_none(), has_errors(&compiled.diagnostics), "either a story or an error");
    for diagnostic in &compiled.diagnostics {
        let range = diagnostic.primary.range();
        assert!(range.end <= compiled.sources.text(diagnostic.primary.file).len(), "the place lies in the file");
    }
    let Some(story) = compiled.story else { return };
    let mut playthrough = Playthrough::start(Arc::new(story), 1);
    for _ in 0..12 {
        if playthrough.choose(1).is_err() {
            break;
        }
    }
});

/// A text as an ordinary RON string.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            c => quoted.push(c),
        }
    }
    quoted + "\""
}
