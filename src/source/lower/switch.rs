//! Prose that goes by a value: `{select}` by the word of an enum, `{count}` by the number of a stat.

use std::ops::Range;

use super::super::build::{Builder, small};
use super::super::expression::Fault;
use super::super::markup::{Arm, Named as Mentioned, Select};
use super::super::names::Named;
use super::super::written::{Role, Thing};
use super::prose::SequenceUse;
use super::{Site, kind_of, unknown_name};
use crate::story::{Condition, EnumId, LaneId, Piece, StatId, Stretch};

impl Builder<'_> {
    pub(super) fn select(&mut self, select: &Select, site: Site, sequences: &mut SequenceUse) {
        let Some(id) = self.selected(&select.name, site) else {
            return select.arms.iter().for_each(|(_, arm)| self.pieces(&arm.parts, site, sequences));
        };
        let words = self.parts.enums[id.index()].words.len();
        let start = small(self.parts.arms.len());
        let arms = Stretch { start, end: start + small(words) };
        self.parts.arms.resize(arms.end as usize, 0);
        self.parts.pieces.push(Piece::Select { name: id, arms });
        let (mut taken, mut to_end) = (vec![false; words], Vec::new());
        for (labels, arm) in &select.arms {
            let here = small(self.parts.pieces.len());
            for word in self.arm_words(id, labels, &mut taken, site) {
                self.parts.arms[arms.range()][word] = here;
            }
            self.arm(arm, site, sequences);
            to_end.push(self.parts.pieces.len());
            self.parts.pieces.push(Piece::Jump(0));
        }
        self.missing_words(id, &taken, select, site);
        self.jump_here(to_end);
    }

    fn selected(&mut self, name: &Mentioned, site: Site) -> Option<EnumId> {
        let Mentioned { name, range } = name;
        let fault = match self.names.value(name) {
            Ok(Named::Enum(id)) => {
                self.mention(Thing::Enum(id), Role::Asks, site.at, range.clone());
                return Some(id);
            }
            Ok(Named::Broken) => return None,
            Ok(named) => {
                let message = format!("`{name}` is {}; `{{select}}` goes by the word of an enum", kind_of(named));
                let hint = match named {
                    Named::Stat(_) => format!("write `{{if {name} >= 3}}…{{else}}…{{end}}`, or `{{count {name}: …}}`"),
                    _ => format!("write `{{if {name}}}…{{else}}…{{end}}`"),
                };
                Fault::new("bad-select", message, range.clone()).hint(hint)
            }
            Err(hint) => unknown_name(name, range.clone(), hint),
        };
        self.fault(fault, site.at);
        None
    }

    /// The positions of the words that an arm is for: `*` is for all that no arm before it took.
    fn arm_words(&mut self, id: EnumId, labels: &[Mentioned], taken: &mut [bool], site: Site) -> Vec<usize> {
        let mut words = Vec::new();
        for Mentioned { name, range } in labels {
            let wrong = |message: String| Fault::new("bad-select", message, range.clone());
            if name == "*" {
                if taken.iter().all(|is| *is) {
                    let fault = wrong("every word has a part already, so this one is never read".to_owned());
                    self.fault(fault.hint("delete this part"), site.at);
                }
                words.extend((0..taken.len()).filter(|&word| !taken[word]));
                taken.fill(true);
                continue;
            }
            let word = match self.word_called(id, name, range.clone()) {
                _ if name.is_empty() => {
                    self.fault(wrong("a word is missing here".to_owned()), site.at);
                    continue;
                }
                Ok(word) => word,
                Err(fault) => {
                    self.fault(fault, site.at);
                    continue;
                }
            };
            self.mention(Thing::Word(id, word), Role::Asks, site.at, range.clone());
            if std::mem::replace(&mut taken[usize::from(word)], true) {
                let fault = wrong(format!("`{name}` has a part already"));
                self.fault(fault.hint("delete one of them; a part for `*` stands last"), site.at);
            }
            words.push(usize::from(word));
        }
        words
    }

    /// Not told if a label cannot be read: it may be for what is missing.
    fn missing_words(&mut self, id: EnumId, taken: &[bool], select: &Select, site: Site) {
        let words = &self.parts.enums[id.index()].words;
        let is_known = |label: &Mentioned| label.name == "*" || words.contains(&label.name);
        let is_broken = select.arms.iter().any(|(labels, _)| labels.is_empty() || !labels.iter().all(is_known));
        let missing = words.iter().zip(taken).filter(|(_, taken)| !**taken);
        let missing: Vec<String> = missing.map(|(word, _)| format!("`{word}`")).collect();
        if !missing.is_empty() && !is_broken {
            let message = format!("there is no part for {}", missing.join(", "));
            let fault = Fault::new("bad-select", message, select.name.range.clone());
            self.fault(fault.hint("add a part for each word, or `*=` for all others"), site.at);
        }
    }

    pub(super) fn count(
        &mut self,
        name: &Mentioned,
        arms: &[Arm],
        range: Range<usize>,
        site: Site,
        sequences: &mut SequenceUse,
    ) {
        let stat = self.counted(name, arms.len(), range, site).unwrap_or_else(|fault| {
            self.fault(fault, site.at);
            None
        });
        let Some(stat) = stat else {
            return arms.iter().for_each(|arm| self.pieces(&arm.parts, site, sequences));
        };
        // Two parts: one, and any other number. Three: none, one, and any other.
        let first = if arms.len() == 3 { 0 } else { 1 };
        let Some((last, numbered)) = arms.split_last() else { return };
        let mut to_end = Vec::new();
        for (number, arm) in (first..).zip(numbered) {
            let is = self.stat_is(stat, number);
            let condition = self.push(is, site, name.range.clone());
            to_end.push(self.arm_if(condition, arm, site, sequences));
        }
        self.arm(last, site, sequences);
        self.jump_here(to_end);
    }

    fn counted(
        &mut self,
        name: &Mentioned,
        arms: usize,
        range: Range<usize>,
        site: Site,
    ) -> Result<Option<StatId>, Fault> {
        let Mentioned { name, range: name_range } = name;
        let stat = match self.names.value(name) {
            Ok(Named::Stat(stat)) => stat,
            Ok(Named::Broken) => return Ok(None),
            Ok(named) => {
                let message = format!("`{name}` is {}; only a stat can be counted", kind_of(named));
                let hint = match named {
                    Named::Enum(_) => format!("write `{{select {name}: …}}`"),
                    _ => format!("write `{{if {name}}}…{{else}}…{{end}}`"),
                };
                return Err(Fault::new("bad-count", message, name_range.clone()).hint(hint));
            }
            Err(hint) => return Err(unknown_name(name, name_range.clone(), hint)),
        };
        self.mention(Thing::Stat(stat), Role::Shows, site.at, name_range.clone());
        if !matches!(arms, 2 | 3) {
            let message = format!("`{{count}}` has two or three parts; this one has {arms}");
            let hint = "write `one|many`, or `none|one|many`; `#` shows the number";
            return Err(Fault::new("bad-count", message, range).hint(hint));
        }
        Ok(Some(stat))
    }

    fn stat_is(&self, stat: StatId, number: i32) -> Condition {
        let stat = &self.parts.stats[stat.index()];
        let (low, high) = (i32::from(stat.low), i32::from(stat.high));
        let lane: LaneId = stat.lane;
        match (low..=high).contains(&number) {
            true => Condition::Within { lane, low: (number - low) as u16, high: (number - low) as u16 },
            false => Condition::Constant(false),
        }
    }
}
