//! What lies over the page: the menu, the question before beginning again, and the help.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use ratatui::text::Line;
use ratatui::widgets::{Block, Clear, Paragraph};

use super::Theme;
use super::sheet::Kind as Sheet;
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

const MENU: &[(&str, char, Entry)] = &[
    ("Continue", 'c', Entry::Continue),
    ("Undo the last choice", 'u', Entry::Undo),
    ("Redo it", 'd', Entry::Redo),
    ("History", 'i', Entry::LookUp(Sheet::History)),
    ("Saves", 's', Entry::LookUp(Sheet::Saves)),
    ("Codex: people and rumors", 'x', Entry::LookUp(Sheet::Codex)),
    ("Paths", 'm', Entry::LookUp(Sheet::Paths)),
    ("Endings", 'e', Entry::LookUp(Sheet::Endings)),
    ("Settings", 'o', Entry::LookUp(Sheet::Settings)),
    ("Begin again", 'r', Entry::AskRestart),
    ("Help", 'h', Entry::Help),
    ("Quit", 'q', Entry::Quit),
];

const RESTART: &[(&str, char, Entry)] =
    &[("No, go on", 'n', Entry::Continue), ("Yes, begin again", 'y', Entry::Restart)];

const HELP: &[(&str, &str)] = &[
    ("1-9", "take a choice"),
    ("Up, Down", "select, or scroll"),
    ("Enter", "take the selected"),
    ("Space", "read on"),
    ("PageUp, PageDown", "scroll"),
    ("Home, End", "first page, last page"),
    ("wheel, click", "scroll, take a choice"),
    ("Backspace, R", "undo, redo"),
    ("H", "history; / searches, Enter goes back"),
    ("F5, F9", "quick save and load"),
    ("S", "saves; Enter loads, N writes, D deletes"),
    ("C", "codex: people and rumors"),
    ("M, E", "paths, endings"),
    ("O", "settings"),
    ("Esc", "menu"),
    ("?", "this help"),
    ("Ctrl-C", "quit; all is saved"),
];

impl Kind {
    fn title(self) -> &'static str {
        match self {
            Self::Menu => " Menu ",
            Self::Restart => " Begin again? ",
            Self::Help => " Keys ",
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
    pub(super) fn step(&mut self, on: bool, width: u16) {
        let last = self.lines(width.into()).len().saturating_sub(1);
        self.selected = if on { (self.selected + 1).min(last) } else { self.selected.saturating_sub(1) };
    }

    fn lines(self, width: usize) -> Vec<String> {
        if self.kind == Kind::Help {
            let side_by_side = HELP.iter().map(|(keys, does)| format!("{keys:<16}  {does}"));
            let in_turn = HELP.iter().flat_map(|(keys, does)| wrap_plain(&format!("{keys}: {does}"), width));
            let fits = side_by_side.clone().all(|line| columns(&line) <= width);
            return if fits { side_by_side.collect() } else { in_turn.collect() };
        }
        let entries = self.kind.entries().iter().enumerate();
        let line = |(at, (words, key, _)): (usize, &(&str, char, Entry))| {
            let mark = if at == self.selected { '>' } else { ' ' };
            format!("{mark} {words} ({key})")
        };
        entries.map(line).collect()
    }

    /// Draws it over the middle of `area`; without its border where there is no room.
    pub(super) fn draw(self, frame: &mut Frame, area: Rect, theme: Theme) {
        let lines = self.lines(area.width.into());
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
            let block = Block::bordered().title(self.kind.title()).border_style(theme.faded());
            paragraph = paragraph.block(block.padding(ratatui::widgets::Padding::horizontal(1)));
        }
        frame.render_widget(Clear, rect);
        frame.render_widget(paragraph, rect);
    }
}
