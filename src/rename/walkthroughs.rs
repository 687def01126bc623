//! Mentions in a walkthrough: found by playing it, since a choice is named without its beat.

use std::sync::Arc;

use crate::source::edit::{Edit, replace_in_text};
use crate::source::index::{Index, NodeId};
use crate::source::{SourceFile, Thing, mentions_in, mentions_in_effects, text_of};
use crate::story::{EndingId, Playthrough, Story};
use crate::walkthrough::{Step, begin, effects_of, parse};

/// What was found in one walkthrough.
pub(super) struct Found {
    pub edits: Vec<Edit>,
    /// Whether it could be read, and every choice in it made.
    pub is_followed: bool,
}

/// The edits that make a walkthrough of the story say `new` for the thing.
pub(super) fn edits(file: &SourceFile, story: &Arc<Story>, thing: Thing, new: &str) -> Found {
    let nothing = Found { edits: Vec::new(), is_followed: false };
    let Some(text) = text_of(&file.bytes) else { return nothing };
    let (Ok(index), Ok(walkthrough)) = (Index::parse(&text), parse(&text)) else { return nothing };
    let mut search = Search { text: &text, index: &index, story, thing, new, edits: Vec::new() };
    search.origin();
    let begun = begin(&walkthrough, story);
    let mut is_followed = begun.is_ok();
    let mut playthrough = begun.unwrap_or_else(|_| Playthrough::start(Arc::clone(story), walkthrough.seed));
    if let Some(steps) = index.find(&["steps"]) {
        for (step, node) in walkthrough.steps.iter().zip(index.children(steps)) {
            let Some(inner) = index.item(node, 0) else { continue };
            search.step(step, inner, &playthrough);
            if let Step::Choose(name) = step {
                is_followed &= playthrough.choose_named(name).is_ok();
            }
        }
    }
    let ending = (0..).map(EndingId).zip(story.endings()).find(|(_, ending)| ending.id == walkthrough.ends);
    if let (Some((id, _)), Some(node)) = (ending, index.find(&["ends"])) {
        search.whole(Thing::Ending(id), node);
    }
    Found { edits: search.edits, is_followed }
}

struct Search<'a> {
    text: &'a str,
    index: &'a Index,
    story: &'a Story,
    thing: Thing,
    new: &'a str,
    edits: Vec<Edit>,
}

impl Search<'_> {
    fn step(&mut self, step: &Step, node: NodeId, playthrough: &Playthrough) {
        match step {
            Step::Choose(name) | Step::Offered(name) | Step::NotOffered(name) => {
                if let Some(choice) = self.story.find_choice(playthrough.state().beat(), name) {
                    self.whole(Thing::Choice(choice), node);
                }
            }
            Step::Check(condition) => self.parts(mentions_in(condition, self.story), node),
            Step::Changed(effects) => self.parts(mentions_in_effects(effects_of(effects), self.story), node),
            Step::See(_) | Step::NotSee(_) => {}
        }
    }

    /// Where the walkthrough starts.
    fn origin(&mut self) {
        let at = |path: &[&str]| self.index.find(path);
        let (beat, set, visited) = (at(&["from", "beat"]), at(&["from", "set"]), at(&["from", "visited"]));
        for node in beat.into_iter().chain(visited.into_iter().flat_map(|list| self.index.children(list))) {
            let Some(name) = self.index.text(self.text, node) else { continue };
            if let (Some(beat), Some(slash)) = (self.story.find_beat(&name), name.find('/')) {
                let scene = Thing::Scene(self.story.beat(beat).scene);
                self.parts(vec![(scene, 0..slash), (Thing::Beat(beat), slash + 1..name.len())], node);
            }
        }
        if let Some((node, effects)) = set.and_then(|node| Some((node, self.index.text(self.text, node)?))) {
            self.parts(mentions_in_effects(&effects, self.story), node);
        }
    }

    /// Names that are parts of a text.
    fn parts(&mut self, mentions: Vec<(Thing, std::ops::Range<usize>)>, node: NodeId) {
        for (thing, range) in mentions {
            if thing == self.thing {
                // A text of a file that could be read, and a part of it: there is nothing to refuse.
                self.edits.extend(replace_in_text(self.index, self.text, node, range, self.new));
            }
        }
    }

    /// A text that is nothing but the name.
    fn whole(&mut self, thing: Thing, node: NodeId) {
        let length = self.index.text(self.text, node).map_or(0, |text| text.len());
        if thing == self.thing {
            self.edits.extend(replace_in_text(self.index, self.text, node, 0..length, self.new));
        }
    }
}
