//! The real window on a virtual display: what cannot be seen on a stage, by pressing keys and reading pixels.
#![cfg(all(feature = "desktop", target_os = "linux"))]

#[path = "window/picture.rs"]
mod picture;
#[path = "window/stage.rs"]
mod stage;

use std::time::Duration;

use bloodmark::files::decode_save;
use picture::Picture;
use stage::{Stage, left_out};

fn assert_shows_text(picture: &Picture, at_least: usize, what: &str) {
    picture.keep(what);
    let (colors, lines) = (picture.colors(), picture.lines_of_text());
    assert!(colors > 200, "the {what} is blank: {colors} colors");
    assert!(lines >= at_least, "the {what} shows {lines} lines of text, fewer than {at_least}");
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
    // The last row but one.
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
