//! What can be typed beside choices: going back, saves, settings, and what was seen.

use std::io::{self, BufRead, Write};

use super::{Asked, Lines};
use crate::catalogue::Language;
use crate::files::{SavesError, Settings, SlotId, SlotKind};
use crate::telling;

/// A word that was typed, with what followed it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum More {
    Redo,
    History(String),
    Back(String),
    Save(String),
    Saves,
    Load(String),
    Delete(String),
    Endings,
    Paths,
    Settings,
    Set(String),
}

/// What of the settings matters in plain lines, and the message that explains it.
const APPLIES: [(&str, &str); 4] = [
    ("measure", "plain-setting-measure"),
    ("tell_changes", "plain-setting-tell-changes"),
    ("seen_signs", "plain-setting-seen-signs"),
    ("language", "plain-setting-language"),
];

impl More {
    /// The command that a line is.
    pub(super) fn of(line: &str) -> Option<Self> {
        let (word, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
        let rest = rest.trim().to_owned();
        let alone = |more: Self| rest.is_empty().then_some(more);
        match word.to_lowercase().as_str() {
            "redo" => alone(Self::Redo),
            "history" => Some(Self::History(rest)),
            "back" => Some(Self::Back(rest)),
            "save" => Some(Self::Save(rest)),
            "saves" => alone(Self::Saves),
            "load" => Some(Self::Load(rest)),
            "delete" => Some(Self::Delete(rest)),
            "endings" => alone(Self::Endings),
            "paths" => alone(Self::Paths),
            "settings" => alone(Self::Settings),
            "set" => Some(Self::Set(rest)),
            _ => None,
        }
    }
}

impl<I: BufRead, O: Write, N: Write> Lines<'_, I, O, N> {
    pub(super) fn do_more(&mut self, more: More) -> io::Result<()> {
        match more {
            More::Redo => match self.session.redo() {
                true => self.stand_elsewhere(),
                false => self.tell("terminal-no-redo"),
            },
            More::History(words) => self.tell_history(&words),
            More::Back(number) => self.go_back(&number),
            More::Save(name) => self.save(&name),
            More::Saves => self.tell_saves(),
            More::Load(words) => self.load(&words),
            More::Delete(words) => self.delete(&words),
            More::Endings => self.tell_endings(),
            More::Paths => self.tell_paths(),
            More::Settings => self.tell_settings(),
            More::Set(words) => self.set(&words),
        }
    }

    /// Shows where the story stands now that it is another place.
    fn stand_elsewhere(&mut self) -> io::Result<()> {
        self.tell_notices()?;
        self.tell_turn(None)
    }

    /// The choices so far; or one page, by its number; or the pages that hold some words.
    fn tell_history(&mut self, words: &str) -> io::Result<()> {
        let pages = telling::history(self.session.playthrough());
        if let Some(page) = words.parse().ok().and_then(|number: usize| pages.get(number.checked_sub(1)?)) {
            for paragraph in page.text.split("\n\n") {
                self.say(paragraph)?;
            }
            return match &page.chosen {
                Some(chosen) => self.tell_with("plain-chosen", &[("choice", chosen.into())]),
                None => Ok(()),
            };
        }
        let found = pages.iter().zip(1..).filter(|(page, _)| words.is_empty() || page.holds(words));
        let this_page = self.session.words().say("plain-this-page");
        let lines: Vec<String> =
            found.map(|(page, number)| format!("{number}. {}", page.chosen.as_ref().unwrap_or(&this_page))).collect();
        if lines.is_empty() {
            return self.tell_with("plain-not-found", &[("words", words.into())]);
        }
        self.tell(if words.is_empty() { "plain-choices-so-far" } else { "plain-found" })?;
        lines.iter().try_for_each(|line| self.write_wrapped(line))?;
        self.tell("plain-history-hint")
    }

    fn go_back(&mut self, number: &str) -> io::Result<()> {
        let made = self.session.playthrough().log().len();
        let to = number.parse::<usize>().ok().and_then(|number| number.checked_sub(1)).filter(|&to| to < made);
        match to {
            Some(to) => {
                self.session.rewind(to);
                self.stand_elsewhere()
            }
            None if made == 0 => self.tell("plain-no-way-back"),
            None => self.tell_with("plain-back-where", &[("last", made.into())]),
        }
    }

    fn save(&mut self, name: &str) -> io::Result<()> {
        let written = if name.is_empty() { self.session.quick_save() } else { self.session.save_named(name) };
        match written {
            Ok(()) if name.is_empty() => self.tell("plain-quick-saved"),
            Ok(()) => self.tell_with("plain-saved-as", &[("name", name.into())]),
            Err(error) => self.tell_fault("terminal-not-saved", &error),
        }
    }

    fn tell_saves(&mut self) -> io::Result<()> {
        let slots = self.session.slots();
        if slots.is_empty() {
            return self.tell("terminal-no-saves");
        }
        self.tell("plain-saves")?;
        for (slot, number) in slots.iter().zip(1..) {
            let line = self.session.slot_line(slot);
            self.write_wrapped(&format!("{number}. {line}"))?;
        }
        self.tell("plain-saves-hint")
    }

    fn load(&mut self, words: &str) -> io::Result<()> {
        let id = match words {
            "" => Some(SlotId::quick()),
            _ => self.session.find_slot(words).map(|slot| slot.id),
        };
        let Some(id) = id else { return self.tell_with("plain-no-save", &[("words", words.into())]) };
        match self.session.load_slot(&id) {
            Ok(()) => self.stand_elsewhere(),
            Err(SavesError::NoSlot(_)) => self.tell("plain-no-quick-save"),
            Err(error) => self.tell_fault("terminal-not-loaded", &error),
        }
    }

    fn delete(&mut self, words: &str) -> io::Result<()> {
        let Some(slot) = self.session.find_slot(words) else {
            return self.tell_with("plain-no-save", &[("words", words.into())]);
        };
        if slot.kind == SlotKind::Auto {
            return self.tell("terminal-auto-stays");
        }
        let line = self.session.slot_line(&slot);
        self.tell_with("plain-delete", &[("save", (&line).into())])?;
        match self.ask()? {
            Asked::Other(answer) if matches!(answer.to_lowercase().as_str(), "y" | "yes") => {
                match self.session.delete_slot(&slot.id) {
                    Ok(()) => self.tell("terminal-deleted"),
                    Err(error) => self.tell_fault("terminal-not-deleted", &error),
                }
            }
            _ => self.tell("plain-stays"),
        }
    }

    fn tell_endings(&mut self) -> io::Result<()> {
        let endings = self.session.endings();
        let found = endings.iter().filter(|ending| ending.times > 0).count();
        self.tell_with("plain-endings-found", &[("found", found.into()), ("all", endings.len().into())])?;
        for ending in endings.iter().filter(|ending| ending.times > 0) {
            let times = self.session.words().say_with("terminal-times", &[("count", ending.times.into())]);
            self.say(&format!("{}, {times}", ending.title))?;
            self.say(&ending.epilogue)?;
        }
        Ok(())
    }

    fn tell_paths(&mut self) -> io::Result<()> {
        self.tell("plain-paths")?;
        self.session.paths().iter().try_for_each(|line| self.write_wrapped(line))
    }

    fn tell_settings(&mut self) -> io::Result<()> {
        for (name, message) in APPLIES {
            if let Some((_, value)) = self.session.settings().describe(name) {
                self.tell_with(message, &[("value", (&value).into())])?;
            }
        }
        self.tell("plain-settings-hint")
    }

    fn set(&mut self, words: &str) -> io::Result<()> {
        let (name, value) = words.split_once(char::is_whitespace).unwrap_or((words, ""));
        let value = value.trim();
        if name == "language" {
            return self.set_language(value.trim_matches('"'));
        }
        let mut settings = self.session.settings().clone();
        match settings.set(name, value) {
            Ok(()) => self.change_settings(settings, name, value),
            Err(refused) => self.tell_fault("plain-not-set", refused),
        }
    }

    /// The language by its code, without the quotation marks that the file wants; none for the system's.
    fn set_language(&mut self, code: &str) -> io::Result<()> {
        if !code.is_empty() && Language::of(code).is_none() {
            let offered = Language::OFFERED.map(Language::code).join(", ");
            let values = [("language", code.into()), ("languages", (&offered).into())];
            return self.tell_with("plain-no-language", &values);
        }
        let settings = Settings { language: code.to_owned(), ..self.session.settings().clone() };
        self.change_settings(settings, "language", if code.is_empty() { "\"\"" } else { code })?;
        // The same heading in another language is not told again.
        self.told_chapter = self.told_chapter.take().and_then(|_| self.chapter());
        Ok(())
    }

    fn change_settings(&mut self, settings: Settings, name: &str, value: &str) -> io::Result<()> {
        match self.session.change_settings(settings) {
            Ok(()) => self.tell_with("plain-set", &[("name", name.into()), ("value", value.into())]),
            Err(error) => self.tell_fault("terminal-not-kept", &error),
        }
    }
}
