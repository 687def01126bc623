//! What is looked up in place of the page: codex, history, saves, endings, paths and settings.

use std::ops::Range;

use ratatui::style::Modifier;
use ratatui::text::Line;

use super::Theme;
use super::paper::Paper;
use crate::files::{Settings, SlotId, ThemeName};
use crate::story::Playthrough;
use crate::telling::{self, Codex, CodexEntry};
use crate::terminal::Session;

/// What a sheet is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Codex,
    History,
    Saves,
    Endings,
    Paths,
    Settings,
}

/// What a line of a sheet does when it is taken.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Pick {
    /// Goes back to where so many choices had been made.
    Rewind(usize),
    Load(SlotId),
    /// The settings become these.
    Set(Settings),
}

/// A text to scroll through, some lines of which can be taken. The story lies under it as it was.
#[derive(Debug)]
pub(super) struct Sheet {
    pub kind: Kind,
    pub width: usize,
    pub lines: Vec<Line<'static>>,
    /// The line at the top.
    pub scroll: usize,
    /// What can be taken, with its lines.
    pub picks: Vec<(Pick, Range<usize>)>,
    pub selected: usize,
    /// The words that the history is searched for; empty for all of it.
    pub sought: String,
}

impl Sheet {
    /// A sheet in lines of at most `width` columns, at its top; the history at its end.
    pub(super) fn new(kind: Kind, sought: &str, session: &Session, theme: Theme, width: usize) -> Self {
        let mut setting = Setting { paper: Paper::new(theme, width), picks: Vec::new() };
        match kind {
            Kind::Codex => setting.codex(session.playthrough()),
            Kind::History => setting.history(session.playthrough(), sought),
            Kind::Saves => setting.saves(session),
            Kind::Endings => setting.endings(session),
            Kind::Paths => setting.paths(session),
            Kind::Settings => setting.settings(session.settings()),
        }
        let Setting { paper, picks } = setting;
        let selected = if kind == Kind::History { picks.len().saturating_sub(1) } else { 0 };
        let scroll = picks.get(selected).filter(|_| kind == Kind::History).map_or(0, |(_, lines)| lines.start);
        Self { kind, width, lines: paper.lines, scroll, picks, selected, sought: sought.to_owned() }
    }
}

struct Setting {
    paper: Paper,
    picks: Vec<(Pick, Range<usize>)>,
}

impl Setting {
    /// What the reader knows of people and rumors.
    fn codex(&mut self, playthrough: &Playthrough) {
        let codex = Codex::of(playthrough.story(), playthrough.state());
        self.title("Codex");
        if codex.is_empty() {
            self.passing("You know nothing yet that is worth writing down.");
        }
        section(&mut self.paper, "People", &codex.people);
        let title = format!("Rumors: {} of {}", codex.rumours.len(), codex.rumours_in_all);
        section(&mut self.paper, &title, &codex.rumours);
    }

    fn title(&mut self, words: &str) {
        self.paper.centered(words, self.paper.theme.title());
    }

    fn passing(&mut self, words: &str) {
        self.paper.gap();
        self.paper.words("", words, self.paper.theme.faded());
    }

    /// Lines that can be taken. The first two columns are for the mark of the selected one.
    fn pick(&mut self, pick: Pick, words: &str) {
        let from = self.paper.lines.len();
        self.paper.words("  ", words, self.paper.theme.prose());
        self.picks.push((pick, from..self.paper.lines.len()));
    }

    fn history(&mut self, playthrough: &Playthrough, sought: &str) {
        self.title("History");
        if !sought.is_empty() {
            self.passing(&format!("Pages that hold \"{sought}\":"));
        }
        let pages = telling::history(playthrough);
        let found = pages.iter().enumerate().filter(|(_, page)| sought.is_empty() || page.holds(sought));
        for (made, page) in found {
            for paragraph in page.text.split("\n\n") {
                self.paper.gap();
                self.paper.words("", paragraph, self.paper.theme.prose());
            }
            if let Some(chosen) = &page.chosen {
                self.paper.gap();
                self.pick(Pick::Rewind(made), &format!("» {chosen}"));
            }
        }
        if self.paper.lines.len() <= 3 {
            self.passing("Nothing was found.");
        }
    }

    fn saves(&mut self, session: &Session) {
        self.title("Saves");
        let slots = session.slots();
        if slots.is_empty() {
            self.passing("There are no saves yet.");
        }
        for slot in slots {
            self.paper.gap();
            self.pick(Pick::Load(slot.id.clone()), &session.slot_line(&slot));
        }
    }

    fn endings(&mut self, session: &Session) {
        let endings = session.endings();
        let found = endings.iter().filter(|ending| ending.times > 0).count();
        self.title(&format!("Endings: {found} of {}", endings.len()));
        for ending in endings {
            self.paper.gap();
            let theme = self.paper.theme;
            match ending.times {
                0 => self.paper.words("", "Not found yet.", theme.faded()),
                times => {
                    let times = if times == 1 { "once".to_owned() } else { format!("{times} times") };
                    let head = format!("{}, {times}", ending.title);
                    self.paper.words("", &head, theme.prose().add_modifier(Modifier::BOLD));
                    self.paper.words("", &ending.epilogue, theme.prose().add_modifier(Modifier::ITALIC));
                }
            }
        }
    }

    fn paths(&mut self, session: &Session) {
        self.title("Paths");
        self.passing("What you have seen in all playthroughs. A closed door is a choice that you have not taken yet.");
        for line in session.paths() {
            self.paper.gap();
            self.paper.words("", &line, self.paper.theme.prose());
        }
    }

    /// Taking a line changes what it says to the next that there is.
    fn settings(&mut self, now: &Settings) {
        self.title("Settings");
        let themes = ThemeName::ALL;
        let at = themes.iter().position(|theme| *theme == now.theme).unwrap_or(0);
        let measure =
            if now.measure >= *Settings::MEASURE.end() { *Settings::MEASURE.start() } else { now.measure + 5 };
        let yes_no = |is_so: bool| if is_so { "yes" } else { "no" };
        let rows = [
            (
                Settings { theme: themes[(at + 1) % themes.len()], ..now.clone() },
                format!("Colors: {}", now.theme.name()),
            ),
            (Settings { measure, ..now.clone() }, format!("Longest line: {} characters", now.measure)),
            (
                Settings { dim_past: !now.dim_past, ..now.clone() },
                format!("Dim what was read: {}", yes_no(now.dim_past)),
            ),
            (
                Settings { tell_changes: !now.tell_changes, ..now.clone() },
                format!("Tell what a choice changed: {}", yes_no(now.tell_changes)),
            ),
            (
                Settings { seen_signs: !now.seen_signs, ..now.clone() },
                format!("A sign (✓) at choices taken before: {}", yes_no(now.seen_signs)),
            ),
        ];
        for (settings, words) in rows {
            self.paper.gap();
            self.pick(Pick::Set(settings), &words);
        }
    }
}

fn section(paper: &mut Paper, title: &str, entries: &[CodexEntry]) {
    let theme = paper.theme;
    if !entries.is_empty() {
        paper.gap();
        paper.centered(&format!("— {title} —"), theme.status());
    }
    for entry in entries {
        paper.gap();
        let head = [entry.title.as_str(), entry.beside.as_str()];
        let head: Vec<&str> = head.into_iter().filter(|words| !words.is_empty()).collect();
        paper.words("", &head.join(": "), theme.prose().add_modifier(Modifier::BOLD));
        paper.page(&entry.page, theme.prose());
    }
}
