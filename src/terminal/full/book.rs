//! The story so far as lines of a given width: what was read, faded, then the current turn and what can be done there.

use std::ops::Range;

use ratatui::style::{Modifier, Style};
use ratatui::text::Line;

use super::Theme;
use super::paper::Paper;
use crate::story::{EndingId, Look, Offer, Playthrough, Stop, StoryState, Turn};
use crate::telling;
use crate::terminal::Session;

/// Something that can be picked at the end of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Item {
    /// The open choice of this number.
    Choice(usize),
    Undo,
    Restart,
    Quit,
}

/// The story so far, laid out.
#[derive(Debug)]
pub(super) struct Book {
    pub width: usize,
    pub lines: Vec<Line<'static>>,
    /// The first line of what is new.
    pub turn_at: usize,
    /// What can be picked, with its lines.
    pub items: Vec<(Item, Range<usize>)>,
}

impl Book {
    /// Lays the playthrough out in lines of at most `width` columns.
    pub(super) fn lay_out(session: &Session, theme: Theme, width: usize) -> Self {
        let playthrough = session.playthrough();
        let mut layout = Layout {
            session,
            playthrough,
            theme,
            paper: Paper::new(theme, width),
            turn_at: 0,
            items: Vec::new(),
            before: None,
            chapter: None,
        };
        layout.title();
        playthrough.retell(|turn, state, chosen| {
            let offer = chosen.and_then(|chosen| turn.open().find(|offer| offer.choice == chosen));
            layout.turn(turn, state, chosen.is_some());
            match offer {
                Some(offer) => layout.chosen(offer),
                None => layout.ways_on(turn),
            }
        });
        let Layout { paper, turn_at, items, .. } = layout;
        Self { width, lines: paper.lines, turn_at, items }
    }
}

struct Layout<'a> {
    session: &'a Session,
    playthrough: &'a Playthrough,
    theme: Theme,
    paper: Paper,
    turn_at: usize,
    items: Vec<(Item, Range<usize>)>,
    /// The state behind the turn before.
    before: Option<StoryState>,
    chapter: Option<String>,
}

impl Layout<'_> {
    fn title(&mut self) {
        let story = self.playthrough.story();
        self.paper.centered(story.title(), self.theme.title());
        if !story.author().is_empty() {
            let by = self.session.words().say_with("terminal-by", &[("author", story.author().into())]);
            self.paper.centered(&by, self.theme.faded());
        }
        if !story.content_note().is_empty() {
            self.paper.gap();
            self.paper.words("", story.content_note(), self.theme.faded().add_modifier(Modifier::ITALIC));
        }
    }

    fn turn(&mut self, turn: &Turn, state: &StoryState, is_past: bool) {
        let story = self.playthrough.story();
        let chapter = telling::chapter_heading(self.session.words(), story, state.beat());
        if chapter != self.chapter {
            self.paper.gap();
            self.paper
                .centered(&chapter.iter().map(|title| format!("— {title} —")).collect::<String>(), self.theme.status());
            self.chapter = chapter;
        }
        let settings = self.session.settings();
        let is_dim = is_past && settings.dim_past;
        let style = if is_dim { self.theme.faded() } else { self.theme.prose() };
        self.paper.page(turn.page(), style);
        let changed = self.before.as_ref().map(|before| telling::changes(self.session.words(), story, before, state));
        if let Some(changed) = changed.filter(|changed| !changed.is_empty() && settings.tell_changes) {
            self.paper.gap();
            let style = if is_dim { self.theme.faded() } else { self.theme.change() };
            self.paper.words("", &changed, style);
        }
        self.before = Some(state.clone());
    }

    /// A choice that was made: what follows is new.
    fn chosen(&mut self, offer: &Offer) {
        self.paper.gap();
        self.turn_at = self.paper.lines.len();
        self.paper.words("» ", &label(offer), self.theme.choice(offer.look).add_modifier(Modifier::DIM));
    }

    fn ways_on(&mut self, turn: &Turn) {
        match turn.stop() {
            Stop::Choices => self.choices(turn),
            Stop::Ending(ending) => {
                self.ending(ending);
                self.other_ways();
            }
            Stop::DeadEnd => {
                self.choices(turn);
                self.paper.gap();
                self.paper.words("", &self.session.words().say("full-dead-end"), self.theme.fault());
                self.other_ways();
            }
        }
    }

    fn choices(&mut self, turn: &Turn) {
        self.paper.gap();
        let mut number = 0;
        for offer in turn.offers() {
            if offer.is_open {
                number += 1;
                let sign = if self.was_taken(offer) { " ✓" } else { "" };
                self.item(Item::Choice(number), &format!("{}{sign}", label(offer)), self.theme.choice(offer.look));
            } else {
                let words = format!("{} ({})", label(offer), offer.reason.text());
                self.paper.words("  -  ", &words, self.theme.faded());
            }
        }
    }

    fn was_taken(&self, offer: &Offer) -> bool {
        let session = self.session;
        session.settings().seen_signs && session.memory().has_taken(session.story(), offer.choice)
    }

    fn ending(&mut self, ending: EndingId) {
        let ending = self.playthrough.story().ending(ending);
        self.paper.gap();
        self.paper.centered(&format!("— {} —", ending.title), self.theme.title());
        if !ending.epilogue.is_empty() {
            self.paper.gap();
            self.paper.words("", &ending.epilogue, self.theme.prose().add_modifier(Modifier::ITALIC));
        }
        self.paper.gap();
        self.paper.words("", &self.session.summary(), self.theme.faded());
    }

    fn other_ways(&mut self) {
        self.paper.gap();
        let words = self.session.words();
        if !self.playthrough.log().is_empty() {
            self.item(Item::Undo, &words.say("full-item-undo"), self.theme.prose());
        }
        self.item(Item::Restart, &words.say("full-item-restart"), self.theme.prose());
        self.item(Item::Quit, &words.say("full-item-quit"), self.theme.prose());
    }

    fn item(&mut self, item: Item, words: &str, style: Style) {
        let from = self.paper.lines.len();
        let number = self.items.len() + 1;
        // The first two columns are for the mark of the selected one.
        self.paper.words(&format!("  {number}. "), words, style);
        self.items.push((item, from..self.paper.lines.len()));
    }
}

/// What a choice says. What the mark wants carries its sign.
fn label(offer: &Offer) -> String {
    match offer.look {
        Look::Mark => format!("◉ {}", offer.label.text()),
        Look::Say | Look::Do => offer.label.text().to_owned(),
    }
}
