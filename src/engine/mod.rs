//! The Bevy plugin that any game can use: stories as assets, one playthrough, messages in and out.
//!
//! Add [`EnginePlugin`], load a [`StoryAsset`], write [`Begin`] with its handle, then write [`Choose`] and read [`TurnReady`]. Changing
//! the story's files while the asset server watches them swaps the story and keeps the playthrough.

mod asset;
mod message;
mod playing;
mod stories;

use bevy::prelude::*;

pub use asset::{StoryAsset, StoryLoader};
pub use message::{Begin, Cause, Choose, Ended, Refused, Resume, Rewind, StateChanged, StoryBroken, TurnReady};
pub use playing::Playthrough;
pub use stories::Stories;

/// Loads stories and plays one of them.
///
/// # Example
/// ```
/// use bevy::asset::AssetPlugin;
/// use bevy::prelude::*;
/// use bloodmark::engine::{Begin, EnginePlugin, StoryAsset, TurnReady};
///
/// fn begin(assets: Res<AssetServer>, mut begins: MessageWriter<Begin>) {
///     let story: Handle<StoryAsset> = assets.load("blood_marked_alpha/story.ron");
///     begins.write(Begin { story, seed: 7 });
/// }
///
/// let mut app = App::new();
/// app.add_plugins((MinimalPlugins, AssetPlugin { file_path: "scenes".into(), ..default() }, EnginePlugin))
///     .add_systems(Startup, begin);
/// while app.world().resource::<Messages<TurnReady>>().is_empty() {
///     app.update();
/// }
/// ```
pub struct EnginePlugin;

/// The systems that answer messages, in `Update`. Write before them and read after them to have the answer in the same frame.
#[derive(SystemSet, Debug, Clone, PartialEq, Eq, Hash)]
pub struct Play;

impl Plugin for EnginePlugin {
    fn build(&self, app: &mut App) {
        app.add_plugins((asset::plugin, message::plugin, stories::plugin, playing::plugin));
    }
}
