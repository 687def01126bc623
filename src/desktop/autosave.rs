//! Saves at every choice.

use bevy::prelude::*;

use super::session::Session;
use crate::engine::{Cause, Play, Playthrough, TurnReady};

pub(super) fn plugin(app: &mut App) {
    app.add_systems(Update, save.after(Play).run_if(on_message::<TurnReady>));
}

fn save(mut turns: MessageReader<TurnReady>, playthrough: Res<Playthrough>, mut session: ResMut<Session>) {
    // A playthrough that was only looked at changes nothing.
    let mut has_moved = false;
    session.sees(&playthrough);
    for turn in turns.read() {
        match &turn.cause {
            Cause::Chosen(_) | Cause::Rewound => has_moved = true,
            Cause::Resumed(landing) => session.goes_on(landing),
            Cause::Reloaded(landing) => session.lands(landing),
            Cause::Begun => {}
        }
    }
    if has_moved {
        session.save(&playthrough, playthrough.story_hash());
    }
}
