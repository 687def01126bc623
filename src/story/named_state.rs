//! The state written out by names, so that it outlives changes to the story.

use std::collections::{BTreeMap, BTreeSet};

use super::{BitId, ChoiceId, Story, StoryState, Xoshiro256PlusPlus};

/// A [`StoryState`] in which everything has its name.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NamedState {
    /// `scene/beat`.
    pub beat: String,
    pub stats: BTreeMap<String, i16>,
    pub enums: BTreeMap<String, String>,
    /// The flags that are set.
    pub flags: BTreeSet<String>,
    /// The choices, as `scene/beat/choice`, that were chosen and may be chosen only once.
    pub once: BTreeSet<String>,
    /// The beats that were visited, of those that anything asks about.
    pub visited: BTreeSet<String>,
    /// Counts of visits, of the beats whose prose depends on them.
    pub visits: BTreeMap<String, u16>,
    /// The words of the generator.
    pub generator: [u64; 4],
}

/// Something in a [`NamedState`] that the story has no place for.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Lost {
    #[error("there is no beat `{0}`")]
    Beat(String),
    #[error("there is no stat `{0}`")]
    Stat(String),
    #[error("`{name}` was {value}, outside its range")]
    Range { name: String, value: i16 },
    #[error("there is no enum `{0}`")]
    Enum(String),
    #[error("`{name}` was `{word}`, which is not one of its words")]
    Word { name: String, word: String },
    #[error("there is no flag `{0}`")]
    Flag(String),
    #[error("the generator is all zero")]
    Generator,
}

impl Story {
    /// A state by names.
    pub fn name_state(&self, state: &StoryState) -> NamedState {
        let set = |bit: Option<BitId>| bit.is_some_and(|bit| state.bit(bit));
        let mut named = NamedState {
            beat: self.beat(state.beat()).name.clone(),
            generator: state.generator().words(),
            ..NamedState::default()
        };
        for (stat, id) in self.stats().iter().zip(0..) {
            named.stats.insert(stat.name.clone(), self.stat_value(state, super::StatId(id)));
        }
        for (declared, id) in self.enums().iter().zip(0..) {
            named.enums.insert(declared.name.clone(), self.enum_word(state, super::EnumId(id)).to_owned());
        }
        named.flags.extend(self.flags().iter().filter(|flag| state.bit(flag.bit)).map(|flag| flag.name.clone()));
        for beat in self.beats() {
            if set(beat.visited) {
                named.visited.insert(beat.name.clone());
            }
            if let Some(count) = beat.visits {
                named.visits.insert(beat.name.clone(), state.lane(count.lane));
            }
        }
        let once = (0..self.choices().len() as u32).map(ChoiceId).filter(|&choice| set(self.choice(choice).once));
        named.once.extend(once.map(|choice| self.full_choice_name(choice)));
        named
    }

    /// `scene/beat/choice`.
    pub fn full_choice_name(&self, choice: ChoiceId) -> String {
        let choice = self.choice(choice);
        format!("{}/{}", self.beat(choice.beat).name, choice.name)
    }

    /// The state that a [`NamedState`] describes, and what of it found no place: declarations that are gone, and values that no longer
    /// fit, which are moved into range or left at the start. `None` if the beat is gone.
    pub fn resolve_state(&self, named: &NamedState) -> Option<(StoryState, Vec<Lost>)> {
        let beat = self.find_beat(&named.beat)?;
        let mut lost = Vec::new();
        let mut state = self.first_state(0);
        state.set_beat(beat);
        match Xoshiro256PlusPlus::from_words(named.generator) {
            Some(generator) => state.generator = generator,
            None => lost.push(Lost::Generator),
        }
        self.resolve_values(named, &mut state, &mut lost);
        self.resolve_visits(named, &mut state);
        Some((state, lost))
    }

    fn resolve_values(&self, named: &NamedState, state: &mut StoryState, lost: &mut Vec<Lost>) {
        for (name, &value) in &named.stats {
            let Some((id, stat)) = (0..).zip(self.stats()).find(|(_, stat)| stat.name == *name) else {
                lost.push(Lost::Stat(name.clone()));
                continue;
            };
            if !(stat.low..=stat.high).contains(&value) {
                lost.push(Lost::Range { name: name.clone(), value });
            }
            self.set_stat(state, super::StatId(id), value.into());
        }
        for (name, word) in &named.enums {
            let Some(declared) = self.enums().iter().find(|declared| declared.name == *name) else {
                lost.push(Lost::Enum(name.clone()));
                continue;
            };
            match declared.words.iter().position(|known| known == word) {
                Some(position) => state.set_lane(declared.lane, position as u16),
                None => lost.push(Lost::Word { name: name.clone(), word: word.clone() }),
            }
        }
        for name in &named.flags {
            match self.flags().iter().find(|flag| flag.name == *name) {
                Some(flag) => state.set_bit(flag.bit, true),
                None => lost.push(Lost::Flag(name.clone())),
            }
        }
    }

    /// Visits and spent choices of beats that are gone matter to nothing, so nothing is lost with them.
    fn resolve_visits(&self, named: &NamedState, state: &mut StoryState) {
        let beat_of = |name: &str| self.find_beat(name).map(|id| self.beat(id));
        for bit in named.visited.iter().filter_map(|name| beat_of(name)?.visited) {
            state.set_bit(bit, true);
        }
        for (name, &visits) in &named.visits {
            if let Some(count) = beat_of(name).and_then(|beat| beat.visits) {
                state.set_lane(count.lane, visits.min(count.last));
            }
        }
        for name in &named.once {
            let choice =
                name.rsplit_once('/').and_then(|(beat, choice)| self.find_choice(self.find_beat(beat)?, choice));
            if let Some(bit) = choice.and_then(|choice: ChoiceId| self.choice(choice).once) {
                state.set_bit(bit, true);
            }
        }
    }

    /// As [`Self::resolve_state`], if a reader can stand at the beat: it has choices, or an ending.
    pub(super) fn resolve_at_rest(&self, named: &NamedState) -> Option<(StoryState, Vec<Lost>)> {
        let resolved = self.resolve_state(named)?;
        let exit = &self.beat(resolved.0.beat()).exit;
        matches!(exit, super::Exit::Choices(_) | super::Exit::Ending(_)).then_some(resolved)
    }
}
