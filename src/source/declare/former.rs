//! The names that declared things had before: `was`, `words_were`, `flags_were`.

use super::super::former::bad_was;
use super::super::model::{self, StoryFile};
use super::super::names::Named;
use super::super::place::At;
use super::super::written::Thing;
use super::{Declarer, elsewise};
use crate::diagnostic::{Span, did_you_mean};
use crate::story::EnumId;

impl Declarer<'_> {
    /// The names that declared things had before.
    pub(super) fn former_names(&mut self, story: &StoryFile, at: At) {
        for (name, stat) in &story.stats {
            let now = self.names.values.get(name).copied();
            self.former(&stat.was, now, at.child("stats").child(name));
        }
        for (name, declared) in &story.enums {
            let now = self.names.values.get(name).copied();
            let at = at.child("enums").child(name);
            self.former(&declared.was, now, at);
            if let Some(Named::Enum(id)) = now {
                self.former_words(id, declared, at.child("words_were"));
            }
        }
        for (id, rumour) in &story.rumours {
            let now = self.names.values.get(&format!("knows.{id}")).copied();
            let was: Vec<String> = rumour.was.iter().map(|was| format!("knows.{was}")).collect();
            self.former(&was, now, at.child("rumours").child(id));
        }
        for (was, now) in &story.flags_were {
            let at = at.child("flags_were").child(was);
            let now = match self.names.values.get(now) {
                Some(&named @ (Named::Flag(_) | Named::Broken)) => Some(named),
                other => {
                    let hint = self.names.nearest(now, |named| matches!(named, Named::Flag(_)));
                    let hint = elsewise(now, other, "a flag").or(hint);
                    self.report("unknown-flag", format!("no flag is called `{now}`"), at.value(), hint);
                    None
                }
            };
            if let Some(Named::Flag(flag)) = now {
                self.uses(Thing::Flag(flag), at);
            }
            self.former_name(was, now, at.key());
        }
    }

    fn former(&mut self, was: &[String], now: Option<Named>, at: At) {
        for (i, was) in was.iter().enumerate() {
            self.former_name(was, now, at.child("was").item(i).value());
        }
    }

    fn former_name(&mut self, was: &str, now: Option<Named>, span: Span) {
        let former = &mut self.parts.former;
        let key = was.to_owned();
        let was_former = match now {
            Some(Named::Stat(stat)) => former.stats.insert(key, stat).is_some(),
            Some(Named::Enum(id)) => former.enums.insert(key, id).is_some(),
            Some(Named::Flag(flag)) => former.flags.insert(key, flag).is_some(),
            _ => false,
        };
        let is_present = self.names.values.contains_key(was);
        self.diagnostics.extend(bad_was(was.trim_start_matches("knows."), is_present, was_former, span));
    }

    fn former_words(&mut self, id: EnumId, declared: &model::Enum, at: At) {
        for (was, now) in &declared.words_were {
            let at = at.child(was);
            self.diagnostics.extend(bad_was(was, declared.words.contains(was), false, at.key()));
            match declared.words.iter().position(|word| word == now) {
                Some(position) => {
                    let position = position as u16;
                    self.uses(Thing::Word(id, position), at);
                    self.parts.former.words.insert((id, was.clone()), position);
                }
                None => {
                    let hint = did_you_mean(now, declared.words.iter().map(String::as_str));
                    let message = format!("`{now}` is not a word of this enum");
                    self.report("unknown-word", message, at.value(), hint);
                }
            }
        }
    }
}
