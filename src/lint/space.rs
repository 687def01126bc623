//! The values that conditions depend on, tried out one combination after the other: what never or always holds among them.

use crate::story::{BitId, Condition, ConditionId, LaneId, StatId, Story, Stretch, Sum};

/// So many combinations are tried; where there are more, nothing is said.
const MOST_COMBINATIONS: usize = 1 << 12;

/// So many parts of conditions are looked at, and with all combinations together so many: named conditions that ask each other may stand for
/// more than anybody could write out.
const MOST_PARTS: usize = 1 << 12;
const MOST_STEPS: usize = 1 << 20;

/// All combinations of the values that some conditions depend on, each value within its declared range. Every state a playthrough can be in
/// is one of them, but not every one of them need be such a state.
pub(super) struct Space<'a> {
    story: &'a Story,
    variables: Vec<(Variable, Vec<u16>)>,
}

/// What a condition reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Variable {
    Bit(BitId),
    Lane(LaneId),
    /// A comparison of too many values to be tried: it may hold or not, whatever the others are.
    Opaque(ConditionId),
}

/// What can be said of a condition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    Never,
    Always,
    /// Now and then, or it cannot be told.
    Open,
}

/// One combination, by variable.
pub(super) struct Values<'a> {
    space: &'a Space<'a>,
    values: Vec<u16>,
}

impl<'a> Space<'a> {
    /// What these conditions depend on, and these lanes with all their values. None if that is too much to try.
    pub fn of(story: &'a Story, conditions: &[ConditionId], lanes: &[LaneId]) -> Option<Self> {
        let mut gathered = Gathered { story, variables: Vec::new(), parts: 0 };
        conditions.iter().for_each(|&condition| gathered.condition(condition));
        lanes.iter().for_each(|&lane| gathered.all_of(lane));
        let Gathered { mut variables, parts, .. } = gathered;
        if parts > MOST_PARTS {
            return None;
        }
        variables.sort_by_key(|(variable, _)| *variable);
        for (variable, values) in &mut variables {
            values.push(0);
            values.sort_unstable();
            values.dedup();
            if let Variable::Lane(lane) = variable {
                let high = story.lane_high(*lane);
                values.retain(|value| *value <= high);
            }
        }
        let combinations = variables.iter().try_fold(1_usize, |all, (_, values)| all.checked_mul(values.len()));
        combinations.filter(|&all| all <= MOST_COMBINATIONS && all * parts <= MOST_STEPS)?;
        Some(Self { story, variables })
    }

    /// Whether each combination is one of values that hold together but for what else the story does: no comparison is left open.
    pub fn is_exact(&self) -> bool {
        !self.variables.iter().any(|(variable, _)| matches!(variable, Variable::Opaque(_)))
    }

    /// Whether `holds` is so for some combination.
    pub fn any(&self, mut holds: impl FnMut(&Values) -> bool) -> bool {
        let mut positions = vec![0; self.variables.len()];
        loop {
            let values =
                self.variables.iter().zip(&positions).map(|((_, values), &at): (_, &usize)| values[at]).collect();
            if holds(&Values { space: self, values }) {
                return true;
            }
            // The next combination, as the digits of a number are counted on.
            let lengths = self.variables.iter().map(|(_, values)| values.len());
            let carried = positions.iter_mut().zip(lengths).find_map(|(at, length)| {
                *at = (*at + 1) % length;
                (*at > 0).then_some(())
            });
            if carried.is_none() {
                return false;
            }
        }
    }
}

impl Values<'_> {
    /// Whether a condition holds.
    pub fn holds(&self, condition: ConditionId) -> bool {
        let story = self.space.story;
        match *story.condition(condition) {
            Condition::Constant(is) => is,
            Condition::Bit { bit, is } => self.bit(bit) == is,
            Condition::Within { lane, low, high } => (low..=high).contains(&self.lane(lane)),
            Condition::Not(inner) => !self.holds(inner),
            Condition::All(list) => story.condition_list(list).iter().all(|&part| self.holds(part)),
            Condition::Any(list) => story.condition_list(list).iter().any(|&part| self.holds(part)),
            Condition::Compare { left, comparison, right } => match self.find(Variable::Opaque(condition)) {
                Some(value) => value == 1,
                None => comparison.holds(self.sum(left), self.sum(right)),
            },
        }
    }

    /// Whether a flag is set. One that no condition asks is not.
    pub fn bit(&self, bit: BitId) -> bool {
        self.value(Variable::Bit(bit)) == 1
    }

    /// The raw value of a lane.
    pub fn lane(&self, lane: LaneId) -> u16 {
        self.value(Variable::Lane(lane))
    }

    fn value(&self, variable: Variable) -> u16 {
        self.find(variable).unwrap_or(0)
    }

    fn find(&self, variable: Variable) -> Option<u16> {
        let found = self.space.variables.binary_search_by_key(&variable, |(variable, _)| *variable);
        found.ok().map(|at| self.values[at])
    }

    fn sum(&self, sum: Sum) -> i32 {
        let story = self.space.story;
        story.sum_terms(sum.terms).iter().fold(sum.number, |total, &(stat, negated)| {
            let value = i32::from(story.stat(stat).low) + i32::from(self.lane(story.stat(stat).lane));
            if negated { total.saturating_sub(value) } else { total.saturating_add(value) }
        })
    }
}

struct Gathered<'a> {
    story: &'a Story,
    variables: Vec<(Variable, Vec<u16>)>,
    /// How many parts were looked at, a named condition's as often as it is asked.
    parts: usize,
}

impl Gathered<'_> {
    fn values(&mut self, variable: Variable) -> &mut Vec<u16> {
        let at = self.variables.iter().position(|(known, _)| *known == variable).unwrap_or_else(|| {
            self.variables.push((variable, Vec::new()));
            self.variables.len() - 1
        });
        &mut self.variables[at].1
    }

    fn all_of(&mut self, lane: LaneId) {
        let high = self.story.lane_high(lane);
        self.values(Variable::Lane(lane)).extend(0..=high);
    }

    fn condition(&mut self, id: ConditionId) {
        self.parts += 1;
        if self.parts > MOST_PARTS {
            return;
        }
        let story = self.story;
        match *story.condition(id) {
            Condition::Constant(_) => {}
            Condition::Bit { bit, .. } => self.values(Variable::Bit(bit)).push(1),
            // Between these values nothing changes.
            Condition::Within { lane, low, high } => {
                self.values(Variable::Lane(lane)).extend([low, high.saturating_add(1)]);
            }
            Condition::Not(inner) => self.condition(inner),
            Condition::All(list) | Condition::Any(list) => {
                story.condition_list(list).iter().for_each(|&part| self.condition(part));
            }
            Condition::Compare { left, right, .. } => self.compare(id, left.terms, right.terms),
        }
    }

    fn compare(&mut self, id: ConditionId, left: Stretch, right: Stretch) {
        let story = self.story;
        let mut stats: Vec<StatId> =
            [left, right].iter().flat_map(|&terms| story.sum_terms(terms)).map(|t| t.0).collect();
        stats.sort_unstable();
        stats.dedup();
        let width = |stat: &StatId| usize::from(story.lane_high(story.stat(*stat).lane)) + 1;
        let combinations = stats.iter().try_fold(1_usize, |all, stat| all.checked_mul(width(stat)));
        if combinations.is_some_and(|all| all <= MOST_COMBINATIONS) {
            stats.iter().for_each(|&stat| self.all_of(story.stat(stat).lane));
        } else {
            self.values(Variable::Opaque(id)).push(1);
        }
    }
}

/// Whether a condition holds in no state or in every state, as far as declared ranges tell.
pub(super) fn verdict(story: &Story, condition: ConditionId) -> Verdict {
    let Some(space) = Space::of(story, &[condition], &[]) else { return Verdict::Open };
    if !space.any(|values| values.holds(condition)) {
        return Verdict::Never;
    }
    if !space.any(|values| !values.holds(condition)) { Verdict::Always } else { Verdict::Open }
}

/// The least and the greatest value that a sum can have within declared ranges.
pub(super) fn bounds(story: &Story, sum: Sum) -> (i32, i32) {
    story.sum_terms(sum.terms).iter().fold((sum.number, sum.number), |(least, greatest), &(stat, negated)| {
        let (low, high) = (i32::from(story.stat(stat).low), i32::from(story.stat(stat).high));
        let (low, high) = if negated { (-high, -low) } else { (low, high) };
        (least.saturating_add(low), greatest.saturating_add(high))
    })
}
