//! Lines of a given width, filled from top to bottom: what the book and the codex are set on.

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::Theme;
use crate::story::Page;
use crate::terminal::wrap::{columns, wrap, wrap_plain};

/// Lines that were set so far.
#[derive(Debug)]
pub(super) struct Paper {
    pub theme: Theme,
    /// In columns, at least 1.
    pub width: usize,
    pub lines: Vec<Line<'static>>,
}

impl Paper {
    /// An empty one.
    pub(super) fn new(theme: Theme, width: usize) -> Self {
        Self { theme, width, lines: Vec::new() }
    }

    /// Paragraphs of prose, with an empty line before each.
    pub(super) fn page(&mut self, page: &Page, style: Style) {
        for paragraph in page.paragraphs() {
            self.gap();
            for line in wrap(paragraph.runs(), self.width) {
                let spans = line.into_iter().map(|(text, run)| Span::styled(text, self.theme.set(style, run)));
                self.lines.push(spans.collect());
            }
        }
    }

    /// Words behind a head, with every further line as far in as the first.
    pub(super) fn words(&mut self, head: &str, words: &str, style: Style) {
        let indent = " ".repeat(columns(head));
        for (at, line) in wrap_plain(words, self.width.saturating_sub(indent.len())).into_iter().enumerate() {
            let head = if at == 0 { head } else { &indent };
            self.lines.push(Line::styled(format!("{head}{line}"), style));
        }
    }

    pub(super) fn centered(&mut self, words: &str, style: Style) {
        let lines = wrap_plain(words, self.width);
        self.lines.extend(lines.into_iter().map(|line| Line::styled(line, style).centered()));
    }

    /// An empty line, but not two, and not at the top.
    pub(super) fn gap(&mut self) {
        if self.lines.last().is_some_and(|line| line.width() > 0) {
            self.lines.push(Line::default());
        }
    }
}
