//! Any bytes as the files of a story: it compiles, or says why not, each message can be drawn, and what compiles can be played.
#![no_main]

use std::sync::Arc;

use bloodmark::diagnostic::{draw, has_errors, json, line};
use bloodmark::source::{SourceFile, compile};
use bloodmark::story::Playthrough;
use libfuzzer_sys::fuzz_target;

/// Parts the input into `story.ron` and a scene.
const BORDER: &[u8] = b"\n-- scene --\n";

fuzz_target!(|bytes: &[u8]| {
    let at = bytes.windows(BORDER.len()).position(|window| window == BORDER);
    let (story, scene) = at.map_or((&b""[..], bytes), |at| (&bytes[..at], &bytes[at + BORDER.len()..]));
    let files = [SourceFile::new("story.ron", story), SourceFile::new("hall.ron", scene)];
    let compiled = compile(&files);
    assert_eq!(compiled.story.is_none(), has_errors(&compiled.diagnostics), "either a story or an error");
    for diagnostic in compiled.diagnostics.iter().take(20) {
        assert!(!draw(diagnostic, &compiled.sources, false).is_empty());
        assert!(!line(diagnostic, &compiled.sources).is_empty());
    }
    json(&compiled.diagnostics, &compiled.sources);
    if let Some(story) = compiled.story {
        play(Arc::new(story));
    }
});

/// Takes the first open choice some times, and takes the record of that up again.
fn play(story: Arc<bloodmark::story::Story>) {
    let mut playthrough = Playthrough::start(Arc::clone(&story), 1);
    for _ in 0..20 {
        if playthrough.choose(1).is_err() {
            break;
        }
    }
    let (again, _) = Playthrough::resume(story, &playthrough.record());
    assert_eq!(again.turn(), playthrough.turn(), "a record is taken up where it was left");
}
