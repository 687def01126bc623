//! Which parts of the state make a condition what it is.

use std::collections::BTreeSet;

use super::fact::{Formula, Target};
use super::slots::Part;
use super::trap::Traps;
use super::world::World;
use crate::story::{ChoiceId, Condition, ConditionId, Effect, Need, ProseOf, Story, StoryState, Sum};

/// All parts that a condition asks.
pub(super) fn parts_of(story: &Story, condition: ConditionId, parts: &mut BTreeSet<Part>) {
    match *story.condition(condition) {
        Condition::Constant(_) => {}
        Condition::Bit { bit, .. } => drop(parts.insert(Part::Bit(bit))),
        Condition::Within { lane, .. } => drop(parts.insert(Part::Lane(lane))),
        Condition::Not(inner) => parts_of(story, inner, parts),
        Condition::All(list) | Condition::Any(list) => {
            story.condition_list(list).iter().for_each(|&part| parts_of(story, part, parts));
        }
        Condition::Compare { left, right, .. } => {
            parts.extend([left, right].into_iter().flat_map(|sum| in_sum(story, sum)));
        }
    }
}

/// The parts of the state that make a condition what it is there.
pub(super) fn deciding(story: &Story, condition: ConditionId, state: &StoryState, parts: &mut BTreeSet<Part>) {
    let holds = story.holds(condition, state);
    match *story.condition(condition) {
        Condition::Not(inner) => deciding(story, inner, state, parts),
        Condition::All(list) | Condition::Any(list) => {
            // Of an `and` that fails those that fail, of an `or` that holds those that hold; else all of them.
            for &part in story.condition_list(list) {
                if story.holds(part, state) == holds {
                    deciding(story, part, state, parts);
                }
            }
        }
        _ => parts_of(story, condition, parts),
    }
}

fn in_sum(story: &Story, sum: Sum) -> impl Iterator<Item = Part> {
    story.sum_terms(sum.terms).iter().map(|(stat, _)| Part::Lane(story.stat(*stat).lane))
}

/// What makes a choice open or not.
fn deciding_open(story: &Story, id: ChoiceId, state: &StoryState, parts: &mut BTreeSet<Part>) {
    let choice = story.choice(id);
    let is_open = story.is_open(choice, state);
    parts.extend(choice.once.filter(|once| is_open || state.bit(*once)).map(Part::Bit));
    if let Some(when) = choice.when.filter(|when| story.holds(*when, state) == is_open) {
        deciding(story, when, state, parts);
    }
}

/// What keeps a choice from being offered; of a fallback also what keeps others open, of a card what keeps those before it open.
pub(super) fn keeps_shut(story: &Story, id: ChoiceId, state: &StoryState, parts: &mut BTreeSet<Part>) {
    let choice = story.choice(id);
    if !story.is_open(choice, state) {
        return deciding_open(story, id, state, parts);
    }
    let beat = story.beat(choice.beat);
    let others: Vec<ChoiceId> = match beat.deck {
        _ if choice.fallback => beat.exit.choices().filter(|&other| !story.choice(other).fallback).collect(),
        Some(deck) => story.cards_above(deck, id).collect(),
        None => Vec::new(),
    };
    for other in others.into_iter().filter(|&other| story.is_open(story.choice(other), state)) {
        deciding_open(story, other, state, parts);
    }
}

/// What makes the target's formula fail in a state; `before` is the state at the beginning of the turn.
pub(super) fn in_formula(
    world: &World,
    target: &Target,
    state: &StoryState,
    before: Option<&StoryState>,
) -> BTreeSet<Part> {
    let story = world.story;
    let mut parts = BTreeSet::new();
    match target.formula {
        Formula::True => {}
        Formula::Is(condition, _) => deciding(story, condition, state, &mut parts),
        Formula::Offered(choice) => keeps_shut(story, choice, state, &mut parts),
        Formula::NothingOpen(beat) => {
            let open = story.beat(beat).exit.choices().filter(|id| story.is_open(story.choice(*id), state));
            open.for_each(|choice| deciding_open(story, choice, state, &mut parts));
        }
        Formula::Moved { stat, unless, .. } => {
            parts.insert(Part::Lane(story.stat(stat).lane));
            if let (Some(unless), Some(before)) = (unless, before) {
                deciding(story, unless, before, &mut parts);
            }
        }
        Formula::Unpaid { stat, when } => {
            parts.insert(Part::Lane(story.stat(stat).lane));
            parts_of(story, when, &mut parts);
        }
        Formula::Trapped => {
            if let Some(Traps::Known { parts: asked, .. }) = world.trap(target.at) {
                parts.extend(asked);
            }
        }
        Formula::Read(position) => in_variant(world, position, state, &mut parts),
    }
    parts
}

fn in_variant(world: &World, position: usize, state: &StoryState, parts: &mut BTreeSet<Part>) {
    let story = world.story;
    let variant = &world.variants[position];
    match variant.of {
        ProseOf::Beat(_) => in_needs(story, &variant.needs, state, parts),
        ProseOf::Label(choice) => {
            if !story.can_be_offered(choice, state) {
                keeps_shut(story, choice, state, parts);
            }
            in_needs(story, &variant.needs, state, parts);
        }
        ProseOf::Reason(choice) => {
            deciding_open(story, choice, state, parts);
            in_needs(story, &variant.needs, state, parts);
        }
        ProseOf::Echo(choice) if !story.can_be_offered(choice, state) => keeps_shut(story, choice, state, parts),
        ProseOf::Echo(choice) => {
            story.step_by(&mut state.clone(), choice, |state| in_needs(story, &variant.needs, state, parts));
        }
    }
}

fn in_needs(story: &Story, needs: &[Need], state: &StoryState, parts: &mut BTreeSet<Part>) {
    for need in needs.iter().filter(|need| !need.can_hold(story, state)) {
        match need {
            Need::Is(condition, _) => deciding(story, *condition, state, parts),
            Need::Among(lane, _) => drop(parts.insert(Part::Lane(*lane))),
            Need::Chance(_) => {}
        }
    }
}

/// What effects on the kept parts read.
pub(super) fn read_by_effects(story: &Story, kept: &BTreeSet<Part>) -> BTreeSet<Part> {
    let of = |stat| kept.contains(&Part::Lane(story.stat(stat).lane));
    let stretches = story.beats().iter().map(|beat| beat.then).chain(story.choices().iter().map(|choice| choice.then));
    let effects = stretches.flat_map(|stretch| story.effects(stretch));
    let read = effects.flat_map(|effect| match *effect {
        Effect::Assign { stat, sum } | Effect::Add { stat, sum } | Effect::Subtract { stat, sum } if of(stat) => {
            in_sum(story, sum).collect()
        }
        _ => Vec::new(),
    });
    read.collect()
}
