//! The tester's commands: what `test` and `replay` print, and that neither order, threads nor shards can be seen in it.
//!
//! Each folder of `tests/data/test` is a case: a story with walkthroughs, and in `expected.txt` what `bloodmark test` prints of it and its
//! exit code. `UPDATE_EXPECT=1` writes that file anew.

use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::Arc;

use bloodmark::diagnostic::draw;
use bloodmark::digest::{digest, state_text};
use bloodmark::files::{Save, encode_save};
use bloodmark::source::SourceFile;
use bloodmark::story::{ChoiceId, Landing, Playthrough, Record, Stop, Story, Xoshiro256PlusPlus};
use bloodmark::telling::Transcript;
use bloodmark::walkthrough::test;
use serde_json::Value;
use tempfile::TempDir;

mod random_play;
mod tree;

use random_play::{at_root, compiled, play, stories};

/// Runs the program in `folder`.
fn run_in(folder: &Path, arguments: &[&str], input: &[u8]) -> Output {
    let saves = tempfile::tempdir().unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_bloodmark"));
    command.args(arguments).current_dir(folder).env("XDG_DATA_HOME", saves.path());
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    // The program may end before it has read everything.
    let _ = child.stdin.take().unwrap().write_all(input);
    child.wait_with_output().unwrap()
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// What was printed, the same on every machine.
fn told(output: &Output) -> String {
    let paths = |text: String| text.replace(".\\walkthroughs\\", "./walkthroughs/").replace(".\\", "./");
    // The renderer pads some lines with spaces.
    let lines = |text: String| -> String { text.lines().map(|line| line.trim_end().to_owned() + "\n").collect() };
    let mut told = lines(paths(out(output)));
    if !output.stderr.is_empty() {
        told += &format!("--- standard error\n{}", lines(paths(err(output))));
    }
    format!("{told}--- exit code {}\n", output.status.code().unwrap())
}

#[test]
fn every_case_is_told_as_expected() {
    let mut failures = String::new();
    for case in tree::folders("tests/data/test") {
        let found = told(&run_in(&case, &["test", "."], b""));
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

fn case(name: &str) -> PathBuf {
    at_root("tests/data/test").join(name)
}

fn json(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn threads_cannot_be_seen_in_the_results() {
    let folder = tempfile::tempdir().unwrap();
    for case in ["every_fault", "passing"] {
        let told = |threads: &str, form: &[&str]| {
            let output = run_in(
                &at_root("tests/data/test").join(case),
                &[&["test", ".", "--threads", threads], form].concat(),
                b"",
            );
            (output.status.code(), out(&output))
        };
        let junit = |threads: &str| {
            let path = folder.path().join("junit.xml");
            told(threads, &["--junit", path.to_str().unwrap()]);
            fs::read_to_string(path).unwrap()
        };
        for threads in ["2", "8"] {
            assert_eq!(told("1", &[]), told(threads, &[]));
            assert_eq!(told("1", &["--json"]), told(threads, &["--json"]));
            assert_eq!(junit("1"), junit(threads));
        }
        let failures = if case == "passing" { 0 } else { 17 };
        assert!(junit("1").contains(&format!("failures=\"{failures}\"")), "{}", junit("1"));
    }
}

#[test]
fn the_shards_together_are_the_whole_and_share_nothing() {
    let told =
        |arguments: &[&str]| json(&run_in(&case("every_fault"), &[&["test", ".", "--json"], arguments].concat(), b""));
    for filter in ["--filter=", "--filter=choose"] {
        let whole = told(&[filter]);
        for shards in [1, 2, 3, 5, 40] {
            let mut found: Vec<Value> = Vec::new();
            for shard in 1..=shards {
                found.extend(told(&[filter, "--shard", &format!("{shard}/{shards}")]).as_array().unwrap().clone());
            }
            found.sort_by_key(|one| one["name"].as_str().unwrap().to_owned());
            assert_eq!(Value::Array(found), whole, "{shards}");
        }
    }
}

#[test]
fn programs_are_told_the_same_as_people() {
    let drawn = out(&run_in(&case("every_fault"), &["test", "."], b""));
    let told = json(&run_in(&case("every_fault"), &["test", ".", "--json"], b""));
    for one in told.as_array().unwrap() {
        assert_eq!(one["passed"], Value::Bool(false));
        let place = format!("{}:{}:{}", one["file"].as_str().unwrap(), one["line"], one["column"]);
        assert!(drawn.contains(&place) && drawn.contains(one["message"].as_str().unwrap()), "{one}");
        for field in ["expected", "found", "transcript"] {
            assert!(one[field].is_string(), "{one} has no `{field}`");
        }
    }
    let passing = json(&run_in(&case("passing"), &["test", ".", "--json"], b""));
    for one in passing.as_array().unwrap() {
        assert_eq!((&one["passed"], &one["line"]), (&Value::Bool(true), &Value::Null));
        assert!(one["file"].as_str().unwrap().ends_with(".ron"));
    }
    assert_eq!(json(&run_in(&case("no_walkthroughs"), &["test", ".", "--json"], b"")), Value::Array(Vec::new()));
}

#[test]
fn what_cannot_be_run_exits_with_2() {
    for arguments in [
        &["test", ".", "--shard", "0/2"][..],
        &["test", ".", "--shard", "3/2"],
        &["test", ".", "--shard", "half"],
        &["test", ".", "--filter", "nobody"],
        &["test", ".", "--update=nobody"],
        &["test", ".", "--all"],
        &["test", ".", "--junit", "no/such/folder/report.xml"],
        &["test", "nowhere"],
        &["replay", "nowhere.save"],
        &["replay", "."],
        &["replay", "bank.ron", "--story", "nowhere"],
    ] {
        let output = run_in(&case("passing"), arguments, b"");
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {}", out(&output));
        assert!(!output.stderr.is_empty());
    }
}

/// A copy of a case that may be written to.
fn copied(case: &Path) -> TempDir {
    let copy = tempfile::tempdir().unwrap();
    fs::create_dir(copy.path().join("walkthroughs")).unwrap();
    for folder in ["", "walkthroughs"] {
        for file in tree::files(&case.join(folder)) {
            fs::copy(&file, copy.path().join(folder).join(file.file_name().unwrap())).unwrap();
        }
    }
    copy
}

fn transcripts(folder: &Path) -> BTreeSet<String> {
    let files = tree::files(&folder.join("walkthroughs")).into_iter();
    let transcripts = files.filter(|path| path.extension().is_some_and(|extension| extension == "txt"));
    transcripts.map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned()).collect()
}

#[test]
fn update_writes_what_was_asked_for_and_nothing_of_a_failed_walkthrough() {
    let copy = copied(&case("passing"));
    let test = |arguments: &[&str]| run_in(copy.path(), &[&["test", "."], arguments].concat(), b"");
    let kept = || transcripts(copy.path());
    test(&["--update"]);
    assert_eq!(kept(), BTreeSet::new());
    assert!(told(&test(&["--update=pays"])).starts_with("wrote ./walkthroughs/pays.txt\n"));
    assert_eq!(kept(), BTreeSet::from(["pays".to_owned()]));
    assert_eq!(test(&["--update", "--all"]).status.code(), Some(0));
    assert_eq!(kept().len(), 4);

    // Replaying a walkthrough prints its transcript.
    for name in kept() {
        let path = copy.path().join("walkthroughs").join(&name);
        let replayed =
            run_in(copy.path(), &["replay", path.with_extension("ron").to_str().unwrap(), "--story", "."], b"");
        assert_eq!(out(&replayed), fs::read_to_string(path.with_extension("txt")).unwrap());
    }

    // A change of the text is a failure until it is kept; line ends do not matter.
    let path = copy.path().join("walkthroughs/pays.txt");
    let whole = fs::read_to_string(&path).unwrap();
    fs::write(&path, whole.replace('\n', "\r\n")).unwrap();
    assert_eq!(test(&[]).status.code(), Some(0));
    fs::write(&path, whole.replace("rocks", "sinks")).unwrap();
    let failed = test(&[]);
    assert_eq!(failed.status.code(), Some(1));
    assert!(out(&failed).contains("    -The boat sinks.\n    +The boat rocks.\n"), "{}", out(&failed));
    assert_eq!(test(&["--update"]).status.code(), Some(0));
    assert_eq!(fs::read_to_string(&path).unwrap(), whole);

    let failing = copied(&case("every_fault"));
    run_in(failing.path(), &["test", ".", "--update", "--all"], b"");
    assert_eq!(transcripts(failing.path()), BTreeSet::from(["transcript".to_owned()]));
}

/// Words alone, without emphasis.
fn words(lines: impl Iterator<Item = impl AsRef<str>>) -> String {
    let text: Vec<String> = lines.map(|line| line.as_ref().replace('*', "")).collect();
    text.join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Plays at random; the playthrough, and what has to be typed for it.
fn typed(story: &Arc<Story>, seed: u64) -> (Playthrough, String) {
    let mut numbers = String::new();
    let mut before: Option<Playthrough> = None;
    let end = play(story, seed, 60, |now| {
        if let Some(before) = before.replace(now.clone()) {
            let taken = now.log().last().unwrap();
            let open = before.turn().open().position(|offer| offer.choice == *taken).unwrap();
            numbers += &format!("{}\n", open + 1);
        }
    });
    (end, numbers)
}

/// A walkthrough of the same choices.
fn walkthrough(end: &Playthrough) -> String {
    let story = end.story();
    let choose = |choice: &ChoiceId| format!("choose(\"{}\")", story.choice(*choice).name);
    let choices: Vec<String> = end.log().iter().map(choose).collect();
    let ends = match end.turn().stop() {
        Stop::Ending(ending) => story.ending(ending).id.as_str(),
        _ => "",
    };
    format!("(seed: {}, steps: [{}], ends: \"{ends}\")", end.seed(), choices.join(", "))
}

#[test]
fn a_replay_reads_as_the_plain_terminal_did() {
    let folder = tempfile::tempdir().unwrap();
    let run = |arguments: &[&str], input: &str| run_in(folder.path(), arguments, input.as_bytes());
    for name in ["scenes/blood_marked_alpha", "tests/data/play/night_train", "tests/data/test/passing"] {
        let (story, path) = (compiled(&at_root(name)), at_root(name));
        let path = path.to_str().unwrap();
        for seed in 0..4 {
            let (end, numbers) = typed(&story, seed);
            let save = Save::new(story.id(), "", end.record());
            fs::write(folder.path().join("a.save"), encode_save(&save)).unwrap();
            let transcript = Transcript::of(&end).to_string();
            let of_save = run(&["replay", "a.save", "--story", path], "");
            assert_eq!(
                (of_save.status.code(), out(&of_save), err(&of_save)),
                (Some(0), transcript.clone(), String::new())
            );
            let of_walkthrough = run(&["replay", "-", "--story", path], &walkthrough(&end));
            assert_eq!((out(&of_walkthrough), err(&of_walkthrough)), (transcript.clone(), String::new()));

            let plain = out(&run(&["--plain", "--seed", &seed.to_string(), "--story", path], &numbers));
            let shown = plain[end_of_title(&story, &plain)..].lines();
            let shown = shown.filter(|line| !line.ends_with(&format!(", seed {seed}")) && !line.starts_with(NOWHERE));
            // Where a chapter begins is said by every view that plays; a transcript is the text alone.
            let shown = shown.filter(|line| !line.starts_with("-- Chapter "));
            let is_read = |line: &&str| !line.starts_with("> ") && !line.starts_with(&format!("({NOWHERE}"));
            assert_eq!(words(transcript.lines().skip(1).filter(is_read)), words(shown), "{name} {seed}");
        }
    }
}

/// How both say that a story has nowhere to go.
const NOWHERE: &str = "The story has nowhere to go";

/// Where the first page begins behind the title and what stands below it.
fn end_of_title(story: &Story, plain: &str) -> usize {
    let start = Playthrough::start(Arc::new(story.clone()), 0);
    let first: String = start.turn().page().text().split_whitespace().take(4).collect::<Vec<_>>().join(" ");
    plain.find(&first).unwrap()
}

#[test]
fn a_digest_is_that_of_the_state_wherever_it_is_reached() {
    let stories = stories();
    let mut dice = Xoshiro256PlusPlus::from_seed(7);
    let mut different = BTreeSet::new();
    for seed in 0..1000 {
        let story = &stories[dice.below(stories.len() as u32) as usize];
        let mut digests = Vec::new();
        let end = play(story, seed, 40, |now| digests.push(digest(now)));
        // Saved and taken up again somewhere on the way, it goes the same way on.
        let pause = dice.below(digests.len() as u32) as usize;
        let mut paused = end.clone();
        paused.rewind(pause);
        let (mut resumed, landing) = Playthrough::resume(Arc::clone(story), &paused.record());
        assert_eq!((landing, digest(&resumed)), (Landing::Exact, digests[pause].clone()));
        for (choice, wanted) in end.log()[pause..].iter().zip(&digests[pause + 1..]) {
            resumed.choose_named(&story.choice(*choice).name).unwrap();
            assert_eq!(&digest(&resumed), wanted);
        }
        different.insert(digests.pop().unwrap());
    }
    assert!(different.len() > 500, "only {} different digests", different.len());
}

#[test]
fn a_digest_is_the_same_on_every_machine() {
    let story = compiled(&at_root("tests/data/play/night_train"));
    let end = play(&story, 7, 6, |_| {});
    let text = "bloodmark-state 1\nbeat train/seat\nstat nerve 2\nstat stations 0\nenum seat window\nflag ticket\n\
        once platform/clock/buy\nvisited train/seat\nvisits platform/clock 2\ndeal 0\n\
        generator 7191089600892374487 309689372594955804 16616101746815609346 10753165928301472203\n";
    assert_eq!(state_text(&story, end.state()), text);
    assert_eq!(digest(&end), "4f69f859ba6d134c214dadd7a75af4f63ff4b5e3a6c332ff3e419a8a671a51e8");
    let save = at_root("tests/data/saves/version_1.save");
    let told = run_in(
        &at_root("tests/data/play/night_train"),
        &["replay", save.to_str().unwrap(), "--story", ".", "--digests"],
        b"",
    );
    assert!(out(&told).ends_with(&format!("6 {} train/seat sit\n", digest(&end))), "{}", out(&told));
}

#[test]
fn a_save_that_cannot_be_replayed_exactly_says_so() {
    let story = compiled(&case("passing"));
    let mut playthrough = Playthrough::start(Arc::clone(&story), 1);
    ["ask", "pay"].iter().for_each(|name| playthrough.choose_named(name).unwrap());
    let record = playthrough.record();
    let replay = |save: &[u8]| run_in(&case("passing"), &["replay", "-", "--story", ".", "--json"], save);
    let changed = |change: &dyn Fn(&mut Record)| {
        let mut record = record.clone();
        change(&mut record);
        replay(encode_save(&Save::new(story.id(), "", record)).as_bytes())
    };
    for (landing, says, code, output) in [
        ("exact", "", 0, changed(&|_| {})),
        ("replayed", "replayed: ", 0, changed(&|record| record.state.stats = [("coins".to_owned(), 5)].into())),
        ("carried", "carried: ", 1, changed(&|record| record.log[0].choice = "gone".to_owned())),
        (
            "cut",
            "cut: the place where the save stood is gone; 0 of its 2 choices could be made again",
            1,
            changed(&|record| {
                record.log[0].choice = "gone".to_owned();
                record.state.beat = "bank/gone".to_owned();
            }),
        ),
    ] {
        assert_eq!((output.status.code(), json(&output)["landing"].as_str()), (Some(code), Some(landing)));
        assert!(err(&output).starts_with(says) && err(&output).is_empty() == says.is_empty(), "{}", err(&output));
    }
    let text = encode_save(&Save::new("another", "", record.clone()));
    let damaged = text.replace("bank/boat", "bank/goat");
    let newer = text.replacen("SAVE 3", "SAVE 99", 1);
    for (save, says) in [
        (text.as_str(), "it belongs to another story, `another`"),
        (&damaged, "it is damaged: its checksum does not fit"),
        (&newer, "it was written by a newer version of this program (format 99)"),
        ("BLOODMARK 1", "it is not a save of this program"),
        ("[package]", "is neither a save nor a walkthrough"),
    ] {
        let output = replay(save.as_bytes());
        assert_eq!((output.status.code(), out(&output)), (Some(2), String::new()));
        assert!(err(&output).starts_with("bloodmark: ") && err(&output).contains(says), "{}", err(&output));
    }
}

#[test]
fn a_walkthrough_from_the_middle_can_be_saved_and_taken_back() {
    let story = compiled(&case("passing"));
    let bytes = fs::read(case("passing/walkthroughs/in_the_mud.ron")).unwrap();
    let outcome = test(&SourceFile::new("in_the_mud.ron", bytes), None, &story);
    let mut playthrough = outcome.playthrough.unwrap();
    assert_eq!((outcome.faults, playthrough.log().len()), (Vec::new(), 3));
    let (resumed, landing) = Playthrough::resume(Arc::clone(&story), &playthrough.record());
    assert_eq!((landing, resumed.state(), resumed.turn()), (Landing::Exact, playthrough.state(), playthrough.turn()));
    let end = digest(&playthrough);
    playthrough.rewind(0);
    assert!(playthrough.turn().page().text().starts_with("Mud. The jetty is behind you."));
    ["up", "pay", "stand"].iter().for_each(|name| playthrough.choose_named(name).unwrap());
    assert_eq!(digest(&playthrough), end);
}

/// The blocks of a page in this language.
fn blocks<'p>(page: &'p str, language: &str) -> Vec<&'p str> {
    let after = page.split("```").collect::<Vec<_>>();
    let inside = after.iter().skip(1).step_by(2);
    inside.filter_map(|block| block.strip_prefix(language)?.strip_prefix('\n')).collect()
}

#[test]
fn the_page_for_testers_shows_what_is() {
    let page = fs::read_to_string(at_root("docs/testing.md")).unwrap();
    let files = tree::files(&case("documented/walkthroughs")).into_iter().chain([case("documented/expected.txt")]);
    let files: Vec<String> = files.map(|path| fs::read_to_string(path).unwrap()).collect();
    let shown = [blocks(&page, "ron"), blocks(&page, "text")].concat();
    assert!(shown.len() >= 5, "the examples are gone");
    for block in shown {
        assert!(files.iter().any(|file| file.contains(block)), "this is not in `tests/data/test/documented`:\n{block}");
    }
}

/// So many damaged walkthroughs and transcripts are tested.
const DAMAGED: usize = 3000;

#[test]
fn no_damage_to_a_walkthrough_or_a_transcript_is_a_panic() {
    let mut files = Vec::new();
    for case in ["passing", "every_fault", "broken_files"] {
        let paths = tree::files(&at_root("tests/data/test").join(case).join("walkthroughs"));
        files.extend(paths.into_iter().map(|path| fs::read(path).unwrap()));
    }
    files.retain(|bytes| !bytes.is_empty());
    let story = compiled(&case("passing"));
    let mut dice = Xoshiro256PlusPlus::from_seed(7);
    let mut played = 0;
    for _ in 0..DAMAGED {
        let mut bytes = files[dice.below(files.len() as u32) as usize].clone();
        for _ in 0..=dice.below(2) {
            let at = dice.below(bytes.len() as u32) as usize;
            match dice.below(4) {
                0 => bytes[at] = dice.below(256) as u8,
                1 => drop(bytes.drain(at..(at + 1 + dice.below(12) as usize).min(bytes.len()))),
                2 => bytes.insert(at, b"(),:\"[]{}/.= ;"[dice.below(14) as usize]),
                _ => {
                    let words = files[dice.below(files.len() as u32) as usize].clone();
                    let from = dice.below(words.len() as u32) as usize;
                    bytes.splice(at..at, words[from..(from + 20).min(words.len())].iter().copied());
                }
            }
            if bytes.is_empty() {
                bytes.push(b'(');
            }
        }
        let file = SourceFile::new("walkthroughs/damaged.ron", bytes.clone());
        let outcome = test(&file, Some(&SourceFile::new("walkthroughs/damaged.txt", bytes)), &story);
        played += usize::from(outcome.playthrough.is_some());
        assert!(!outcome.has_passed(), "its transcript was itself");
        assert!(outcome.faults.iter().all(|fault| !draw(&fault.diagnostic, &outcome.sources, false).is_empty()));
        outcome.transcript().map(|transcript| transcript.to_string());
    }
    assert!(played > 50, "only {played} could still be played");
}
