//! `was`: the names that scenes, beats and choices had before.

use super::build::Builder;
use std::collections::BTreeSet;

use super::place::At;
use super::salvage::ReadStory;
use crate::diagnostic::{Diagnostic, Sources, Span};
use crate::story::{BeatId, ChoiceId};

/// Notes them all. Reports those that are names of something else.
pub(super) fn build(builder: &mut Builder, read: &ReadStory, sources: &Sources) {
    let beats: Vec<BeatId> = (0..builder.parts.beats.len()).map(|id| BeatId(super::build::small(id))).collect();
    let mut next = beats.into_iter();
    let mut former_scenes = BTreeSet::new();
    for (scene, file) in &read.scenes {
        let (Some(at), Some(content)) = (At::root(file, sources), &file.content) else { continue };
        for (i, was) in content.was.iter().enumerate() {
            let is_present = read.scenes.iter().any(|(name, _)| name == was);
            report(builder, was, (is_present, !former_scenes.insert(was)), at.child("was").item(i));
        }
        for ((name, beat), id) in content.beats.iter().zip(&mut next) {
            let place = at.child("beats").child(name);
            for (i, was) in beat.was.iter().enumerate() {
                let full = if was.contains('/') { was.clone() } else { format!("{scene}/{was}") };
                let was_former = builder.parts.former.beats.insert(full.clone(), id).is_some();
                let is_present = builder.names.beats.contains_key(&full);
                report(builder, was, (is_present, was_former), place.child("was").item(i));
            }
            for scene in &content.was {
                for name in beat.was.iter().filter(|was| !was.contains('/')).chain([name]) {
                    builder.parts.former.beats.entry(format!("{scene}/{name}")).or_insert(id);
                }
            }
            let deck =
                beat.deck.iter().flat_map(|deck| deck.cards.iter().map(|(name, card)| ("deck", name, &card.was)));
            let choices = beat.choices.iter().flatten().map(|(name, choice)| ("choices", name, &choice.was));
            for (section, name, was) in deck.chain(choices) {
                let section = place.child(section);
                let section = section.get("cards").unwrap_or(section);
                former_choice(builder, id, name, was, section.child(name));
            }
        }
    }
}

fn former_choice(builder: &mut Builder, beat: BeatId, name: &str, was: &[String], at: At) {
    let of_beat = || builder.parts.beats[beat.index()].exit.choices();
    let called = |name: &str| of_beat().find(|&id: &ChoiceId| builder.parts.choices[id.index()].name == name);
    let Some(choice) = called(name) else { return };
    let present: Vec<bool> = was.iter().map(|was| called(was).is_some()).collect();
    for (i, (was, is_present)) in was.iter().zip(present).enumerate() {
        let was_former = builder.parts.former.choices.insert((beat, was.clone()), choice).is_some();
        report(builder, was, (is_present, was_former), at.child("was").item(i));
    }
}

fn report(builder: &mut Builder, was: &str, (is_present, was_former): (bool, bool), at: At) {
    builder.diagnostics.extend(bad_was(was, is_present, was_former, at.value()));
}

/// What is wrong with a former name, if something has it now, or it is a former name of something else.
pub(super) fn bad_was(was: &str, is_present: bool, was_former: bool, span: Span) -> Option<Diagnostic> {
    let (message, hint) = match (is_present, was_former) {
        (true, _) => ("something is called that now", "delete it here, or give the other thing another name"),
        (_, true) => ("it is a former name of something else", "leave it with the one that old saves mean"),
        _ => return None,
    };
    let message = format!("`{was}` cannot be a former name here: {message}");
    Some(Diagnostic::error("bad-was", message, span).hint(hint))
}
