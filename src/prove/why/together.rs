//! Facts of which each part can be so, and never all of them together.

use std::collections::BTreeSet;

use super::values::{told_lane_values, told_numbers};
use super::{Reason, Why};
use crate::prove::settle::Case;
use crate::prove::slots::Part;
use crate::story::ChoiceId;

/// So many different cases are told at most.
const MOST_ROWS: usize = 6;

impl Why<'_> {
    /// What parts of the state had to be looked at together, and which values they have where it could be so.
    pub(super) fn never_together(&self, fact: usize) -> Reason {
        let target = &self.world.targets[fact];
        let at = self.site(target);
        let general = "each part of it can be so for itself, but never all of them in one playthrough";
        let Some((parts, rows)) = Case::values_at_goal(self.world, fact, self.options) else {
            return Reason { text: general.to_owned(), at };
        };
        if rows.is_empty() {
            let names: Vec<String> = parts.iter().filter_map(|part| self.name(*part)).collect();
            let kept = if names.is_empty() { String::new() } else { format!(" that follows {}", names.join(", ")) };
            let text =
                format!("a search{kept} finds no way there, though each condition on the way can hold for itself");
            return Reason { text, at };
        }
        let told = self.told_rows(&parts, &rows);
        let text = if told.is_empty() { general.to_owned() } else { format!("{general}: there {told}") };
        Reason { text, at }
    }

    /// The cases: what some parts are, and between what the part with the most values lies then.
    fn told_rows(&self, parts: &[Part], rows: &BTreeSet<Vec<u16>>) -> String {
        let values = |part: usize| rows.iter().map(|row| row[part]).collect::<BTreeSet<u16>>();
        let asked: Vec<usize> = (0..parts.len()).filter(|&part| self.name(parts[part]).is_some()).collect();
        let Some(&main) = asked.iter().max_by_key(|&&part| values(part).len()) else { return String::new() };
        let others: Vec<usize> = asked.into_iter().filter(|&part| part != main).collect();
        let cases: BTreeSet<Vec<u16>> = rows.iter().map(|row| others.iter().map(|&part| row[part]).collect()).collect();
        let mut told = Vec::new();
        for case in cases.iter().take(MOST_ROWS) {
            let is_case = |row: &&Vec<u16>| others.iter().zip(case).all(|(&part, value)| row[part] == *value);
            let then: BTreeSet<u16> = rows.iter().filter(is_case).map(|row| row[main]).collect();
            let when: Vec<String> =
                others.iter().zip(case).map(|(&part, &value)| self.told(parts[part], &[value].into())).collect();
            let then = self.told(parts[main], &then);
            told.push(if when.is_empty() { then } else { format!("{then} where {}", when.join(" and ")) });
        }
        if cases.len() > MOST_ROWS {
            told.push(format!("and {} cases more", cases.len() - MOST_ROWS));
        }
        told.join("; ")
    }

    fn told(&self, part: Part, values: &BTreeSet<u16>) -> String {
        let values: Vec<u16> = values.iter().copied().collect();
        let name = self.name(part).unwrap_or_default();
        match part {
            Part::Bit(_) => {
                let is = match values.as_slice() {
                    [0] => "is not set",
                    [_] => "is set",
                    _ => "is set or not",
                };
                format!("{name} {is}")
            }
            Part::Lane(lane) => match told_lane_values(self.story, lane, &values) {
                Some(told) => told,
                None => format!("{name} is {}", told_numbers(&values)),
            },
        }
    }

    /// What a writer calls it; none of open detours, which have no name.
    fn name(&self, part: Part) -> Option<String> {
        let story = self.story;
        match part {
            Part::Bit(bit) => {
                let name = crate::story::Notation::of(story).bit(bit).to_owned();
                let mut choices = (0..story.choices().len() as u32).map(ChoiceId);
                let mut spent = || choices.find(|&choice| story.choice(choice).once == Some(bit));
                match name.as_str() {
                    "?" => spent().map(|choice| format!("that `{}` was chosen", story.full_choice_name(choice))),
                    _ => Some(format!("`{name}`")),
                }
            }
            Part::Lane(lane) => {
                let stat = story.stats().iter().find(|stat| stat.lane == lane).map(|stat| format!("`{}`", stat.name));
                let declared = || story.enums().iter().find(|declared| declared.lane == lane);
                let counted = || story.beats().iter().find(|beat| beat.visits.is_some_and(|count| count.lane == lane));
                stat.or_else(|| declared().map(|declared| format!("`{}`", declared.name)))
                    .or_else(|| counted().map(|beat| format!("the count of visits to `{}`", beat.name)))
            }
        }
    }
}
