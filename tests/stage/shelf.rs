//! What was played is kept, found again and gone back to, by keys alone; nothing of it is lost on the way.

use bevy::math::{UVec2, Vec2};
use bloodmark::desktop::stage::Show;
use bloodmark::files::StorySource;

use super::screens::{Game, open, open_small};

const SIZE: UVec2 = UVec2::new(1280, 800);

/// Choices made when a game is opened.
const MADE: usize = 6;

fn reading() -> Game {
    let mut game = open(StorySource::Embedded, SIZE, 1.0, false);
    // The first row begins; then the first choice is taken each time.
    (0..=MADE).for_each(|_| game.show.press("1"));
    assert_eq!((game.show.screen().as_str(), made(&game.show)), ("Reading", MADE));
    game
}

fn made(show: &Show) -> usize {
    show.playthrough().unwrap().log().len()
}

fn shows(show: &mut Show, text: &str) -> bool {
    show.find(text).is_some()
}

/// Takes the row that says this: with arrows and Enter.
fn take(show: &mut Show, label: &str) {
    const MOST: usize = 60;
    for _ in 0..MOST {
        if is_selected(show, label) {
            show.press("Enter");
            return;
        }
        show.press("Down");
    }
    panic!("no row says `{label}` on {}", show.screen());
}

fn type_in(show: &mut Show, text: &str) {
    for letter in text.chars() {
        let key = if letter == ' ' { "Space".to_owned() } else { letter.to_string() };
        show.press(&key);
    }
}

/// Whether the row that begins so is the one that Enter would take.
fn is_selected(show: &mut Show, label: &str) -> bool {
    show.selected_row().is_some_and(|row| row.starts_with(label))
}

fn pause_and_take(show: &mut Show, label: &str) {
    show.press("Escape");
    assert_eq!(show.screen(), "Reading+Pause");
    take(show, label);
}

/// Takes the first open choice.
fn go_on(show: &mut Show) {
    let before = made(show);
    show.press("1");
    assert_eq!(made(show), before + 1);
}

#[test]
fn a_save_is_written_loaded_renamed_copied_and_deleted_by_keys() {
    let mut game = reading();
    let show = &mut game.show;
    pause_and_take(show, "Save and load");
    assert_eq!(show.screen(), "Saves");
    take(show, "Save here under a name");
    assert_eq!(show.screen(), "Saves+Ask");
    // What is typed replaces the name that is offered; digits and other keys of the game are letters here.
    type_in(show, "cold hill 2");
    show.press("Enter");
    assert_eq!(show.screen(), "Saves");
    assert!(shows(show, "cold hill 2"), "the save is not in the list");
    show.press("Escape");
    assert_eq!(show.screen(), "Reading");

    go_on(show);
    go_on(show);
    pause_and_take(show, "Save and load");
    take(show, "cold hill 2");
    take(show, "Load");
    assert_eq!((show.screen().as_str(), made(show)), ("Reading", MADE));

    pause_and_take(show, "Save and load");
    take(show, "cold hill 2");
    take(show, "Rename");
    type_in(show, "hill");
    show.press("Enter");
    take(show, "hill");
    take(show, "Copy");
    show.press("Enter");
    assert!(shows(show, "hill, copy"));
    take(show, "hill, copy");
    take(show, "Delete");
    assert!(is_selected(show, "Keep it"), "the safe answer is selected first");
    show.press("Escape");
    assert!(shows(show, "hill, copy"), "Escape deletes nothing");
    take(show, "hill, copy");
    take(show, "Delete");
    take(show, "Delete it");
    assert_eq!(show.screen(), "Saves");
    assert!(show.find("is deleted").is_some());
}

#[test]
fn a_save_goes_out_to_a_file_and_comes_in_again() {
    let mut game = reading();
    let show = &mut game.show;
    let file = game.folder.path().join("out.save");
    pause_and_take(show, "Save and load");
    take(show, "Saved at every choice");
    take(show, "Write to a file");
    let path = file.to_str().unwrap();
    type_in(show, path);
    show.press("Enter");
    assert!(file.is_file() && shows(show, path), "it was not written where it says");
    take(show, "Take in a save from a file");
    type_in(show, path);
    show.press("Enter");
    assert!(shows(show, "Taken in as “out”."));
    take(show, "out");
    take(show, "Load");
    assert_eq!((show.screen().as_str(), made(show)), ("Reading", MADE));
}

#[test]
fn choices_are_taken_back_and_made_again_and_history_leads_to_any_of_them() {
    let mut game = reading();
    let show = &mut game.show;
    let log = show.playthrough().unwrap().log().to_vec();
    pause_and_take(show, "Take the last choice back");
    pause_and_take(show, "Take the last choice back");
    assert_eq!(made(show), MADE - 2);
    pause_and_take(show, "Make the choice again");
    pause_and_take(show, "Make the choice again");
    assert_eq!(show.playthrough().unwrap().log(), log);

    pause_and_take(show, "History");
    assert_eq!(show.screen(), "History");
    (0..3).for_each(|_| show.press("Up"));
    show.press("Enter");
    assert_eq!(show.screen(), "History+Ask");
    assert!(shows(show, "These 4 choices are taken back:"));
    take(show, "Go back");
    assert_eq!((show.screen().as_str(), made(show)), ("Reading", MADE - 4));
    pause_and_take(show, "Make the choice again");
    assert_eq!(show.playthrough().unwrap().log(), &log[..MADE - 3]);
}

#[test]
fn words_are_found_in_the_history_as_they_are_typed() {
    let mut game = reading();
    let show = &mut game.show;
    pause_and_take(show, "History");
    show.press("/");
    // None of these letters does what it does elsewhere.
    type_in(show, "YOU");
    assert_eq!(show.screen(), "History");
    let first = show.find("1 of ").expect("nothing was found").text;
    show.press("Enter");
    assert!(shows(show, "2 of "), "{first:?}");
    show.press("Up");
    assert!(shows(show, "1 of "));
    type_in(show, "zz");
    assert!(shows(show, "nowhere"));
    show.press("Escape");
    assert_eq!(show.screen(), "History", "Escape leaves the line first");
    show.press("Escape");
    assert_eq!(show.screen(), "Reading");
}

#[test]
fn the_map_leads_to_a_walked_place_and_keeps_what_was_played() {
    let mut game = reading();
    let show = &mut game.show;
    pause_and_take(show, "Paths");
    assert_eq!(show.screen(), "Paths");
    assert!(shows(show, "You are here."), "the present place is selected");
    take_up(show, "Go to the start of this chapter");
    assert_eq!(show.screen(), "Paths+Ask");
    take(show, "Go there");
    assert_eq!((show.screen().as_str(), made(show)), ("Reading", 0));
    go_on(show);
    pause_and_take(show, "Save and load");
    assert!(shows(show, "The playthrough before"), "what was played is not kept");
}

/// As [`take`], upwards.
fn take_up(show: &mut Show, label: &str) {
    for _ in 0..60 {
        if is_selected(show, label) {
            return show.press("Enter");
        }
        show.press("Up");
    }
    panic!("no row above says `{label}`");
}

#[test]
fn an_ending_is_named_in_the_gallery_once_it_was_found() {
    let mut game = open_small(SIZE);
    let show = &mut game.show;
    show.press("1");
    pause_and_take(show, "Endings");
    assert!(shows(show, "0 of 1 found") && shows(show, "The road is where it was."));
    assert!(!shows(show, "Home by Dark"), "an ending is named that was not found");
    show.press("Escape");
    ["2", "1", "1"].iter().for_each(|key| show.press(key));
    assert_eq!(show.screen(), "Ending");
    take(show, "Endings");
    assert_eq!(show.screen(), "Endings");
    assert!(shows(show, "1 of 1 found") && shows(show, "Home by Dark"));
    take(show, "Home by Dark");
    take(show, "Go there");
    assert!(show.playthrough().unwrap().has_ended());
}

#[test]
fn a_row_is_taken_by_mouse() {
    let mut game = reading();
    let show = &mut game.show;
    pause_and_take(show, "Save and load");
    click(show, "Saved at every choice");
    assert_eq!(show.screen(), "Saves+Ask");
    click(show, "Load");
    assert_eq!((show.screen().as_str(), made(show)), ("Reading", MADE));
}

fn click(show: &mut Show, label: &str) {
    let place: Vec2 = show.find(label).unwrap_or_else(|| panic!("nothing says `{label}`")).area.center();
    show.click(place);
}
