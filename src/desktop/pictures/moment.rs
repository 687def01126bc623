//! The moment of change: what the last choice changed glows, and a mark that has grown is seen to burn in.

use std::time::Duration;

use bevy::math::curve::{Curve, EaseFunction};
use bevy::prelude::*;

use super::pack::MOST;
use crate::desktop::preferences::Preferences;
use crate::desktop::ready::Drawing;
use crate::engine::{Cause, Play, Playthrough, StateChanged, TurnReady};
use crate::story::{Change, Person, Story};

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Moment>().add_systems(Update, (note, burn).chain().in_set(Noting).after(Play));
}

/// Where it is noted what has changed; pictures are drawn after it.
#[derive(SystemSet, Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Noting;

/// How long a new coil takes to burn in, in seconds.
const BURN: f32 = 1.5;

/// No frame takes the fire further than this: after a long sleep the first frame would take it to its end.
const LONGEST_STEP: Duration = Duration::from_millis(50);

/// What the last choice changed, until the next.
#[derive(Resource, Debug, Clone, Default)]
pub(in crate::desktop) struct Moment {
    /// Coils before and after, where they have become more.
    grown: Option<(f32, f32)>,
    /// Seconds since the new coil began to burn in; [`BURN`] once it has.
    burned: f32,
    /// Seconds that embers have been moving.
    embers: f32,
    /// Whose tie or bond is another, by their place among the people.
    people: [bool; MOST],
}

impl Moment {
    /// So many coils are seen of those that there are.
    pub fn coils_of(&self, coils: f32) -> f32 {
        match self.grown {
            Some((from, to)) if self.is_burning() && to == coils => from.lerp(to, self.eased()),
            _ => coils,
        }
    }

    /// Where what has just grown begins.
    pub fn grown_from(&self) -> Option<f32> {
        self.grown.map(|(from, _)| from)
    }

    /// How much the tip burns, from 0 to 1.
    pub fn burning(&self) -> f32 {
        if self.is_burning() { 1.0 - (self.burned / BURN).powi(3) } else { 0.0 }
    }

    /// Seconds that embers have been moving.
    pub fn embers(&self) -> f32 {
        self.embers
    }

    /// Whether the tie to somebody has just changed.
    pub fn has_changed(&self, person: usize) -> bool {
        self.people.get(person).copied().unwrap_or_default()
    }

    /// Whether a coil burns in now.
    pub fn is_burning(&self) -> bool {
        self.grown.is_some() && self.burned < BURN
    }

    /// Slow at first and at last.
    fn eased(&self) -> f32 {
        EaseFunction::SmoothStep.sample_clamped(self.burned / BURN)
    }

    fn of(story: &Story, changes: &[Change], is_still: bool) -> Self {
        let mut moment = Self { burned: if is_still { BURN } else { 0.0 }, ..Self::default() };
        for (known, person) in moment.people.iter_mut().zip(story.people()) {
            *known = changes.iter().any(|change| concerns(person, change));
        }
        moment.grown = changes.iter().find_map(|change| match change {
            Change::Stat { stat, from, to } if to > from && story.mark().is_some_and(|mark| mark.coils == *stat) => {
                Some((f32::from(*from), f32::from(*to)))
            }
            _ => None,
        });
        moment
    }
}

/// Whether a change is one of the tie or the bond to a person.
fn concerns(person: &Person, change: &Change) -> bool {
    match change {
        Change::Stat { stat, .. } => person.bond == Some(*stat),
        Change::Enum { name, .. } => person.tie == Some(*name),
        _ => false,
    }
}

fn note(
    mut turns: MessageReader<TurnReady>,
    mut changes: MessageReader<StateChanged>,
    playthrough: Option<Res<Playthrough>>,
    preferences: Res<Preferences>,
    mut moment: ResMut<Moment>,
) {
    let is_chosen = turns.read().last().map(|turn| matches!(turn.cause, Cause::Chosen(_)));
    let changes: Vec<Change> = changes.read().flat_map(|changed| changed.changes.iter().copied()).collect();
    let (Some(is_chosen), Some(playthrough)) = (is_chosen, playthrough) else { return };
    let embers = moment.embers;
    let changes = if is_chosen { changes.as_slice() } else { &[] };
    *moment = Moment { embers, ..Moment::of(playthrough.story(), changes, preferences.is_still()) };
}

fn burn(time: Res<Time>, mut moment: ResMut<Moment>, mut drawing: ResMut<Drawing>) {
    if !moment.is_burning() {
        return;
    }
    let step = time.delta().min(LONGEST_STEP).as_secs_f32();
    moment.burned += step;
    moment.embers += step;
    drawing.more(2);
}
