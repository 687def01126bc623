//! The Bevy plugin that any game can use: stories as assets, one playthrough, messages in and out.
//!
//! Add [`EnginePlugin`], load a [`StoryAsset`], write [`Begin`] with its handle, then write [`Choose`] and read [`TurnReady`]. Changing
//! the story's files while the asset server watches them swaps the story and keeps the playthrough.

mod asset;
mod message;
mod playing;

use bevy::prelude::*;

pub use asset::{StoryAsset, StoryLoader};
pub use message::{Begin, Cause, Choose, Ended, Refused, Resume, Rewind, StateChanged, StoryBroken, TurnReady};
pub use playing::Playthrough;

/// Loads stories and plays one of them.
pub struct EnginePlugin;

/// The systems that answer messages, in `Update`. Write before them and read after them to have the answer in the same frame.
#[derive(SystemSet, Debug, Clone, PartialEq, Eq, Hash)]
pub struct Play;

impl Plugin for EnginePlugin {
    fn build(&self, app: &mut App) {
        app.add_plugins((asset::plugin, message::plugin, playing::plugin));
    }
}
