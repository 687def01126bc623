//! A story plays through the Bevy plugin, without a window.
#![cfg(feature = "engine")]

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use bevy::asset::AssetPlugin;
use bevy::prelude::*;
use bloodmark::digest::{digest, state_digest};
use bloodmark::engine::{
    Begin, Cause, Choose, Ended, EnginePlugin, Playthrough, Refused, Rewind, StateChanged, StoryAsset, StoryBroken,
    TurnReady,
};
use bloodmark::files::StorySource;
use bloodmark::source::compile;
use bloodmark::story::{self, Story, Xoshiro256PlusPlus};

/// Everything that the engine said, in order.
#[derive(Resource, Default)]
struct Heard(Vec<String>);

fn hear(
    mut turns: MessageReader<TurnReady>,
    mut changes: MessageReader<StateChanged>,
    mut ends: MessageReader<Ended>,
    mut refused: MessageReader<Refused>,
    mut broken: MessageReader<StoryBroken>,
    mut heard: ResMut<Heard>,
) {
    heard.0.extend(turns.read().map(|turn| match &turn.cause {
        Cause::Chosen(_) => "chosen".to_owned(),
        cause => format!("{cause:?}").to_lowercase(),
    }));
    heard.0.extend(changes.read().map(|changed| format!("{} changed", changed.changes.len())));
    heard.0.extend(ends.read().map(|_| "ended".to_owned()));
    heard.0.extend(refused.read().map(|refused| refused.error.to_string()));
    heard.0.extend(broken.read().map(|_| "broken".to_owned()));
}

struct Game {
    app: App,
    folder: tempfile::TempDir,
}

const STORY: &str = r#"(
    title: "The Locked House",
    start: "hall/door",
    stats: {"nerve": (range: 0..=3, start: 1)},
    endings: {"out": (title: "Out")},
)"#;

const HALL: &str = r#"(beats: {
    "door": (text: "A door.", choices: {
        "open": (text: "Open it.", then: "nerve += 1", goto: "snow"),
        "wait": (text: "Wait.", goto: "door"),
    }),
    "snow": (text: "Snow.", ending: "out"),
})"#;

impl Game {
    /// A game whose story lies in a folder of its own.
    fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut game = Self { app: App::new(), folder };
        game.write("story.ron", STORY);
        game.write("hall.ron", HALL);
        let file_path = game.folder.path().to_string_lossy().into_owned();
        game.app
            .add_plugins((MinimalPlugins, AssetPlugin { file_path, ..default() }, EnginePlugin))
            .init_resource::<Heard>()
            .add_systems(Last, hear);
        let story: Handle<StoryAsset> = game.app.world().resource::<AssetServer>().load("story.ron");
        game.app.world_mut().write_message(Begin { story, seed: 7 });
        game.until("begun");
        game
    }

    fn write(&self, name: &str, text: &str) {
        std::fs::write(self.folder.path().join(name), text).unwrap();
    }

    fn heard(&self) -> &[String] {
        &self.app.world().resource::<Heard>().0
    }

    /// Runs frames until the engine has said something.
    fn until(&mut self, wanted: &str) {
        let patience = Instant::now() + Duration::from_secs(30);
        while !self.heard().iter().any(|heard| heard.starts_with(wanted)) {
            assert!(Instant::now() < patience, "the engine never said `{wanted}`, only {:?}", self.heard());
            self.app.update();
            std::thread::sleep(Duration::from_millis(1));
        }
    }

    fn say(&mut self, message: impl Message) -> Vec<String> {
        self.app.world_mut().resource_mut::<Heard>().0.clear();
        self.app.world_mut().write_message(message);
        self.app.update();
        self.heard().to_vec()
    }

    fn page(&self) -> String {
        self.app.world().resource::<Playthrough>().turn().page().to_string()
    }

    /// As the asset server does when it watches and a file changes.
    fn reload(&mut self) {
        self.app.world_mut().resource_mut::<Heard>().0.clear();
        self.app.world().resource::<AssetServer>().reload("story.ron");
    }
}

#[test]
fn a_story_plays_to_its_ending_by_messages_alone() {
    let mut game = Game::start();
    assert_eq!(game.page(), "A door.");
    assert_eq!(game.say(Choose::Name("wait".to_owned())), ["chosen"]);
    assert_eq!(game.say(Choose::Number(1)), ["chosen", "1 changed", "ended"]);
    assert_eq!(game.page(), "Snow.");
    assert_eq!(game.say(Choose::Number(1)), ["the story has already ended at `out`"]);
    assert_eq!(game.say(Rewind { choices: 0 }), ["rewound"]);
    assert_eq!(game.page(), "A door.");
}

#[test]
fn a_refused_choice_is_told_and_changes_nothing() {
    let mut game = Game::start();
    assert_eq!(game.say(Choose::Number(3)), ["choice 3 was not offered; there are 2"]);
    assert_eq!(game.page(), "A door.");
}

#[test]
fn a_changed_scene_is_shown_and_the_playthrough_kept() {
    let mut game = Game::start();
    game.say(Choose::Name("open".to_owned()));
    game.write("hall.ron", &HALL.replace("Snow.", "Rain."));
    game.reload();
    game.until("reloaded");
    assert_eq!(game.page(), "Rain.");
    assert_eq!(game.app.world().resource::<Playthrough>().log().len(), 1);
}

#[test]
fn a_new_scene_file_is_found() {
    let mut game = Game::start();
    game.write("hall.ron", &HALL.replace(r#"goto: "snow""#, r#"goto: "garden/gate""#));
    game.write("garden.ron", r#"(beats: {"gate": (text: "A gate.", ending: "out")})"#);
    game.reload();
    game.until("reloaded");
    assert_eq!(game.say(Choose::Number(1)), ["chosen", "1 changed", "ended"]);
    assert_eq!(game.page(), "A gate.");
}

#[test]
fn a_broken_scene_is_told_and_the_old_story_plays_on() {
    let mut game = Game::start();
    game.write("hall.ron", &HALL.replace(r#"goto: "snow""#, r#"goto: "snwo""#));
    game.reload();
    game.until("broken");
    let stories = game.app.world().resource::<Assets<StoryAsset>>();
    let asset = stories.get(game.app.world().resource::<Playthrough>().asset()).unwrap();
    assert_eq!(asset.diagnostics[0].code, "unknown-goto");
    assert_eq!(game.say(Choose::Name("open".to_owned())), ["chosen", "1 changed", "ended"]);
    assert_eq!(game.page(), "Snow.");
}

#[test]
fn the_shipped_story_begins() {
    let scenes = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenes").to_string_lossy().into_owned();
    let mut app = App::new();
    app.add_plugins((MinimalPlugins, AssetPlugin { file_path: scenes, ..default() }, EnginePlugin));
    let story: Handle<StoryAsset> = app.world().resource::<AssetServer>().load("blood_marked_alpha/story.ron");
    app.world_mut().write_message(Begin { story, seed: 1 });
    let patience = Instant::now() + Duration::from_secs(30);
    while app.world().get_resource::<Playthrough>().is_none() {
        assert!(Instant::now() < patience, "the story never began");
        app.update();
        std::thread::sleep(Duration::from_millis(1));
    }
    assert!(app.world().resource::<Playthrough>().turn().open().count() > 1);
}

/// One seeded playthrough, without Bevy: always the same choices for the same seed.
fn headless(story: &Arc<Story>, seed: u64) -> story::Playthrough {
    let mut dice = Xoshiro256PlusPlus::from_seed(!seed);
    let mut playthrough = story::Playthrough::start(Arc::clone(story), seed);
    for _ in 0..500 {
        let open = playthrough.turn().open().count() as u32;
        if open == 0 {
            break;
        }
        playthrough.choose(1 + dice.below(open) as usize).unwrap();
    }
    playthrough
}

/// The digest after each choice.
fn digests(playthrough: &story::Playthrough) -> Vec<String> {
    let mut digests = Vec::new();
    playthrough.retell(|_, state, _| digests.push(state_digest(playthrough.story(), state)));
    digests
}

/// Plays a shipped story with so many seeds, without Bevy and with it, in one app. Of the first `watched` every state is compared after every
/// choice; the choices of the others are made in one frame each, and the state that they come to is compared.
fn both_ways(folder: &str, seeds: u64, watched: u64) {
    let scenes = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenes");
    let files = StorySource::Folder(scenes.join(folder)).read().unwrap();
    let story = Arc::new(compile(&files).story.unwrap());
    let mut app = App::new();
    let file_path = scenes.to_string_lossy().into_owned();
    app.add_plugins((MinimalPlugins, AssetPlugin { file_path, ..default() }, EnginePlugin));
    let asset: Handle<StoryAsset> = app.world().resource::<AssetServer>().load(format!("{folder}/story.ron"));
    let mut last = None;
    for seed in 0..seeds {
        let alone = headless(&story, seed);
        app.world_mut().write_message(Begin { story: asset.clone(), seed });
        let patience = Instant::now() + Duration::from_secs(30);
        while app.world().get_resource::<Playthrough>().is_none_or(|playing| Some(playing.seed()) == last) {
            assert!(Instant::now() < patience, "the playthrough {seed} never began");
            app.update();
        }
        last = Some(seed);
        let is_watched = seed < watched;
        let mut seen = vec![digest(app.world().resource::<Playthrough>())];
        for &choice in alone.log() {
            app.world_mut().write_message(Choose::Name(story.choice(choice).name.clone()));
            if is_watched {
                app.update();
                seen.push(digest(app.world().resource::<Playthrough>()));
            }
        }
        app.update();
        let playing = app.world().resource::<Playthrough>();
        if is_watched {
            assert_eq!(seen, digests(&alone), "the playthrough {seed}");
        }
        assert_eq!(digest(playing), digest(&alone), "the playthrough {seed}");
        assert_eq!((playing.log(), playing.turn()), (alone.log(), alone.turn()), "the playthrough {seed}");
    }
}

#[test]
fn ten_thousand_playthroughs_come_to_the_same_states_with_bevy_and_without() {
    both_ways("lighthouse", 9_700, 200);
    both_ways("blood_marked_alpha", 300, 20);
}
