//! Random playthroughs: what is told of them, that threads cannot be seen in it, and that they are what a reader plays.
//!
//! A case of `tests/data/explore` or `tests/data/audit` has a `story` file with the path of a story folder from the root, a line of `arguments`, and what the command prints in
//! `expected.txt` and `expected.json`; the choices a second are left out. `UPDATE_EXPECT=1` writes what is expected anew.

mod random_play;

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::Arc;

use bloodmark::digest::{digest, state_digest};
use bloodmark::explore::{Explorer, Options, Spread};
use bloodmark::story::{
    BeatId, ChoiceId, Playthrough, Stop, Story, StoryState, Watch, Xoshiro256PlusPlus, count_words,
};
use random_play::{at_root, play, stories};

fn run(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_bloodmark"));
    command.args(arguments).current_dir(at_root("")).output().unwrap()
}

fn out(output: &Output) -> String {
    assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_default()
}

/// Without the one number that may differ from run to run.
fn without_speed(json: &str) -> String {
    let lines: Vec<&str> = json.lines().filter(|line| !line.contains("\"choices_per_second\"")).collect();
    assert_eq!(lines.len() + 1, json.lines().count(), "the speed is told once");
    lines.join("\n") + "\n"
}

fn compare(path: PathBuf, said: &str, faults: &mut String) {
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        std::fs::write(&path, said).unwrap();
    }
    let expected = read(&path);
    if said != expected {
        *faults += &format!("{}\n--- expected\n{expected}--- found\n{said}\n", path.display());
    }
}

/// Compares what a command prints in each case of its own.
fn compare_cases(command: &str, exit_code: impl Fn(&Path) -> i32, json: impl Fn(&str) -> String) {
    let mut faults = String::new();
    let folder = at_root("tests/data").join(command);
    let mut cases: Vec<PathBuf> = folder.read_dir().unwrap().map(|entry| entry.unwrap().path()).collect();
    cases.sort();
    assert!(cases.len() >= 3, "the cases are gone");
    for case in cases {
        let (story, arguments) = (read(&case.join("story")), read(&case.join("arguments")));
        let mut words = vec![command, story.trim()];
        words.extend(arguments.split_whitespace());
        let told = run(&words);
        assert_eq!(told.status.code(), Some(exit_code(&case)), "{}", case.display());
        let table = out(&told);
        let too_wide = table.lines().find(|line| line.chars().count() > 80);
        assert_eq!(too_wide, None);
        compare(case.join("expected.txt"), &table, &mut faults);
        words.push("--json");
        compare(case.join("expected.json"), &json(&out(&run(&words))), &mut faults);
    }
    assert!(faults.is_empty(), "\n{faults}");
}

#[test]
fn playthroughs_are_told_as_expected() {
    compare_cases("explore", |case| i32::from(case.ends_with("dead_end")), without_speed);
}

#[test]
fn what_does_nothing_is_told_as_expected() {
    compare_cases("audit", |_| 0, str::to_owned);
}

#[test]
fn the_number_of_threads_cannot_be_seen() {
    let folder = tempfile::tempdir().unwrap();
    for strategy in ["uniform", "least-seen", "reader"] {
        let mut told = Vec::new();
        for threads in ["1", "2", "8"] {
            let page = folder.path().join("page.html");
            let mut words = vec!["explore", "scenes/lighthouse", "--runs", "2350", "--strategy", strategy];
            words.extend(["--threads", threads, "--html", page.to_str().unwrap()]);
            let table = out(&run(&words));
            words.push("--json");
            told.push((table, read(&page), without_speed(&out(&run(&words)))));
        }
        assert!(told[0] == told[1] && told[1] == told[2], "{strategy}");
    }
}

#[test]
fn a_page_is_well_formed_and_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("page.html");
    out(&run(&["explore", "tests/data/explore/never_met/given", "--runs", "50", "--html", path.to_str().unwrap()]));
    let page = read(&path);
    let body = &page[page.find("<main>").unwrap()..page.find("</body>").unwrap()];
    let mut reader = quick_xml::Reader::from_str(body);
    reader.config_mut().check_end_names = true;
    let mut plots = 0;
    loop {
        match reader.read_event().unwrap() {
            quick_xml::events::Event::Eof => break,
            quick_xml::events::Event::Start(element) if element.name().as_ref() == b"svg" => plots += 1,
            _ => {}
        }
    }
    assert!(plots > 8, "only {plots} plots");
    assert!(!page.contains("http"), "the page asks for something beside it");
    assert!(page.contains("prefers-color-scheme: dark"));
}

/// Plays by the turns that a reader sees, as an explorer that picks each choice alike does.
fn played(story: &Arc<Story>, seed: u64, most: usize) -> (Playthrough, u64, u64) {
    let mut dice = Xoshiro256PlusPlus::from_seed(!seed);
    let mut playthrough = Playthrough::start(Arc::clone(story), seed);
    let (mut words, mut decisions) = (0, 0);
    loop {
        let turn = playthrough.turn();
        words += count_words(turn.page().text());
        let offers = turn.offers().iter();
        words += offers.map(|offer| count_words(offer.label.text()) + count_words(offer.reason.text())).sum::<usize>();
        let open = turn.open().count() as u32;
        decisions += u64::from(open > 1);
        if open == 0 || playthrough.log().len() == most {
            return (playthrough, words as u64, decisions);
        }
        let drawn = if open == 1 { 0 } else { dice.below(open) };
        playthrough.choose(drawn as usize + 1).unwrap();
    }
}

#[test]
fn what_is_counted_is_what_a_reader_reads() {
    const RUNS: u64 = 60;
    for story in stories() {
        let options = Options { runs: RUNS, seed: 7, most_choices: 80, ..Options::default() };
        let tally = Explorer::new(&story, options).play();
        let (mut words, mut decisions, mut steps) = (Spread::default(), Spread::default(), 0);
        let mut entered = vec![0; story.beats().len()];
        for seed in 7..7 + RUNS {
            let (playthrough, read, decided) = played(&story, seed, 80);
            steps += playthrough.log().len() as u64;
            playthrough.retell(|turn, _, _| turn.beats().iter().for_each(|beat| entered[beat.index()] += 1));
            if playthrough.turn().stop() != Stop::Choices {
                *words.0.entry(read).or_default() += 1;
                *decisions.0.entry(decided).or_default() += 1;
            }
        }
        assert_eq!((&tally.words, &tally.decisions, tally.steps), (&words, &decisions, steps), "{}", story.title());
        assert_eq!(tally.entered, entered, "{}", story.title());
    }
}

struct Blind;

impl Watch for Blind {
    fn chosen(&mut self, _: ChoiceId, _: &StoryState) {}
    fn entered(&mut self, _: BeatId, _: &StoryState) {}
}

#[test]
fn a_playthrough_without_a_text_has_the_same_digests() {
    let mut compared = 0;
    for story in stories() {
        let mut state = story.set_off(0, |_, _| {}).0;
        for seed in 0..20 {
            let playthrough = play(&story, seed, 40, |_| {});
            let mut again = Playthrough::start(Arc::clone(&story), seed);
            story.set_off_in(&mut state, seed, &mut Blind);
            for choice in playthrough.log() {
                again.choose_named(&story.choice(*choice).name).unwrap();
                story.walk_watched(&mut state, *choice, &mut Blind);
                assert_eq!(digest(&again), state_digest(&story, &state), "{}, seed {seed}", story.title());
                compared += 1;
            }
        }
    }
    assert!(compared > 2000, "only {compared} states were compared");
}

#[test]
fn a_proof_says_more_of_what_was_not_met() {
    let table = out(&run(&["explore", "tests/data/explore/never_met/given", "--runs", "20", "--why"]));
    let text = table.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(text.contains("hall/door/open: `key` never held; it can never be met: proved"), "{table}");
}
