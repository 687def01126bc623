//! The stories that can be played: of each asset the last version without mistakes.

use std::sync::Arc;

use bevy::platform::collections::HashMap;
use bevy::prelude::*;

use super::StoryAsset;
use super::message::StoryBroken;
use crate::story::Story;

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Stories>();
}

/// The last version of each story that had no mistakes. While a story's files are broken, it is what is played.
#[derive(Resource, Default)]
pub struct Stories {
    sound: HashMap<AssetId<StoryAsset>, Sound>,
}

/// A story without mistakes.
#[derive(Clone)]
pub(super) struct Sound {
    pub story: Arc<Story>,
    pub hash: String,
}

impl Stories {
    /// The last version of a story that had no mistakes; `None` if there was none, or it is not loaded yet.
    pub fn get(&self, story: &Handle<StoryAsset>) -> Option<&Arc<Story>> {
        self.sound(story).map(|sound| &sound.story)
    }

    pub(super) fn sound(&self, story: &Handle<StoryAsset>) -> Option<&Sound> {
        self.sound.get(&story.id())
    }
}

/// Takes in what was loaded, and tells of what is broken.
pub(super) fn take_in(
    mut events: MessageReader<AssetEvent<StoryAsset>>,
    assets: Res<Assets<StoryAsset>>,
    mut stories: ResMut<Stories>,
    mut broken: MessageWriter<StoryBroken>,
) {
    for event in events.read() {
        let (AssetEvent::Added { id } | AssetEvent::Modified { id }) = event else { continue };
        let Some(asset) = assets.get(*id) else { continue };
        match &asset.story {
            Some(story) => {
                let sound = Sound { story: Arc::clone(story), hash: asset.hash.clone() };
                stories.sound.insert(*id, sound);
            }
            None => {
                broken.write(StoryBroken { story: *id });
            }
        }
    }
}
