//! The codex: who was met, and the pages that `story.ron` has for people and rumours.

use super::build::Builder;
use super::lower::{SequenceUse, Site};
use super::model::StoryFile;
use super::place::At;
use super::salvage::ReadFile;
use crate::diagnostic::{Diagnostic, Sources};
use crate::story::Prose;

/// Compiles every page, once beats and named conditions have their names.
pub(super) fn build(builder: &mut Builder, read: &ReadFile<StoryFile>, sources: &Sources) {
    let (Some(at), Some(content)) = (At::root(read, sources), &read.content) else { return };
    for (position, (id, person)) in content.people.iter().enumerate() {
        let at = at.child("people").child(id);
        let met = person.met.as_ref().and_then(|met| builder.condition(met, Site { at: at.child("met"), scene: "" }));
        let text = page(builder, &person.text, at.child("text"));
        let person = &mut builder.parts.people[position];
        (person.met, person.text) = (met, text);
    }
    for (position, (id, rumour)) in content.rumours.iter().enumerate() {
        builder.parts.rumours[position].text = page(builder, &rumour.text, at.child("rumours").child(id).child("text"));
    }
}

/// A page is read at any time and counts no visits, so it has no sequences.
fn page(builder: &mut Builder, text: &str, at: At) -> Prose {
    let mut sequences = SequenceUse::default();
    let page = builder.prose(text, Site { at, scene: "" }, &mut sequences);
    if sequences.is_any() {
        let message = "a page of the codex has no sequences: it is not visited";
        let hint = "ask the state instead, as in `{if knows.barque}…{else}…{end}`";
        builder.report(Diagnostic::error("sequence-in-codex", message, at.value()).hint(hint));
    }
    page
}
