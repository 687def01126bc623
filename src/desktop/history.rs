//! The history: the whole playthrough as it was read, to be searched, written to a file, and gone back in.

mod search;
mod shown;

use bevy::ecs::system::SystemParam;
use bevy::prelude::*;

use super::action::{Act, Action, Actions};
use super::dialog::{Asking, Question};
use super::notice::Notices;
use super::ready::Drawing;
use super::screen::Screen;
use super::session::Session;
use super::theme::Theme;
use crate::engine::{Play, Playthrough};
use crate::files::write_file;
use crate::story::ChoiceId;

pub(super) fn plugin(app: &mut App) {
    app.add_systems(OnEnter(Screen::History), shown::spawn)
        .add_systems(Update, act.after(Actions).before(Play).run_if(on_message::<Act>))
        .add_plugins(search::plugin);
}

/// What is done with the history.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum HistoryDeed {
    /// Asks whether to go back to where so many choices had been made.
    AskRewind(usize),
    /// Writes all of it to a file.
    Write,
    /// Goes into the line in which words to be found are typed.
    Search,
}

#[derive(SystemParam)]
struct Reader<'w> {
    session: Res<'w, Session>,
    playthrough: Option<Res<'w, Playthrough>>,
    theme: Res<'w, Theme>,
    notices: ResMut<'w, Notices>,
    asking: Asking<'w>,
    drawing: ResMut<'w, Drawing>,
}

fn act(mut acts: MessageReader<Act>, mut reader: Reader, mut search: search::Searching) {
    let Some(Act(action)) = acts.read().next().copied() else { return };
    acts.clear();
    let Action::History(deed) = action else { return };
    reader.drawing.more(4);
    match deed {
        HistoryDeed::AskRewind(choices) => reader.ask_rewind(choices),
        HistoryDeed::Write => reader.write(),
        HistoryDeed::Search => search.begin(),
    }
}

/// So many of the choices that are taken back are named.
const NAMED: usize = 3;

impl Reader<'_> {
    fn ask_rewind(&mut self, choices: usize) {
        let Some(playing) = self.playthrough.as_deref() else { return };
        let labels = taken(playing);
        let back = labels.get(choices..).unwrap_or_default();
        if back.is_empty() {
            return;
        }
        let theme = &self.theme;
        let quoted = |label: &String| theme.say_with("history-label", &[("label", label.into())]);
        let mut named: Vec<String> = back.iter().take(NAMED).map(quoted).collect();
        let more = back.len().saturating_sub(NAMED);
        if more > 0 {
            named.push(theme.say_with("history-more", &[("count", more.into())]));
        }
        let head = theme.say_with("history-back-text", &[("count", back.len().into())]);
        let question = Question {
            heading: theme.say("history-back-heading"),
            text: format!("{head}\n\n{}\n\n{}", named.join("\n"), theme.say("history-back-again")),
            line: None,
            answers: vec![
                (theme.say("history-stay"), Action::CloseMenu),
                (theme.say("history-back"), Action::Rewind(choices)),
            ],
        };
        self.asking.ask(question);
    }

    fn write(&mut self) {
        let Some(playing) = self.playthrough.as_deref() else { return };
        let path = self.session.folder().join(format!("history-{}.txt", playing.seed()));
        let shown = path.display().to_string();
        let said = match write_file(&path, written(&self.theme, playing).as_bytes()) {
            Ok(()) => self.theme.say_with("history-written", &[("path", (&shown).into())]),
            Err(error) => self
                .theme
                .say_with("history-unwritten", &[("path", (&shown).into()), ("why", (&error.to_string()).into())]),
        };
        self.notices.say(said);
    }
}

/// What the choices said that were made, the oldest first.
fn taken(playing: &Playthrough) -> Vec<String> {
    let mut labels = Vec::new();
    playing.retell(|turn, _, choice| {
        let is_it = |offer: &&crate::story::Offer| Some(offer.choice) == choice;
        labels.extend(turn.offers().iter().find(is_it).map(|offer| offer.label.text().to_owned()));
    });
    labels
}

/// The whole history as plain text.
fn written(theme: &Theme, playing: &Playthrough) -> String {
    let story = playing.story();
    let mut text = format!("{}\n", story.title());
    let mut chapter = None;
    playing.retell(|turn, _, choice: Option<ChoiceId>| {
        let here = turn.beats().first().and_then(|&beat| story.chapter_of(beat));
        if let Some(begun) = here.filter(|_| here != chapter) {
            text += &format!("\n\n{}\n", shown::heading(theme, begun));
        }
        chapter = here;
        turn.page().paragraphs().for_each(|paragraph| text += &format!("\n{}\n", paragraph.text()));
        let made = turn.offers().iter().find(|offer| Some(offer.choice) == choice);
        text.extend(made.map(|offer| format!("\n› {}\n", offer.label.text())));
    });
    text
}
