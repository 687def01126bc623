//! The program as it is called: what it prints, where, and with which exit code.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

struct Home(TempDir);

impl Home {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_bloodmark"));
        command
            .args(arguments)
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .env("XDG_DATA_HOME", self.0.path())
            .env("LC_ALL", "C")
            .env_remove("DISPLAY")
            .env_remove("WAYLAND_DISPLAY")
            .env_remove("WAYLAND_SOCKET");
        command
    }

    fn run(&self, arguments: &[&str], input: &str) -> Output {
        let mut command = self.command(arguments);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        // The program may end before it has read everything.
        let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
        child.wait_with_output().unwrap()
    }

    fn autosave(&self) -> std::path::PathBuf {
        self.0.path().join("bloodmark/the_blood_marked_alpha/autosave.save")
    }
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn case(name: &str) -> String {
    format!("tests/data/check/{name}")
}

#[test]
fn always_the_first_choice_reaches_an_ending_twice_the_same() {
    let ones = "1\n".repeat(1000);
    let runs: Vec<Output> = (0..2).map(|_| Home::new().run(&["play", "--plain", "--seed", "1"], &ones)).collect();
    assert_eq!(runs[0].status.code(), Some(0));
    assert!(out(&runs[0]).contains("choices, seed 1"), "no ending: {}", out(&runs[0]));
    assert_eq!(runs[0].stdout, runs[1].stdout);
}

#[test]
#[cfg(target_os = "linux")]
fn without_a_display_it_plays_in_the_terminal_and_says_so_in_one_line() {
    let output = Home::new().run(&["--seed", "1"], "");
    assert_eq!(output.status.code(), Some(0));
    let said = err(&output);
    let first = said.lines().next().unwrap();
    assert!(first.starts_with("bloodmark: playing in the terminal, since "), "{said}");
    assert!(out(&output).contains("The Blood Marked Alpha"));
}

#[test]
fn the_end_of_input_is_polite_and_the_next_run_goes_on_there() {
    let home = Home::new();
    let first = home.run(&["--plain", "--new"], "1\n1\n");
    assert_eq!(first.status.code(), Some(0));
    assert!(err(&first).contains("autosave.save"), "it is not said where progress is saved: {}", err(&first));
    let second = home.run(&["--plain"], "");
    assert!(err(&second).contains("Continuing where you were."), "{}", err(&second));
    let last_page = |output: &Output| out(output).trim_end().rsplit("\n\n").next().unwrap().to_owned();
    assert_eq!(last_page(&first), last_page(&second));
}

#[test]
fn a_new_playthrough_keeps_the_one_before_it() {
    let home = Home::new();
    home.run(&["--plain", "--seed", "1"], "1\n");
    let before = std::fs::read(home.autosave()).unwrap();
    home.run(&["--plain", "--seed", "2"], "2\n");
    assert_ne!(std::fs::read(home.autosave()).unwrap(), before);
    assert_eq!(std::fs::read(home.autosave().with_file_name("earlier-1.save")).unwrap(), before);
}

#[test]
fn a_closed_output_and_odd_input_are_no_panic() {
    let home = Home::new();
    let mut child =
        home.command(&["--plain", "--seed", "1"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let _ = child.stdin.take().unwrap().write_all(&"1\n".repeat(200).into_bytes());
    assert_eq!(child.wait().unwrap().code(), Some(0));

    let odd = home.run(&["--plain", "--seed", "1"], "99\n-1\nwhat\n\u{202e}\n99999999999999999999\n1\n");
    assert_eq!(odd.status.code(), Some(0), "{}", err(&odd));
}

#[test]
fn check_finds_nothing_in_the_shipped_story() {
    let output = Home::new().run(&["check"], "");
    assert_eq!(output.status.code(), Some(0), "{}", out(&output));
    assert!(out(&output).ends_with("no errors\n"));
}

#[test]
fn check_of_a_broken_story_exits_with_1_and_tells_programs_the_same() {
    let folder = case("unknown_goto");
    let drawn = Home::new().run(&["check", &folder], "");
    let json = Home::new().run(&["check", &folder, "--json"], "");
    assert_eq!((drawn.status.code(), json.status.code()), (Some(1), Some(1)));
    let told: serde_json::Value = serde_json::from_slice(&json.stdout).unwrap();
    let first = &told[0];
    for field in ["file", "line", "column", "end_line", "end_column", "code", "severity", "message", "hint", "fixes"] {
        assert!(first.get(field).is_some(), "{first} has no `{field}`");
    }
    let place = format!("{}:{}:{}", first["file"].as_str().unwrap(), first["line"], first["column"]);
    assert!(out(&drawn).contains(&place), "{place} is not in {}", out(&drawn));
    assert!(out(&drawn).contains(first["message"].as_str().unwrap()));
}

/// A small story with two warnings, one of which can safely be mended.
fn careless_story() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let story = r#"(title: "T", start: "hall/door", flags: ["lost"], endings: {"out": (title: "O", hint: "H.", epilogue: "E.")})"#;
    std::fs::write(folder.path().join("story.ron"), story).unwrap();
    std::fs::write(folder.path().join("hall.ron"), CARELESS).unwrap();
    folder
}

const CARELESS: &str = "(beats: {\r\n    \"door\": (text: \"Nobody is home , it seems.\", ending: \"out\"),\r\n})\r\n";

#[test]
fn warnings_are_no_faults_unless_the_story_says_so() {
    let folder = careless_story();
    let path = folder.path().to_str().unwrap();
    let output = Home::new().run(&["check", path], "");
    assert_eq!(output.status.code(), Some(0), "{}", out(&output));
    assert!(out(&output).contains("no errors, 2 warnings\n"), "{}", out(&output));
    assert!(
        out(&output).ends_with("`bloodmark check --explain spaced-punctuation` says more about the first of them\n")
    );

    let story = std::fs::read_to_string(folder.path().join("story.ron")).unwrap();
    let stern = story.replace("(title:", r#"(lints: {"unused-flag": "error"}, title:"#);
    std::fs::write(folder.path().join("story.ron"), stern).unwrap();
    let output = Home::new().run(&["check", path, "--json"], "");
    assert_eq!(output.status.code(), Some(1), "{}", out(&output));
}

#[test]
fn fix_mends_what_is_safe_and_nothing_else() {
    let folder = careless_story();
    let path = folder.path().to_str().unwrap();
    let output = Home::new().run(&["check", path, "--fix"], "");
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    assert!(out(&output).starts_with("fixed: delete the space\n"), "{}", out(&output));
    assert!(out(&output).contains("no errors, 1 warning\n"), "{}", out(&output));
    let mended = std::fs::read_to_string(folder.path().join("hall.ron")).unwrap();
    assert_eq!(mended, CARELESS.replace(" ,", ","));
    assert_eq!(folder.path().read_dir().unwrap().count(), 2, "something was left behind");
    let again = Home::new().run(&["check", path, "--fix"], "");
    assert!(!out(&again).contains("fixed:"), "{}", out(&again));
}

#[test]
fn a_rule_can_be_asked_about() {
    let output = Home::new().run(&["check", "--explain", "doubled-word"], "");
    assert_eq!(output.status.code(), Some(0));
    for part in ["doubled-word: warning", "What it catches", "Why it matters", "Example", "Instead"] {
        assert!(out(&output).contains(part), "{part}: {}", out(&output));
    }
    let all = Home::new().run(&["check", "--explain"], "");
    assert!(out(&all).lines().count() > 90, "{}", out(&all));
    let unknown = Home::new().run(&["check", "--explain", "double-word"], "");
    assert_eq!(unknown.status.code(), Some(2));
    assert!(err(&unknown).contains("did you mean `doubled-word`?"), "{}", err(&unknown));
}

#[test]
fn a_broken_story_is_not_played_and_says_why() {
    let output = Home::new().run(&["--plain", "--story", &case("unknown_goto")], "1\n");
    assert_eq!(output.status.code(), Some(1));
    assert!(err(&output).contains("error[unknown-goto]"), "{}", err(&output));
}

#[test]
fn what_cannot_be_run_exits_with_2_and_writes_nothing() {
    for arguments in [
        &["--nonsense"][..],
        &["check", "/nonexistent"],
        &["check", "Cargo.toml"],
        &["--plain", "--story", "/nonexistent"],
        &["--seed", "many"],
        &["--plain", "--terminal"],
    ] {
        let home = Home::new();
        let output = home.run(arguments, "");
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {}", err(&output));
        assert!(!err(&output).is_empty());
        assert!(!home.0.path().join("bloodmark").exists(), "{arguments:?} wrote something");
    }
}

#[test]
fn the_story_inside_the_program_is_the_one_in_the_folder() {
    let home = Home::new();
    let elsewhere = tempfile::tempdir().unwrap();
    let ones = "1\n".repeat(1000);
    let inside = {
        let mut command = home.command(&["--plain", "--seed", "1"]);
        let mut child = command
            .current_dir(elsewhere.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let _ = child.stdin.take().unwrap().write_all(ones.as_bytes());
        child.wait_with_output().unwrap()
    };
    let folder = Path::new("scenes/blood_marked_alpha").to_str().unwrap();
    let on_disk = Home::new().run(&["--plain", "--seed", "1", "--story", folder], &ones);
    assert_eq!(out(&inside), out(&on_disk));
}

#[test]
fn a_new_story_checks_clean_and_plays_at_once() {
    let home = Home::new();
    let folder = home.0.path().join("stories/the_third_egg");
    let path = folder.to_str().unwrap();
    let made = home.run(&["new", path], "");
    assert_eq!(made.status.code(), Some(0), "{}", err(&made));
    let said = out(&made);
    let next: Vec<&str> = said.lines().filter_map(|line| line.trim().strip_prefix("bloodmark ")).collect();
    assert_eq!(next, [format!("play --story {path}"), format!("check {path}")]);
    let checked = home.run(&["check", path], "");
    assert_eq!(checked.status.code(), Some(0), "{}", out(&checked));
    assert!(out(&checked).starts_with("The Third Egg: 12 beats"), "{}", out(&checked));
    let played = home.run(&["play", "--story", path, "--plain", "--seed", "1"], &"1\n".repeat(100));
    assert!(out(&played).starts_with("The Third Egg") && out(&played).contains("choices, seed 1"), "{}", out(&played));

    let again = home.run(&["new", path], "");
    assert_eq!(again.status.code(), Some(2));
    assert!(err(&again).contains("holds files already"), "{}", err(&again));
}

#[test]
fn a_new_story_may_have_a_name_with_spaces_and_tells_programs_what_it_wrote() {
    let home = Home::new();
    let folder = home.0.path().join("Ada's hen");
    let made = home.run(&["new", folder.to_str().unwrap(), "--json"], "");
    let told: serde_json::Value = serde_json::from_slice(&made.stdout).unwrap();
    assert_eq!(told["title"], "Ada's Hen");
    assert_eq!(told["folder"], folder.to_str().unwrap());
    let files = told["files"].as_array().unwrap();
    assert!(files.iter().all(|file| Path::new(file.as_str().unwrap()).is_file()) && files.len() == 8, "{files:?}");

    let shown = out(&home.run(&["new", home.0.path().join("it's me").to_str().unwrap()], ""));
    assert!(shown.contains(r"it'\''s me'"), "{shown}");
    let empty = home.0.path().join("empty");
    std::fs::create_dir(&empty).unwrap();
    let here = home.command(&["new", "."]).current_dir(&empty).output().unwrap();
    assert_eq!(here.status.code(), Some(0), "{}", err(&here));
    assert!(empty.join("story.ron").is_file());
}

#[test]
fn a_new_story_is_refused_where_it_cannot_be_and_leaves_nothing() {
    let home = Home::new();
    let at = |name: &str| home.0.path().join(name);
    std::fs::write(at("file"), "").unwrap();
    std::fs::create_dir(at("full")).unwrap();
    std::fs::write(at("full/mine.txt"), "").unwrap();
    let cases = [
        ("file", "is a file"),
        ("full", "holds files already"),
        ("file/under", "cannot be written"),
        ("---", "cannot name a story"),
        ("say \"hi\"", "cannot name a story"),
        ("night\u{202e}fall", "cannot name a story"),
        ("line\nbreak", "cannot name a story"),
        ("nowhere/..", "cannot name a story"),
    ];
    for (name, reason) in cases {
        let refused = home.run(&["new", at(name).to_str().unwrap()], "");
        assert_eq!(refused.status.code(), Some(2), "{name}: {}", out(&refused));
        assert!(err(&refused).contains(reason), "{name}: {}", err(&refused));
    }
    let mut left: Vec<_> = home.0.path().read_dir().unwrap().map(|entry| entry.unwrap().file_name()).collect();
    left.sort();
    assert_eq!(left, ["file", "full"]);
    assert_eq!(at("full").read_dir().unwrap().count(), 1);
}
