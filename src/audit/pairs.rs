//! Choices that are open side by side, and whether it matters which is taken.

use std::collections::BTreeMap;

use crate::explore::Way;
use crate::story::ChoiceId;

/// Two choices of one beat.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pair {
    /// How often both were open.
    pub met: u64,
    /// Whether what is read at once was always the same.
    pub same_page: bool,
    /// Whether all that follows after it was always the same.
    pub same_future: bool,
    /// The way to where both were open first.
    pub way: Way,
}

/// All that were met.
#[derive(Debug, Default)]
pub(super) struct Pairs(BTreeMap<(ChoiceId, ChoiceId), Pair>);

impl Pairs {
    /// Whether two choices still may make no difference.
    pub fn is_open(&self, a: ChoiceId, b: ChoiceId) -> bool {
        self.0.get(&key(a, b)).is_none_or(|pair| pair.same_future)
    }

    /// Notes how two choices compare in one state.
    pub fn compare(&mut self, a: ChoiceId, b: ChoiceId, same_page: bool, same_future: bool, way: impl FnOnce() -> Way) {
        let new = || Pair { met: 0, same_page: true, same_future: true, way: way() };
        let pair = self.0.entry(key(a, b)).or_insert_with(new);
        pair.met += 1;
        pair.same_page &= same_page;
        pair.same_future &= same_future;
    }

    /// Those between which no difference was found but for what is read at once.
    pub fn alike(self) -> Vec<((ChoiceId, ChoiceId), Pair)> {
        self.0.into_iter().filter(|(_, pair)| pair.same_future).collect()
    }
}

fn key(a: ChoiceId, b: ChoiceId) -> (ChoiceId, ChoiceId) {
    (a.min(b), a.max(b))
}
