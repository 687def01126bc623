//! What is looked up in place of the page: codex, history, saves, endings, paths and settings.

use std::ops::Range;

use ratatui::style::Modifier;
use ratatui::text::Line;

use super::Theme;
use super::paper::Paper;
use crate::catalogue::{Catalogue, Language, Value};
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
        let mut setting = Setting { words: session.words(), paper: Paper::new(theme, width), picks: Vec::new() };
        match kind {
            Kind::Codex => setting.codex(session.playthrough()),
            Kind::History => setting.history(session.playthrough(), sought),
            Kind::Saves => setting.saves(session),
            Kind::Endings => setting.endings(session),
            Kind::Paths => setting.paths(session),
            Kind::Settings => setting.settings(session.settings()),
        }
        let Setting { paper, picks, .. } = setting;
        let selected = if kind == Kind::History { picks.len().saturating_sub(1) } else { 0 };
        let scroll = picks.get(selected).filter(|_| kind == Kind::History).map_or(0, |(_, lines)| lines.start);
        Self { kind, width, lines: paper.lines, scroll, picks, selected, sought: sought.to_owned() }
    }
}

struct Setting<'a> {
    words: &'a Catalogue,
    paper: Paper,
    picks: Vec<(Pick, Range<usize>)>,
}

impl Setting<'_> {
    /// What the reader knows of people and rumors.
    fn codex(&mut self, playthrough: &Playthrough) {
        let codex = Codex::of(playthrough.story(), playthrough.state());
        self.title("codex-title");
        if codex.is_empty() {
            self.passing("codex-empty", &[]);
        }
        section(&mut self.paper, &self.words.say("terminal-people"), &codex.people);
        let counts = [("known", codex.rumours.len().into()), ("all", codex.rumours_in_all.into())];
        section(&mut self.paper, &self.words.say_with("terminal-rumors", &counts), &codex.rumours);
    }

    fn title(&mut self, message: &str) {
        self.title_with(message, &[]);
    }

    fn title_with(&mut self, message: &str, values: &[(&str, Value)]) {
        self.paper.centered(&self.words.say_with(message, values), self.paper.theme.title());
    }

    fn passing(&mut self, message: &str, values: &[(&str, Value)]) {
        self.paper.gap();
        self.paper.words("", &self.words.say_with(message, values), self.paper.theme.faded());
    }

    /// Lines that can be taken. The first two columns are for the mark of the selected one.
    fn pick(&mut self, pick: Pick, words: &str) {
        let from = self.paper.lines.len();
        self.paper.words("  ", words, self.paper.theme.prose());
        self.picks.push((pick, from..self.paper.lines.len()));
    }

    fn history(&mut self, playthrough: &Playthrough, sought: &str) {
        self.title("full-history");
        if !sought.is_empty() {
            self.passing("full-found", &[("words", sought.into())]);
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
            self.passing("full-not-found", &[]);
        }
    }

    fn saves(&mut self, session: &Session) {
        self.title("full-saves");
        let slots = session.slots();
        if slots.is_empty() {
            self.passing("terminal-no-saves", &[]);
        }
        for slot in slots {
            self.paper.gap();
            self.pick(Pick::Load(slot.id.clone()), &session.slot_line(&slot));
        }
    }

    fn endings(&mut self, session: &Session) {
        let endings = session.endings();
        let found = endings.iter().filter(|ending| ending.times > 0).count();
        self.title_with("full-endings-found", &[("found", found.into()), ("all", endings.len().into())]);
        for ending in endings {
            self.paper.gap();
            let theme = self.paper.theme;
            match ending.times {
                0 => self.paper.words("", &self.words.say("full-ending-unknown"), theme.faded()),
                times => {
                    let times = self.words.say_with("terminal-times", &[("count", times.into())]);
                    let head = format!("{}, {times}", ending.title);
                    self.paper.words("", &head, theme.prose().add_modifier(Modifier::BOLD));
                    self.paper.words("", &ending.epilogue, theme.prose().add_modifier(Modifier::ITALIC));
                }
            }
        }
    }

    fn paths(&mut self, session: &Session) {
        self.title("full-paths");
        self.passing("full-paths-why", &[]);
        for line in session.paths() {
            self.paper.gap();
            self.paper.words("", &line, self.paper.theme.prose());
        }
    }

    /// Taking a line changes what it says to the next that there is.
    fn settings(&mut self, now: &Settings) {
        self.title("full-settings");
        let themes = ThemeName::ALL;
        let at = themes.iter().position(|theme| *theme == now.theme).unwrap_or(0);
        let measure =
            if now.measure >= *Settings::MEASURE.end() { *Settings::MEASURE.start() } else { now.measure + 5 };
        let (language, spoken) = self.languages(now);
        let yes_no = |is_so: bool| self.words.say(if is_so { "full-yes" } else { "full-no" });
        let theme = self.words.say(match now.theme {
            ThemeName::Night => "full-theme-night",
            ThemeName::Paper => "full-theme-paper",
            ThemeName::HighContrast => "full-theme-high-contrast",
        });
        let with = |message: &str, value: &String| self.words.say_with(message, &[("value", value.into())]);
        let longest = self.words.say_with("full-setting-measure", &[("number", usize::from(now.measure).into())]);
        let rows = [
            (Settings { theme: themes[(at + 1) % themes.len()], ..now.clone() }, with("full-setting-colors", &theme)),
            (Settings { measure, ..now.clone() }, longest),
            (Settings { dim_past: !now.dim_past, ..now.clone() }, with("full-setting-dim-past", &yes_no(now.dim_past))),
            (
                Settings { tell_changes: !now.tell_changes, ..now.clone() },
                with("full-setting-tell-changes", &yes_no(now.tell_changes)),
            ),
            (
                Settings { seen_signs: !now.seen_signs, ..now.clone() },
                with("full-setting-seen-signs", &yes_no(now.seen_signs)),
            ),
            (Settings { language, ..now.clone() }, with("full-setting-language", &spoken)),
        ];
        for (settings, words) in rows {
            self.paper.gap();
            self.pick(Pick::Set(settings), &words);
        }
    }

    /// The setting of the next language after the one that is set, and what the one that is set is called.
    fn languages(&self, now: &Settings) -> (String, String) {
        let offered = Language::OFFERED;
        let next = |at: usize| offered.get(at).map(|language| language.code().to_owned()).unwrap_or_default();
        match Language::of(&now.language) {
            Some(set) => {
                let at = offered.iter().position(|language| *language == set);
                (next(at.map_or(0, |at| at + 1)), set.name().to_owned())
            }
            None => {
                let name = now.spoken_language().name();
                (next(0), self.words.say_with("full-language-system", &[("name", name.into())]))
            }
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
