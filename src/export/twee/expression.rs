//! Conditions and effects in SugarCube's words.

use super::names::{InLane, Names};
use crate::story::{Comparison, Condition, ConditionId, Effect, LaneId, StatId, Story, Stretch, Sum};

/// How tightly a condition holds together: what is looser than its surroundings needs brackets.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Binding {
    Or,
    And,
    Comparison,
    Value,
}

/// Says conditions and effects of one story.
pub(super) struct Speaker<'a> {
    pub story: &'a Story,
    pub names: &'a Names,
}

impl Speaker<'_> {
    /// A condition, as `<<if>>` takes it.
    pub fn condition(&self, condition: ConditionId) -> String {
        self.bound(condition).0
    }

    /// A condition that can stand between `and` and `and`.
    pub fn part_of_and(&self, condition: ConditionId) -> String {
        self.tighter(condition, Binding::Comparison)
    }

    fn tighter(&self, condition: ConditionId, than: Binding) -> String {
        match self.bound(condition) {
            (words, binding) if binding >= than => words,
            (words, _) => format!("({words})"),
        }
    }

    fn bound(&self, condition: ConditionId) -> (String, Binding) {
        match *self.story.condition(condition) {
            Condition::Constant(is) => (is.to_string(), Binding::Value),
            Condition::Bit { bit, is: true } => (self.names.bit(bit).to_owned(), Binding::Value),
            Condition::Bit { bit, is: false } => (format!("not {}", self.names.bit(bit)), Binding::Comparison),
            Condition::Within { lane, low, high } => self.within(lane, low, high),
            Condition::Not(inner) => (self.not(inner), Binding::Comparison),
            Condition::All(list) => self.list(list, " and ", Binding::And, "true"),
            Condition::Any(list) => self.list(list, " or ", Binding::Or, "false"),
            Condition::Compare { left, comparison, right } => {
                let words = format!("{} {} {}", self.sum(left), word(comparison), self.sum(right));
                (words, Binding::Comparison)
            }
        }
    }

    fn not(&self, inner: ConditionId) -> String {
        match *self.story.condition(inner) {
            Condition::Bit { bit, is: false } => self.names.bit(bit).to_owned(),
            Condition::Within { lane, low, high } if low == high => {
                self.within(lane, low, high).0.replacen(" is ", " isnot ", 1)
            }
            _ => format!("not {}", self.tighter(inner, Binding::Value)),
        }
    }

    fn list(&self, list: Stretch, between: &str, binding: Binding, empty: &str) -> (String, Binding) {
        let parts = self.story.condition_list(list);
        match parts {
            [] => (empty.to_owned(), Binding::Value),
            [only] => self.bound(*only),
            _ => {
                let words: Vec<String> = parts.iter().map(|&part| self.tighter(part, Binding::Comparison)).collect();
                (words.join(between), binding)
            }
        }
    }

    fn within(&self, lane: LaneId, low: u16, high: u16) -> (String, Binding) {
        let words = match self.names.in_lane(lane) {
            Some(InLane::Stat(stat)) => return self.stat_within(stat, low, high),
            Some(InLane::Enum(id)) => {
                let name = &self.names.enums[id.index()];
                let words = &self.story.declared_enum(id).words;
                let asked: Vec<String> = (low..=high)
                    .filter_map(|word| words.get(usize::from(word)))
                    .map(|word| format!("{name} is \"{word}\""))
                    .collect();
                asked
            }
            None => Vec::new(),
        };
        match words.as_slice() {
            [] => ("false".to_owned(), Binding::Value),
            [only] => (only.clone(), Binding::Comparison),
            several => (several.join(" or "), Binding::Or),
        }
    }

    fn stat_within(&self, id: StatId, low: u16, high: u16) -> (String, Binding) {
        let (stat, name) = (self.story.stat(id), &self.names.stats[id.index()]);
        let value = |raw: u16| i32::from(stat.low) + i32::from(raw);
        let (low, high) = (value(low), value(high));
        match (low > stat.low.into(), high < stat.high.into()) {
            _ if low == high => (format!("{name} is {low}"), Binding::Comparison),
            (true, true) => (format!("{name} gte {low} and {name} lte {high}"), Binding::And),
            (false, true) => (format!("{name} lte {high}"), Binding::Comparison),
            (_, false) => (format!("{name} gte {low}"), Binding::Comparison),
        }
    }

    /// `$nerve + 2 - $mask`
    fn sum(&self, sum: Sum) -> String {
        let mut words = String::new();
        for &(stat, negated) in self.story.sum_terms(sum.terms) {
            let sign = match (words.is_empty(), negated) {
                (true, false) => "",
                (true, true) => "-",
                (false, false) => " + ",
                (false, true) => " - ",
            };
            words.push_str(sign);
            words.push_str(&self.names.stats[stat.index()]);
        }
        match sum.number {
            number if words.is_empty() => number.to_string(),
            0 => words,
            number => format!("{words}{}", signed(number)),
        }
    }

    /// Effects as `<<set>>` macros, in order.
    pub fn effects(&self, effects: Stretch) -> Vec<String> {
        self.story.effects(effects).iter().map(|&effect| self.effect(effect)).collect()
    }

    fn effect(&self, effect: Effect) -> String {
        match effect {
            Effect::SetBit { bit, is } => set(self.names.bit(bit), &is.to_string()),
            Effect::SetWord { lane, word } => match self.names.in_lane(lane) {
                Some(InLane::Enum(id)) => {
                    let declared = self.story.declared_enum(id);
                    set(&self.names.enums[id.index()], &format!("\"{}\"", declared.words[usize::from(word)]))
                }
                _ => String::new(),
            },
            Effect::Assign { stat, sum } => self.set_stat(stat, sum, self.sum(sum)),
            Effect::Add { stat, sum } => self.change(stat, sum, false),
            Effect::Subtract { stat, sum } => self.change(stat, sum, true),
        }
    }

    fn change(&self, stat: StatId, sum: Sum, negated: bool) -> String {
        let name = &self.names.stats[stat.index()];
        let changed = match (self.story.sum_terms(sum.terms), negated) {
            ([], false) => format!("{name}{}", signed(sum.number)),
            ([], true) => format!("{name}{}", signed(sum.number.saturating_neg())),
            (_, false) => format!("{name} + ({})", self.sum(sum)),
            (_, true) => format!("{name} - ({})", self.sum(sum)),
        };
        self.clamped(stat, &changed)
    }

    fn set_stat(&self, id: StatId, sum: Sum, words: String) -> String {
        if !self.story.sum_terms(sum.terms).is_empty() {
            return self.clamped(id, &words);
        }
        let stat = self.story.stat(id);
        let number = sum.number.clamp(stat.low.into(), stat.high.into());
        set(&self.names.stats[id.index()], &number.to_string())
    }

    fn clamped(&self, id: StatId, value: &str) -> String {
        let stat = self.story.stat(id);
        set(&self.names.stats[id.index()], &format!("Math.clamp({value}, {}, {})", stat.low, stat.high))
    }
}

/// `<<set $nerve to 5>>`
pub(super) fn set(name: &str, value: &str) -> String {
    format!("<<set {name} to {value}>>")
}

/// ` + 2` or ` - 2`.
fn signed(number: i32) -> String {
    format!(" {} {}", if number < 0 { '-' } else { '+' }, number.unsigned_abs())
}

fn word(comparison: Comparison) -> &'static str {
    match comparison {
        Comparison::Equal => "is",
        Comparison::NotEqual => "isnot",
        Comparison::Less => "lt",
        Comparison::LessOrEqual => "lte",
        Comparison::Greater => "gt",
        Comparison::GreaterOrEqual => "gte",
    }
}
