//! The words of the interface in every language that it speaks: Fluent messages in `assets/text`, one file a screen; pure.
//!
//! What a story says is the writer's; what stands around it is said from here. A message that a language lacks is said in English.

#![deny(clippy::disallowed_methods, clippy::disallowed_types)]

mod language;
mod pseudo;
mod texts;

use std::fmt;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};

pub use language::Language;

/// The interface in one language.
///
/// # Example
/// ```
/// use bloodmark::catalogue::{Catalogue, Language};
///
/// let german = Catalogue::new(Language::German);
/// assert_eq!(german.say("menu-quit"), "Beenden");
/// assert_eq!(german.say_with("ending-choices", &[("count", 1.into())]), "1 Entscheidung");
/// ```
pub struct Catalogue {
    language: Language,
    spoken: FluentBundle<FluentResource>,
    english: FluentBundle<FluentResource>,
}

/// What stands in a message for one of its variables.
#[derive(Debug, Clone, Copy)]
pub enum Value<'a> {
    Text(&'a str),
    Number(usize),
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text)
    }
}

impl<'a> From<&'a String> for Value<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(text)
    }
}

impl From<usize> for Value<'_> {
    fn from(number: usize) -> Self {
        Self::Number(number)
    }
}

impl<'a> From<Value<'a>> for FluentValue<'a> {
    fn from(value: Value<'a>) -> Self {
        match value {
            Value::Text(text) => text.into(),
            Value::Number(number) => number.into(),
        }
    }
}

impl Catalogue {
    /// The interface in a language.
    pub fn new(language: Language) -> Self {
        let english = bundle(Language::English);
        let mut spoken = bundle(language);
        if language == Language::Pseudo {
            spoken.set_transform(Some(pseudo::accented));
        }
        Self { language, spoken, english }
    }

    /// The language it speaks.
    pub fn language(&self) -> Language {
        self.language
    }

    /// A message without variables. A name that no language knows is said as it is, in brackets.
    pub fn say(&self, id: &str) -> String {
        self.say_with(id, &[])
    }

    /// A message with its variables.
    pub fn say_with(&self, id: &str, values: &[(&str, Value)]) -> String {
        let args: FluentArgs = values.iter().map(|(name, value)| (*name, FluentValue::from(*value))).collect();
        let found = [&self.spoken, &self.english].into_iter().find_map(|bundle| {
            let pattern = bundle.get_message(id)?.value()?;
            let mut faults = Vec::new();
            let said = bundle.format_pattern(pattern, Some(&args), &mut faults);
            faults.is_empty().then(|| said.into_owned())
        });
        found.unwrap_or_else(|| format!("[{id}]"))
    }

    /// Whether the language itself, and not only English, has a message.
    pub fn has(&self, id: &str) -> bool {
        self.spoken.has_message(id)
    }
}

impl fmt::Debug for Catalogue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Catalogue").field(&self.language).finish()
    }
}

impl Default for Catalogue {
    /// In English.
    fn default() -> Self {
        Self::new(Language::English)
    }
}

fn bundle(language: Language) -> FluentBundle<FluentResource> {
    let mut bundle = FluentBundle::new_concurrent(vec![language.identifier()]);
    // The marks that isolate what is put in show as boxes where a face lacks them, and no language here is written from the right.
    bundle.set_use_isolating(false);
    for text in texts::of(language) {
        // A message with a mistake is left out, and the rest is kept; tests see to it that there is none.
        let resource = FluentResource::try_new((*text).to_owned()).unwrap_or_else(|(rest, _)| rest);
        bundle.add_resource_overriding(resource);
    }
    bundle
}
