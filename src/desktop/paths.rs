//! The paths: what was walked in all playthroughs, drawn chapter by chapter, with a way back to every place.

mod drawn;
mod shown;
mod steer;

use std::sync::Arc;

use bevy::ecs::system::SystemParam;
use bevy::prelude::*;

use super::action::{Act, Action, Actions};
use super::dialog::{Asking, Question};
use super::notice::Notices;
use super::ready::Drawing;
use super::saves::first_words;
use super::screen::{Screen, Trail};
use super::session::Session;
use super::theme::Theme;
use super::widgets::Selection;
use crate::engine::{Play, Resume, Stories};
use crate::map::Dot;
use crate::story::{BeatId, EndingId, Exit, Story};
pub(super) use drawn::spawn_door;

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<PathsPage>()
        .add_systems(OnEnter(Screen::Paths), shown::spawn)
        .add_systems(Update, act.after(Actions).before(Play).run_if(on_message::<Act>))
        .add_plugins(steer::plugin);
}

/// What is done with paths.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PathsDeed {
    /// Shows another chapter, counted from 0.
    Chapter(usize),
    /// Asks whether to go to where the chapter that is shown begins.
    AskStart,
    /// Asks whether to go to a beat.
    Ask(BeatId),
    /// The same for where an ending was reached, by its number.
    AskEnding(u32),
    Go(BeatId),
}

/// What the screen shows.
#[derive(Resource, Default)]
struct PathsPage {
    /// The chapter to be shown next, if it was asked for.
    chapter: Option<usize>,
    /// The dots, each with the order of its row.
    dots: Vec<(usize, Dot)>,
    /// The row that was selected when the last frame ended.
    selected: usize,
    /// Where the reader stands now.
    here: Option<BeatId>,
    /// The width of the map.
    width: f32,
}

#[derive(SystemParam)]
struct Guide<'w> {
    page: ResMut<'w, PathsPage>,
    session: ResMut<'w, Session>,
    stories: Res<'w, Stories>,
    theme: Res<'w, Theme>,
    notices: ResMut<'w, Notices>,
    asking: Asking<'w>,
    screens: ResMut<'w, NextState<Screen>>,
    trail: ResMut<'w, Trail>,
    selection: ResMut<'w, Selection>,
    resumes: MessageWriter<'w, Resume>,
    drawing: ResMut<'w, Drawing>,
}

fn act(mut acts: MessageReader<Act>, mut guide: Guide) {
    let Some(Act(action)) = acts.read().next().copied() else { return };
    acts.clear();
    let Action::Paths(deed) = action else { return };
    let Some(story) = guide.stories.get(&guide.session.story).map(Arc::clone) else { return };
    guide.drawing.more(4);
    match deed {
        PathsDeed::Chapter(chapter) => {
            guide.page.chapter = Some(chapter);
            guide.selection.hold();
            guide.screens.set(Screen::Paths);
        }
        PathsDeed::AskStart => guide.ask_start(&story),
        PathsDeed::Ask(beat) => guide.ask(&story, beat),
        PathsDeed::AskEnding(ending) => guide.ask_ending(&story, EndingId(ending)),
        PathsDeed::Go(beat) => guide.go(&story, beat),
    }
}

impl Guide<'_> {
    /// The start of a chapter is where the shortest way into it led.
    fn ask_start(&mut self, story: &Arc<Story>) {
        let top = self.page.dots.iter().map(|(_, dot)| dot.y).min();
        let first = self.page.dots.iter().filter(|(_, dot)| Some(dot.y) == top).map(|(_, dot)| dot.beat);
        let ways = first.filter_map(|beat| Some((self.session.memory().record_of(story, beat)?.log.len(), beat)));
        match ways.min() {
            Some((_, beat)) => self.ask(story, beat),
            None => self.say("paths-lost"),
        }
    }

    fn ask_ending(&mut self, story: &Arc<Story>, ending: EndingId) {
        let memory = self.session.memory();
        let ends = |beat: &BeatId| story.beat(*beat).exit == Exit::Ending(ending);
        let beat = memory.beats(story).into_iter().find(|beat| ends(beat) && memory.record_of(story, *beat).is_some());
        match beat {
            Some(beat) => self.ask(story, beat),
            None => self.say("paths-lost"),
        }
    }

    fn ask(&mut self, story: &Story, beat: BeatId) {
        let theme = &self.theme;
        let words = theme.say_with("paths-ask-text", &[("words", (&words(theme, story, beat)).into())]);
        let go = (theme.say("paths-go"), Action::Paths(PathsDeed::Go(beat)));
        let question = Question {
            heading: theme.say("paths-ask-heading"),
            text: format!("{words}\n\n{}", theme.say("paths-ask-kept")),
            line: None,
            answers: vec![go, (theme.say("paths-stay"), Action::CloseMenu)],
        };
        self.asking.ask(question);
    }

    fn go(&mut self, story: &Arc<Story>, beat: BeatId) {
        let Some(record) = self.session.memory().record_of(story, beat) else { return self.say("paths-lost") };
        self.session.leaves();
        self.resumes.write(Resume { story: self.session.story.clone(), record });
        self.trail.clear();
        self.screens.set(Screen::Reading);
        self.say("paths-gone");
    }

    fn say(&mut self, message: &str) {
        let said = self.theme.say(message);
        self.notices.say(said);
    }
}

/// The words that a beat begins with, or that there are none.
fn words(theme: &Theme, story: &Story, beat: BeatId) -> String {
    let words = first_words(story, beat);
    if words.is_empty() { theme.say("paths-wordless") } else { words }
}
