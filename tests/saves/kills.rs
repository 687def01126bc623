//! The program itself, killed and put in need: at most the last choice is lost.

use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

use bloodmark::files::{Memory, Saves};
use bloodmark::story::Xoshiro256PlusPlus;
use tempfile::{TempDir, tempdir};

use super::random_play::compiled;

const STORY: &str = r#"(title: "Round", start: "round/here", endings: {"out": (title: "Out")})"#;
const ROUND: &str = r#"(beats: {
    "here": (text: "A step.", choices: {"on": (text: "On.", goto: "there"), "out": (text: "Out.", goto: "out")}),
    "there": (text: "A step.", choices: {"back": (text: "Back.", goto: "here")}),
    "out": (text: "Snow.", ending: "out"),
})"#;

struct Round {
    folder: TempDir,
}

impl Round {
    fn new() -> Self {
        let round = Self { folder: tempdir().unwrap() };
        fs::create_dir(round.story()).unwrap();
        fs::write(round.story().join("story.ron"), STORY).unwrap();
        fs::write(round.story().join("round.ron"), ROUND).unwrap();
        round
    }

    fn story(&self) -> PathBuf {
        self.folder.path().join("round")
    }

    /// The folder of its saves.
    fn saves(&self) -> PathBuf {
        self.folder.path().join("data/bloodmark/round")
    }

    fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command.env("XDG_DATA_HOME", self.folder.path().join("data"));
        command.env("XDG_CONFIG_HOME", self.folder.path().join("config"));
        command.env("LC_ALL", "C");
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    fn arguments(&self, way: &str) -> [String; 4] {
        ["play", way, "--story", self.story().to_str().unwrap()].map(str::to_owned)
    }

    fn choices_saved(&self) -> usize {
        let saves = Saves::open(&self.saves());
        let loaded = saves.load(compiled(&self.story()).id()).unwrap();
        assert!(loaded.as_ref().is_none_or(|loaded| loaded.instead_of.is_none()), "the newest save is whole");
        loaded.map_or(0, |loaded| loaded.save.record.log.len())
    }
}

/// Chooses as fast as the program takes it, and kills it after a while. How many choices it has shown the outcome of.
fn killed_after(mut child: Child, wait: Duration) -> usize {
    let mut input = child.stdin.take().unwrap();
    let typing = thread::spawn(move || while input.write_all(b"1\n").is_ok() {});
    let mut output = child.stdout.take().unwrap();
    let reading = thread::spawn(move || {
        let mut said = Vec::new();
        output.read_to_end(&mut said).unwrap();
        String::from_utf8_lossy(&said).matches("A step.").count()
    });
    thread::sleep(wait);
    child.kill().unwrap();
    child.wait().unwrap();
    typing.join().unwrap();
    // The first page comes before any choice.
    reading.join().unwrap().saturating_sub(1)
}

fn kill(times: usize, longest: u32) {
    let round = Round::new();
    let mut dice = Xoshiro256PlusPlus::from_seed(9);
    let mut saved = 0;
    for _ in 0..times {
        let child = round.command(env!("CARGO_BIN_EXE_bloodmark")).args(round.arguments("--plain")).spawn().unwrap();
        let shown = killed_after(child, Duration::from_millis(dice.below(longest).into()));
        let now = round.choices_saved();
        assert!((saved + shown..=saved + shown + 1).contains(&now), "{saved} saved, {shown} more shown, {now} there");
        saved = now;
        assert!(Memory::open(&round.saves(), false).take_notices().is_empty());
    }
    eprintln!("{times} kills, {saved} choices, none lost that was shown");
    assert!(saved > 0);
}

#[test]
fn twenty_kills_lose_nothing_that_was_shown() {
    kill(20, 150);
}

#[test]
#[ignore = "takes a minute; to be run by hand"]
fn two_hundred_kills_lose_nothing_that_was_shown() {
    kill(200, 400);
}

fn answer(mut child: Child, input: &[u8]) -> (String, String) {
    child.stdin.take().unwrap().write_all(input).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "{output:?}");
    (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap())
}

#[cfg(target_os = "linux")]
#[test]
fn where_nothing_more_can_be_written_play_goes_on_and_the_old_save_stays() {
    let round = Round::new();
    let program = env!("CARGO_BIN_EXE_bloodmark");
    answer(round.command(program).args(round.arguments("--plain")).spawn().unwrap(), b"1\n");
    let path = round.saves().join("autosave.save");
    let old = fs::read(&path).unwrap();
    // Every file may have no bytes at all; the pipes are none.
    let script = r#"trap "" 25; ulimit -f 0; exec "$0" "$@""#;
    let child = round.command("sh").args(["-c", script, program]).args(round.arguments("--plain")).spawn().unwrap();
    let (said, notices) = answer(child, b"1\n1\nsave\nsave here\nset measure 50\n1\n2\n");
    assert!(said.contains("Snow.") && said.contains("* Out *"), "{said}\n{notices}");
    assert_eq!(said.matches("Nothing was saved: ").count(), 2, "{said}");
    assert!(said.contains("It holds until you quit: "), "{said}");
    assert_eq!(notices.matches("Your progress is not saved").count(), 1, "{notices}");
    assert_eq!(fs::read(&path).unwrap(), old);
    let left: Vec<_> = round.saves().read_dir().unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert!(!left.iter().any(|name| name.to_string_lossy().ends_with(".tmp")), "{left:?}");
}

#[cfg(target_os = "linux")]
#[test]
fn a_program_that_is_told_to_end_gives_the_terminal_back() {
    let round = Round::new();
    let [process, shown] = ["process", "shown"].map(|name| round.folder.path().join(name));
    let words: Vec<String> = round.arguments("--terminal").into_iter().map(|word| format!("'{word}'")).collect();
    let program = format!(
        "stty rows 24 cols 80; echo $$ > '{}'; exec '{}' {}",
        process.display(),
        env!("CARGO_BIN_EXE_bloodmark"),
        words.join(" ")
    );
    let spawned = round.command("script").args(["-qfec", &program]).arg(&shown).env("TERM", "xterm").spawn();
    let Ok(mut child) = spawned else {
        eprintln!("skipped: there is no `script` to make a terminal");
        return;
    };
    let has = |path: &Path, words: &str| {
        let is_there = || String::from_utf8_lossy(&fs::read(path).unwrap_or_default()).contains(words);
        (0..200).any(|_| {
            is_there() || {
                thread::sleep(Duration::from_millis(50));
                false
            }
        })
    };
    assert!(has(&shown, "Out."), "{:?}", fs::read_to_string(&shown));
    let number = fs::read_to_string(&process).unwrap();
    assert!(Command::new("kill").args(["-TERM", number.trim()]).status().unwrap().success());
    // Waiting would close it, which reads as Ctrl-D.
    let input = child.stdin.take();
    let status = child.wait().unwrap();
    drop(input);
    assert_eq!(status.code(), Some(143));
    // It left the other screen, showed the cursor again and let go of the mouse.
    for words in ["\x1b[?1049l", "\x1b[?1000l"] {
        assert!(has(&shown, words), "{words:?}");
    }
}
