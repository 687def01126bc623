//! The screens of the game and how each is opened, and a walkthrough that ends.

use std::path::Path;
use std::sync::{Arc, OnceLock};

use bevy::math::UVec2;
use bloodmark::desktop::Options;
use bloodmark::desktop::stage::{Show, Stage};
use bloodmark::files::{Progress, StorySource};
use bloodmark::source::compile;
use bloodmark::story::{Offer, Playthrough, Story};
use tempfile::TempDir;

/// The walkthrough that is played, and where it ends.
pub const WALKTHROUGH: &str = "cold_path";
pub const SEED: u64 = 1;

/// A screen: its name, and the keys that open it from the title page of a game that can be continued.
pub struct Screen {
    pub name: &'static str,
    pub keys: &'static [&'static str],
    /// What [`Show::screen`] calls it.
    pub shown: &'static str,
    /// How much of the walkthrough was played before: all but its last choice, or only its first ones.
    pub is_late: bool,
}

const fn screen(name: &'static str, keys: &'static [&'static str], shown: &'static str) -> Screen {
    Screen { name, keys, shown, is_late: false }
}

/// Every screen.
pub const SCREENS: [Screen; 13] = [
    screen("title", &[], "Title"),
    screen("reading", &["1"], "Reading"),
    screen("pause", &["1", "Escape"], "Reading+Pause"),
    screen("codex", &["1", "c"], "Codex"),
    Screen { is_late: true, ..screen("reading_late", &["1"], "Reading") },
    Screen { is_late: true, ..screen("codex_late", &["1", "c"], "Codex") },
    screen("saves", &["1", "Escape", "3"], "Saves"),
    screen("save_name", &["1", "Escape", "3", "1"], "Saves+Ask"),
    screen("history", &["1", "Escape", "4"], "History"),
    screen("history_back", &["1", "Escape", "4", "Enter"], "History+Ask"),
    Screen { is_late: true, ..screen("paths", &["1", "Escape", "5"], "Paths") },
    Screen { is_late: true, ..screen("endings", &["1", "Escape", "6"], "Endings") },
    Screen { is_late: true, ..screen("ending", &["1", "LAST", "1"], "Ending") },
];

pub fn shipped() -> &'static Arc<Story> {
    static STORY: OnceLock<Arc<Story>> = OnceLock::new();
    STORY.get_or_init(|| {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/scenes/blood_marked_alpha");
        Arc::new(compile(&StorySource::Folder(folder.into()).read().unwrap()).story.unwrap())
    })
}

/// The numbers of the choices of the walkthrough, each counted from 1 among the open ones, and the playthrough at its end.
pub fn walk() -> (Vec<usize>, Playthrough) {
    let path = format!("{}/scenes/blood_marked_alpha/walkthroughs/{WALKTHROUGH}.ron", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(path).unwrap();
    let mut playthrough = Playthrough::start(Arc::clone(shipped()), SEED);
    let names = text.split("choose(\"").skip(1).filter_map(|step| step.split('"').next());
    let numbers = names.map(|name| {
        let called = |offer: &Offer| shipped().choice(offer.choice).name == name;
        let number = 1 + playthrough.turn().open().position(called).unwrap();
        playthrough.choose(number).unwrap();
        number
    });
    let numbers = numbers.collect();
    assert!(playthrough.has_ended(), "the walkthrough needs a seed of its own");
    (numbers, playthrough)
}

/// A game on a stage, with a folder of its own for its saves.
pub struct Game {
    pub show: Show,
    pub folder: TempDir,
}

/// Opens the game at its title page: a new one, or one in which so many choices of the walkthrough were made and saved.
pub fn open(size: UVec2, scale: f32, choices: Option<usize>) -> Game {
    let folder = tempfile::tempdir().unwrap();
    if let Some(choices) = choices {
        save(folder.path(), choices);
    }
    let options =
        Options { source: StorySource::Embedded, seed: choices.is_none().then_some(SEED), new: choices.is_none() };
    let stage = Stage { size, scale, is_drawn: false, folder: folder.path().to_owned() };
    Game { show: stage.open(&options).unwrap(), folder }
}

fn save(folder: &Path, choices: usize) {
    let (_, mut playthrough) = walk();
    playthrough.rewind(choices);
    let mut progress = Progress::open_in(folder, shipped().id());
    assert!(progress.save(&playthrough, "as it was"), "{:?}", progress.take_notices());
}

/// Opens the game on a screen.
pub fn open_screen(screen: &Screen, size: UVec2, scale: f32) -> Game {
    let (numbers, _) = walk();
    let mut game = open(size, scale, Some(if screen.is_late { numbers.len() - 1 } else { 6 }));
    go_to(&mut game.show, screen);
    game
}

/// Opens a screen from the title page.
pub fn go_to(show: &mut Show, screen: &Screen) {
    let (numbers, _) = walk();
    for key in screen.keys {
        let last = numbers.last().unwrap().to_string();
        show.press(if *key == "LAST" { &last } else { key });
    }
    assert_eq!(show.screen(), screen.shown, "{}", screen.name);
}
