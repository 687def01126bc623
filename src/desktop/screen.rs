//! What is shown: one screen at a time, and perhaps a menu over it.

use bevy::prelude::*;

pub(super) fn plugin(app: &mut App) {
    app.init_state::<Screen>().init_state::<Menu>();
}

/// The screens.
#[derive(States, Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub(super) enum Screen {
    #[default]
    Title,
    Reading,
    Ending,
    Codex,
}

/// The menu over the screen.
#[derive(States, Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub(super) enum Menu {
    #[default]
    Closed,
    Pause,
}
