//! The screens of the game and how they are come to, one after the other.

use std::path::PathBuf;

use bevy::math::UVec2;
use bloodmark::desktop::Options;
use bloodmark::desktop::stage::{Show, Stage};
use bloodmark::files::StorySource;
use tempfile::TempDir;

/// A screen, and the keys that lead to it from the one before.
pub struct Screen {
    pub name: &'static str,
    pub keys: &'static [&'static str],
    /// What [`Show::screen`] calls it.
    pub shown: &'static str,
}

const fn screen(name: &'static str, keys: &'static [&'static str], shown: &'static str) -> Screen {
    Screen { name, keys, shown }
}

/// Every screen, from the title page of a new game on.
pub const SCREENS: [Screen; 17] = [
    screen("title", &[], "Title"),
    screen("first_page", &["1"], "Reading"),
    screen("page", &["2"], "Reading"),
    screen("pause", &["Escape"], "Reading+Pause"),
    screen("codex", &["Escape", "c"], "Codex"),
    screen("settings", &["c", "o"], "Settings"),
    screen("help", &["F1"], "Help"),
    screen("note", &["Escape", "Up", "Up", "Up", "Up", "Enter"], "Note"),
    screen("credits", &["Escape", "Up", "Up", "Up", "Enter"], "Credits"),
    screen("saves", &["Escape", "Escape", "Escape", "3"], "Saves"),
    screen("save_name", &["1"], "Saves+Ask"),
    screen("history", &["Escape", "Escape", "Escape", "4"], "History"),
    screen("history_back", &["Enter"], "History+Ask"),
    screen("paths", &["Escape", "Escape", "Escape", "5"], "Paths"),
    screen("endings", &["Escape", "Escape", "6"], "Endings"),
    screen("last_page", &["Escape", "1"], "Reading"),
    screen("ending", &["1"], "Ending"),
];

/// The keys that lead from the last screen to the first.
pub const BACK: [&str; 1] = ["5"];

/// A small story in which every screen has something to show.
fn story() -> StorySource {
    StorySource::Folder(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/stage/story").into())
}

/// A game on a stage, with a folder of its own for saves and settings.
pub struct Game {
    pub show: Show,
    pub folder: TempDir,
}

/// Opens a new game at its title page.
pub fn open(source: StorySource, size: UVec2, scale: f32, is_drawn: bool) -> Game {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("settings.ron"), "(content_note_read: true, language: \"en\")").unwrap();
    let options = Options { source, seed: Some(1), new: true };
    let stage = Stage { size, scale, is_drawn, folder: folder.path().to_owned() };
    Game { show: stage.open(&options).unwrap(), folder }
}

/// Opens a new game of the small story.
pub fn open_small(size: UVec2) -> Game {
    open(story(), size, 1.0, false)
}

/// Opens a new game of the small story, with pictures.
#[cfg(target_os = "linux")]
pub fn open_drawn(size: UVec2, scale: f32) -> Game {
    open(story(), size, scale, true)
}

/// Goes through all screens and does something at each, and back to the title page.
pub fn tour(show: &mut Show, mut at: impl FnMut(&mut Show, &Screen)) {
    for screen in &SCREENS {
        screen.keys.iter().for_each(|key| show.press(key));
        assert_eq!(show.screen(), screen.shown, "the keys do not lead to {}", screen.name);
        at(show, screen);
        assert_eq!(show.screen(), screen.shown, "{} did not stay", screen.name);
    }
    BACK.iter().for_each(|key| show.press(key));
    assert_eq!(show.screen(), SCREENS[0].shown);
}

/// A kept file.
pub fn kept(name: &str) -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/stage")).join(name)
}

/// Whether what is found is to be kept from now on.
pub fn updates() -> bool {
    std::env::var_os("UPDATE_EXPECT").is_some()
}
