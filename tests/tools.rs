//! The tools that measure, export and compare stories, as they are called: each case is a folder.
//!
//! A case of `tests/data/stats` or `tests/data/export` has a `story` file with the path of a story folder, if wanted a line of `arguments`,
//! and what the command prints in `expected.*`. A case of `tests/data/diff` has the folders `a` and `b`. `UPDATE_EXPECT=1` writes what is
//! expected anew; read it then as somebody would who asked.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn at_root(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// The folders of every story in the tree that compiles.
fn stories() -> Vec<PathBuf> {
    let parents = ["scenes", "tests/data/play"].into_iter();
    let mut stories: Vec<PathBuf> =
        parents.flat_map(|parent| at_root(parent).read_dir().unwrap()).map(|entry| entry.unwrap().path()).collect();
    stories.retain(|path| path.is_dir());
    stories.sort();
    stories
}

fn run(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_bloodmark"));
    command.args(arguments).current_dir(at_root("")).output().unwrap()
}

fn out(output: &Output) -> String {
    assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn cases(kind: &str) -> Vec<PathBuf> {
    let folder = at_root("tests/data").join(kind);
    let mut cases: Vec<PathBuf> = folder.read_dir().unwrap().map(|entry| entry.unwrap().path()).collect();
    cases.retain(|case| case.is_dir());
    cases.sort();
    assert!(cases.len() > 2, "the cases of {kind} are gone");
    cases
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_default()
}

/// The words that the program is called with for a case.
fn called<'a>(command: &'a str, story: &'a str, arguments: &'a str, more: &[&'a str]) -> Vec<&'a str> {
    let mut words = vec![command, story];
    words.extend(arguments.split_whitespace());
    words.extend(more);
    words
}

fn story_of(case: &Path) -> String {
    let story = read(&case.join("story"));
    let story = case.join(story.trim());
    assert!(story.join("story.ron").is_file(), "{} names no story", case.display());
    story.to_str().unwrap().to_owned()
}

/// What differs from what is expected, or what is expected from now on.
#[derive(Default)]
struct Expectations(String);

impl Expectations {
    fn compare(&mut self, path: &Path, said: &str) {
        if std::env::var_os("UPDATE_EXPECT").is_some() {
            std::fs::write(path, said).unwrap();
        }
        let expected = read(path);
        if said != expected {
            self.0 += &format!("{}\n--- expected\n{expected}--- found\n{said}\n", path.display());
        }
    }

    fn are_met(&self) {
        assert!(self.0.is_empty(), "\n{}", self.0);
    }
}

fn fits_a_terminal(text: &str) {
    let too_wide = text.lines().find(|line| line.chars().count() > 80);
    assert_eq!(too_wide, None);
}

#[test]
fn stories_are_measured_as_expected() {
    let mut expectations = Expectations::default();
    for case in cases("stats") {
        let (story, arguments) = (story_of(&case), read(&case.join("arguments")));
        let table = out(&run(&called("stats", &story, &arguments, &[])));
        fits_a_terminal(&table);
        expectations.compare(&case.join("expected.txt"), &table);
        let json = out(&run(&called("stats", &story, &arguments, &["--json"])));
        expectations.compare(&case.join("expected.json"), &json);
    }
    expectations.are_met();
}

#[test]
fn the_parts_of_every_story_add_up_to_the_whole() {
    for folder in stories() {
        let json = out(&run(&["stats", folder.to_str().unwrap(), "--runs", "20", "--json"]));
        let stats: serde_json::Value = serde_json::from_str(&json).unwrap();
        for parts in ["chapters", "scenes"] {
            for count in ["beats", "choices", "words"] {
                let sum: u64 = stats[parts].as_array().unwrap().iter().map(|part| part[count].as_u64().unwrap()).sum();
                assert_eq!(stats[count], sum, "{count} of the {parts} of {}", folder.display());
            }
        }
        let kinds: BTreeMap<String, u64> = serde_json::from_value(stats["words_by_kind"].clone()).unwrap();
        assert_eq!(stats["words"], kinds.values().sum::<u64>());
        let sampled = &stats["sampled"];
        let ended: u64 = sampled["endings"].as_object().unwrap().values().map(|runs| runs.as_u64().unwrap()).sum();
        let all = ended + sampled["dead_ends"].as_u64().unwrap() + sampled["given_up"].as_u64().unwrap();
        assert_eq!(all, 20, "{}", folder.display());
    }
}

#[test]
fn stories_are_exported_as_expected() {
    let mut expectations = Expectations::default();
    for case in cases("export") {
        let (story, arguments) = (story_of(&case), read(&case.join("arguments")));
        let form = if arguments.contains("twee") { "twee" } else { "txt" };
        let exported = run(&called("export", &story, &arguments, &[]));
        assert_eq!(exported.status.code(), Some(0));
        let text = String::from_utf8(exported.stdout).unwrap();
        if form == "txt" {
            fits_a_terminal(&text);
        }
        expectations.compare(&case.join(format!("expected.{form}")), &text);
        let missing = String::from_utf8(exported.stderr).unwrap();
        fits_a_terminal(&missing);
        expectations.compare(&case.join("expected.stderr"), &missing);
    }
    expectations.are_met();
}

/// One side of a comparison: a folder of the case, or a file with the path of one.
fn side(case: &Path, name: &str) -> String {
    let side = case.join(name);
    let side = if side.is_file() { case.join(read(&side).trim()) } else { side };
    side.to_str().unwrap().to_owned()
}

#[test]
fn versions_are_compared_as_expected() {
    let mut expectations = Expectations::default();
    for case in cases("diff") {
        let (a, b, arguments) = (side(&case, "a"), side(&case, "b"), read(&case.join("arguments")));
        let report = out(&run(&called("diff", &a, &arguments, &[&b])));
        fits_a_terminal(&report);
        expectations.compare(&case.join("expected.txt"), &report);
        let json = out(&run(&called("diff", &a, &arguments, &[&b, "--json"])));
        expectations.compare(&case.join("expected.json"), &json);
    }
    expectations.are_met();
}

#[test]
fn a_story_does_not_differ_from_itself() {
    for folder in stories() {
        let folder = folder.to_str().unwrap();
        let told: serde_json::Value =
            serde_json::from_str(&out(&run(&["diff", folder, folder, "--json", "--runs", "40"]))).unwrap();
        assert_eq!(told["changes"], serde_json::json!([]), "{folder}");
        assert_eq!(told["saves"]["exact"], 40, "{folder}");
        assert!(told["words"].as_array().unwrap().iter().all(|words| words["before"] == words["after"]));
    }
}

#[test]
fn bash_reads_its_completions() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = out(&run(&["completions", shell]));
        assert!(script.contains("stats") && script.contains("words-per-minute"), "{shell}");
    }
    let told: serde_json::Value = serde_json::from_str(&out(&run(&["completions", "fish", "--json"]))).unwrap();
    assert_eq!(
        (&told["shell"], told["script"].as_str()),
        (&"fish".into(), Some(out(&run(&["completions", "fish"])).as_str()))
    );
    let script = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(script.path(), out(&run(&["completions", "bash"]))).unwrap();
    match Command::new("bash").arg("-n").arg(script.path()).output() {
        Ok(read) => assert!(read.status.success(), "{}", String::from_utf8_lossy(&read.stderr)),
        Err(error) => eprintln!("not tried with bash itself: {error}"),
    }
}

#[test]
fn the_manual_has_a_section_for_every_command() {
    let page = out(&run(&["man"]));
    let sections: Vec<&str> = page.lines().filter_map(|line| line.strip_prefix(".SH ")).collect();
    assert_eq!(sections[..4], ["NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS"]);
    let told: serde_json::Value = serde_json::from_str(&out(&run(&["man", "--json"]))).unwrap();
    assert_eq!(told["page"].as_str(), Some(page.as_str()));
    let help = out(&run(&["--help"]));
    let commands = help.split("Commands:\n").nth(1).unwrap().split("\n\n").next().unwrap();
    for command in commands.lines().map(|line| line.split_whitespace().next().unwrap()) {
        let section = format!("\"BLOODMARK {}\"", command.to_uppercase());
        assert!(sections.contains(&section.as_str()), "{section} is not among {sections:?}");
    }
    assert_eq!(sections.last(), Some(&"\"EXIT STATUS\""));
}

#[test]
fn what_is_written_to_a_file_is_what_would_be_printed() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("story.twee");
    let story = "tests/data/play/sums";
    let printed = run(&["export", story, "--to", "twee"]);
    let written = run(&["export", story, "--to", "twee", "--json", "-o", file.to_str().unwrap()]);
    let told: serde_json::Value = serde_json::from_str(&out(&written)).unwrap();
    assert_eq!(std::fs::read(&file).unwrap(), printed.stdout);
    assert_eq!((&told["file"], &told["text"]), (&serde_json::json!(file), &serde_json::Value::Null));
}

#[test]
fn a_broken_story_is_neither_measured_nor_exported_nor_compared() {
    let (sound, broken) = ("tests/data/play/sums", "tests/data/check/unknown_goto");
    for (arguments, code) in [
        (&["stats", broken][..], 1),
        (&["stats", "/nonexistent"], 2),
        (&["stats", sound, "--runs", "0"], 2),
        (&["export", broken, "--to", "text"], 1),
        (&["export", sound, "--to", "html"], 2),
        (&["export", sound, "--to", "twee", "-o", "/nonexistent/story.twee"], 2),
        (&["diff", sound, broken, "--json"], 1),
        (&["diff", "/nonexistent", sound], 2),
        (&["completions", "tcl"], 2),
    ] {
        let output = run(arguments);
        assert_eq!((output.status.code(), output.stdout.len()), (Some(code), 0), "{arguments:?}");
        assert!(!output.stderr.is_empty());
    }
}
