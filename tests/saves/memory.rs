//! What was seen in all playthroughs: kept at every turn, found again in a changed story, never lost whole.

use std::fs;
use std::sync::Arc;

use bloodmark::files::Memory;
use bloodmark::source::{SourceFile, compile};
use bloodmark::story::{Landing, Playthrough, Story, Xoshiro256PlusPlus};
use tempfile::tempdir;

use super::random_play::{play, stories};

/// Everything that a memory knows of a story.
fn known(memory: &Memory, story: &Story) -> impl PartialEq + std::fmt::Debug + use<> {
    let endings: Vec<usize> =
        (0..story.endings().len() as u32).map(|id| memory.times_ended(story, bloodmark::story::EndingId(id))).collect();
    (memory.beats(story), memory.choices(story), memory.rumours(story), endings, memory.finished())
}

#[test]
fn what_was_seen_is_kept_and_every_beat_has_its_way_back() {
    for story in stories() {
        let folder = tempdir().unwrap();
        let mut memory = Memory::open(folder.path(), true);
        let mut beats = std::collections::BTreeSet::new();
        let mut choices = std::collections::BTreeSet::new();
        let mut finished = 0;
        for seed in 0..4 {
            let end = play(&story, seed, 40, |playthrough| {
                memory.note(playthrough);
                beats.extend(playthrough.turn().beats().iter().copied());
            });
            // Of a playthrough that ended, nobody was shown the last turn.
            memory.note(&end);
            memory.note(&end);
            beats.extend(end.turn().beats().iter().copied());
            choices.extend(end.log().iter().copied());
            finished += usize::from(end.has_ended());
        }
        assert_eq!((memory.beats(&story), memory.choices(&story)), (beats.clone(), choices), "{}", story.title());
        assert_eq!(memory.finished(), finished, "{}", story.title());
        let size = fs::metadata(folder.path().join("memory")).unwrap().len();
        let again = Memory::open(folder.path(), true);
        assert_eq!(known(&again, &story), known(&memory, &story));
        for beat in beats {
            let record = again.record_of(&story, beat).unwrap();
            let (playthrough, landing) = Playthrough::resume(Arc::clone(&story), &record);
            assert!(landing == Landing::Exact && playthrough.turn().beats().contains(&beat));
        }
        play(&story, 0, 40, |playthrough| memory.note(playthrough));
        assert_eq!(fs::metadata(folder.path().join("memory")).unwrap().len(), size, "what is known costs nothing");
    }
}

#[test]
fn a_playthrough_that_was_never_watched_is_taken_in_whole() {
    let story = super::night_train();
    let (mut watched, mut told) = (Memory::blank(), Memory::blank());
    let end = play(&story, 7, 60, |playthrough| watched.note(playthrough));
    watched.note(&end);
    told.note_all(&end);
    assert_eq!(known(&told, &story), known(&watched, &story));
}

#[test]
fn a_damaged_memory_loses_what_is_damaged_and_no_more() {
    let story = super::night_train();
    let folder = tempdir().unwrap();
    let path = folder.path().join("memory");
    let mut memory = Memory::open(folder.path(), true);
    let end = play(&story, 7, 60, |playthrough| memory.note(playthrough));
    memory.note(&end);
    let bytes = fs::read(&path).unwrap();
    let seen = memory.beats(&story).len();
    for length in 0..bytes.len() {
        // Cut where a line was not finished: the rest is there, and nothing is said.
        fs::write(&path, &bytes[..length]).unwrap();
        let mut cut = Memory::open(folder.path(), true);
        assert!(cut.take_notices().is_empty() && cut.beats(&story).len() <= seen, "at {length}");
        if length % 50 == 0 {
            cut.note_all(&end);
            let mut whole = Memory::open(folder.path(), true);
            assert_eq!((known(&whole, &story), whole.take_notices()), (known(&memory, &story), vec![]), "at {length}");
        }
    }
    let (mut dice, mut told) = (Xoshiro256PlusPlus::from_seed(7), 0);
    for _ in 0..25 {
        let mut flipped = bytes.clone();
        flipped[dice.below(bytes.len() as u32) as usize] ^= 1 << dice.below(8);
        fs::write(&path, &flipped).unwrap();
        let mut damaged = Memory::open(folder.path(), true);
        assert!(damaged.beats(&story).len() + 1 >= seen, "one line is one beat at most");
        // A letter of a checksum may turn into its capital, and a last line into one that was not finished.
        if !damaged.take_notices().is_empty() {
            told += 1;
            assert_eq!(fs::read(folder.path().join("memory.bak")).unwrap(), flipped);
        }
        assert!(Memory::open(folder.path(), true).take_notices().is_empty(), "it was mended");
    }
    assert!(told > 15, "{told}");
}

#[test]
fn a_newer_memory_is_left_alone_and_one_that_cannot_be_written_is_told_once() {
    let folder = tempdir().unwrap();
    let path = folder.path().join("memory");
    let words = "bloodmark-memory 2";
    let newer = format!("{:08x} {words}\nwhatever\n", crc32fast::hash(words.as_bytes()));
    fs::write(&path, &newer).unwrap();
    let mut memory = Memory::open(folder.path(), true);
    assert!(memory.take_notices()[0].contains("newer version"));
    memory.note(&Playthrough::start(super::night_train(), 1));
    assert_eq!(fs::read_to_string(&path).unwrap(), newer);
    assert_eq!(memory.beats(&super::night_train()).len(), 1, "it remembers until the program ends");

    fs::remove_file(&path).unwrap();
    let mut memory = Memory::open(folder.path(), true);
    fs::create_dir(&path).unwrap();
    let end = play(&super::night_train(), 7, 60, |playthrough| memory.note(playthrough));
    assert_eq!(memory.take_notices().len(), 1);
    fs::remove_dir(&path).unwrap();
    memory.note(&end);
    assert_eq!(known(&Memory::open(folder.path(), true), end.story()), known(&memory, end.story()), "nothing is lost");
}

const STORY: &str = r#"(title: "Door", start: "hall/door", endings: {"out": (title: "Out")})"#;
const HALL: &str = r#"(beats: {
    "door": (text: "A door.", choices: {"open": (text: "Open it.", goto: "step"), "wait": (text: "Wait.", goto: "door")}),
    "step": (text: "A step.", choices: {"go": (text: "Go.", goto: "out")}),
    "out": (text: "Snow.", ending: "out"),
})"#;

fn hall(text: &str) -> Arc<Story> {
    let files = [SourceFile::new("story.ron", STORY), SourceFile::new("hall.ron", text)];
    Arc::new(compile(&files).story.unwrap())
}

#[test]
fn renamed_things_are_known_and_a_way_that_is_gone_is_not_walked() {
    let story = hall(HALL);
    let mut memory = Memory::blank();
    let mut playthrough = Playthrough::start(Arc::clone(&story), 3);
    for choice in ["wait", "open"] {
        playthrough.choose_named(choice).unwrap();
        memory.note(&playthrough);
    }
    let renamed =
        HALL.replace("\"step\": (", "\"stair\": (was: [\"step\"], ").replace("goto: \"step\"", "goto: \"stair\"");
    let renamed = hall(&renamed.replace("\"open\": (", "\"push\": (was: [\"open\"], "));
    let beat = renamed.find_beat("hall/stair").unwrap();
    assert!(memory.beats(&renamed).contains(&beat));
    let push = renamed.find_choice(renamed.start(), "push").unwrap();
    assert!(memory.has_taken(&renamed, push) && memory.choices(&renamed).contains(&push));
    assert_eq!(memory.record_of(&renamed, beat).unwrap().log[1].choice, "push");
    let gone = hall(&HALL.replace("\"wait\"", "\"stay\""));
    let beat = gone.find_beat("hall/step").unwrap();
    assert!(memory.beats(&gone).contains(&beat) && memory.record_of(&gone, beat).is_none());
}
