//! Conditions and sums.

use std::ops::Range;

use super::super::build::{Builder, small};
use super::super::expression::{Fault, Node, NodeKind, Term, parse_condition};
use super::super::names::{Named, Target};
use super::super::written::{Role, Thing};
use super::{Site, kind_of, unknown_name};
use crate::diagnostic::did_you_mean;
use crate::story::{Comparison, Condition, ConditionId, EnumId, StatId, Stretch, Sum};

/// Everything that is wrong with one condition.
type Faults = Vec<Fault>;

impl From<Fault> for Faults {
    fn from(fault: Fault) -> Self {
        vec![fault]
    }
}

impl Builder<'_> {
    /// Compiles a condition. Reports what is wrong with it.
    pub fn condition(&mut self, text: &str, site: Site) -> Option<ConditionId> {
        let lowered = parse_condition(text, 0).map_err(Faults::from).and_then(|node| self.truth(&node, site));
        lowered.map_err(|faults| faults.into_iter().for_each(|fault| self.fault(fault, site.at))).ok()
    }

    /// Takes in a condition that is written in `range` of the string.
    pub(in crate::source) fn push(&mut self, condition: Condition, site: Site, range: Range<usize>) -> ConditionId {
        self.parts.conditions.push(condition);
        self.written.conditions.push(site.at.inside(range));
        ConditionId(small(self.parts.conditions.len() - 1))
    }

    /// A node that must be a yes or no.
    pub(super) fn truth(&mut self, node: &Node, site: Site) -> Result<ConditionId, Faults> {
        let condition = match &node.kind {
            NodeKind::Truth(is) => Condition::Constant(*is),
            NodeKind::Name(name) => self.named_truth(name, node, site)?,
            NodeKind::Not(inner) => Condition::Not(self.truth(inner, site)?),
            NodeKind::And(parts) => Condition::All(self.truths(parts, site)?),
            NodeKind::Or(parts) => Condition::Any(self.truths(parts, site)?),
            NodeKind::Compare(left, comparison, right) => self.comparison(node, left, *comparison, right, site)?,
            NodeKind::Number(_) | NodeKind::Sum(_) => {
                let fault = Fault::new("not-a-condition", "this is a number, not a yes or no", node.range.clone());
                return Err(fault.hint("compare it, as in `nerve >= 3`").into());
            }
        };
        Ok(self.push(condition, site, node.range.clone()))
    }

    fn truths(&mut self, parts: &[Node], site: Site) -> Result<Stretch, Faults> {
        let (mut ids, mut faults) = (Vec::new(), Faults::new());
        for part in parts {
            match self.truth(part, site) {
                Ok(id) => ids.push(id),
                Err(more) => faults.extend(more),
            }
        }
        if !faults.is_empty() {
            return Err(faults);
        }
        Ok(self.list(ids))
    }

    fn list(&mut self, ids: impl IntoIterator<Item = ConditionId>) -> Stretch {
        let start = small(self.parts.condition_lists.len());
        self.parts.condition_lists.extend(ids);
        Stretch { start, end: small(self.parts.condition_lists.len()) }
    }

    fn named_truth(&mut self, name: &str, node: &Node, site: Site) -> Result<Condition, Fault> {
        let range = node.range.clone();
        if let Some(beat) = name.strip_prefix("visited.") {
            return self.visited_truth(beat, range, site);
        }
        match self.names.value(name) {
            Ok(Named::Flag(flag)) => {
                self.mention_flag(flag, Role::Asks, site.at, range);
                Ok(Condition::Bit { bit: self.parts.flags[flag.index()].bit, is: true })
            }
            Ok(Named::Condition(named)) => {
                self.mention(Thing::NamedCondition(named), Role::Asks, site.at, range);
                let condition = self.parts.named_conditions[named.index()].condition;
                Ok(Condition::All(self.list([condition])))
            }
            Ok(Named::Broken) => Ok(Condition::Constant(true)),
            Ok(Named::Stat(_)) => {
                let fault = Fault::new("not-a-condition", format!("`{name}` is a stat, not a yes or no"), range);
                Err(fault.hint(format!("compare it, as in `{name} >= 3`")))
            }
            Ok(Named::Enum(declared)) => {
                let fault = Fault::new("not-a-condition", format!("`{name}` is an enum, not a yes or no"), range);
                let word = &self.parts.enums[declared.index()].words[0];
                Err(fault.hint(format!("compare it, as in `{name} == {word}`")))
            }
            Err(hint) => Err(unknown_name(name, range, hint)),
        }
    }

    fn visited_truth(&mut self, name: &str, range: Range<usize>, site: Site) -> Result<Condition, Fault> {
        const VISITED: usize = "visited.".len();
        match self.names.beat(name, site.scene) {
            Target::Beat(beat) => {
                self.mention_beat(beat, Role::Asks, site.at, range.start + VISITED..range.end, name);
                Ok(Condition::Bit { bit: self.visited_bit(beat), is: true })
            }
            Target::Hidden => Ok(Condition::Constant(true)),
            Target::Unknown { hint } => {
                let fault = Fault::new("unknown-beat", format!("no beat is called `{name}`"), range);
                Err(fault.hint(hint))
            }
        }
    }

    fn comparison(
        &mut self,
        node: &Node,
        left: &Node,
        comparison: Comparison,
        right: &Node,
        site: Site,
    ) -> Result<Condition, Faults> {
        if self.is_broken(left) || self.is_broken(right) {
            return Ok(Condition::Constant(true));
        }
        for (side, other) in [(left, right), (right, left)] {
            if let Some(declared) = self.enum_named(side) {
                return Ok(self.enum_is(declared, comparison, (side, other), node, site)?);
            }
        }
        let (left_sum, right_sum) = (self.sum(left, site)?, self.sum(right, site)?);
        Ok(self.single_stat(left_sum, comparison, right_sum).unwrap_or(Condition::Compare {
            left: left_sum,
            comparison,
            right: right_sum,
        }))
    }

    /// Whether a node is a name whose declaration was reported.
    fn is_broken(&self, node: &Node) -> bool {
        matches!(&node.kind, NodeKind::Name(name) if matches!(self.names.value(name), Ok(Named::Broken)))
    }

    fn enum_named(&self, node: &Node) -> Option<EnumId> {
        match &node.kind {
            NodeKind::Name(name) => match self.names.values.get(name) {
                Some(Named::Enum(declared)) => Some(*declared),
                _ => None,
            },
            _ => None,
        }
    }

    fn enum_is(
        &mut self,
        id: EnumId,
        comparison: Comparison,
        (side, other): (&Node, &Node),
        node: &Node,
        site: Site,
    ) -> Result<Condition, Fault> {
        self.mention(Thing::Enum(id), Role::Asks, site.at, side.range.clone());
        let word = self.word(id, other, Role::Asks, site)?;
        let lane = self.parts.enums[id.index()].lane;
        let is = Condition::Within { lane, low: word, high: word };
        match comparison {
            Comparison::Equal => Ok(is),
            Comparison::NotEqual => Ok(Condition::Not(self.push(is, site, node.range.clone()))),
            _ => {
                let fault = Fault::new("bad-comparison", "the words of an enum have no order", node.range.clone());
                Err(fault.hint("compare with `==` or `!=`"))
            }
        }
    }

    /// The position of a word among those of an enum.
    pub(super) fn word(&mut self, id: EnumId, node: &Node, role: Role, site: Site) -> Result<u16, Fault> {
        let declared = &self.parts.enums[id.index()];
        let NodeKind::Name(word) = &node.kind else {
            let message = format!("a word of `{}` should stand here", declared.name);
            let hint = format!("its words are {}", declared.words.join(", "));
            return Err(Fault::new("unknown-word", message, node.range.clone()).hint(hint));
        };
        let position = self.word_called(id, word, node.range.clone())?;
        self.mention(Thing::Word(id, position), role, site.at, node.range.clone());
        Ok(position)
    }

    /// The position of `word`, which is written in `range`.
    pub(super) fn word_called(&self, id: EnumId, word: &str, range: Range<usize>) -> Result<u16, Fault> {
        let declared = &self.parts.enums[id.index()];
        let found = declared.words.iter().position(|known| known == word);
        found.map(|position| position as u16).ok_or_else(|| {
            let words = declared.words.iter().map(String::as_str);
            let hint =
                did_you_mean(word, words).unwrap_or_else(|| format!("its words are {}", declared.words.join(", ")));
            let message = format!("`{word}` is not a word of `{}`", declared.name);
            Fault::new("unknown-word", message, range).hint(hint)
        })
    }

    /// A stat against a number is one range test.
    fn single_stat(&self, left: Sum, comparison: Comparison, right: Sum) -> Option<Condition> {
        let (stat, comparison, number) = match (self.terms(left), self.terms(right)) {
            ([(stat, false)], []) => (*stat, comparison, right.number.saturating_sub(left.number)),
            ([], [(stat, false)]) => (*stat, turned(comparison), left.number.saturating_sub(right.number)),
            _ => return None,
        };
        let stat = &self.parts.stats[stat.index()];
        let (low, high) = (i32::from(stat.low), i32::from(stat.high));
        let (from, to) = match comparison {
            Comparison::Equal => (number, number),
            Comparison::Less => (low, number.saturating_sub(1)),
            Comparison::LessOrEqual => (low, number),
            Comparison::Greater => (number.saturating_add(1), high),
            Comparison::GreaterOrEqual => (number, high),
            Comparison::NotEqual => return None,
        };
        let (from, to) = (from.max(low), to.min(high));
        if from > to {
            return Some(Condition::Constant(false));
        }
        Some(Condition::Within { lane: stat.lane, low: (from - low) as u16, high: (to - low) as u16 })
    }

    fn terms(&self, sum: Sum) -> &[(StatId, bool)] {
        &self.parts.sum_terms[sum.terms.range()]
    }

    /// A node that must be a number.
    pub(super) fn sum(&mut self, node: &Node, site: Site) -> Result<Sum, Fault> {
        let mut number = 0;
        let mut terms = Vec::new();
        self.gather(node, false, &mut number, &mut terms, site)?;
        let start = small(self.parts.sum_terms.len());
        self.parts.sum_terms.extend(terms);
        Ok(Sum { number, terms: Stretch { start, end: small(self.parts.sum_terms.len()) } })
    }

    fn gather(
        &mut self,
        node: &Node,
        negated: bool,
        number: &mut i32,
        terms: &mut Vec<(StatId, bool)>,
        site: Site,
    ) -> Result<(), Fault> {
        match &node.kind {
            NodeKind::Number(value) => {
                let value = if negated { -*value } else { *value };
                *number = number.saturating_add(value);
            }
            NodeKind::Name(name) => match self.names.value(name) {
                Ok(Named::Stat(stat)) => {
                    self.mention(Thing::Stat(stat), Role::Asks, site.at, node.range.clone());
                    terms.push((stat, negated));
                }
                Ok(Named::Broken) => {}
                Ok(named) => {
                    let message = format!("`{name}` is {}, not a number", kind_of(named));
                    let hint = match named {
                        Named::Flag(_) | Named::Condition(_) => {
                            format!("as a condition, write `{name}` or `not {name}`")
                        }
                        _ => "an enum is compared with `==` or `!=` to one of its words".to_owned(),
                    };
                    return Err(Fault::new("not-a-number", message, node.range.clone()).hint(hint));
                }
                Err(hint) => return Err(unknown_name(name, node.range.clone(), hint)),
            },
            NodeKind::Sum(parts) => {
                for Term { negated: inner, node } in parts {
                    self.gather(node, negated != *inner, number, terms, site)?;
                }
            }
            _ => {
                let fault = Fault::new("not-a-number", "a number should stand here", node.range.clone());
                return Err(fault.hint("yes or no is not compared; write `x` or `not x`"));
            }
        }
        Ok(())
    }
}

fn turned(comparison: Comparison) -> Comparison {
    match comparison {
        Comparison::Less => Comparison::Greater,
        Comparison::LessOrEqual => Comparison::GreaterOrEqual,
        Comparison::Greater => Comparison::Less,
        Comparison::GreaterOrEqual => Comparison::LessOrEqual,
        same @ (Comparison::Equal | Comparison::NotEqual) => same,
    }
}
