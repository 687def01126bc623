//! The real window on a virtual display: keys are pressed and pixels are read, as a person would.
#![cfg(all(feature = "desktop", target_os = "linux"))]

#[path = "window/picture.rs"]
mod picture;
#[path = "window/stage.rs"]
mod stage;

use std::sync::Arc;
use std::time::Duration;

use bloodmark::files::{StorySource, decode_save};
use bloodmark::source::compile;
use bloodmark::story::{Playthrough, Story};
use picture::Picture;
use stage::{Stage, left_out};

const SEED: u64 = 1;

fn shipped() -> Arc<Story> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/scenes/blood_marked_alpha");
    Arc::new(compile(&StorySource::Folder(folder.into()).read().unwrap()).story.unwrap())
}

/// The numbers of the choices that lead to the ending nearest to the start: those of its walkthrough.
fn choices_to_an_ending() -> Vec<usize> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/scenes/blood_marked_alpha/walkthroughs/cold_path.ron");
    let walkthrough = std::fs::read_to_string(path).unwrap();
    let mut playthrough = Playthrough::start(shipped(), SEED);
    let names = walkthrough.split("choose(\"").skip(1).filter_map(|step| step.split('"').next());
    let numbers = names.map(|name| {
        let story = Arc::clone(playthrough.story());
        let called = |offer: &bloodmark::story::Offer| story.choice(offer.choice).name == name;
        let number = 1 + playthrough.turn().open().position(called).unwrap();
        playthrough.choose(number).unwrap();
        number
    });
    let numbers = numbers.collect();
    assert!(playthrough.has_ended(), "the walkthrough needs a seed of its own");
    numbers
}

fn assert_shows_text(picture: &Picture, at_least: usize, what: &str) {
    picture.keep(what);
    let (colors, lines) = (picture.colors(), picture.lines_of_text());
    assert!(colors > 200, "the {what} is blank: {colors} colors");
    assert!(lines >= at_least, "the {what} shows {lines} lines of text, fewer than {at_least}");
}

#[test]
fn title_page_and_ending_are_shown_and_reached_by_keys() {
    let mut stage = match Stage::open(1280, 800) {
        Ok(stage) => stage,
        Err(reason) => return left_out(&reason),
    };
    stage.play(&["--seed", "1"]);
    let title = stage.settled();
    assert_shows_text(&title, 6, "title");
    let page = stage.press("1");
    assert_shows_text(&page, 10, "page");
    for number in choices_to_an_ending() {
        stage.press(&number.to_string());
    }
    let ending = stage.press("1");
    assert_shows_text(&ending, 5, "ending");
    assert!(ending.difference(&page) > 0.02, "the ending looks like the page");
}

#[test]
fn arrows_enter_and_the_mouse_choose_as_digits_do_and_backspace_undoes() {
    let mut stage = match Stage::open(1280, 800) {
        Ok(stage) => stage,
        Err(reason) => return left_out(&reason),
    };
    stage.play(&["--seed", "1"]);
    stage.settled();
    let page = stage.press("1");
    let by_digit = stage.press("2");
    let undone = stage.press("Backspace");
    assert!(undone.difference(&page) < 0.02, "Backspace did not lead back");
    let selected = stage.press("Down");
    let (x, y) = selected.lowest_difference(&undone);
    let by_enter = stage.press("Enter");
    assert!(by_enter.difference(&by_digit) < 0.02, "Enter took another choice");
    stage.press("Backspace");
    let by_mouse = stage.click(x, y);
    assert!(by_mouse.difference(&by_digit) < 0.02, "the mouse took another choice");
}

#[test]
fn a_window_at_rest_uses_no_processor_time() {
    let mut stage = match Stage::open(1280, 800) {
        Ok(stage) => stage,
        Err(reason) => return left_out(&reason),
    };
    stage.play(&["--seed", "1"]);
    stage.settled();
    for screen in ["title", "page"] {
        // A long story is still being read for a while after the first picture, longer where other tests run beside this one.
        let used: Vec<Duration> = (0..4)
            .map(|_| {
                let before = stage.processor_time();
                std::thread::sleep(Duration::from_secs(4));
                stage.processor_time() - before
            })
            .collect();
        let at_rest = used.iter().min().unwrap();
        assert!(*at_rest < Duration::from_millis(200), "the {screen} at rest used {used:?} in four seconds each");
        stage.press("1");
    }
}

#[test]
fn a_killed_game_goes_on_where_it_was() {
    let mut stage = match Stage::open(1280, 800) {
        Ok(stage) => stage,
        Err(reason) => return left_out(&reason),
    };
    stage.play(&["--seed", "1"]);
    stage.settled();
    stage.press("1");
    stage.press("2");
    let before = stage.press("1");
    stage.kill();
    let save = decode_save(&std::fs::read(stage.autosave()).unwrap()).unwrap();
    assert_eq!(save.record.log.len(), 2);

    stage.play(&[]);
    stage.settled();
    let after = stage.press("1");
    assert_shows_text(&after, 10, "page-again");
    // What the last choice had changed stood out, and does so no more: otherwise the two are the same.
    assert!(after.difference(&before) < 0.02, "the page is not the one that was left");
}

#[test]
fn small_and_large_windows_show_everything() {
    for (width, height) in [(640, 480), (2560, 1440)] {
        let mut stage = match Stage::open(width, height) {
            Ok(stage) => stage,
            Err(reason) => return left_out(&reason),
        };
        stage.play(&["--seed", "1"]);
        let title = stage.settled();
        assert_shows_text(&title, 5, &format!("title-{width}"));
        let page = stage.press("1");
        assert_shows_text(&page, 8, &format!("page-{width}"));
        let menu = stage.press("Escape");
        assert_shows_text(&menu, 6, &format!("menu-{width}"));
    }
}

#[test]
fn an_edited_scene_is_shown_while_the_game_runs() {
    let mut stage = match Stage::open(1280, 800) {
        Ok(stage) => stage,
        Err(reason) => return left_out(&reason),
    };
    let story = stage.copy_of_the_story();
    stage.play(&["--seed", "1", "--story", story.to_str().unwrap()]);
    stage.settled();
    let before = stage.press("1");
    let scene = story.join("ash.ron");
    let text = std::fs::read_to_string(&scene).unwrap();
    let edited = text.replacen("The rock has kept", "The old grey rock has kept", 1);
    assert_ne!(text, edited, "the first beat no longer begins with the words that are edited here");
    std::fs::write(&scene, &edited).unwrap();
    let after = stage.changed_from(&before);
    assert_shows_text(&after, 10, "page-edited");

    std::fs::write(&scene, edited.replacen("goto: \"", "goto: \"no_", 1)).unwrap();
    let told = stage.changed_from(&after);
    assert_shows_text(&told, 10, "page-broken");
    stage.press("Escape");
    stage.press("Up");
    stage.press("Up");
    let title = stage.press("Enter");
    assert_shows_text(&title, 5, "title-broken");
    let begun = stage.press("1");
    assert_shows_text(&begun, 10, "page-begun-while-broken");
    std::fs::write(&scene, &edited).unwrap();
    let mended = stage.changed_from(&begun);
    assert!(mended.difference(&after) < 0.001, "the message stays although the story was mended");
}
