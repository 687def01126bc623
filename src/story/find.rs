//! Things by their names.

use super::{EnumId, FlagId, NamedConditionId, RumourId, StatId, Story};

/// The position of the first item that is so.
fn position<T>(items: &[T], is: impl Fn(&T) -> bool) -> Option<u32> {
    (0..).zip(items).find(|(_, item)| is(item)).map(|(id, _)| id)
}

impl Story {
    /// The stat called `name`.
    pub fn find_stat(&self, name: &str) -> Option<StatId> {
        position(self.stats(), |stat| stat.name == name).map(StatId)
    }

    /// The flag called `name`; those of rumours start with `knows.`.
    pub fn find_flag(&self, name: &str) -> Option<FlagId> {
        position(self.flags(), |flag| flag.name == name).map(FlagId)
    }

    /// The enum called `name`.
    pub fn find_enum(&self, name: &str) -> Option<EnumId> {
        position(self.enums(), |declared| declared.name == name).map(EnumId)
    }

    /// The position of a word among those of an enum.
    pub fn find_word(&self, of: EnumId, word: &str) -> Option<u16> {
        position(&self.declared_enum(of).words, |known| known == word).and_then(|at| u16::try_from(at).ok())
    }

    /// The rumour with this id.
    pub fn find_rumour(&self, id: &str) -> Option<RumourId> {
        position(self.rumours(), |rumour| rumour.id == id).map(RumourId)
    }

    /// The condition that is called `name`.
    pub fn find_named_condition(&self, name: &str) -> Option<NamedConditionId> {
        position(self.named_conditions(), |named| named.name == name).map(NamedConditionId)
    }
}
