//! What the player can do, however they do it: each is one message.

use bevy::ecs::system::SystemParam;
use bevy::prelude::*;

use super::history::HistoryDeed;
use super::keys::table::Command;
use super::paths::PathsDeed;
use super::preferences::Preferences;
use super::ready::Drawing;
use super::saves::SavesDeed;
use super::screen::{Menu, Screen, Trail};
use super::session::Session;
use super::settings::{Setting, Step};
use super::widgets::{Layer, Selection};
use crate::engine::{Begin, Choose, Playthrough, Resume, Rewind, Stories};

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
    /// Goes to the next choice through what was read in an earlier playthrough.
    Skip,
    /// Lets the page turn by itself, or no longer.
    ToggleAuto,
    /// Changes a setting.
    Change(Setting, Step),
    /// Sets everything as at first; asks before.
    ResetSettings,
    /// Waits for the key that is to do this.
    Listen(Command),
    /// Sets the usual keys of this.
    UsualKeys(Command),
    /// Sets the usual keys of everything; asks before.
    AllUsualKeys,
    /// Has read the content note, and begins.
    ReadOn,
    /// Makes the choice again that was taken back last.
    Redo,
    /// Goes back to where so many choices had been made.
    Rewind(usize),
    QuickSave,
    QuickLoad,
    /// Something with saves.
    Saves(SavesDeed),
    /// Something with the history.
    History(HistoryDeed),
    /// Something with paths.
    Paths(PathsDeed),
    /// Selects the row, and no more.
    Stay,
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

impl Action {
    /// Whether the row that does it is numbered, so that a digit takes it.
    pub fn has_number(self) -> bool {
        !matches!(
            self,
            Self::Change(..) | Self::ResetSettings | Self::Listen(_) | Self::UsualKeys(_) | Self::AllUsualKeys
        )
    }
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
        Action::Begin if engine.has_note_to_read() => Some(trail.open(*screen.get(), Screen::Note)),
        Action::Begin | Action::ReadOn => {
            engine.begin();
            trail.clear();
            Some(Screen::Reading)
        }
        Action::Undo => engine.undo().then_some(Screen::Reading),
        Action::Redo => engine.redo().then_some(Screen::Reading),
        Action::Rewind(choices) => engine.rewind(choices).then_some(Screen::Reading),
        Action::QuickSave | Action::QuickLoad | Action::Stay => None,
        Action::Saves(_) | Action::History(_) | Action::Paths(_) => None,
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
        // The reading page and the screens of settings and keys carry these out.
        Action::Skip | Action::ToggleAuto | Action::Change(..) | Action::ResetSettings => None,
        Action::Listen(_) | Action::UsualKeys(_) | Action::AllUsualKeys => None,
        Action::Select(row) => {
            selection.set(Layer::Screen, row);
            None
        }
        Action::OpenMenu | Action::CloseMenu => None,
    };
    if let Some(screen) = screen {
        if screen == Screen::Reading {
            trail.clear();
        }
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
    preferences: ResMut<'w, Preferences>,
    stories: Res<'w, Stories>,
}

impl Engine<'_> {
    /// Whether the content note was never read.
    fn has_note_to_read(&self) -> bool {
        let has_note = self.stories.get(&self.session.story).is_some_and(|story| !story.content_note().is_empty());
        has_note && !self.preferences.settings.content_note_read
    }

    fn begin(&mut self) {
        if !self.preferences.settings.content_note_read {
            self.preferences.settings.content_note_read = true;
        }
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
        choices.is_some_and(|choices| self.rewind(choices))
    }

    /// Goes back to where so many choices had been made; `false` if no more were made.
    fn rewind(&mut self, choices: usize) -> bool {
        let is_back = self.playthrough.as_ref().is_some_and(|playing| choices < playing.log().len());
        if is_back {
            self.rewinds.write(Rewind { choices });
        }
        is_back
    }

    /// Makes the choice again that was taken back last; `false` if there is none.
    fn redo(&mut self) -> bool {
        let next = self.playthrough.as_ref().and_then(|playing| self.session.next_again(playing));
        next.map(|name| self.choices.write(Choose::Name(name))).is_some()
    }
}
