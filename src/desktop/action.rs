//! What the player can do, however they do it: each is one message.

use bevy::prelude::*;

use super::ready::Drawing;
use super::screen::{Menu, Screen};
use super::session::Session;
use crate::engine::{Begin, Choose, Playthrough, Resume, Rewind};

pub(super) fn plugin(app: &mut App) {
    app.add_message::<Act>().add_systems(Update, carry_out.before(crate::engine::Play).run_if(on_message::<Act>));
}

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
    ToTitle,
    Quit,
}

/// The player does it.
#[derive(Message, Debug, Clone, Copy)]
pub(super) struct Act(pub Action);

fn carry_out(
    mut acts: MessageReader<Act>,
    mut session: ResMut<Session>,
    playthrough: Option<Res<Playthrough>>,
    mut screens: ResMut<NextState<Screen>>,
    mut menus: ResMut<NextState<Menu>>,
    mut drawing: ResMut<Drawing>,
    mut commands: Commands,
) {
    for Act(action) in acts.read() {
        drawing.more(4);
        if !matches!(action, Action::OpenMenu) {
            NextState::set_if_neq(&mut menus, Menu::Closed);
        }
        match action {
            Action::Choose(number) => {
                commands.write_message(Choose::Number(*number));
            }
            Action::Finish => NextState::set_if_neq(&mut screens, Screen::Ending),
            Action::Continue => {
                if let Some(record) = session.saved_record() {
                    commands.write_message(Resume { story: session.story.clone(), record });
                    NextState::set_if_neq(&mut screens, Screen::Reading);
                }
            }
            Action::Begin => {
                let seed = session.start_anew();
                commands.write_message(Begin { story: session.story.clone(), seed });
                NextState::set_if_neq(&mut screens, Screen::Reading);
            }
            Action::Undo => {
                if let Some(choices) = playthrough.as_ref().and_then(|playing| playing.log().len().checked_sub(1)) {
                    commands.write_message(Rewind { choices });
                    NextState::set_if_neq(&mut screens, Screen::Reading);
                }
            }
            Action::OpenMenu => NextState::set_if_neq(&mut menus, Menu::Pause),
            Action::CloseMenu => {}
            Action::ToTitle => NextState::set_if_neq(&mut screens, Screen::Title),
            Action::Quit => {
                commands.write_message(AppExit::Success);
            }
        }
    }
}
