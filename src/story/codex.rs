//! The codex: what the story says of people and rumours, apart from its beats.

use super::prose::Reading;
use super::{Page, Prose, Story, StoryState};

impl Story {
    /// What a page of the codex, [`Person::text`](super::Person::text) or [`Rumour::text`](super::Rumour::text), says in this state.
    pub fn codex_page(&self, text: Prose, state: &StoryState) -> Page {
        let mut page = Page::default();
        self.render(text, state, Reading { visits: 0, shuffle: 0 }, &mut page);
        page
    }
}
