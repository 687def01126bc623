//! Which parts of a condition can never be as they are wanted in a set of states.

use super::values::told;
use super::{Reason, Site};
use crate::prove::values::{Truth, Values};
use crate::story::{Condition, ConditionId, Notation, Story, Stretch};

/// Finds contradictions between conditions and one set of states.
pub(super) struct Contradictions<'a> {
    story: &'a Story,
    values: &'a Values,
    notation: Notation<'a>,
}

impl<'a> Contradictions<'a> {
    pub fn new(story: &'a Story, values: &'a Values) -> Self {
        Self { story, values, notation: Notation::of(story) }
    }

    /// Why the condition is never as wanted; nothing if each of its parts can be.
    pub fn of(&self, condition: ConditionId, is: bool) -> Vec<Reason> {
        let mut reasons = Vec::new();
        if self.values.test(self.story, condition) == Truth::of(!is) {
            self.descend(condition, is, &mut reasons);
        } else if !self.values.clone().assume(self.story, condition, is) {
            reasons.extend(self.never_both(condition, is));
        }
        reasons
    }

    /// The condition is never as wanted.
    fn descend(&self, condition: ConditionId, is: bool, reasons: &mut Vec<Reason>) {
        match *self.story.condition(condition) {
            Condition::Not(inner) => self.descend(inner, !is, reasons),
            // Of an `and` that is to hold, one part that never does is enough; of an `or` it takes all.
            Condition::All(list) if is => self.first(list, true, reasons),
            Condition::Any(list) if !is => self.first(list, false, reasons),
            Condition::All(list) | Condition::Any(list) => {
                for &part in self.story.condition_list(list) {
                    self.descend(part, is, reasons);
                }
            }
            _ => reasons.push(self.leaf(condition, is)),
        }
    }

    fn first(&self, list: Stretch, is: bool, reasons: &mut Vec<Reason>) {
        let parts = self.story.condition_list(list);
        let never = parts.iter().find(|&&part| self.values.test(self.story, part) == Truth::of(!is));
        if let Some(&part) = never {
            self.descend(part, is, reasons);
        }
    }

    fn leaf(&self, condition: ConditionId, is: bool) -> Reason {
        let written = self.notation.condition(condition);
        let claim = if is { "never holds" } else { "always holds" };
        // A flag that always or never holds is told by that alone.
        let is_bit = matches!(self.story.condition(condition), Condition::Bit { .. });
        let values = if is_bit { String::new() } else { told(self.story, condition, self.values) };
        let text = match values.is_empty() {
            true => format!("`{written}` {claim} there"),
            false => format!("`{written}` {claim} there: {values}"),
        };
        Reason { text, at: Site::Condition(condition) }
    }

    /// Two parts of an `and` of which each can hold, and never both.
    fn never_both(&self, condition: ConditionId, is: bool) -> Option<Reason> {
        let parts = match *self.story.condition(condition) {
            Condition::Not(inner) => return self.never_both(inner, !is),
            Condition::All(list) if is => self.story.condition_list(list),
            Condition::Any(list) if !is => self.story.condition_list(list),
            _ => return None,
        };
        let pairs =
            parts.iter().enumerate().flat_map(|(n, &one)| parts[n + 1..].iter().map(move |&other| (one, other)));
        let never = |&(one, other): &(ConditionId, ConditionId)| {
            let mut values = self.values.clone();
            !(values.assume(self.story, one, is) && values.assume(self.story, other, is))
        };
        let (one, other) = pairs.into_iter().find(never)?;
        let claim = if is { "never both hold" } else { "never both fail" };
        let (one_written, other_written) = (self.notation.condition(one), self.notation.condition(other));
        let (first, second) = (told(self.story, one, self.values), told(self.story, other, self.values));
        let values = if first == second { first } else { format!("{first}; {second}") };
        let text = format!("`{one_written}` and `{other_written}` {claim} there: {values}");
        Some(Reason { text, at: Site::Condition(other) })
    }
}
