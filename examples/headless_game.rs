//! The smallest Bevy game on Bloodmark: it plays the shipped story to an ending, always taking the first choice.
//!
//! `cargo run --no-default-features --features engine --example headless_game`

use bevy::asset::AssetPlugin;
use bevy::prelude::*;
use bloodmark::engine::{Begin, Choose, Ended, EnginePlugin, Play, Playthrough, StoryAsset, TurnReady};

fn main() -> AppExit {
    App::new()
        .add_plugins((MinimalPlugins, AssetPlugin { file_path: "scenes".into(), ..default() }, EnginePlugin))
        .add_systems(Startup, begin)
        .add_systems(Update, (read_aloud.run_if(on_message::<TurnReady>), stop).chain().after(Play))
        .run()
}

fn begin(assets: Res<AssetServer>, mut begins: MessageWriter<Begin>) {
    let story: Handle<StoryAsset> = assets.load("blood_marked_alpha/story.ron");
    begins.write(Begin { story, seed: 1 });
}

fn read_aloud(playthrough: Res<Playthrough>, mut choices: MessageWriter<Choose>) {
    let turn = playthrough.turn();
    println!("\n{}\n", turn.page());
    for (number, offer) in (1..).zip(turn.open()) {
        println!("{number}. {}", offer.label);
    }
    choices.write(Choose::Number(1));
}

fn stop(mut ended: MessageReader<Ended>, playthrough: Option<Res<Playthrough>>, mut exit: MessageWriter<AppExit>) {
    if let (Some(Ended { ending }), Some(playthrough)) = (ended.read().last(), playthrough) {
        println!("\n{}", playthrough.story().ending(*ending).title);
        exit.write(AppExit::Success);
    }
}
