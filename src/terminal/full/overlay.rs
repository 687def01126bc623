//! What lies over the page: the menu, the question before beginning again, and the help.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use ratatui::text::Line;
use ratatui::widgets::{Block, Clear, Paragraph};

use super::Theme;
use super::sheet::Kind as Sheet;
use crate::catalogue::Catalogue;
use crate::terminal::wrap::{columns, wrap_plain};

/// A list over the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Overlay {
    pub kind: Kind,
    /// The selected entry; in the help, the first line shown.
    pub selected: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Menu,
    /// Whether to begin again.
    Restart,
    Help,
}

/// What an entry does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Entry {
    Continue,
    Undo,
    Redo,
    LookUp(Sheet),
    AskRestart,
    Restart,
    Help,
    Quit,
}

/// What an entry says, as a message of the catalogue; its letter; what it does.
const MENU: &[(&str, char, Entry)] = &[
    ("menu-continue", 'c', Entry::Continue),
    ("full-menu-undo", 'u', Entry::Undo),
    ("full-menu-redo", 'd', Entry::Redo),
    ("full-history", 'i', Entry::LookUp(Sheet::History)),
    ("full-saves", 's', Entry::LookUp(Sheet::Saves)),
    ("menu-codex", 'x', Entry::LookUp(Sheet::Codex)),
    ("full-paths", 'm', Entry::LookUp(Sheet::Paths)),
    ("full-endings", 'e', Entry::LookUp(Sheet::Endings)),
    ("full-settings", 'o', Entry::LookUp(Sheet::Settings)),
    ("full-menu-restart", 'r', Entry::AskRestart),
    ("full-menu-help", 'h', Entry::Help),
    ("menu-quit", 'q', Entry::Quit),
];

const RESTART: &[(&str, char, Entry)] =
    &[("full-restart-no", 'n', Entry::Continue), ("full-restart-yes", 'y', Entry::Restart)];

/// Messages that name keys, then a colon, then what they do.
const HELP: &[&str] = &[
    "full-key-choose",
    "full-key-select",
    "full-key-take",
    "full-key-read-on",
    "full-key-scroll",
    "full-key-ends",
    "full-key-mouse",
    "full-key-undo",
    "full-key-history",
    "full-key-quick",
    "full-key-saves",
    "full-key-codex",
    "full-key-paths",
    "full-key-settings",
    "full-key-menu",
    "full-key-help",
    "full-key-quit",
];

impl Kind {
    /// A message of the catalogue.
    fn title(self) -> &'static str {
        match self {
            Self::Menu => "full-menu",
            Self::Restart => "full-restart",
            Self::Help => "full-keys",
        }
    }

    fn entries(self) -> &'static [(&'static str, char, Entry)] {
        match self {
            Self::Menu => MENU,
            Self::Restart => RESTART,
            Self::Help => &[],
        }
    }
}

impl Overlay {
    /// One of a kind, at its first entry.
    pub(super) fn new(kind: Kind) -> Self {
        Self { kind, selected: 0 }
    }

    /// What the selected entry does.
    pub(super) fn entry(self) -> Entry {
        self.kind.entries().get(self.selected).map_or(Entry::Continue, |&(_, _, entry)| entry)
    }

    /// The entry with this letter.
    pub(super) fn entry_of(self, letter: char) -> Option<Entry> {
        let found = self.kind.entries().iter().find(|&&(_, key, _)| key == letter.to_ascii_lowercase());
        found.map(|&(_, _, entry)| entry)
    }

    /// One entry or line back or on, drawn in so many columns.
    pub(super) fn step(&mut self, on: bool, width: u16, words: &Catalogue) {
        let last = self.lines(width.into(), words).len().saturating_sub(1);
        self.selected = if on { (self.selected + 1).min(last) } else { self.selected.saturating_sub(1) };
    }

    fn lines(self, width: usize, words: &Catalogue) -> Vec<String> {
        if self.kind == Kind::Help {
            return help(width, words);
        }
        let entries = self.kind.entries().iter().enumerate();
        let line = |(at, (message, key, _)): (usize, &(&str, char, Entry))| {
            let mark = if at == self.selected { '>' } else { ' ' };
            format!("{mark} {} ({key})", words.say(message))
        };
        entries.map(line).collect()
    }

    /// Draws it over the middle of `area`; without its border where there is no room.
    pub(super) fn draw(self, frame: &mut Frame, area: Rect, theme: Theme, words: &Catalogue) {
        let lines = self.lines(area.width.into(), words);
        let widest = lines.iter().map(|line| columns(line)).max().unwrap_or(0);
        let has_border = usize::from(area.height) >= lines.len() + 2 && usize::from(area.width) >= widest + 4;
        let (more_wide, more_high) = if has_border { (4, 2) } else { (0, 0) };
        let rect = area.centered(
            ratatui::layout::Constraint::Length((widest + more_wide) as u16),
            ratatui::layout::Constraint::Length((lines.len() + more_high) as u16),
        );
        // Without room for all, the selected one is the first.
        let first = if usize::from(rect.height) < lines.len() + more_high { self.selected } else { 0 };
        let bold = |at| if self.kind != Kind::Help && at == self.selected { Modifier::BOLD } else { Modifier::empty() };
        let styled = lines.into_iter().enumerate().skip(first);
        let text: Vec<Line> =
            styled.map(|(at, line)| Line::styled(line, Style::new().add_modifier(bold(at)))).collect();
        let mut paragraph = Paragraph::new(text).style(theme.prose());
        if has_border {
            let block =
                Block::bordered().title(format!(" {} ", words.say(self.kind.title()))).border_style(theme.faded());
            paragraph = paragraph.block(block.padding(ratatui::widgets::Padding::horizontal(1)));
        }
        frame.render_widget(Clear, rect);
        frame.render_widget(paragraph, rect);
    }
}

/// The help in columns, or line by line where they do not fit.
fn help(width: usize, words: &Catalogue) -> Vec<String> {
    let said: Vec<String> = HELP.iter().map(|message| words.say(message)).collect();
    let rows: Vec<(&str, &str)> = said.iter().map(|line| line.split_once(": ").unwrap_or((line, ""))).collect();
    let widest = rows.iter().map(|(keys, _)| columns(keys)).max().unwrap_or(0);
    let side_by_side: Vec<String> = rows.iter().map(|(keys, does)| format!("{keys:<widest$}  {does}")).collect();
    if side_by_side.iter().all(|line| columns(line) <= width) {
        return side_by_side;
    }
    said.iter().flat_map(|line| wrap_plain(line, width)).collect()
}
