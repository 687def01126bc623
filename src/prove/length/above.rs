//! From above: what the state can be at every place after so many choices.

use std::collections::BTreeSet;

use crate::prove::above::{enter, go};
use crate::prove::fact::{Formula, Target};
use crate::prove::graph::{Graph, PlaceId, Way};
use crate::prove::search::may_be_goal;
use crate::prove::values::{Truth, Values, lane_sizes};
use crate::prove::world::World;
use crate::story::{Effect, StatId, Story};

/// For each target the number of choices below which it is met nowhere, as far as sets of states can tell; never more than `most` of it.
pub(super) fn least(world: &World, targets: &[Target], most: &[u32]) -> Vec<u32> {
    let (story, graph) = (world.story, &world.graph);
    let mut least = most.to_vec();
    let mut open: Vec<usize> = (0..targets.len()).collect();
    let mut layer = Layer::first(story, graph);
    let furthest = most.iter().copied().max().unwrap_or(0);
    for depth in 0..furthest {
        open.retain(|&target| {
            // An echo is read one choice later than what it takes.
            let taken = u32::from(targets[target].taken(&world.variants).is_some());
            let can_be = depth + taken < most[target] && layer.can_meet(world, &targets[target]);
            if can_be {
                least[target] = depth + taken;
            }
            !can_be && depth + taken < most[target]
        });
        if open.is_empty() {
            break;
        }
        layer = layer.next(story, graph);
    }
    least
}

/// The states after a number of choices, by place.
struct Layer {
    at: Vec<Option<Values>>,
    /// The places where there are any.
    met: Vec<PlaceId>,
    /// Stats that the last turn may have changed, each with whether it may have made them smaller or greater.
    moved: BTreeSet<(StatId, bool)>,
    /// Whether no choice was taken so far.
    is_first: bool,
}

impl Layer {
    fn first(story: &Story, graph: &Graph) -> Self {
        let mut first = Values::at_first(story, &lane_sizes(story));
        enter(story, story.start(), &mut first);
        let mut layer = Self::empty(graph);
        layer.join(PlaceId(0), first);
        layer.flow(story, graph);
        // There is no turn before the first.
        layer.moved.clear();
        layer.is_first = true;
        layer
    }

    fn empty(graph: &Graph) -> Self {
        Self { at: vec![None; graph.places.len()], met: Vec::new(), moved: BTreeSet::new(), is_first: false }
    }

    /// Takes states in. Whether that made a difference.
    fn join(&mut self, place: PlaceId, values: Values) -> bool {
        match &mut self.at[place.index()] {
            Some(known) => known.join(&values),
            unknown => {
                *unknown = Some(values);
                self.met.push(place);
                true
            }
        }
    }

    /// Goes on wherever no choice is needed.
    fn flow(&mut self, story: &Story, graph: &Graph) {
        let mut open = self.met.clone();
        while let Some(place) = open.pop() {
            for (_, way) in graph.ways_from(place).filter(|(_, way)| way.choice.is_none()) {
                let Some(values) = self.at[place.index()].clone() else { continue };
                if let Some(next) = go(story, graph, way, values) {
                    self.note_moves(story, graph, way);
                    if self.join(way.to, next) {
                        open.push(way.to);
                    }
                }
            }
        }
    }

    fn next(&self, story: &Story, graph: &Graph) -> Self {
        let mut next = Self::empty(graph);
        for &place in &self.met {
            for (_, way) in graph.ways_from(place).filter(|(_, way)| way.choice.is_some()) {
                let Some(values) = self.at[place.index()].clone() else { continue };
                if let Some(values) = go(story, graph, way, values) {
                    next.note_moves(story, graph, way);
                    next.join(way.to, values);
                }
            }
        }
        next.flow(story, graph);
        next
    }

    /// Notes what a step may do to stats, whatever they are.
    fn note_moves(&mut self, story: &Story, graph: &Graph, way: &Way) {
        let then = story.beat(graph.places[way.to.index()].beat).then;
        let chosen = way.choice.map(|choice| story.choice(choice).then);
        for effect in chosen.into_iter().chain([then]).flat_map(|effects| story.effects(effects)) {
            let (stat, sum, is_added) = match *effect {
                Effect::Add { stat, sum } => (stat, sum, true),
                Effect::Subtract { stat, sum } => (stat, sum, false),
                Effect::Assign { stat, sum } => (stat, sum, true),
                Effect::SetBit { .. } | Effect::SetWord { .. } => continue,
            };
            let is_plain = sum.terms.is_empty() && !matches!(effect, Effect::Assign { .. });
            let rises = (sum.number > 0) == is_added;
            for falls in [true, false] {
                if !is_plain || falls != rises {
                    self.moved.insert((stat, falls));
                }
            }
        }
    }

    fn can_meet(&self, world: &World, target: &Target) -> bool {
        if let Formula::Moved { stat, falls, .. } = target.formula {
            return self.moved.contains(&(stat, falls));
        }
        // What a turn was to cost: some turn is over, and what it pays for may hold.
        let paid_for = match target.formula {
            Formula::Unpaid { .. } if self.is_first => return false,
            Formula::Unpaid { when, .. } => Some(when),
            _ => None,
        };
        self.met.iter().any(|&place| {
            let values = self.at[place.index()].as_ref();
            let is_at = target.at.is(world.story, world.graph.places[place.index()].beat);
            let may_hold = |values: &Values| paid_for.is_none_or(|when| values.test(world.story, when) != Truth::No);
            is_at && values.is_some_and(|values| may_hold(values) && may_be_goal(world, target, place, values.clone()))
        })
    }
}
