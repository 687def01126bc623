//! What is done with saves.

use std::path::PathBuf;
use std::sync::Arc;

use super::{Action, Clerk, SavesDeed, Screen, words};
use crate::desktop::dialog::Question;
use crate::engine::Resume;
use crate::files::{SavesError, SlotId, SlotKind, home_folder};

impl Clerk<'_, '_> {
    pub(super) fn quick_save(&mut self) {
        let Some(playing) = self.playthrough.as_deref() else { return };
        match self.session.progress().quick_save(playing, playing.story_hash()) {
            Ok(()) => self.say("saves-quick-saved", &[]),
            Err(error) => self.fail(&error),
        }
    }

    pub(super) fn quick_load(&mut self) {
        let name = self.theme.say("saves-quick");
        match self.load(&SlotId::quick(), &name) {
            Err(SavesError::NoSlot(_)) => self.say("saves-no-quick", &[]),
            Err(error) => self.fail(&error),
            Ok(()) => {}
        }
    }

    fn load(&mut self, id: &SlotId, name: &str) -> Result<(), SavesError> {
        let Some(story) = self.stories.get(&self.session.story).map(Arc::clone) else { return Ok(()) };
        let resumed = self.session.load_slot(id, &story)?;
        self.resumes.write(Resume { story: self.session.story.clone(), record: resumed.record });
        self.trail.clear();
        self.screens.set(Screen::Reading);
        match resumed.instead_of {
            Some(fault) => self.fail(&fault),
            None => self.say("saves-loaded", &[("name", name.into())]),
        }
        Ok(())
    }

    pub(super) fn carry_out(&mut self, deed: SavesDeed) {
        use SavesDeed as Deed;
        match deed {
            Deed::AskName => self.ask_name(),
            Deed::Save | Deed::SaveOver => self.save(deed == Deed::SaveOver),
            Deed::Quick => {
                self.quick_save();
                self.refresh();
            }
            Deed::Ask(at) => self.ask(at),
            Deed::Load(at) => {
                let Some((id, name)) = self.slot(at) else { return };
                if let Err(error) = self.load(&id, &name) {
                    self.fail(&error);
                }
            }
            Deed::Replace(at) => {
                self.shelf.typed = self.slot(at).map(|(_, name)| name).unwrap_or_default();
                self.save(false);
            }
            Deed::AskRename(at) => self.ask_line(at, "saves-rename", Deed::Rename(at)),
            Deed::AskCopy(at) => self.ask_line(at, "saves-copy", Deed::Copy(at)),
            Deed::AskExport(at) => self.ask_line(at, "saves-export", Deed::Export(at)),
            Deed::AskDelete(at) => self.ask_delete(at),
            Deed::AskImport => self.ask_import(),
            Deed::Rename(at) | Deed::Copy(at) | Deed::Delete(at) => self.change(deed, at),
            Deed::Export(at) | Deed::ExportOver(at) => self.export(at, deed == Deed::ExportOver(at)),
            Deed::Import => self.import(),
        }
    }

    /// A save as it is shown, with what it is called.
    fn slot(&self, at: usize) -> Option<(SlotId, String)> {
        self.shelf.slots.get(at).map(|slot| (slot.id.clone(), words::name(&self.theme, slot)))
    }

    fn answer(&self, message: &str, deed: SavesDeed) -> (String, Action) {
        (self.theme.say(message), Action::Saves(deed))
    }

    fn stay(&self, message: &str) -> (String, Action) {
        (self.theme.say(message), Action::CloseMenu)
    }

    fn typed(&self) -> String {
        self.lines.single().map(|line| line.value().to_string().trim().to_owned()).unwrap_or_default()
    }

    fn ask_name(&mut self) {
        let Some(playing) = self.playthrough.as_deref() else { return };
        let question = Question {
            heading: self.theme.say("saves-name-heading"),
            text: String::new(),
            line: Some(words::default_name(&self.theme, playing)),
            answers: vec![self.answer("saves-do-save", SavesDeed::Save), self.stay("dialog-leave")],
        };
        self.asking.ask(question);
    }

    fn save(&mut self, is_sure: bool) {
        if self.lines.single().is_ok() {
            self.shelf.typed = self.typed();
            let is_taken = self.session.progress().find_named(&self.shelf.typed).is_some();
            if is_taken && !is_sure {
                return self.ask_over();
            }
        }
        let Some(playing) = self.playthrough.as_deref() else { return };
        let name = self.shelf.typed.clone();
        match self.session.progress().save_named(&name, playing, playing.story_hash()) {
            Ok(_) => self.say("saves-saved", &[("name", (&name).into())]),
            Err(error) => self.fail(&error),
        }
        self.refresh();
    }

    fn ask_over(&mut self) {
        let question = Question {
            heading: self.theme.say("saves-over-heading"),
            text: self.theme.say_with("saves-over-text", &[("name", (&self.shelf.typed).into())]),
            line: None,
            answers: vec![self.stay("saves-keep"), self.answer("saves-do-over", SavesDeed::SaveOver)],
        };
        self.asking.ask(question);
    }

    fn ask(&mut self, at: usize) {
        use SavesDeed as Deed;
        let Some(slot) = self.shelf.slots.get(at) else { return };
        let (kind, is_sound) = (slot.kind, slot.fault.is_none());
        let mut answers = vec![];
        if is_sound {
            answers.push(self.answer("saves-load", Deed::Load(at)));
            if kind == SlotKind::Named && self.playthrough.is_some() {
                answers.push(self.answer("saves-over", Deed::Replace(at)));
            }
            if kind == SlotKind::Named {
                answers.push(self.answer("saves-rename", Deed::AskRename(at)));
            }
            answers.push(self.answer("saves-copy", Deed::AskCopy(at)));
            answers.push(self.answer("saves-export", Deed::AskExport(at)));
        }
        if kind != SlotKind::Auto {
            answers.push(self.answer("saves-delete", Deed::AskDelete(at)));
        }
        answers.push(self.stay("saves-back"));
        let heading = words::name(&self.theme, slot).to_uppercase();
        let text = slot.fault.clone().unwrap_or_else(|| words::chapter(&self.theme, slot));
        self.asking.ask(Question { heading, text, line: None, answers });
    }

    /// Asks for a name or a path; the message of the question, and of what is done, is made of that of the deed.
    fn ask_line(&mut self, at: usize, message: &str, deed: SavesDeed) {
        let Some((id, name)) = self.slot(at) else { return };
        let line = match deed {
            SavesDeed::Export(_) => file(&name).display().to_string(),
            SavesDeed::Copy(_) => self.theme.say_with("saves-copy-name", &[("name", (&name).into())]),
            _ => name,
        };
        let doing = message.replace("saves-", "saves-do-");
        let question = Question {
            heading: self.theme.say(&format!("{message}-heading")),
            text: String::new(),
            line: Some(line),
            answers: vec![self.answer(&doing, deed), self.stay("dialog-leave")],
        };
        debug_assert!(id.kind() == SlotKind::Named || !matches!(deed, SavesDeed::Rename(_)), "only names change");
        self.asking.ask(question);
    }

    fn ask_delete(&mut self, at: usize) {
        let Some((_, name)) = self.slot(at) else { return };
        let question = Question {
            heading: self.theme.say("saves-delete-heading"),
            text: self.theme.say_with("saves-delete-text", &[("name", (&name).into())]),
            line: None,
            answers: vec![self.stay("saves-keep"), self.answer("saves-do-delete", SavesDeed::Delete(at))],
        };
        self.asking.ask(question);
    }

    fn ask_import(&mut self) {
        let question = Question {
            heading: self.theme.say("saves-import-heading"),
            text: String::new(),
            line: Some(home_folder().unwrap_or_default().join("").display().to_string()),
            answers: vec![self.answer("saves-do-import", SavesDeed::Import), self.stay("dialog-leave")],
        };
        self.asking.ask(question);
    }

    fn change(&mut self, deed: SavesDeed, at: usize) {
        let Some((id, name)) = self.slot(at) else { return };
        let typed = self.typed();
        let progress = self.session.progress();
        let (done, message, said) = match deed {
            SavesDeed::Rename(_) => (progress.rename_slot(&id, &typed), "saves-renamed", &typed),
            SavesDeed::Copy(_) => (progress.copy_slot(&id, &typed).map(drop), "saves-saved", &typed),
            _ => (progress.delete_slot(&id), "saves-deleted", &name),
        };
        match done {
            Ok(()) => self.say(message, &[("name", said.into())]),
            Err(error) => self.fail(&error),
        }
        self.refresh();
    }

    fn export(&mut self, at: usize, is_sure: bool) {
        let Some((id, _)) = self.slot(at) else { return };
        if self.lines.single().is_ok() {
            self.shelf.typed = self.typed();
        }
        let path = full(&self.shelf.typed);
        let shown = path.display().to_string();
        if path.exists() && !is_sure {
            let question = Question {
                heading: self.theme.say("saves-over-heading"),
                text: self.theme.say_with("saves-over-file", &[("name", (&shown).into())]),
                line: None,
                answers: vec![self.stay("saves-keep"), self.answer("saves-do-over", SavesDeed::ExportOver(at))],
            };
            return self.asking.ask(question);
        }
        match self.session.progress().export_slot(&id, &path) {
            Ok(()) => self.say("saves-exported", &[("path", (&shown).into())]),
            Err(error) => self.fail(&error),
        }
    }

    fn import(&mut self) {
        let path = full(&self.typed());
        match self.session.progress().import_slot(&path) {
            Ok(id) => {
                let slots = self.session.progress().slots();
                let name = slots.into_iter().find(|slot| slot.id == id).map(|slot| slot.name).unwrap_or_default();
                self.say("saves-imported", &[("name", (&name).into())]);
            }
            Err(error) => self.fail(&error),
        }
        self.refresh();
    }
}

/// Where a save goes unless another path is typed: a file in the home folder.
fn file(name: &str) -> PathBuf {
    let slug: String = name.chars().map(|c| if c.is_alphanumeric() { c } else { '-' }).collect();
    let words: Vec<&str> = slug.split('-').filter(|word| !word.is_empty()).collect();
    home_folder().unwrap_or_default().join(format!("{}.save", words.join("-").to_lowercase()))
}

/// The path that was typed, `~` being the home folder.
fn full(typed: &str) -> PathBuf {
    let at_home = typed.strip_prefix("~/").and_then(|rest| Some(home_folder()?.join(rest)));
    let path = at_home.unwrap_or_else(|| PathBuf::from(typed));
    std::path::absolute(&path).unwrap_or(path)
}
