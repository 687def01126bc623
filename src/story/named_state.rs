//! The state written out by names, so that it outlives changes to the story.

use std::collections::{BTreeMap, BTreeSet};

use super::{BeatId, BitId, ChoiceId, DetourId, DetourStart, Exit, Story, StoryState, Xoshiro256PlusPlus};

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
    /// The detours that are being played, the outermost first: `scene/beat` or `scene/beat/choice` where each was begun.
    pub detours: Vec<String>,
    /// What was drawn for the deck of the beat; 0 at a beat without one.
    pub deal: u64,
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
            detours: self.open_detours(state).map(|detour| self.detour_name(detour)).collect(),
            deal: state.deal(),
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

    /// Whether `named` describes the state, by the names that things have or had, and leaves out nothing that is declared.
    pub(super) fn is_named(&self, state: &StoryState, named: &NamedState) -> bool {
        let declared = (self.stats().len(), self.enums().len());
        let is_same = |(resolved, lost): (StoryState, Vec<Lost>)| lost.is_empty() && resolved == *state;
        (named.stats.len(), named.enums.len()) == declared && self.resolve_state(named).is_some_and(is_same)
    }

    /// `scene/beat/choice`.
    pub fn full_choice_name(&self, choice: ChoiceId) -> String {
        let choice = self.choice(choice);
        format!("{}/{}", self.beat(choice.beat).name, choice.name)
    }

    /// The detours that are being played, the outermost first.
    pub fn open_detours<'a>(&'a self, state: &'a StoryState) -> impl Iterator<Item = DetourId> + 'a {
        let numbers = self.return_lanes().iter().map(|lane| state.lane(*lane)).filter(|number| *number != 0);
        numbers.map(|number| DetourId(u32::from(number) - 1))
    }

    /// `scene/beat` or `scene/beat/choice`.
    fn detour_name(&self, detour: DetourId) -> String {
        match self.detour(detour).from {
            DetourStart::Beat(beat) => self.beat(beat).name.clone(),
            DetourStart::Choice(choice) => self.full_choice_name(choice),
        }
    }

    /// The state that a [`NamedState`] describes, and what of it found no place: declarations that are gone, and values that no longer
    /// fit, which are moved into range or left at the start. `None` if the beat is gone, or no longer lies within the detours.
    pub fn resolve_state(&self, named: &NamedState) -> Option<(StoryState, Vec<Lost>)> {
        let beat = self.beat_once_called(&named.beat)?;
        let mut lost = Vec::new();
        let mut state = self.first_state(0);
        state.set_beat(beat);
        state.deal = self.beat(beat).deck.map_or(0, |_| named.deal);
        for (detour, lane) in self.resolve_detours(named, beat)?.into_iter().zip(self.return_lanes()) {
            state.set_lane(*lane, detour.0 as u16 + 1);
        }
        match Xoshiro256PlusPlus::from_words(named.generator) {
            Some(generator) => state.generator = generator,
            None => lost.push(Lost::Generator),
        }
        self.resolve_values(named, &mut state, &mut lost);
        self.resolve_visits(named, &mut state);
        Some((state, lost))
    }

    /// The detours that are being played, if the beat lies within them: so there is room for any that is begun there.
    fn resolve_detours(&self, named: &NamedState, beat: BeatId) -> Option<Vec<DetourId>> {
        if named.detours.len() > self.return_lanes().len() {
            return None;
        }
        let detour = |name: &String| {
            let choice = self.choice_of_full_name(name).and_then(|choice| self.choice(choice).detour);
            choice.or_else(|| self.beat(self.beat_once_called(name)?).detour)
        };
        let detours: Vec<DetourId> = named.detours.iter().map(detour).collect::<Option<_>>()?;
        self.lies_within(beat, &detours).then_some(detours)
    }

    fn choice_of_full_name(&self, name: &str) -> Option<ChoiceId> {
        let (beat, choice) = name.rsplit_once('/')?;
        self.choice_once_called(self.beat_once_called(beat)?, choice)
    }

    fn resolve_values(&self, named: &NamedState, state: &mut StoryState, lost: &mut Vec<Lost>) {
        for (name, &value) in &named.stats {
            let Some(id) = self.stat_once_called(name) else {
                lost.push(Lost::Stat(name.clone()));
                continue;
            };
            let stat = self.stat(id);
            if !(stat.low..=stat.high).contains(&value) {
                lost.push(Lost::Range { name: name.clone(), value });
            }
            self.set_stat(state, id, value.into());
        }
        for (name, word) in &named.enums {
            let Some(id) = self.enum_once_called(name) else {
                lost.push(Lost::Enum(name.clone()));
                continue;
            };
            match self.word_once_called(id, word) {
                Some(position) => state.set_lane(self.declared_enum(id).lane, position),
                None => lost.push(Lost::Word { name: name.clone(), word: word.clone() }),
            }
        }
        for name in &named.flags {
            match self.flag_once_called(name) {
                Some(flag) => state.set_bit(self.flag(flag).bit, true),
                None => lost.push(Lost::Flag(name.clone())),
            }
        }
    }

    /// Visits and spent choices of beats that are gone matter to nothing, so nothing is lost with them.
    fn resolve_visits(&self, named: &NamedState, state: &mut StoryState) {
        let beat_of = |name: &str| self.beat_once_called(name).map(|id: BeatId| self.beat(id));
        for bit in named.visited.iter().filter_map(|name| beat_of(name)?.visited) {
            state.set_bit(bit, true);
        }
        for (name, &visits) in &named.visits {
            if let Some(count) = beat_of(name).and_then(|beat| beat.visits) {
                state.set_lane(count.lane, visits.min(count.last));
            }
        }
        for name in &named.once {
            if let Some(bit) = self.choice_of_full_name(name).and_then(|choice| self.choice(choice).once) {
                state.set_bit(bit, true);
            }
        }
    }

    /// As [`Self::resolve_state`], if a reader can stand at the beat: it has choices, or an ending.
    pub(super) fn resolve_at_rest(&self, named: &NamedState) -> Option<(StoryState, Vec<Lost>)> {
        let resolved = self.resolve_state(named)?;
        let exit = &self.beat(resolved.0.beat()).exit;
        matches!(exit, Exit::Choices(_) | Exit::Ending(_)).then_some(resolved)
    }
}
