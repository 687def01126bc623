//! What `bloodmark prove` says: of stories with planted faults, with any number of threads, with and without a cache, and against counting
//! everything out by hand.
//!
//! Each folder of `tests/data/prove` is a story. `expected.txt` holds what the command prints of it: without arguments, and with those of
//! each line of `ask.txt`. `UPDATE_EXPECT=1` writes that file anew.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

#[path = "proving/counted.rs"]
mod counted;
mod tree;

/// A place for caches, and the program that uses it.
struct Home(TempDir);

impl Home {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn run(&self, folder: &Path, arguments: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_bloodmark"));
        command.args(arguments).current_dir(folder).env("XDG_CACHE_HOME", self.0.path()).output().unwrap()
    }

    fn prove(&self, folder: &Path, arguments: &[&str]) -> String {
        let output = self.run(folder, &[&["prove", "."], arguments].concat());
        let out = String::from_utf8(output.stdout).unwrap().replace(".\\", "./");
        let err = String::from_utf8(output.stderr).unwrap();
        format!("{out}{err}--- exit code {}\n", output.status.code().unwrap())
    }
}

#[test]
fn every_case_is_told_as_expected() {
    let (home, mut failures) = (Home::new(), String::new());
    for case in tree::folders("tests/data/prove") {
        let mut found = home.prove(&case, &["--no-cache"]);
        let asked = fs::read_to_string(case.join("ask.txt")).unwrap_or_default();
        for line in asked.lines() {
            let arguments: Vec<&str> = line.split(' ').collect();
            found += &format!("\n> prove {line}\n{}", home.prove(&case, &[&arguments[..], &["--no-cache"]].concat()));
        }
        let path = case.join("expected.txt");
        if std::env::var_os("UPDATE_EXPECT").is_some() {
            fs::write(&path, &found).unwrap();
        }
        let expected = fs::read_to_string(&path).unwrap_or_default();
        if found != expected {
            failures += &format!("{}\n--- expected\n{expected}--- found\n{found}\n", case.display());
        }
    }
    assert!(failures.is_empty(), "\n{failures}");
}

#[test]
fn the_page_shows_what_is_printed() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let page = fs::read_to_string(root.join("docs/proving.md")).unwrap().replace("\r\n", "\n");
    let printed = fs::read_to_string(root.join("tests/data/prove/everything_wrong/expected.txt")).unwrap();
    let blocks: Vec<&str> = page.split("```text\n").skip(1).map(|after| after.split("```").next().unwrap()).collect();
    assert!(!blocks.is_empty());
    assert!(blocks.iter().all(|block| printed.contains(block)), "the page shows something else");
}

/// The cases and the smaller shipped story.
fn folders() -> Vec<PathBuf> {
    let mut folders = tree::folders("tests/data/prove");
    folders.push(Path::new(env!("CARGO_MANIFEST_DIR")).join("scenes/lighthouse"));
    folders
}

fn without_times(told: &str) -> String {
    told.lines().filter(|line| !line.contains("\"seconds\"")).map(|line| line.to_owned() + "\n").collect()
}

#[test]
fn threads_cannot_be_seen_in_the_answers() {
    let home = Home::new();
    for folder in folders() {
        for form in [&["--no-cache"][..], &["--no-cache", "--json"]] {
            let told = |threads| without_times(&home.prove(&folder, &[form, &["--threads", threads]].concat()));
            let alone = told("1");
            assert_eq!(alone, told("2"), "{}", folder.display());
            assert_eq!(alone, told("8"), "{}", folder.display());
        }
    }
}

fn copy(folder: &Path) -> TempDir {
    let copy = tempfile::tempdir().unwrap();
    for file in tree::files(folder).iter().filter(|file| file.extension().is_some_and(|end| end == "ron")) {
        fs::copy(file, copy.path().join(file.file_name().unwrap())).unwrap();
    }
    copy
}

#[test]
fn every_playthrough_that_is_written_is_a_walkthrough_that_passes() {
    let home = Home::new();
    for folder in folders() {
        let story = copy(&folder);
        home.prove(story.path(), &["--no-cache", "--witness", "walkthroughs"]);
        let json: Value = serde_json::from_slice(&home.run(story.path(), &["test", ".", "--json"]).stdout).unwrap();
        let tested = json.as_array().unwrap();
        assert!(tested.len() > 5, "{}: only {} playthroughs", folder.display(), tested.len());
        let failed: Vec<&Value> = tested.iter().filter(|outcome| outcome["passed"] != true).collect();
        assert!(failed.is_empty(), "{failed:#?}");
        let layout = home.run(story.path(), &["fmt", "--check", "walkthroughs"]);
        assert!(layout.status.code() != Some(1), "{}", String::from_utf8_lossy(&layout.stdout));
        // Nearly every one says what it shows.
        let texts = tree::files(&story.path().join("walkthroughs"));
        let texts: Vec<String> = texts.iter().map(|file| fs::read_to_string(file).unwrap()).collect();
        const CLAIMS: [&str; 7] = ["see(", "offered(", "check(", "changed(", "ends:", "not_offered(", "not_see("];
        let silent = texts.iter().filter(|text| !CLAIMS.iter().any(|claim| text.contains(claim))).count();
        assert!(silent * 20 < texts.len(), "{}: {silent} of {} say nothing", folder.display(), texts.len());
    }
}

#[test]
fn a_rule_that_is_broken_comes_with_a_playthrough_that_breaks_it() {
    let (home, story) = (Home::new(), copy(&folders()[1]));
    home.prove(story.path(), &["--rule", "nerve_lasts", "--witness", "walkthroughs"]);
    let path = story.path().join("walkthroughs/proved_rule_nerve_lasts.ron");
    let written = fs::read_to_string(&path).unwrap();
    assert!(written.contains(r#"check("not (nerve >= 2)")"#), "{written}");
    let replayed = home.run(story.path(), &["replay", path.to_str().unwrap(), "--story", "."]);
    assert_eq!(replayed.status.code(), Some(0), "{}", String::from_utf8_lossy(&replayed.stderr));
}

/// Changes of a story file, one after the other: words, then rules of play in many places.
const EDITS: [(&str, &str, &str); 8] = [
    ("hall.ron", "Someone hands you a key", "A hand gives you a key"),
    ("hall.ron", "then: \"nerve -= 1\", goto: \"cellar\"", "then: \"nerve += 3\", goto: \"cellar\""),
    ("hall.ron", "when: \"nerve >= 5 and has_key\"", "when: \"nerve >= 5\""),
    ("story.ron", "always: \"nerve >= 2\"", "always: \"nerve >= 1\""),
    ("hall.ron", "\"spit\": (text: \"Spit.\", goto: \"well\")", "\"spit\": (text: \"Spit.\", goto: \"cellar\")"),
    ("hall.ron", "when: \"nerve >= 1 and not fed_dog\", ", ""),
    ("hall.ron", "once: true, ", ""),
    ("hall.ron", "coins >= 5", "coins >= 1"),
];

#[test]
fn a_cache_changes_no_byte_of_an_answer() {
    let (home, story) = (Home::new(), copy(&folders()[1]));
    let both = || {
        let cached = ["", "--json", ""].map(|form| {
            let form: Vec<&str> = Some(form).filter(|form| !form.is_empty()).into_iter().collect();
            without_times(&home.prove(story.path(), &form))
        });
        let anew = [&["--no-cache"][..], &["--no-cache", "--json"], &["--no-cache"]];
        assert_eq!(cached, anew.map(|form| without_times(&home.prove(story.path(), form))));
        cached[0].clone()
    };
    let (mut before, mut changed) = (both(), 0);
    for (number, (file, from, to)) in EDITS.into_iter().enumerate() {
        let path = story.path().join(file);
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(from), "{file} does not say {from}");
        fs::write(&path, text.replacen(from, to, 1)).unwrap();
        let after = both();
        // Words change nothing, and nearly all else does.
        changed += usize::from(before != after);
        assert!(number > 0 || before == after, "after {to}: {after}");
        before = after;
    }
    assert!(changed >= 4, "only {changed} edits changed the answer");
    // What is kept may be damaged.
    let kept = fs::read_dir(home.0.path().join("bloodmark/prove")).unwrap().next().unwrap().unwrap().path();
    let text = fs::read_to_string(&kept).unwrap();
    for damaged in ["", "{", &text[..text.len() / 2], &text.replace("Impossible", "impossible")] {
        fs::write(&kept, damaged).unwrap();
        assert_eq!(before, both());
    }
}

#[test]
fn names_that_are_not_known_are_told_with_the_nearest() {
    let (home, folder) = (Home::new(), &folders()[1]);
    assert!(home.prove(folder, &["--why", "hall/dor"]).contains("did you mean `hall/door`?"));
    assert!(home.prove(folder, &["--rule", "never_ritch"]).contains("did you mean `never_rich`?"));
}
