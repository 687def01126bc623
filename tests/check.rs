//! Broken stories and what `check` says about them, word for word; and that no damage to a story makes the compiler panic.
//!
//! Each folder of `tests/data/check` is a case: a story, and in `expected.txt` its diagnostics as they are drawn. `UPDATE_EXPECT=1` writes
//! that file anew; read it then as a writer would who has nothing but the message.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use bloodmark::diagnostic::{draw, has_errors};
use bloodmark::files::{StorySource, embedded_lighthouse, embedded_story};
use bloodmark::source::{Compiled, SourceFile, compile};

fn at_root(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// The story's files, called by their names alone, so that messages are the same on every machine.
fn files(folder: &Path) -> Vec<SourceFile> {
    let read = StorySource::Folder(folder.to_owned()).read().unwrap();
    read.into_iter().map(|file| SourceFile::new(format!("{}.ron", file.stem()), file.bytes)).collect()
}

fn said(compiled: &Compiled) -> String {
    let drawn = compiled.diagnostics.iter().map(|diagnostic| draw(diagnostic, &compiled.sources, false));
    // The renderer pads some lines with spaces.
    let lines = drawn.collect::<Vec<_>>().join("\n\n");
    lines.lines().map(|line| line.trim_end().to_owned() + "\n").collect()
}

#[test]
fn every_fault_is_named_at_its_place() {
    let updates = std::env::var_os("UPDATE_EXPECT").is_some();
    let mut failures = String::new();
    let mut cases: Vec<PathBuf> =
        at_root("tests/data/check").read_dir().unwrap().map(|entry| entry.unwrap().path()).collect();
    cases.retain(|case| case.is_dir());
    cases.sort();
    assert!(cases.len() > 60, "most of the cases are gone: {} are left", cases.len());
    for case in cases {
        let compiled = compile(&files(&case));
        assert!(compiled.story.is_none() && has_errors(&compiled.diagnostics), "{} is sound", case.display());
        let (said, expected_path) = (said(&compiled), case.join("expected.txt"));
        if updates {
            std::fs::write(&expected_path, &said).unwrap();
        }
        let expected = std::fs::read_to_string(&expected_path).unwrap_or_default();
        if said != expected {
            failures += &format!("{}\n--- expected\n{expected}--- found\n{said}\n", case.display());
        }
    }
    assert!(failures.is_empty(), "\n{failures}");
}

/// The text between the first and the last backtick of a hint.
fn quoted(hint: &str) -> Option<&str> {
    hint.get(hint.find('`')? + 1..hint.rfind('`')?)
}

#[test]
fn the_story_file_that_is_proposed_is_enough() {
    let stories = at_root("scenes").read_dir().unwrap().chain(at_root("tests/data/play").read_dir().unwrap());
    let mut tried = 0;
    for story in stories.map(|entry| entry.unwrap().path()).filter(|path| path.is_dir()) {
        let mut files = files(&story);
        let whole = files
            .iter()
            .find(|file| file.stem() == "story")
            .map(|file| String::from_utf8_lossy(&file.bytes).into_owned());
        files.retain(|file| file.stem() != "story");
        if files.is_empty() {
            continue;
        }
        let compiled = compile(&files);
        let missing = compiled.diagnostics.iter().find(|fault| fault.code == "no-story-file");
        let proposed = missing.and_then(|fault| quoted(fault.hint.as_deref()?)).unwrap_or_default();
        files.push(SourceFile::new("story.ron", proposed));
        let left = compile(&files).diagnostics;
        assert!(left.is_empty(), "{}: with {proposed}\n{left:#?}\nwas {whole:?}", story.display());
        tried += 1;
    }
    assert!(tried > 10, "most stories are gone: {tried} are left");
}

#[test]
fn every_shipped_story_checks_clean() {
    for entry in at_root("scenes").read_dir().unwrap() {
        let folder = entry.unwrap().path();
        let compiled = compile(&files(&folder));
        let found = bloodmark::lint::all(&compiled);
        assert!(found.is_empty(), "{}:\n{found:#?}", folder.display());
        assert!(compiled.story.is_some(), "{}", folder.display());
    }
}

#[test]
fn a_new_story_is_the_shipped_lighthouse() {
    let folder = at_root("scenes/lighthouse");
    let read = |folder: &Path| folder.read_dir().unwrap().map(|entry| entry.unwrap().path()).collect::<Vec<_>>();
    let mut shipped = [read(&folder), read(&folder.join("walkthroughs"))].concat();
    shipped.retain(|path| path.is_file());
    let mut embedded: Vec<PathBuf> = embedded_lighthouse().iter().map(|file| folder.join(&file.path)).collect();
    shipped.sort();
    embedded.sort();
    assert_eq!(embedded, shipped, "mend the list in `src/files/embedded.rs`");
}

#[test]
fn the_embedded_story_is_the_shipped_one() {
    let shipped = files(&at_root("scenes/blood_marked_alpha"));
    let embedded = embedded_story();
    let names = |files: &[SourceFile]| files.iter().map(|file| file.stem().to_owned()).collect::<Vec<_>>();
    assert_eq!(names(&embedded), names(&shipped), "mend the list in `src/files/embedded.rs`");
    assert!(embedded.iter().zip(&shipped).all(|(inside, outside)| inside.bytes == outside.bytes));
}

/// Compiles the story with one file damaged: a story or at least one error comes of it, each of which can be drawn.
fn survives(files: &mut [SourceFile], damaged: usize, bytes: Vec<u8>) {
    let whole = std::mem::replace(&mut files[damaged].bytes, bytes);
    let started = Instant::now();
    let compiled = compile(files);
    assert!(started.elapsed() < Duration::from_secs(2), "{} took {:?}", files[damaged].path, started.elapsed());
    assert_eq!(compiled.story.is_none(), has_errors(&compiled.diagnostics), "{}", files[damaged].path);
    let warnings = bloodmark::lint::check(&compiled);
    assert!(warnings.iter().take(3).all(|warning| !draw(warning, &compiled.sources, false).is_empty()));
    assert!(compiled.diagnostics.iter().take(3).all(|fault| !draw(fault, &compiled.sources, false).is_empty()));
    files[damaged].bytes = whole;
}

/// The only fault's code of a story whose one scene is `scene`, found in good time.
fn fault_of(scene: String) -> &'static str {
    let story = r#"(title: "Much", start: "much/a", flags: ["f"], endings: {"end": (title: "End")})"#;
    let files = [SourceFile::new("story.ron", story), SourceFile::new("much.ron", scene)];
    let started = Instant::now();
    let diagnostics = compile(&files).diagnostics;
    assert!(started.elapsed() < Duration::from_secs(10), "{:?}", started.elapsed());
    diagnostics[0].code
}

#[test]
fn too_much_of_anything_is_refused_in_good_time() {
    assert_eq!(fault_of("[".repeat(1_000_000)), "bad-ron");
    let detours: String = (0..3000).map(|n| format!(r#""d{n}": (detour: "d{}", goto: "z"), "#, n + 1)).collect();
    let ends = r#""d3000": (goto: "z"), "z": (return: true), "a": (detour: "d0", goto: "end"), "end": (text: "x", ending: "end")"#;
    assert_eq!(fault_of(format!("(beats: {{{detours}{ends}}})")), "detour-too-deep");
    assert_eq!(
        fault_of(format!("(beats: {{{detours}{}}})", ends.replacen("goto: \"z\"", "detour: \"d0\", goto: \"z\"", 1))),
        "detour-recursion"
    );
    assert_eq!(fault_of(format!("{}(beats: {{}})", "/*".repeat(100_000))), "bad-ron");
    let asks = |when: String| {
        format!(r#"(beats: {{"a": (text: "x", choices: {{"c": (text: "y", when: "{when}", goto: "a")}})}})"#)
    };
    assert_eq!(fault_of(asks("not ".repeat(100_000) + "f")), "condition-too-deep");
    assert_eq!(fault_of(asks("(".repeat(100_000))), "condition-too-deep");
    let says = |text: String| format!(r#"(beats: {{"a": (text: "{text}", ending: "end")}})"#);
    assert_eq!(fault_of(says("{if f}".repeat(100_000))), "prose-too-deep");
    assert_eq!(fault_of(says("x".repeat(9 << 20))), "file-too-long");
    let beats: String = (0..2000).map(|n| format!(r#""beat_{n}": (goto: "beet_{n}"), "#)).collect();
    assert_eq!(fault_of(format!("(beats: {{{beats}}})")), "unknown-goto");
}

/// So many damaged stories, or one for each file if there are more, are compiled for each shipped story and kind of damage.
const SAMPLES: usize = 40;

/// Damages small stories at every byte, and the shipped ones at some.
fn damage_everywhere(damage: impl Fn(&[u8], usize) -> Vec<u8>) {
    let shipped = at_root("scenes").read_dir().unwrap().map(|entry| (entry.unwrap().path(), SAMPLES));
    let small =
        ["night_train", "detour_from_card", "select"].map(|story| (at_root("tests/data/play").join(story), usize::MAX));
    for (folder, samples) in shipped.chain(small) {
        let mut files = files(&folder);
        let of = files.len();
        for damaged in 0..files.len() {
            let whole = files[damaged].bytes.clone();
            // An odd step, so that samples fall on different characters.
            let step = whole.len().div_ceil((samples / of).max(1)).max(1) | 1;
            for at in (0..whole.len()).step_by(step) {
                survives(&mut files, damaged, damage(&whole, at));
            }
        }
    }
}

#[test]
fn a_story_cut_anywhere_is_refused_without_panic() {
    damage_everywhere(|whole, at| whole[..at].to_vec());
}

#[test]
fn a_story_with_a_byte_gone_is_read_or_refused() {
    damage_everywhere(|whole, at| [&whole[..at], &whole[at + 1..]].concat());
}

#[test]
fn a_story_with_a_byte_changed_is_read_or_refused() {
    const BYTES: &[u8] = b"\"(){}[]*:,;#\\\x00\xff\n9 |";
    damage_everywhere(|whole, at| {
        let mut bytes = whole.to_vec();
        bytes[at] = BYTES[at % BYTES.len()];
        bytes
    });
}
