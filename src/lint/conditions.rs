//! What is wrong with conditions: parts that never or always hold, and parts that add nothing.

use super::branches::branches;
use super::checked::Sound;
use super::space::{Space, Verdict, verdict};
use crate::story::{ChoiceId, Condition, ConditionId, Story};

/// Something wrong with a condition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fault {
    /// A part, or a named condition, holds in no state.
    NeverTrue(ConditionId),
    /// It holds in every state.
    NeverFalse(ConditionId),
    /// The `when` of a choice holds in no state, because of this part.
    ChoiceNeverOpen(ChoiceId, ConditionId),
    /// An arm of prose that is never read.
    DeadArm(ConditionId),
    /// Behind this arm of prose nothing is read.
    DeadElse(ConditionId),
    /// A part that can be left out; the one beside it.
    Redundant { part: ConditionId, beside: ConditionId, is_first: bool },
}

/// All faults of a story's conditions. What `rules` of `story.ron` say is left out: they are meant to hold always, or never.
pub(super) fn faults(sound: &Sound) -> Vec<Fault> {
    let mut finder = Finder { sound, story: sound.story, found: Vec::new() };
    for choice in sound.choices() {
        finder.choice(choice);
    }
    for named in sound.story.named_conditions() {
        finder.named(named.condition);
    }
    for prose in sound.prose() {
        for branches in branches(sound.story, prose) {
            finder.arms(&branches.conditions, branches.has_else);
        }
    }
    finder.found
}

struct Finder<'a> {
    sound: &'a Sound<'a>,
    story: &'a Story,
    found: Vec<Fault>,
}

impl Finder<'_> {
    fn choice(&mut self, id: ChoiceId) {
        let Some(when) = self.story.choice(id).when else { return };
        match verdict(self.story, when) {
            Verdict::Never => {
                let fault = self.blame(when, Verdict::Never).map(|part| Fault::ChoiceNeverOpen(id, part));
                self.found.extend(fault);
            }
            Verdict::Always => self.never_false(when),
            Verdict::Open => self.parts(when),
        }
    }

    fn named(&mut self, condition: ConditionId) {
        match verdict(self.story, condition) {
            Verdict::Never => {
                let fault = self.blame(condition, Verdict::Never).map(Fault::NeverTrue);
                self.found.extend(fault);
            }
            Verdict::Always => self.never_false(condition),
            Verdict::Open => self.parts(condition),
        }
    }

    fn never_false(&mut self, condition: ConditionId) {
        let fault = self.blame(condition, Verdict::Always).map(Fault::NeverFalse);
        self.found.extend(fault);
    }

    /// The arms of one `{if}`, each of which is asked only where those before it fail.
    fn arms(&mut self, conditions: &[ConditionId], has_else: bool) {
        if conditions.iter().any(|&condition| self.is_count(condition)) {
            return;
        }
        for (at, &condition) in conditions.iter().enumerate() {
            let has_more = has_else || at + 1 < conditions.len();
            match verdict(self.story, condition) {
                Verdict::Always if has_more => return self.dead_else(condition),
                Verdict::Always => return self.never_false(condition),
                Verdict::Never => {
                    let fault = self.blame(condition, Verdict::Never).map(Fault::DeadArm);
                    self.found.extend(fault);
                }
                Verdict::Open if self.is_covered(&conditions[..at], Some(condition)) => {
                    self.found.push(Fault::DeadArm(condition));
                }
                Verdict::Open => self.parts(condition),
            }
        }
        if let (true, Some(&last)) = (has_else && conditions.len() > 1, conditions.last())
            && self.is_covered(conditions, None)
        {
            self.found.push(Fault::DeadElse(last));
        }
    }

    fn dead_else(&mut self, condition: ConditionId) {
        let fault = self.blame(condition, Verdict::Always).map(|_| Fault::DeadElse(condition));
        self.found.extend(fault);
    }

    /// Whether one of `before` holds in every state in which `then` does.
    fn is_covered(&self, before: &[ConditionId], then: Option<ConditionId>) -> bool {
        let all: Vec<ConditionId> = before.iter().copied().chain(then).collect();
        let Some(space) = Space::of(self.story, &all, &[]).filter(|_| !before.is_empty()) else { return false };
        !space
            .any(|values| before.iter().all(|&part| !values.holds(part)) && then.is_none_or(|then| values.holds(then)))
    }

    /// Whether a condition is that of a `{count}`, which is written as the name of its stat alone.
    fn is_count(&self, condition: ConditionId) -> bool {
        let written = self.sound.text(self.sound.written.condition(condition));
        !matches!(self.story.condition(condition), Condition::Bit { .. } | Condition::All(_))
            && self.story.stats().iter().any(|stat| stat.name == written)
    }

    /// The smallest part for which a condition holds always, or never. None where that is written out, as `true` and `false` are.
    fn blame(&self, condition: ConditionId, is: Verdict) -> Option<ConditionId> {
        let part = match (self.story.condition(condition), is) {
            (Condition::All(list), Verdict::Never) | (Condition::Any(list), Verdict::Always)
                if list.range().len() > 1 =>
            {
                let parts = self.story.condition_list(*list);
                parts.iter().find(|&&part| verdict(self.story, part) == is)
            }
            _ => None,
        };
        match part {
            Some(&part) => self.blame(part, is),
            None => {
                let written = self.sound.text(self.sound.written.condition(condition));
                (!matches!(written.trim_matches(['(', ')', ' ']), "true" | "false")).then_some(condition)
            }
        }
    }

    /// The parts of a condition that holds now and then.
    fn parts(&mut self, condition: ConditionId) {
        match *self.story.condition(condition) {
            Condition::Not(inner) => self.parts(inner),
            // One part alone is a named condition, which is looked at where it is written.
            Condition::All(list) | Condition::Any(list) if list.range().len() > 1 => {
                let parts = self.story.condition_list(list);
                let mut is_open = true;
                for &part in parts {
                    let is = verdict(self.story, part);
                    is_open &= is == Verdict::Open;
                    match is {
                        Verdict::Open => self.parts(part),
                        Verdict::Never => {
                            let fault = self.blame(part, is).map(Fault::NeverTrue);
                            self.found.extend(fault);
                        }
                        Verdict::Always => self.never_false(part),
                    }
                }
                if is_open {
                    let is_all = matches!(self.story.condition(condition), Condition::All(_));
                    self.redundant(parts, is_all);
                }
            }
            _ => {}
        }
    }

    /// Parts without which the others say the same; the later of two goes first.
    fn redundant(&mut self, parts: &[ConditionId], is_all: bool) {
        let Some(space) = Space::of(self.story, parts, &[]) else { return };
        let mut left = parts.to_vec();
        for (at, &part) in parts.iter().enumerate().rev() {
            if left.len() == 1 {
                return;
            }
            let others: Vec<ConditionId> = left.iter().copied().filter(|&other| other != part).collect();
            // With `and`, a part adds something where it alone fails; with `or`, where it alone holds.
            let adds = space.any(|values| {
                values.holds(part) != is_all && others.iter().all(|&other| values.holds(other) == is_all)
            });
            if !adds {
                left = others;
                let is_first = at == 0;
                let beside = if is_first { parts[1] } else { parts[at - 1] };
                self.found.push(Fault::Redundant { part, beside, is_first });
            }
        }
    }
}
