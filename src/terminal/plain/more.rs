//! What can be typed beside choices: going back, saves, settings, and what was seen.

use std::io::{self, BufRead, Write};

use super::{Asked, Lines};
use crate::files::{SavesError, SlotId, SlotKind};
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

/// What of the settings matters in plain lines.
const APPLIES: [&str; 3] = ["measure", "tell_changes", "seen_signs"];

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
                false => self.say("There is no choice to make again."),
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
            return self.say(&page.chosen.as_ref().map(|chosen| format!("You chose: {chosen}")).unwrap_or_default());
        }
        let found = pages.iter().zip(1..).filter(|(page, _)| words.is_empty() || page.holds(words));
        let lines: Vec<String> = found
            .map(|(page, number)| match &page.chosen {
                Some(chosen) => format!("{number}. {chosen}"),
                None => format!("{number}. This page."),
            })
            .collect();
        if lines.is_empty() {
            return self.say(&format!("No page holds \"{words}\"."));
        }
        self.say(if words.is_empty() {
            "Your choices so far:"
        } else {
            "Pages that hold it, and what you chose there:"
        })?;
        lines.iter().try_for_each(|line| self.write_wrapped(line))?;
        self.say("Type history and a number to read that page, back and a number to choose there again.")
    }

    fn go_back(&mut self, number: &str) -> io::Result<()> {
        let made = self.session.playthrough().log().len();
        let to = number.parse::<usize>().ok().and_then(|number| number.checked_sub(1)).filter(|&to| to < made);
        match to {
            Some(to) => {
                self.session.rewind(to);
                self.stand_elsewhere()
            }
            None if made == 0 => self.say("There is no choice to go back to."),
            None => self.say(&format!("Type back and the number of a choice from 1 to {made}; history lists them.")),
        }
    }

    fn save(&mut self, name: &str) -> io::Result<()> {
        let written = if name.is_empty() { self.session.quick_save() } else { self.session.save_named(name) };
        match written {
            Ok(()) if name.is_empty() => self.say("Saved. Type load to come back here."),
            Ok(()) => self.say(&format!("Saved as \"{name}\".")),
            Err(error) => self.say(&format!("Nothing was saved: {error}.")),
        }
    }

    fn tell_saves(&mut self) -> io::Result<()> {
        let slots = self.session.slots();
        if slots.is_empty() {
            return self.say("There are no saves yet.");
        }
        self.say("Saves:")?;
        for (slot, number) in slots.iter().zip(1..) {
            let line = self.session.slot_line(slot);
            self.write_wrapped(&format!("{number}. {line}"))?;
        }
        self.say("Type load or delete, and a name or a number; save and a name for a new one.")
    }

    fn load(&mut self, words: &str) -> io::Result<()> {
        let id = match words {
            "" => Some(SlotId::quick()),
            _ => self.session.find_slot(words).map(|slot| slot.id),
        };
        let Some(id) = id else { return self.say(&format!("There is no save \"{words}\"; saves lists them.")) };
        match self.session.load_slot(&id) {
            Ok(()) => self.stand_elsewhere(),
            Err(SavesError::NoSlot(_)) => self.say("There is no quick save; type save to write one."),
            Err(error) => self.say(&format!("It cannot be loaded: {error}.")),
        }
    }

    fn delete(&mut self, words: &str) -> io::Result<()> {
        let Some(slot) = self.session.find_slot(words) else {
            return self.say(&format!("There is no save \"{words}\"; saves lists them."));
        };
        if slot.kind == SlotKind::Auto {
            return self.say("The save of every choice cannot be deleted.");
        }
        let line = self.session.slot_line(&slot);
        self.say(&format!("Delete this save? {line}. Type y or n."))?;
        match self.ask()? {
            Asked::Other(answer) if matches!(answer.to_lowercase().as_str(), "y" | "yes") => {
                match self.session.delete_slot(&slot.id) {
                    Ok(()) => self.say("Deleted."),
                    Err(error) => self.say(&format!("It was not deleted: {error}.")),
                }
            }
            _ => self.say("It stays."),
        }
    }

    fn tell_endings(&mut self) -> io::Result<()> {
        let endings = self.session.endings();
        let found = endings.iter().filter(|ending| ending.times > 0).count();
        self.say(&format!("You have found {found} of {} endings.", endings.len()))?;
        for ending in endings.iter().filter(|ending| ending.times > 0) {
            let times = if ending.times == 1 { "once".to_owned() } else { format!("{} times", ending.times) };
            self.say(&format!("{}, {times}", ending.title))?;
            self.say(&ending.epilogue)?;
        }
        Ok(())
    }

    fn tell_paths(&mut self) -> io::Result<()> {
        self.say("What you have seen in all playthroughs:")?;
        self.session.paths().iter().try_for_each(|line| self.write_wrapped(line))
    }

    fn tell_settings(&mut self) -> io::Result<()> {
        for name in APPLIES {
            if let Some((comment, value)) = self.session.settings().describe(name) {
                self.say(&format!("{name}: {value}. {comment}"))?;
            }
        }
        self.say("Type set, a name and a value to change one.")
    }

    fn set(&mut self, words: &str) -> io::Result<()> {
        let (name, value) = words.split_once(char::is_whitespace).unwrap_or((words, ""));
        let mut settings = self.session.settings().clone();
        if let Err(error) = settings.set(name, value.trim()) {
            return self.say(&format!("Nothing has changed: {error}."));
        }
        match self.session.change_settings(settings) {
            Ok(()) => self.say(&format!("{name} is now {}.", value.trim())),
            Err(error) => self.say(&format!("It holds until you quit: {error}.")),
        }
    }
}
