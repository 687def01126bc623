//! How far a state is from what is looked for.

use super::fact::{Formula, Target};
use super::graph::PlaceId;
use super::trap::Traps;
use super::world::World;
use crate::story::{ChoiceId, Condition, ConditionId, Need, ProseOf, Story, StoryState};

/// What a search is after: the target, and conditions on the way to it that nothing is known of.
#[derive(Debug, Clone)]
pub(super) struct Aim {
    pub target: Target,
    /// By place, whether it can lead to the target.
    pub leads: Vec<bool>,
    /// Choices to be taken, each with the loop it stands in.
    pub gates: Vec<(u32, ChoiceId)>,
}

impl Aim {
    /// How far a state is from the target's condition and from the gates that lie ahead.
    pub fn distance(&self, world: &World, place: PlaceId, state: &StoryState) -> u32 {
        let here = world.graph.component[place.index()];
        let ahead = self.gates.iter().filter(|(component, _)| *component >= here);
        let gates: u32 = ahead.map(|(_, choice)| to_open(world.story, *choice, state)).sum();
        gates + to_formula(world, &self.target, state)
    }
}

/// So far is a flag that is not as it should be.
const FLAG: u32 = 6;

fn to_formula(world: &World, target: &Target, state: &StoryState) -> u32 {
    let story = world.story;
    let needs = |needs: &[Need]| needs.iter().map(|need| to_need(story, need, state)).sum();
    match target.formula {
        Formula::True | Formula::Moved { .. } | Formula::Unpaid { .. } => 0,
        Formula::Is(condition, is) => to_condition(story, condition, is, state),
        Formula::Offered(choice) => to_open(story, choice, state),
        Formula::NothingOpen(beat) => story.beat(beat).exit.choices().map(|choice| to_shut(story, choice, state)).sum(),
        Formula::Trapped => match world.trap(target.at) {
            Some(Traps::Known { parts, rows }) => {
                let differing =
                    |row: &[u16]| parts.iter().zip(row).filter(|(part, value)| part.of(state) != **value).count();
                rows.values().flatten().map(|row| differing(row)).min().unwrap_or_default() as u32 * FLAG
            }
            _ => 0,
        },
        Formula::Read(position) => {
            let variant = &world.variants[position];
            let shown: u32 = match variant.of {
                ProseOf::Beat(_) | ProseOf::Label(_) => 0,
                ProseOf::Reason(choice) => to_shut(story, choice, state),
                ProseOf::Echo(choice) => to_open(story, choice, state),
            };
            let needs: u32 = needs(&variant.needs);
            shown + needs
        }
    }
}

fn to_open(story: &Story, id: ChoiceId, state: &StoryState) -> u32 {
    let choice = story.choice(id);
    let spent = if choice.once.is_some_and(|once| state.bit(once)) { FLAG } else { 0 };
    let when = choice.when.map_or(0, |when| to_condition(story, when, true, state));
    let others = story.beat(choice.beat).exit.choices().filter(|_| choice.fallback);
    let others: u32 =
        others.filter(|&other| !story.choice(other).fallback).map(|other| to_shut(story, other, state)).sum();
    spent + when + others
}

fn to_shut(story: &Story, id: ChoiceId, state: &StoryState) -> u32 {
    let choice = story.choice(id);
    let once = choice.once.map(|once| if state.bit(once) { 0 } else { FLAG });
    let when = choice.when.map(|when| to_condition(story, when, false, state));
    once.into_iter().chain(when).min().unwrap_or(FLAG)
}

fn to_need(story: &Story, need: &Need, state: &StoryState) -> u32 {
    match need {
        Need::Is(condition, is) => to_condition(story, *condition, *is, state),
        need if need.can_hold(story, state) => 0,
        _ => FLAG,
    }
}

fn to_condition(story: &Story, condition: ConditionId, is: bool, state: &StoryState) -> u32 {
    if story.holds(condition, state) == is {
        return 0;
    }
    match *story.condition(condition) {
        Condition::Constant(_) | Condition::Bit { .. } => FLAG,
        Condition::Within { lane, low, high } if is => {
            let value = state.lane(lane);
            1 + u32::from(low.saturating_sub(value).max(value.saturating_sub(high)))
        }
        Condition::Within { lane, low, high } => {
            let value = state.lane(lane);
            1 + u32::from((value - low).min(high - value))
        }
        Condition::Not(inner) => to_condition(story, inner, !is, state),
        Condition::All(list) if is => {
            story.condition_list(list).iter().map(|&part| to_condition(story, part, is, state)).sum()
        }
        Condition::Any(list) if !is => {
            story.condition_list(list).iter().map(|&part| to_condition(story, part, is, state)).sum()
        }
        Condition::All(list) | Condition::Any(list) => {
            let parts = story.condition_list(list).iter().map(|&part| to_condition(story, part, is, state));
            parts.min().unwrap_or(FLAG)
        }
        Condition::Compare { left, right, .. } => 1 + story.sum(left, state).abs_diff(story.sum(right, state)),
    }
}
