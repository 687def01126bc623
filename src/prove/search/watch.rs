//! What is looked for within one turn: that a stat moves, or does not.

use crate::prove::fact::{Formula, Target};
use crate::prove::slots::{Slot, Slots};
use crate::prove::test::{Rewriter, Test};
use crate::prove::world::World;
use crate::story::ConditionId;

/// A stat whose move within one turn is looked for, or that it does not move.
pub(super) struct Watch {
    pub slot: Slot,
    pub for_what: Watched,
    /// By place, the condition under which nothing is watched in a turn that begins there.
    pub unless: Vec<Option<Test>>,
    /// By place, what must hold where the turn ends.
    pub then: Vec<Option<Test>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Watched {
    Falls,
    Rises,
    /// It does not fall, though it is not at its lowest.
    Stays,
}

pub(super) fn watch(world: &World, target: &Target, slots: &Slots) -> Option<Watch> {
    let (stat, for_what, unless, then) = match target.formula {
        Formula::Moved { stat, falls: true, unless } => (stat, Watched::Falls, unless, None),
        Formula::Moved { stat, falls: false, unless } => (stat, Watched::Rises, unless, None),
        Formula::Unpaid { stat, when } => (stat, Watched::Stays, Some(when), Some(when)),
        _ => return None,
    };
    let slot = slots.lane(world.story.stat(stat).lane)?;
    let at_every_place = |condition: Option<ConditionId>| {
        let tests = world.above.at.iter().map(|values| {
            let values = values.as_ref()?;
            Some(Rewriter { story: world.story, slots, values }.condition(condition?))
        });
        tests.collect()
    };
    Some(Watch { slot, for_what, unless: at_every_place(unless), then: at_every_place(then) })
}
