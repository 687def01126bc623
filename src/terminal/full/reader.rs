//! What the full screen shows and how it answers to keys and mouse: all but the terminal itself.

use ratatui::crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use ratatui::layout::{Position, Rect};
use ratatui::text::Line;

use super::Theme;
use super::book::{Book, Item};
use super::look_up::Question;
use super::overlay::{Entry, Kind, Overlay};
use super::sheet::{Kind as SheetKind, Sheet};
use crate::files::SlotId;
use crate::terminal::Session;

/// How many lines the wheel and the arrows scroll.
const SOME: usize = 3;

/// A story on the whole screen.
#[derive(Debug)]
pub struct Reader {
    pub(super) session: Session,
    pub(super) theme: Theme,
    /// Laid out when it is drawn.
    pub(super) book: Option<Book>,
    /// Where the text was drawn.
    pub(super) page: Rect,
    /// The line at the top of the page.
    pub(super) scroll: usize,
    /// The next drawing goes to what is new.
    pub(super) follows: bool,
    /// Among the items of the book.
    pub(super) selected: usize,
    pub(super) overlay: Option<Overlay>,
    /// What is looked up, in place of the page.
    pub(super) sheet: Option<Sheet>,
    /// What is asked below the page.
    pub(super) question: Option<Question>,
    pub(super) notice: String,
    is_done: bool,
}

impl Reader {
    /// A reader of the session, at its current turn.
    pub fn new(session: Session, theme: Theme) -> Self {
        let mut reader = Self {
            session,
            theme,
            book: None,
            page: Rect::default(),
            scroll: 0,
            follows: true,
            selected: 0,
            overlay: None,
            sheet: None,
            question: None,
            notice: String::new(),
            is_done: false,
        };
        reader.hear();
        reader
    }

    /// The session that is read.
    pub fn session(&self) -> &Session {
        &self.session
    }

    /// Whether the reader has quit.
    pub fn is_done(&self) -> bool {
        self.is_done
    }

    /// Looks for changes of the story's files; whether there is anything new to draw.
    pub fn look(&mut self) -> bool {
        let is_new = self.session.poll();
        if is_new {
            self.hear();
            self.book = None;
            self.lay_sheet_out();
        }
        is_new
    }

    fn hear(&mut self) {
        let notices = self.session.take_notices();
        if !notices.is_empty() {
            self.notice = notices.join(" ");
        }
    }

    /// Takes a key, the mouse, or a new size in.
    pub fn take(&mut self, event: &Event) {
        match event {
            Event::Key(key) if key.is_press() || key.is_repeat() => self.take_key(*key),
            Event::Mouse(mouse) => self.take_mouse(*mouse),
            _ => {}
        }
    }

    fn take_key(&mut self, key: KeyEvent) {
        self.notice.clear();
        if key.modifiers.contains(KeyModifiers::CONTROL) {
            self.is_done |= matches!(key.code, KeyCode::Char('c' | 'd'));
        } else if let Some(question) = self.question.take() {
            self.take_key_for(question, key.code);
        } else if let Some(overlay) = self.overlay {
            self.take_key_over(overlay, key.code);
        } else if self.sheet.is_some() {
            self.take_key_on_sheet(key.code);
        } else {
            self.take_key_on_page(key.code);
        }
    }

    fn take_key_over(&mut self, mut overlay: Overlay, key: KeyCode) {
        match key {
            KeyCode::Up | KeyCode::Down => {
                overlay.step(key == KeyCode::Down, self.page.width, self.session.words());
                self.overlay = Some(overlay);
            }
            KeyCode::Enter | KeyCode::Char(' ') => self.enter(overlay.entry()),
            KeyCode::Char(letter) => match overlay.entry_of(letter) {
                Some(entry) => self.enter(entry),
                None if overlay.kind == Kind::Help => self.overlay = None,
                None => {}
            },
            KeyCode::Esc | KeyCode::Backspace => self.overlay = None,
            _ => {}
        }
    }

    fn enter(&mut self, entry: Entry) {
        self.overlay = None;
        match entry {
            Entry::Continue => {}
            Entry::Undo => self.undo(),
            Entry::Redo => self.redo(),
            Entry::LookUp(kind) => self.open_sheet(kind),
            Entry::AskRestart => self.overlay = Some(Overlay::new(Kind::Restart)),
            Entry::Restart => self.restart(),
            Entry::Help => self.overlay = Some(Overlay::new(Kind::Help)),
            Entry::Quit => self.is_done = true,
        }
    }

    fn take_key_on_page(&mut self, key: KeyCode) {
        match key {
            KeyCode::Char(digit @ '1'..='9') => self.pick(digit as usize - '1' as usize),
            KeyCode::Enter if self.sees(self.selected) => self.pick(self.selected),
            KeyCode::Char(' ') | KeyCode::PageDown | KeyCode::Enter => self.scroll_down(self.screenful()),
            KeyCode::PageUp => self.scroll_up(self.screenful()),
            KeyCode::Up | KeyCode::Char('k') => self.step_up(),
            KeyCode::Down | KeyCode::Char('j') => self.step_down(),
            KeyCode::Home => self.scroll = 0,
            KeyCode::End => self.scroll = self.last_scroll(),
            KeyCode::Backspace => self.undo(),
            KeyCode::Char('r') => self.redo(),
            KeyCode::Char('c') => self.open_sheet(SheetKind::Codex),
            KeyCode::Char('h') => self.open_sheet(SheetKind::History),
            KeyCode::Char('s') => self.open_sheet(SheetKind::Saves),
            KeyCode::Char('m') => self.open_sheet(SheetKind::Paths),
            KeyCode::Char('e') => self.open_sheet(SheetKind::Endings),
            KeyCode::Char('o') => self.open_sheet(SheetKind::Settings),
            KeyCode::F(5) => self.quick_save(),
            KeyCode::F(9) => self.load(&SlotId::quick()),
            KeyCode::Char('?') | KeyCode::F(1) => self.overlay = Some(Overlay::new(Kind::Help)),
            KeyCode::Esc => self.overlay = Some(Overlay::new(Kind::Menu)),
            _ => {}
        }
    }

    fn take_mouse(&mut self, mouse: MouseEvent) {
        if self.overlay.is_some() {
            return;
        }
        match mouse.kind {
            MouseEventKind::ScrollUp => self.scroll_up(SOME),
            MouseEventKind::ScrollDown => self.scroll_down(SOME),
            MouseEventKind::Down(MouseButton::Left)
                if self.sheet.is_none() && self.page.contains(Position::new(mouse.column, mouse.row)) =>
            {
                let line = self.scroll + usize::from(mouse.row - self.page.y);
                let items = self.book.iter().flat_map(|book| &book.items);
                if let Some(at) = items.map(|(_, lines)| lines).position(|lines| lines.contains(&line)) {
                    self.pick(at);
                }
            }
            _ => {}
        }
    }

    fn pick(&mut self, at: usize) {
        let Some((item, _)) = self.book.as_ref().and_then(|book| book.items.get(at)) else {
            self.notice = self.session.words().say_with("full-no-choice", &[("number", (at + 1).into())]);
            return;
        };
        match *item {
            Item::Choice(number) => {
                if self.session.choose(number).is_ok() {
                    self.turn_page();
                }
            }
            // An ending is read before it is undone.
            _ if !self.sees(at) => self.scroll_down(self.screenful()),
            Item::Undo => self.undo(),
            Item::Restart => self.restart(),
            Item::Quit => self.is_done = true,
        }
    }

    fn undo(&mut self) {
        match self.session.undo() {
            true => self.turn_page(),
            false => self.notice = self.session.words().say("terminal-no-undo"),
        }
    }

    fn redo(&mut self) {
        match self.session.redo() {
            true => self.turn_page(),
            false => self.notice = self.session.words().say("terminal-no-redo"),
        }
    }

    fn restart(&mut self) {
        self.session.restart();
        self.turn_page();
    }

    pub(super) fn turn_page(&mut self) {
        self.book = None;
        self.follows = true;
        self.selected = 0;
        self.hear();
    }

    /// A page less one line, which stays in sight.
    pub(super) fn screenful(&self) -> usize {
        usize::from(self.page.height).saturating_sub(1).max(1)
    }

    /// What is shown: what is looked up, or else the book; nothing before it was laid out.
    pub(super) fn shown(&self) -> &[Line<'static>] {
        let book = self.book.as_ref().map(|book| &book.lines);
        self.sheet.as_ref().map(|sheet| &sheet.lines).or(book).map_or(&[], |lines| lines)
    }

    /// The line at the top of what is shown.
    pub(super) fn top(&self) -> usize {
        self.sheet.as_ref().map_or(self.scroll, |sheet| sheet.scroll)
    }

    pub(super) fn last_scroll(&self) -> usize {
        self.shown().len().saturating_sub(usize::from(self.page.height))
    }

    pub(super) fn scroll_down(&mut self, lines: usize) {
        self.scroll_to((self.top() + lines).min(self.last_scroll()));
    }

    pub(super) fn scroll_up(&mut self, lines: usize) {
        self.scroll_to(self.top().saturating_sub(lines));
    }

    fn scroll_to(&mut self, top: usize) {
        match &mut self.sheet {
            Some(sheet) => sheet.scroll = top,
            None => self.scroll = top,
        }
    }

    pub(super) fn lines_of(&self, item: usize) -> Option<std::ops::Range<usize>> {
        self.book.as_ref()?.items.get(item).map(|(_, lines)| lines.clone())
    }

    fn sees(&self, item: usize) -> bool {
        let page = self.scroll..self.scroll + usize::from(self.page.height);
        self.lines_of(item).is_some_and(|lines| page.contains(&lines.start))
    }

    /// The item above; above the first, and where none is in sight, the text.
    fn step_up(&mut self) {
        if self.selected == 0 || !self.sees(self.selected) {
            return self.scroll_up(SOME);
        }
        self.selected -= 1;
        self.show_selected();
    }

    /// The text, until the items come in sight; then the item below.
    fn step_down(&mut self) {
        if !self.sees(self.selected) || self.lines_of(self.selected + 1).is_none() {
            return self.scroll_down(SOME);
        }
        self.selected += 1;
        self.show_selected();
    }

    fn show_selected(&mut self) {
        let Some(lines) = self.lines_of(self.selected) else { return };
        let lowest = lines.end.saturating_sub(usize::from(self.page.height));
        self.scroll = self.scroll.max(lowest).min(lines.start);
    }
}
