//! What a reader keeps and goes back to: choices taken back, saves of their own, settings, and what they have seen.

use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use super::Session;
use crate::catalogue::Catalogue;
use crate::files::{Memory, SavesError, Settings, SettingsError, Slot, SlotId, SlotKind};
use crate::telling::{self, EndingSeen};

impl Session {
    /// Makes the choice again that was taken back last, and saves; `false` if there is none.
    pub fn redo(&mut self) -> bool {
        let is_redone = self.trail.redo(&mut self.playthrough);
        if is_redone {
            self.lost_place = None;
            self.save();
        }
        is_redone
    }

    /// Goes back to where so many choices had been made, and saves; `false` if that is where it stands, or further on.
    pub fn rewind(&mut self, choices: usize) -> bool {
        let is_back = choices < self.playthrough.log().len();
        if is_back {
            self.playthrough.rewind(choices);
            self.lost_place = None;
            self.save();
        }
        is_back
    }

    /// Every save of the story.
    pub fn slots(&self) -> Vec<Slot> {
        self.progress.slots()
    }

    /// The save that is meant: by its name, or else by its number in the list, counted from 1.
    pub fn find_slot(&self, words: &str) -> Option<Slot> {
        let slots = self.slots();
        let is_named = |slot: &&Slot| slot.kind == SlotKind::Named && slot.name.eq_ignore_ascii_case(words);
        let number = || words.parse::<usize>().ok()?.checked_sub(1);
        slots.iter().find(is_named).or_else(|| slots.get(number()?)).cloned()
    }

    /// A save in the list in words: what it is, where it stands, and when it was written.
    pub fn slot_line(&self, slot: &Slot) -> String {
        let head = match slot.kind {
            SlotKind::Auto => self.words.say("terminal-save-auto"),
            SlotKind::Quick => self.words.say("terminal-save-quick"),
            SlotKind::Named => slot.name.clone(),
            SlotKind::Earlier(number) => self.words.say_with("terminal-save-earlier", &[("number", number.into())]),
        };
        if let Some(fault) = &slot.fault {
            return format!("{head}: {fault}");
        }
        let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
        let card = slot.card.line(&self.words, self.story());
        format!("{head}: {card}, {}", telling::ago(&self.words, now.saturating_sub(slot.written)))
    }

    /// Writes the quick save.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn quick_save(&self) -> Result<(), SavesError> {
        self.progress.quick_save(&self.playthrough, &self.story_hash)
    }

    /// Writes a save under a name, over the one of that name.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn save_named(&self, name: &str) -> Result<(), SavesError> {
        self.progress.save_named(name, &self.playthrough, &self.story_hash).map(drop)
    }

    /// Takes a save up. How exactly is told in a notice.
    ///
    /// # Errors
    /// If there is none, or it cannot be used; nothing has changed then.
    pub fn load_slot(&mut self, id: &SlotId) -> Result<(), SavesError> {
        let story = Arc::clone(self.story());
        let resumed = self.progress.load_slot(id, &story)?;
        self.take_up(resumed);
        Ok(())
    }

    /// Deletes a save.
    ///
    /// # Errors
    /// If there is none, or it cannot be deleted.
    pub fn delete_slot(&self, id: &SlotId) -> Result<(), SavesError> {
        self.progress.delete_slot(id)
    }

    /// What the player has set.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Changes the settings, and with them the language that is spoken, and keeps them.
    ///
    /// # Errors
    /// If they cannot be kept; they hold until the program ends.
    pub fn change_settings(&mut self, settings: Settings) -> Result<(), SettingsError> {
        self.settings = settings;
        let language = self.settings.spoken_language();
        if language != self.words.language() {
            self.words = Catalogue::new(language);
        }
        match &self.settings_folder {
            Some(folder) => self.settings.save_in(folder),
            None => self.settings.save(),
        }
    }

    /// What was seen of the story in all playthroughs.
    pub fn memory(&self) -> &Memory {
        self.progress.memory()
    }

    /// All endings, those that were found by name.
    pub fn endings(&self) -> Vec<EndingSeen> {
        telling::endings(self.story(), |ending| self.memory().times_ended(self.story(), ending))
    }

    /// What was walked of each chapter, in lines.
    pub fn paths(&self) -> Vec<String> {
        let (story, memory) = (self.story(), self.memory());
        let chapters = telling::paths(story, &memory.beats(story), &memory.choices(story));
        chapters.iter().map(|chapter| chapter.line(&self.words)).collect()
    }
}
