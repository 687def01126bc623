//! How a [`Reader`] answers while something is looked up, and while it is asked for words or a yes.

use ratatui::crossterm::event::KeyCode;

use super::Reader;
use super::sheet::{Kind, Pick, Sheet};
use crate::catalogue::Catalogue;
use crate::files::{Notice, SavesError, SlotId, SlotKind};

/// What is asked below the page. Esc leaves it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Question {
    /// What to search the history for, as far as it is typed.
    Search(String),
    /// What to call a save.
    Name(String),
    /// Whether to delete a save; the words say which.
    Delete(SlotId, String),
}

impl Question {
    /// As it stands below the page.
    pub(super) fn words(&self, words: &Catalogue) -> String {
        match self {
            Self::Search(typed) => words.say_with("full-search", &[("typed", typed.into())]),
            Self::Name(typed) => words.say_with("full-name", &[("typed", typed.into())]),
            Self::Delete(_, line) => words.say_with("full-delete", &[("save", line.into())]),
        }
    }
}

impl Reader {
    pub(super) fn open_sheet(&mut self, kind: Kind) {
        self.open_sheet_for(kind, "");
    }

    fn open_sheet_for(&mut self, kind: Kind, sought: &str) {
        let width = usize::from(self.page.width);
        self.sheet = Some(Sheet::new(kind, sought, &self.session, self.theme, width));
    }

    pub(super) fn take_key_on_sheet(&mut self, key: KeyCode) {
        let Some(sheet) = &self.sheet else { return };
        let (kind, has_picks) = (sheet.kind, !sheet.picks.is_empty());
        match key {
            KeyCode::Up | KeyCode::Char('k') if has_picks => self.select_pick(false),
            KeyCode::Down | KeyCode::Char('j') if has_picks => self.select_pick(true),
            KeyCode::Up | KeyCode::Char('k') => self.scroll_up(1),
            KeyCode::Down | KeyCode::Char('j') => self.scroll_down(1),
            KeyCode::Char(' ') | KeyCode::PageDown => self.scroll_down(self.screenful()),
            KeyCode::PageUp => self.scroll_up(self.screenful()),
            KeyCode::Home => self.scroll_up(usize::MAX),
            KeyCode::End => self.scroll_down(usize::MAX / 2),
            KeyCode::Enter if has_picks => self.take_pick(),
            KeyCode::Char('/') if kind == Kind::History => self.question = Some(Question::Search(String::new())),
            KeyCode::Char('n') if kind == Kind::Saves => self.question = Some(Question::Name(String::new())),
            KeyCode::Char('d') | KeyCode::Delete if kind == Kind::Saves => self.ask_to_delete(),
            KeyCode::Esc | KeyCode::Enter | KeyCode::Backspace | KeyCode::Char('c' | 'q') => self.sheet = None,
            _ => {}
        }
    }

    /// Selects the line above or below, and brings it into sight.
    fn select_pick(&mut self, on: bool) {
        let height = usize::from(self.page.height);
        let Some(sheet) = &mut self.sheet else { return };
        let last = sheet.picks.len().saturating_sub(1);
        sheet.selected = if on { (sheet.selected + 1).min(last) } else { sheet.selected.saturating_sub(1) };
        if let Some((_, lines)) = sheet.picks.get(sheet.selected) {
            // At the first, what stands above it is shown too.
            let start = if sheet.selected == 0 { 0 } else { lines.start };
            sheet.scroll = sheet.scroll.max(lines.end.saturating_sub(height)).min(start);
        }
    }

    pub(super) fn take_pick(&mut self) {
        let picked = self.sheet.as_ref().and_then(|sheet| sheet.picks.get(sheet.selected));
        match picked.map(|(pick, _)| pick.clone()) {
            Some(Pick::Rewind(choices)) => {
                self.sheet = None;
                if self.session.rewind(choices) {
                    self.turn_page();
                }
            }
            Some(Pick::Load(id)) => self.load(&id),
            Some(Pick::Set(settings)) => {
                self.theme.name = settings.theme;
                if let Err(error) = self.session.change_settings(settings) {
                    self.notice = self.fault("terminal-not-kept", &error);
                }
                self.book = None;
                self.lay_sheet_out();
            }
            None => {}
        }
    }

    /// Lays the sheet out anew where it stands: what it shows has changed.
    pub(super) fn lay_sheet_out(&mut self) {
        let Some(sheet) = &self.sheet else { return };
        let (kind, sought, scroll, selected) = (sheet.kind, sheet.sought.clone(), sheet.scroll, sheet.selected);
        self.open_sheet_for(kind, &sought);
        if let Some(sheet) = &mut self.sheet {
            sheet.scroll = scroll;
            sheet.selected = selected.min(sheet.picks.len().saturating_sub(1));
        }
    }

    pub(super) fn quick_save(&mut self) {
        self.notice = match self.session.quick_save() {
            Ok(()) => self.session.words().say("full-quick-saved"),
            Err(error) => self.fault("terminal-not-saved", &error),
        };
    }

    pub(super) fn load(&mut self, id: &SlotId) {
        match self.session.load_slot(id) {
            Ok(()) => {
                self.sheet = None;
                self.turn_page();
            }
            Err(SavesError::NoSlot(_)) => self.notice = self.session.words().say("full-no-save"),
            Err(error) => self.notice = self.fault("terminal-not-loaded", &error),
        }
    }

    /// A message about something that went wrong.
    fn fault(&self, message: &str, fault: impl Into<Notice>) -> String {
        let words = self.session.words();
        words.say_with(message, &[("why", (&fault.into().say(words)).into())])
    }

    fn ask_to_delete(&mut self) {
        let picked = self.sheet.as_ref().and_then(|sheet| sheet.picks.get(sheet.selected));
        let Some((Pick::Load(id), _)) = picked else { return };
        let slot = self.session.slots().into_iter().find(|slot| slot.id == *id);
        match slot.filter(|slot| slot.kind != SlotKind::Auto) {
            Some(slot) => self.question = Some(Question::Delete(id.clone(), self.session.slot_line(&slot))),
            None => self.notice = self.session.words().say("terminal-auto-stays"),
        }
    }

    /// A key goes to what is asked.
    pub(super) fn take_key_for(&mut self, mut question: Question, key: KeyCode) {
        self.question = None;
        match (&mut question, key) {
            (_, KeyCode::Esc) => return,
            (Question::Delete(id, _), KeyCode::Char('y' | 'Y')) => {
                self.notice = match self.session.delete_slot(id) {
                    Ok(()) => self.session.words().say("terminal-deleted"),
                    Err(error) => self.fault("terminal-not-deleted", &error),
                };
                return self.lay_sheet_out();
            }
            (Question::Delete(..), KeyCode::Char('n' | 'N')) => return,
            (Question::Search(typed), KeyCode::Enter) => return self.open_sheet_for(Kind::History, typed.trim()),
            (Question::Name(typed), KeyCode::Enter) => {
                self.notice = match self.session.save_named(typed) {
                    Ok(()) => self.session.words().say("full-saved"),
                    Err(error) => self.fault("terminal-not-saved", &error),
                };
                return self.lay_sheet_out();
            }
            (Question::Search(typed) | Question::Name(typed), KeyCode::Char(letter)) => typed.push(letter),
            (Question::Search(typed) | Question::Name(typed), KeyCode::Backspace) => drop(typed.pop()),
            _ => {}
        }
        self.question = Some(question);
    }
}
