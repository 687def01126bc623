//! When a state of the smaller story is one that is looked for.

use crate::prove::above::choose;
use crate::prove::fact::{Formula, Target};
use crate::prove::graph::PlaceId;
use crate::prove::machine::{Builder, Change, Known, Parts};
use crate::prove::slots::Slots;
use crate::prove::test::{Rewriter, Test};
use crate::prove::values::{Truth, Values};
use crate::prove::world::World;
use crate::story::{ChoiceId, ProseOf};

/// When a place is the end: `guard` holds there, and `then` after the changes.
pub(super) struct Goal {
    pub guard: Test,
    pub changes: Vec<Change>,
    pub then: Test,
}

pub(super) fn goal(world: &World, target: &Target, builder: &Builder, place: PlaceId) -> Option<Goal> {
    goal_among(world, target, builder, place, world.above.at[place.index()].as_ref()?)
}

/// Whether some of a set of states at a place may be the end; of those that ask for a whole turn, yes.
pub(in crate::prove) fn may_be_goal(world: &World, target: &Target, place: PlaceId, values: Values) -> bool {
    let parts = Parts { story: world.story, graph: &world.graph, above: &world.above };
    let slots = Slots::of([], &world.above.sizes, world.story.layout().bits as usize);
    let slots = slots.expect("nothing fits anywhere");
    let builder = Builder { world: &parts, slots: &slots };
    matches!(target.formula, Formula::Moved { .. } | Formula::Unpaid { .. })
        || goal_among(world, target, &builder, place, &values)
            .is_some_and(|goal| goal.guard.on(0) != Truth::No && goal.then.on(0) != Truth::No)
}

fn goal_among(world: &World, target: &Target, builder: &Builder, place: PlaceId, values: &Values) -> Option<Goal> {
    let rewriter: Rewriter = builder.rewriter(values);
    let now = |guard| Some(Goal { guard, changes: Vec::new(), then: Test::Is(Truth::Yes) });
    match target.formula {
        Formula::True => now(Test::Is(Truth::Yes)),
        Formula::Is(condition, true) => now(rewriter.condition(condition)),
        Formula::Is(condition, false) => now(rewriter.condition(condition).not()),
        Formula::Offered(choice) => now(rewriter.offered(choice)),
        Formula::NothingOpen(beat) => {
            now(Test::all(world.story.beat(beat).exit.choices().map(|choice| rewriter.open(choice).not())))
        }
        Formula::Trapped => now(world.trap(target.at)?.test(place, &rewriter)),
        Formula::Moved { .. } | Formula::Unpaid { .. } => None,
        Formula::Read(position) => {
            let variant = &world.variants[position];
            let needs = || rewriter.needs(&variant.needs);
            match variant.of {
                ProseOf::Beat(_) => now(needs()),
                ProseOf::Label(choice) => {
                    now(Test::all([Test::any([rewriter.offered(choice), rewriter.locked(choice)]), needs()]))
                }
                ProseOf::Reason(choice) => now(Test::all([rewriter.locked(choice), needs()])),
                ProseOf::Echo(choice) => {
                    let guard = rewriter.offered(choice);
                    echo(world, builder, choice, guard, values, position)
                }
            }
        }
    }
}

fn echo(
    world: &World,
    builder: &Builder,
    choice: ChoiceId,
    guard: Test,
    values: &Values,
    variant: usize,
) -> Option<Goal> {
    let beat = world.story.choice(choice).beat;
    let mut values = values.clone();
    if !choose(world.story, beat, choice, &mut values) {
        return None;
    }
    let mut changes = Vec::new();
    let mut known = Known::Goes(values);
    builder.take(choice, &mut known, &mut changes);
    let then = builder.rewriter(known.values()).needs(&world.variants[variant].needs);
    Some(Goal { guard, changes, then })
}
