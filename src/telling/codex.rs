//! The codex: what the reader knows of people and rumours, as pages to look up.

use super::state::{is_met, tie_words};
use crate::story::{Page, Story, StoryState};

/// What can be looked up now.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Codex {
    /// People whose name is known and of whom something is written, in the order of declaration.
    pub people: Vec<CodexEntry>,
    /// Rumours that are known, in the order of declaration.
    pub rumours: Vec<CodexEntry>,
    /// How many rumours there are in all.
    pub rumours_in_all: usize,
}

/// A page of the codex.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodexEntry {
    pub title: String,
    /// The tie, in words; may be empty.
    pub beside: String,
    pub page: Page,
}

impl Codex {
    /// What is known in this state.
    pub fn of(story: &Story, state: &StoryState) -> Self {
        let people = story.people().iter().filter(|person| is_met(story, state, person) && !person.text.is_empty());
        let people = people.map(|person| CodexEntry {
            title: person.name.clone(),
            beside: tie_words(story, state, person).join(", "),
            page: story.codex_page(person.text, state),
        });
        let flags = &story.flags()[story.flags().len() - story.rumours().len()..];
        let known = story.rumours().iter().zip(flags).filter(|(_, flag)| state.bit(flag.bit));
        let rumours = known.map(|(rumour, _)| CodexEntry {
            title: rumour.title.clone(),
            beside: String::new(),
            page: story.codex_page(rumour.text, state),
        });
        Self { people: people.collect(), rumours: rumours.collect(), rumours_in_all: story.rumours().len() }
    }

    /// Whether there is nothing to look up.
    pub fn is_empty(&self) -> bool {
        self.people.is_empty() && self.rumours.is_empty()
    }
}
