//! Saves at every choice.

use bevy::prelude::*;

use super::notice::Notices;
use super::session::Session;
use crate::engine::{Cause, Play, Playthrough, StoryAsset, TurnReady};

pub(super) fn plugin(app: &mut App) {
    app.add_systems(Update, save.after(Play).run_if(on_message::<TurnReady>));
}

fn save(
    mut turns: MessageReader<TurnReady>,
    playthrough: Res<Playthrough>,
    stories: Res<Assets<StoryAsset>>,
    mut session: ResMut<Session>,
    mut notices: ResMut<Notices>,
) {
    // A playthrough that was only looked at changes nothing.
    let is_moved = |turn: &TurnReady| matches!(turn.cause, Cause::Chosen(_) | Cause::Rewound);
    if turns.read().filter(|turn| is_moved(turn)).count() == 0 {
        return;
    }
    let hash = stories.get(playthrough.asset()).map_or("", |asset| asset.hash.as_str());
    if let Some(notice) = session.save(&playthrough, hash) {
        notices.tell(notice);
    }
}
