//! What may stand in a story's files, as serde types. They hold no places: the span index has those.

use std::ops::RangeInclusive;

use indexmap::IndexMap;
use serde::{Deserialize, Deserializer};

use super::settings::Level;

/// `story.ron`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct StoryFile {
    pub title: String,
    #[serde(default)]
    pub author: String,
    #[serde(default)]
    pub about: String,
    #[serde(default)]
    pub content_note: String,
    pub start: String,
    #[serde(default)]
    pub stats: IndexMap<String, Stat>,
    #[serde(default)]
    pub flags: Vec<String>,
    #[serde(default)]
    pub enums: IndexMap<String, Enum>,
    #[serde(default)]
    pub people: IndexMap<String, Person>,
    #[serde(default)]
    pub rumours: IndexMap<String, Rumour>,
    #[serde(default)]
    pub chapters: IndexMap<String, Chapter>,
    #[serde(default)]
    pub endings: IndexMap<String, Ending>,
    #[serde(default, deserialize_with = "present")]
    pub mark: Option<Mark>,
    #[serde(default, deserialize_with = "present")]
    pub moon: Option<String>,
    #[serde(default)]
    #[expect(dead_code, reason = "held to its type alone")]
    pub lints: IndexMap<String, RuleLevel>,
    #[serde(default)]
    #[expect(dead_code, reason = "held to its type alone")]
    pub allow: Allowed,
    /// Conditions by name.
    #[serde(default)]
    pub named: IndexMap<String, String>,
    #[serde(default)]
    pub rules: IndexMap<String, Rule>,
    /// Former names of flags, and their names now.
    #[serde(default)]
    pub flags_were: IndexMap<String, String>,
}

/// How much a lint rule weighs. What was written is read from the span index, which knows the place; here it is only held to its type.
#[derive(Debug, Deserialize)]
#[serde(try_from = "String")]
pub(super) struct RuleLevel;

impl TryFrom<String> for RuleLevel {
    type Error = String;

    fn try_from(word: String) -> Result<Self, Self::Error> {
        Level::try_from(word).map(|_| Self)
    }
}

/// Lint rules that may be broken in this place; held to its type, as [`RuleLevel`] is.
#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(from = "Vec<String>")]
pub(super) struct Allowed;

impl From<Vec<String>> for Allowed {
    fn from(_: Vec<String>) -> Self {
        Self
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Stat {
    pub range: RangeInclusive<i64>,
    pub start: i64,
    #[serde(default)]
    pub words: IndexMap<i64, String>,
    #[serde(default)]
    pub was: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Enum {
    pub words: Vec<String>,
    pub start: String,
    #[serde(default)]
    pub was: Vec<String>,
    /// Former words, and the words now.
    #[serde(default)]
    pub words_were: IndexMap<String, String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Person {
    pub name: String,
    #[serde(default, deserialize_with = "present")]
    pub bond: Option<String>,
    #[serde(default, deserialize_with = "present")]
    pub tie: Option<String>,
    #[serde(default, deserialize_with = "present")]
    pub color: Option<String>,
    #[serde(default, deserialize_with = "present")]
    pub met: Option<String>,
    #[serde(default)]
    pub text: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Rumour {
    pub title: String,
    pub text: String,
    #[serde(default)]
    pub was: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Chapter {
    pub title: String,
    pub number: u16,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Ending {
    pub title: String,
    #[serde(default)]
    pub hint: String,
    #[serde(default)]
    pub epilogue: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Mark {
    pub coils: String,
    pub heat: String,
    #[serde(default)]
    pub stages: IndexMap<i64, String>,
}

/// Something that must hold; exactly one of its claims is given.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Rule {
    pub about: String,
    #[serde(deserialize_with = "present")]
    pub always: Option<String>,
    #[serde(deserialize_with = "present")]
    pub never: Option<String>,
    #[serde(deserialize_with = "present")]
    pub at: Option<String>,
    #[serde(deserialize_with = "present")]
    pub require: Option<String>,
    #[serde(deserialize_with = "present")]
    pub can_end: Option<String>,
    #[serde(deserialize_with = "present")]
    pub before: Option<(String, String)>,
    #[serde(deserialize_with = "present")]
    pub never_falls: Option<String>,
    #[serde(deserialize_with = "present")]
    pub never_rises: Option<String>,
    #[serde(deserialize_with = "present")]
    pub unless: Option<String>,
    #[serde(deserialize_with = "present")]
    pub costs: Option<String>,
    #[serde(deserialize_with = "present")]
    pub when: Option<String>,
}

/// A scene file.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SceneFile {
    #[serde(default, deserialize_with = "present")]
    pub chapter: Option<String>,
    #[serde(default)]
    pub setting: String,
    #[serde(default)]
    pub sound: String,
    #[serde(default)]
    pub note: String,
    #[serde(default)]
    pub was: Vec<String>,
    pub beats: IndexMap<String, Beat>,
    #[serde(default)]
    #[expect(dead_code, reason = "held to its type alone")]
    pub allow: Allowed,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Beat {
    #[serde(default)]
    pub text: String,
    #[serde(default)]
    pub then: String,
    #[serde(default, deserialize_with = "present")]
    pub choices: Option<IndexMap<String, Choice>>,
    #[serde(default, deserialize_with = "present")]
    pub deck: Option<Deck>,
    #[serde(default, deserialize_with = "present")]
    pub goto: Option<String>,
    #[serde(default, deserialize_with = "present")]
    pub detour: Option<String>,
    #[serde(default, deserialize_with = "present")]
    pub chance: Option<Vec<WeightedTarget>>,
    #[serde(default, rename = "return")]
    pub returns: bool,
    #[serde(default, deserialize_with = "present")]
    pub ending: Option<String>,
    #[serde(default)]
    #[expect(dead_code, reason = "held to its type alone")]
    pub allow: Allowed,
    #[serde(default, deserialize_with = "present")]
    pub setting: Option<String>,
    #[serde(default, deserialize_with = "present")]
    pub sound: Option<String>,
    #[serde(default)]
    pub note: String,
    #[serde(default)]
    pub was: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Deck {
    /// How many cards are offered at most.
    pub offer: i64,
    pub cards: IndexMap<String, Card>,
}

/// A choice that is drawn.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Card {
    pub text: String,
    pub goto: String,
    #[serde(default, deserialize_with = "present")]
    pub detour: Option<String>,
    #[serde(default, deserialize_with = "present")]
    pub when: Option<String>,
    #[serde(default)]
    pub priority: i16,
    #[serde(default)]
    pub repeat: bool,
    #[serde(default)]
    pub then: String,
    #[serde(default)]
    pub echo: String,
    #[serde(default, deserialize_with = "present")]
    pub look: Option<Look>,
    #[serde(default)]
    pub was: Vec<String>,
    #[serde(default)]
    pub allow: Allowed,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WeightedTarget {
    pub weight: u32,
    pub goto: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Choice {
    pub text: String,
    pub goto: String,
    #[serde(default, deserialize_with = "present")]
    pub when: Option<String>,
    #[serde(default, deserialize_with = "present")]
    pub locked: Option<String>,
    #[serde(default)]
    pub then: String,
    #[serde(default)]
    pub echo: String,
    #[serde(default)]
    pub once: bool,
    #[serde(default)]
    pub fallback: bool,
    #[serde(default, deserialize_with = "present")]
    pub detour: Option<String>,
    #[serde(default, deserialize_with = "present")]
    pub look: Option<Look>,
    #[serde(default)]
    pub was: Vec<String>,
    #[serde(default)]
    #[expect(dead_code, reason = "held to its type alone")]
    pub allow: Allowed,
}

impl Card {
    /// The card as a choice: but for `repeat` it is offered only once.
    pub fn to_choice(&self) -> Choice {
        Choice {
            text: self.text.clone(),
            goto: self.goto.clone(),
            when: self.when.clone(),
            locked: None,
            then: self.then.clone(),
            echo: self.echo.clone(),
            once: !self.repeat,
            fallback: false,
            detour: self.detour.clone(),
            look: self.look,
            was: self.was.clone(),
            allow: self.allow,
        }
    }
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(try_from = "String")]
pub(super) enum Look {
    Say,
    Do,
    Mark,
}

impl TryFrom<String> for Look {
    type Error = String;

    fn try_from(word: String) -> Result<Self, Self::Error> {
        match word.as_str() {
            "say" => Ok(Self::Say),
            "do" => Ok(Self::Do),
            "mark" => Ok(Self::Mark),
            _ => Err(format!("`{word}` is not a look; there are `say`, `do` and `mark`")),
        }
    }
}

/// A field that may be left out, written without `Some`.
fn present<'de, D: Deserializer<'de>, T: Deserialize<'de>>(deserializer: D) -> Result<Option<T>, D::Error> {
    T::deserialize(deserializer).map(Some)
}
