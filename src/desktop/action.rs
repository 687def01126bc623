//! What the player can do, however they do it: each is one message.

use bevy::ecs::system::SystemParam;
use bevy::prelude::*;

use super::ready::Drawing;
use super::screen::{Menu, Screen, Trail};
use super::session::Session;
use super::widgets::{Layer, Selection};
use crate::engine::{Begin, Choose, Playthrough, Resume, Rewind};

pub(super) fn plugin(app: &mut App) {
    app.add_message::<Act>()
        .add_systems(Update, carry_out.in_set(Actions).before(crate::engine::Play).run_if(on_message::<Act>));
}

/// Where what the player does is carried out; keys are read before.
#[derive(SystemSet, Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Actions;

/// Something that the player does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Action {
    /// Takes a choice, counted from 1 among the open ones.
    Choose(usize),
    /// Goes from the last page to the ending.
    Finish,
    /// Takes up the playthrough that was saved.
    Continue,
    /// Starts a new playthrough.
    Begin,
    /// Goes back one choice.
    Undo,
    OpenMenu,
    CloseMenu,
    /// Opens a screen that can be left again.
    Open(Screen),
    /// Goes back to the screen before.
    Back,
    ToTitle,
    /// Selects a row of the screen.
    Select(usize),
    Quit,
}

/// The player does it.
#[derive(Message, Debug, Clone, Copy)]
pub(super) struct Act(pub Action);

/// One a frame: whatever comes in the same frame was meant for what is no longer shown.
fn carry_out(
    mut acts: MessageReader<Act>,
    mut engine: Engine,
    screen: Res<State<Screen>>,
    mut trail: ResMut<Trail>,
    mut screens: ResMut<NextState<Screen>>,
    mut menus: ResMut<NextState<Menu>>,
    mut exits: MessageWriter<AppExit>,
    mut selection: ResMut<Selection>,
    mut drawing: ResMut<Drawing>,
) {
    let Some(Act(action)) = acts.read().next().copied() else { return };
    acts.clear();
    drawing.more(4);
    let menu = if action == Action::OpenMenu { Menu::Pause } else { Menu::Closed };
    NextState::set_if_neq(&mut menus, menu);
    let screen = match action {
        Action::Choose(number) => {
            engine.choices.write(Choose::Number(number));
            None
        }
        Action::Finish => Some(Screen::Ending),
        Action::Continue => engine.resume().then_some(Screen::Reading),
        Action::Begin => {
            engine.begin();
            Some(Screen::Reading)
        }
        Action::Undo => engine.undo().then_some(Screen::Reading),
        Action::Open(to) => Some(trail.open(*screen.get(), to)),
        Action::Back => Some(trail.back().unwrap_or(Screen::Title)),
        Action::ToTitle => {
            trail.clear();
            Some(Screen::Title)
        }
        Action::Quit => {
            exits.write(AppExit::Success);
            None
        }
        Action::Select(row) => {
            selection.set(Layer::Screen, row);
            None
        }
        Action::OpenMenu | Action::CloseMenu => None,
    };
    if let Some(screen) = screen {
        NextState::set_if_neq(&mut screens, screen);
    }
}

/// What is said to the engine.
#[derive(SystemParam)]
struct Engine<'w> {
    session: ResMut<'w, Session>,
    playthrough: Option<Res<'w, Playthrough>>,
    choices: MessageWriter<'w, Choose>,
    begins: MessageWriter<'w, Begin>,
    resumes: MessageWriter<'w, Resume>,
    rewinds: MessageWriter<'w, Rewind>,
}

impl Engine<'_> {
    fn begin(&mut self) {
        let seed = self.session.start_anew();
        self.begins.write(Begin { story: self.session.story.clone(), seed });
    }

    /// Takes up the playthrough that was saved; `false` if there is none.
    fn resume(&mut self) -> bool {
        let record = self.session.saved_record();
        let story = self.session.story.clone();
        record.map(|record| self.resumes.write(Resume { story, record })).is_some()
    }

    /// Takes the last choice back; `false` if there is none.
    fn undo(&mut self) -> bool {
        let choices = self.playthrough.as_ref().and_then(|playing| playing.log().len().checked_sub(1));
        choices.map(|choices| self.rewinds.write(Rewind { choices })).is_some()
    }
}
