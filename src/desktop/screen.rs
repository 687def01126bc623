//! What is shown: one screen at a time, perhaps a menu over it, and the way back.

use bevy::prelude::*;

use super::layout::Layout;
use super::ready::Drawing;
use super::theme::Theme;
use super::widgets::Selection;

pub(super) fn plugin(app: &mut App) {
    app.init_state::<Screen>()
        .init_state::<Menu>()
        .init_resource::<Trail>()
        .add_systems(PreUpdate, dress_anew.run_if(resource_exists_and_changed::<Theme>))
        .add_systems(Update, arrange_anew.run_if(in_state(Screen::Pack)).run_if(resource_changed::<Layout>));
}

/// The screens.
#[derive(States, Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub(super) enum Screen {
    #[default]
    Title,
    Reading,
    Ending,
    Codex,
    Saves,
    History,
    Paths,
    Endings,
    Settings,
    Help,
    Credits,
    /// Moon, mark and pack, large.
    Pack,
    /// The content note, before the first page that is ever read.
    Note,
}

/// The menu over the screen.
#[derive(States, Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub(super) enum Menu {
    #[default]
    Closed,
    Pause,
    /// A question that waits for its answer.
    Ask,
}

/// The screens below the one that is shown: where "back" leads.
#[derive(Resource, Default)]
pub(super) struct Trail(Vec<Screen>);

impl Trail {
    /// Goes from one screen to another that can be left again.
    pub fn open(&mut self, from: Screen, to: Screen) -> Screen {
        // A screen that is open below is gone back to, so that the way back never runs in a circle.
        match self.0.iter().position(|screen| *screen == to) {
            Some(below) => self.0.truncate(below),
            None if from != to => self.0.push(from),
            None => {}
        }
        to
    }

    /// The screen to go back to.
    pub fn back(&mut self) -> Option<Screen> {
        self.0.pop()
    }

    /// Goes to a screen from which nothing leads back.
    pub fn clear(&mut self) {
        self.0.clear();
    }
}

/// The screen is spawned again in a new theme, with the same row selected.
fn dress_anew(
    theme: Res<Theme>,
    screen: Res<State<Screen>>,
    mut screens: ResMut<NextState<Screen>>,
    mut selection: ResMut<Selection>,
    mut drawing: ResMut<Drawing>,
) {
    if theme.is_added() {
        return;
    }
    selection.hold();
    drawing.more(4);
    screens.set(*screen.get());
}

/// What is drawn to the size of the window is spawned again when that changes.
fn arrange_anew(
    screen: Res<State<Screen>>,
    layout: Res<Layout>,
    mut spawned: Local<Layout>,
    mut screens: ResMut<NextState<Screen>>,
    mut selection: ResMut<Selection>,
    mut drawing: ResMut<Drawing>,
) {
    // The screen was entered with this very layout.
    if *spawned == *layout || screen.is_changed() {
        *spawned = *layout;
        return;
    }
    *spawned = *layout;
    selection.hold();
    drawing.more(4);
    screens.set(*screen.get());
}
