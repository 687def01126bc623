//! What there is to tell a player about files: a message of the catalogue, and what is put in.

use std::path::Path;

use crate::catalogue::{Catalogue, Value};

/// A message that is not said yet, because whoever says it knows the language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    message: &'static str,
    values: Vec<(&'static str, Part)>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    Text(String),
    Notice(Notice),
}

impl Notice {
    pub(super) fn new(message: &'static str) -> Self {
        Self { message, values: Vec::new() }
    }

    /// With a text for one of its variables.
    pub(super) fn with(mut self, name: &'static str, text: impl ToString) -> Self {
        self.values.push((name, Part::Text(text.to_string())));
        self
    }

    /// With another message for one of its variables.
    pub(super) fn with_notice(mut self, name: &'static str, notice: Self) -> Self {
        self.values.push((name, Part::Notice(notice)));
        self
    }

    /// A file that cannot be read.
    pub(super) fn unreadable(path: &Path, error: &std::io::Error) -> Self {
        Self::new("files-unreadable").with("path", path.display()).with("error", error)
    }

    /// A file that cannot be written.
    pub(super) fn unwritable(path: &Path, error: &std::io::Error) -> Self {
        Self::new("files-unwritable").with("path", path.display()).with("error", error)
    }

    /// Something in the place of a file.
    pub(super) fn no_file(path: &Path) -> Self {
        Self::new("files-no-file").with("path", path.display())
    }

    /// In the words of a language.
    pub fn say(&self, words: &Catalogue) -> String {
        let said: Vec<(&str, String)> = self.values.iter().map(|(name, part)| (*name, part.say(words))).collect();
        let values: Vec<(&str, Value)> = said.iter().map(|(name, text)| (*name, text.into())).collect();
        words.say_with(self.message, &values)
    }
}

impl Part {
    fn say(&self, words: &Catalogue) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Notice(notice) => notice.say(words),
        }
    }
}
