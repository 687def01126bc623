//! Draws a [`Reader`]: the status above, the page, what is said below, and what lies over it.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Modifier;
use ratatui::text::Line;

use super::Reader;
use super::book::Book;
use super::sheet::Kind;
use crate::telling;
use crate::terminal::wrap::{columns, wrap_plain};

/// From this height on there are empty lines around the page.
const AIRY: u16 = 16;
/// Below this height there is no status.
const TINY: u16 = 4;

/// The keys worth knowing, in the longest form that fits, where the text goes on and where it does not.
const READ_ON: [&str; 2] = ["full-hint-read-on", "full-hint-read-on-short"];
const CHOOSE: [&str; 2] = ["full-hint-choose", "full-hint-choose-short"];
const HISTORY: [&str; 2] = ["full-hint-history", "full-hint-history-short"];
const SAVES: [&str; 2] = ["full-hint-saves", "full-hint-saves-short"];
const SETTINGS: [&str; 2] = ["full-hint-settings", "full-hint-settings-short"];
const LOOK_UP: [&str; 2] = ["full-hint-look-up", "full-hint-look-up-short"];

impl Reader {
    /// Draws all of it, at any size.
    pub fn draw(&mut self, frame: &mut Frame) {
        let area = frame.area();
        frame.buffer_mut().set_style(area, self.theme.prose());
        let width = self.session.settings().measure.min(area.width.saturating_sub(2)).max(1);
        let column = Rect { x: area.x + area.width.saturating_sub(width) / 2, width: width.min(area.width), ..area };
        let said = self.said(usize::from(width), usize::from(area.height / 2));
        let air = u16::from(area.height >= AIRY);
        let head = if area.height < TINY { 0 } else { 1 + air };
        let foot = (said.len().max(1) as u16).min(area.height.saturating_sub(1));
        self.page = Rect { y: area.y + head, height: area.height.saturating_sub(head + foot + air), ..column };
        self.lay_out(usize::from(width));
        self.draw_page(frame);
        self.draw_arrows(frame);
        if head > 0 {
            self.draw_status(frame, Rect { height: 1, ..area });
        }
        self.draw_foot(frame, said, Rect { y: area.bottom() - foot, height: foot, ..column });
        if let Some(overlay) = self.overlay {
            overlay.draw(frame, column, self.theme, self.session.words());
        }
    }

    fn lay_out(&mut self, width: usize) {
        if self.book.as_ref().is_none_or(|book| book.width != width) {
            // A new width moves every line; the new turn is the place to find again.
            self.follows |= self.book.is_some();
            self.book = Some(Book::lay_out(&self.session, self.theme, width));
        }
        if self.sheet.as_ref().is_some_and(|sheet| sheet.width != width) {
            self.lay_sheet_out();
        }
        if let Some(sheet) = &mut self.sheet {
            let last = sheet.lines.len().saturating_sub(usize::from(self.page.height));
            sheet.scroll = sheet.scroll.min(last);
        }
        let Some(book) = &self.book else { return };
        self.selected = self.selected.min(book.items.len().saturating_sub(1));
        if std::mem::take(&mut self.follows) {
            self.scroll = book.turn_at;
        }
        self.scroll = self.scroll.min(book.lines.len().saturating_sub(usize::from(self.page.height)));
    }

    fn draw_page(&self, frame: &mut Frame) {
        for (line, row) in self.shown().iter().skip(self.top()).zip(self.page.rows()) {
            frame.render_widget(line, row);
        }
        let Some(lines) = self.selected_lines() else { return };
        for (row, at) in self.page.rows().zip(self.top()..) {
            if lines.contains(&at) {
                frame.buffer_mut().set_style(row, Modifier::BOLD);
            }
            if lines.start == at && row.width > 0 {
                frame.buffer_mut()[(row.x, row.y)].set_symbol(">");
            }
        }
    }

    fn selected_lines(&self) -> Option<std::ops::Range<usize>> {
        match &self.sheet {
            Some(sheet) => sheet.picks.get(sheet.selected).map(|(_, lines)| lines.clone()),
            None => self.lines_of(self.selected),
        }
    }

    /// Arrows beside the page where the text goes on.
    fn draw_arrows(&self, frame: &mut Frame) {
        let (x, page) = (self.page.right(), self.page);
        if page.is_empty() || x >= frame.area().right() {
            return;
        }
        let ends = [(self.top() > 0, page.top(), "↑"), (self.top() < self.last_scroll(), page.bottom() - 1, "↓")];
        for (_, y, arrow) in ends.into_iter().filter(|(goes_on, ..)| *goes_on) {
            frame.buffer_mut()[(x, y)].set_symbol(arrow).set_style(self.theme.status());
        }
    }

    fn draw_status(&self, frame: &mut Frame, area: Rect) {
        let playthrough = self.session.playthrough();
        let (story, state) = (playthrough.story(), playthrough.state());
        let words = self.session.words();
        let moon = telling::moon(words, story, state).map(|(glyph, phase)| format!("{glyph} {phase}"));
        let mark = telling::mark(story, state).map(|mark| words.say_with("card-mark", &[("mark", (&mark).into())]));
        let mut parts = vec![story.title().to_owned()];
        parts.extend(telling::chapter(playthrough));
        let names = parts.len();
        parts.extend(moon.into_iter().chain(mark).chain(telling::ties(words, story, state)));
        // What changes matters more than names that stay: the names give way first, one after the other, and then the last ties.
        let last = names.min(parts.len() - 1);
        let whole = (0..=last).map(|from| parts[from..].join(" · "));
        let cut = (last + 1..parts.len()).rev().map(|to| format!("{} · …", parts[last..to].join(" · ")));
        let fits = |line: &String| columns(line) <= usize::from(area.width);
        let line = whole.chain(cut).find(fits).unwrap_or_else(|| parts[last].clone());
        frame.render_widget(Line::styled(line, self.theme.status()).centered(), area);
    }

    /// What is wrong, and what there is to say; at most so many lines, at least one if there is anything.
    fn said(&self, width: usize, most: usize) -> Vec<Line<'static>> {
        let fault = self.session.fault().map(|fault| format!("! {fault}")).unwrap_or_default();
        let asked = self.question.as_ref().map(|asked| asked.words(self.session.words())).unwrap_or_default();
        let said =
            [(asked, self.theme.prose()), (fault, self.theme.fault()), (self.notice.clone(), self.theme.change())];
        let lines = said.into_iter().flat_map(|(words, style)| {
            wrap_plain(&words, width).into_iter().map(move |line| Line::styled(line, style))
        });
        lines.take(most.max(1)).collect()
    }

    fn draw_foot(&self, frame: &mut Frame, said: Vec<Line<'static>>, area: Rect) {
        if said.is_empty() {
            let hints = match &self.sheet {
                Some(sheet) => match sheet.kind {
                    Kind::History => HISTORY,
                    Kind::Saves => SAVES,
                    Kind::Settings => SETTINGS,
                    Kind::Codex | Kind::Endings | Kind::Paths => LOOK_UP,
                },
                None if self.scroll < self.last_scroll() => READ_ON,
                None => CHOOSE,
            };
            let mut hints = hints.into_iter().map(|hint| self.session.words().say(hint));
            let hint = hints.find(|hint| columns(hint) <= usize::from(area.width)).unwrap_or_default();
            frame.render_widget(Line::styled(hint, self.theme.faded()), area);
        }
        for (line, row) in said.iter().zip(area.rows()) {
            frame.render_widget(line, row);
        }
    }
}
