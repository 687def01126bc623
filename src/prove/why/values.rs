//! The values that parts of the state can have, in words.

use std::collections::BTreeSet;

use crate::prove::values::{Truth, Values};
use crate::story::{BitId, Condition, ConditionId, LaneId, Notation, Story, Sum};

/// What a condition asks about can be, such as "`nerve` is 0 to 3 or 5, `paid` is never set".
pub(super) fn told(story: &Story, condition: ConditionId, values: &Values) -> String {
    let mut asked = Asked::default();
    asked.collect(story, condition);
    let lanes = asked.lanes.into_iter().filter_map(|lane| told_lane(story, lane, values));
    let notation = Notation::of(story);
    let bits = asked.bits.into_iter().map(|bit| {
        let name = notation.bit(bit);
        match values.bit(bit) {
            Truth::Yes => format!("`{name}` is always set"),
            Truth::No => format!("`{name}` is never set"),
            Truth::Unknown => format!("`{name}` is set or not"),
        }
    });
    lanes.chain(bits).collect::<Vec<_>>().join(", ")
}

/// What conditions ask about.
#[derive(Default)]
struct Asked {
    lanes: BTreeSet<LaneId>,
    bits: BTreeSet<BitId>,
}

impl Asked {
    fn collect(&mut self, story: &Story, condition: ConditionId) {
        match *story.condition(condition) {
            Condition::Constant(_) => {}
            Condition::Bit { bit, .. } => drop(self.bits.insert(bit)),
            Condition::Within { lane, .. } => drop(self.lanes.insert(lane)),
            Condition::Not(inner) => self.collect(story, inner),
            Condition::All(list) | Condition::Any(list) => {
                story.condition_list(list).iter().for_each(|&part| self.collect(story, part));
            }
            Condition::Compare { left, right, .. } => {
                let stats = |sum: Sum| story.sum_terms(sum.terms).iter().map(|(stat, _)| story.stat(*stat).lane);
                self.lanes.extend(stats(left).chain(stats(right)));
            }
        }
    }
}

fn told_lane(story: &Story, lane: LaneId, values: &Values) -> Option<String> {
    let raw: Vec<u16> = values.lane(lane).values().collect();
    told_lane_values(story, lane, &raw)
}

/// A lane that can have these values, in words; none if it is a count.
pub(super) fn told_lane_values(story: &Story, lane: LaneId, raw: &[u16]) -> Option<String> {
    if let Some(stat) = story.stats().iter().find(|stat| stat.lane == lane) {
        let numbers: Vec<i32> = raw.iter().map(|&raw| i32::from(stat.low) + i32::from(raw)).collect();
        return Some(format!("`{}` is {}", stat.name, runs(&numbers).join(" or ")));
    }
    let declared = story.enums().iter().find(|declared| declared.lane == lane)?;
    let words: Vec<String> = raw.iter().map(|&word| format!("`{}`", declared.words[usize::from(word)])).collect();
    Some(format!("`{}` is {}", declared.name, words.join(" or ")))
}

/// Ascending numbers in words: "0 to 3 or 5".
pub(super) fn told_numbers(numbers: &[u16]) -> String {
    let numbers: Vec<i32> = numbers.iter().copied().map(i32::from).collect();
    runs(&numbers).join(" or ")
}

/// Ascending numbers as stretches: "0 to 3", "5".
fn runs(numbers: &[i32]) -> Vec<String> {
    let mut runs: Vec<(i32, i32)> = Vec::new();
    for &number in numbers {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == number => *last = number,
            _ => runs.push((number, number)),
        }
    }
    let written = |&(first, last): &(i32, i32)| match last - first {
        0 => first.to_string(),
        1 => format!("{first} or {last}"),
        _ => format!("{first} to {last}"),
    };
    runs.iter().map(written).collect()
}
