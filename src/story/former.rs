//! The names that things had before they were renamed: saves may still say them.

use std::collections::BTreeMap;

use super::{BeatId, ChoiceId, EnumId, FlagId, StatId, Story};

/// Former names, and what they name now. No former name is also a present one of the same kind.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Former {
    /// By `scene/beat`, with every former name of either.
    pub beats: BTreeMap<String, BeatId>,
    pub choices: BTreeMap<(BeatId, String), ChoiceId>,
    pub stats: BTreeMap<String, StatId>,
    pub enums: BTreeMap<String, EnumId>,
    /// Positions of words.
    pub words: BTreeMap<(EnumId, String), u16>,
    /// Those of rumours start with `knows.`.
    pub flags: BTreeMap<String, FlagId>,
}

impl Story {
    /// The beat that is or was called `scene/beat`.
    pub fn beat_once_called(&self, name: &str) -> Option<BeatId> {
        self.find_beat(name).or_else(|| self.former().beats.get(name).copied())
    }

    /// The choice of a beat that is or was called `name`.
    pub fn choice_once_called(&self, beat: BeatId, name: &str) -> Option<ChoiceId> {
        self.find_choice(beat, name).or_else(|| self.former().choices.get(&(beat, name.to_owned())).copied())
    }

    /// The stat that is or was called `name`.
    pub fn stat_once_called(&self, name: &str) -> Option<StatId> {
        self.find_stat(name).or_else(|| self.former().stats.get(name).copied())
    }

    /// The enum that is or was called `name`.
    pub fn enum_once_called(&self, name: &str) -> Option<EnumId> {
        self.find_enum(name).or_else(|| self.former().enums.get(name).copied())
    }

    /// The position of the word of an enum that is or was called `word`.
    pub fn word_once_called(&self, of: EnumId, word: &str) -> Option<u16> {
        self.find_word(of, word).or_else(|| self.former().words.get(&(of, word.to_owned())).copied())
    }

    /// The flag that is or was called `name`.
    pub fn flag_once_called(&self, name: &str) -> Option<FlagId> {
        self.find_flag(name).or_else(|| self.former().flags.get(name).copied())
    }
}
