//! The player's saves: quick, named and earlier ones, to be written, taken up and looked after.

mod deeds;
mod shown;
mod words;

use bevy::ecs::system::SystemParam;
use bevy::prelude::*;
use bevy::text::EditableText;

use super::action::{Act, Action, Actions};
use super::dialog::{Asking, Line};
use super::notice::Notices;
use super::ready::Drawing;
use super::screen::{Screen, Trail};
use super::session::Session;
use super::theme::Theme;
use super::widgets::Selection;
use crate::catalogue::Value;
use crate::engine::{Play, Playthrough, Resume, Stories};
use crate::files::Slot;
pub(super) use words::first_words;

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Shelf>()
        .add_systems(OnEnter(Screen::Saves), shown::spawn)
        .add_systems(Update, act.after(Actions).before(Play).run_if(on_message::<Act>));
}

/// What is done with saves; a number counts the saves as they are shown, from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SavesDeed {
    /// Asks for the name of a new save.
    AskName,
    /// Saves under the name that was typed.
    Save,
    /// Saves over the save of the name that was typed.
    SaveOver,
    /// Writes the quick save, and shows it.
    Quick,
    /// Asks what to do with a save.
    Ask(usize),
    Load(usize),
    /// Saves over a named save.
    Replace(usize),
    AskRename(usize),
    Rename(usize),
    AskCopy(usize),
    Copy(usize),
    AskDelete(usize),
    Delete(usize),
    AskExport(usize),
    Export(usize),
    /// Writes over the file that is there.
    ExportOver(usize),
    AskImport,
    Import,
}

/// The saves as they are shown, and what was typed last.
#[derive(Resource, Default)]
struct Shelf {
    slots: Vec<Slot>,
    typed: String,
}

/// All that a deed needs.
#[derive(SystemParam)]
struct Clerk<'w, 's> {
    shelf: ResMut<'w, Shelf>,
    session: ResMut<'w, Session>,
    stories: Res<'w, Stories>,
    playthrough: Option<Res<'w, Playthrough>>,
    theme: Res<'w, Theme>,
    notices: ResMut<'w, Notices>,
    asking: Asking<'w>,
    lines: Query<'w, 's, &'static EditableText, With<Line>>,
    screen: Res<'w, State<Screen>>,
    screens: ResMut<'w, NextState<Screen>>,
    trail: ResMut<'w, Trail>,
    selection: ResMut<'w, Selection>,
    resumes: MessageWriter<'w, Resume>,
    drawing: ResMut<'w, Drawing>,
}

fn act(mut acts: MessageReader<Act>, mut clerk: Clerk) {
    let Some(Act(action)) = acts.read().next().copied() else { return };
    acts.clear();
    match action {
        Action::QuickSave => clerk.quick_save(),
        Action::QuickLoad => clerk.quick_load(),
        Action::Saves(deed) => clerk.carry_out(deed),
        _ => {}
    }
}

impl Clerk<'_, '_> {
    fn say(&mut self, message: &str, values: &[(&str, Value)]) {
        let said = self.theme.say_with(message, values);
        self.notices.say(said);
        self.drawing.more(3);
    }

    fn fail(&mut self, why: &dyn std::fmt::Display) {
        self.say("saves-failed", &[("why", (&why.to_string()).into())]);
    }

    /// Shows the saves again, with the same row selected.
    fn refresh(&mut self) {
        if *self.screen.get() == Screen::Saves {
            self.selection.hold();
            self.screens.set(Screen::Saves);
            self.drawing.more(4);
        }
    }
}
