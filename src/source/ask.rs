//! Asks a compiled story's state what is written outside of the story: conditions, and what effects would come to.

use std::collections::BTreeMap;
use std::ops::Range;

use super::expression::{Fault, Node, NodeKind, Statement, StatementKind, Term, parse_condition, parse_effects};
use crate::diagnostic::did_you_mean;
use crate::story::{Comparison, EnumId, FlagId, StatId, Story, StoryState};

/// What an effect brings a thing to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Wanted {
    /// A number that may lie outside the range of the stat.
    Stat(StatId, i32),
    /// The position of a word.
    Word(EnumId, u16),
    Flag(FlagId, bool),
}

/// Whether `condition` holds in `state`.
pub(super) fn ask(condition: &str, story: &Story, state: &StoryState) -> Result<bool, Fault> {
    let node = parse_condition(condition, 0)?;
    Asked { story, state, stats: BTreeMap::new() }.truth(&node)
}

/// What the effects would bring the things to that they name, each once.
pub(super) fn wanted(effects: &str, story: &Story, state: &StoryState) -> Result<Vec<Wanted>, Fault> {
    let (statements, faults) = parse_effects(effects);
    if let Some(fault) = faults.into_iter().next() {
        return Err(fault);
    }
    let mut asked = Asked { story, state, stats: BTreeMap::new() };
    let mut words = BTreeMap::new();
    let mut flags = BTreeMap::new();
    for statement in &statements {
        match asked.effect(statement)? {
            Wanted::Stat(stat, value) => drop(asked.stats.insert(stat, value)),
            Wanted::Word(name, word) => drop(words.insert(name, word)),
            Wanted::Flag(flag, is) => drop(flags.insert(flag, is)),
        }
    }
    let stats = asked.stats.into_iter().map(|(stat, value)| Wanted::Stat(stat, value));
    let words = words.into_iter().map(|(name, word)| Wanted::Word(name, word));
    Ok(stats.chain(words).chain(flags.into_iter().map(|(flag, is)| Wanted::Flag(flag, is))).collect())
}

struct Asked<'a> {
    story: &'a Story,
    state: &'a StoryState,
    /// Stats that effects have changed.
    stats: BTreeMap<StatId, i32>,
}

impl Asked<'_> {
    fn truth(&self, node: &Node) -> Result<bool, Fault> {
        match &node.kind {
            NodeKind::Truth(is) => Ok(*is),
            NodeKind::Name(name) => self.named_truth(name, &node.range),
            NodeKind::Not(inner) => self.truth(inner).map(|is| !is),
            NodeKind::And(parts) => parts.iter().try_fold(true, |all, part| Ok(self.truth(part)? && all)),
            NodeKind::Or(parts) => parts.iter().try_fold(false, |any, part| Ok(self.truth(part)? || any)),
            NodeKind::Compare(left, comparison, right) => self.comparison(left, *comparison, right),
            NodeKind::Number(_) | NodeKind::Sum(_) => {
                let fault = Fault::new("not-a-condition", "this is a number, not a yes or no", node.range.clone());
                Err(fault.hint("compare it, as in `nerve >= 3`"))
            }
        }
    }

    fn named_truth(&self, name: &str, range: &Range<usize>) -> Result<bool, Fault> {
        if let Some(beat) = name.strip_prefix("visited.") {
            return self.visited_truth(beat, range);
        }
        if let Some(named) = self.story.named_conditions().iter().find(|named| named.name == name) {
            return Ok(self.story.holds(named.condition, self.state));
        }
        if let Some(flag) = self.story.find_flag(name) {
            return Ok(self.story.flag_value(self.state, flag));
        }
        let is_stat = self.story.find_stat(name).is_some();
        if is_stat || self.story.find_enum(name).is_some() {
            let what = if is_stat { "a stat" } else { "an enum" };
            let fault = Fault::new("not-a-condition", format!("`{name}` is {what}, not a yes or no"), range.clone());
            return Err(fault.hint("compare it, as in `nerve >= 3` or `tie == sworn`"));
        }
        Err(self.unknown(name, "flag", range))
    }

    fn visited_truth(&self, name: &str, range: &Range<usize>) -> Result<bool, Fault> {
        let Some(beat) = self.story.find_beat(name) else {
            let fault = Fault::new("unknown-beat", format!("no beat is called `{name}`"), range.clone());
            let hint = did_you_mean(name, self.story.beats().iter().map(|beat| beat.name.as_str()));
            return Err(fault.hint(hint.unwrap_or_else(|| "beats are named in full: `scene/beat`".to_owned())));
        };
        let bit = self.story.beat(beat).visited;
        bit.map(|bit| self.state.bit(bit)).ok_or_else(|| {
            let fault = Fault::new("visits-not-kept", "visits of this beat are not kept", range.clone());
            fault.hint("they are kept of beats that the story itself asks about")
        })
    }

    /// A name that is not declared as what it should be.
    fn unknown(&self, name: &str, what: &str, range: &Range<usize>) -> Fault {
        let fault = Fault::new("unknown-name", format!("no {what} is called `{name}`"), range.clone());
        let stats = self.story.stats().iter().map(|stat| stat.name.as_str());
        let flags = self.story.flags().iter().map(|flag| flag.name.as_str());
        let enums = self.story.enums().iter().map(|declared| declared.name.as_str());
        let hint = did_you_mean(name, stats.chain(flags).chain(enums));
        fault.hint(hint.unwrap_or_else(|| "`story.ron` declares the names".to_owned()))
    }

    fn comparison(&self, left: &Node, comparison: Comparison, right: &Node) -> Result<bool, Fault> {
        for (side, other) in [(left, right), (right, left)] {
            if let NodeKind::Name(name) = &side.kind
                && let Some(id) = self.story.find_enum(name)
            {
                return self.enum_is(id, other, comparison);
            }
        }
        Ok(comparison.holds(self.number(left)?, self.number(right)?))
    }

    fn enum_is(&self, id: EnumId, word: &Node, comparison: Comparison) -> Result<bool, Fault> {
        let position = self.word(id, word)?;
        let is = self.state.lane(self.story.declared_enum(id).lane) == position;
        match comparison {
            Comparison::Equal => Ok(is),
            Comparison::NotEqual => Ok(!is),
            _ => {
                let fault = Fault::new("bad-comparison", "the words of an enum have no order", word.range.clone());
                Err(fault.hint("compare with `==` or `!=`"))
            }
        }
    }

    /// The position of a word of an enum.
    fn word(&self, id: EnumId, node: &Node) -> Result<u16, Fault> {
        let declared = self.story.declared_enum(id);
        let its_words = || format!("its words are {}", declared.words.join(", "));
        let NodeKind::Name(word) = &node.kind else {
            let message = format!("a word of `{}` should stand here", declared.name);
            return Err(Fault::new("unknown-word", message, node.range.clone()).hint(its_words()));
        };
        self.story.find_word(id, word).ok_or_else(|| {
            let message = format!("`{word}` is not a word of `{}`", declared.name);
            let hint = did_you_mean(word, declared.words.iter().map(String::as_str));
            Fault::new("unknown-word", message, node.range.clone()).hint(hint.unwrap_or_else(its_words))
        })
    }

    fn number(&self, node: &Node) -> Result<i32, Fault> {
        match &node.kind {
            NodeKind::Number(number) => Ok(*number),
            NodeKind::Name(name) => {
                let stat = self.story.find_stat(name);
                stat.map(|stat| self.stat(stat)).ok_or_else(|| self.not_a_stat(name, &node.range))
            }
            NodeKind::Sum(terms) => terms.iter().try_fold(0_i32, |total, Term { negated, node }| {
                let value = self.number(node)?;
                Ok(if *negated { total.saturating_sub(value) } else { total.saturating_add(value) })
            }),
            _ => Err(Fault::new("not-a-number", "a number should stand here", node.range.clone())),
        }
    }

    fn not_a_stat(&self, name: &str, range: &Range<usize>) -> Fault {
        let what = match name {
            _ if self.story.find_flag(name).is_some() => "a flag",
            _ if self.story.find_enum(name).is_some() => "an enum",
            _ if self.story.find_named_condition(name).is_some() => "a named condition",
            _ => return self.unknown(name, "stat", range),
        };
        Fault::new("not-a-number", format!("`{name}` is {what}, not a number"), range.clone())
    }

    fn stat(&self, stat: StatId) -> i32 {
        self.stats.get(&stat).copied().unwrap_or_else(|| self.story.stat_value(self.state, stat).into())
    }

    fn effect(&self, statement: &Statement) -> Result<Wanted, Fault> {
        let Statement { name, name_range, kind, .. } = statement;
        let is = matches!(kind, StatementKind::Set);
        let (stat, flag) = (self.story.find_stat(name), self.story.find_flag(name));
        let declared = self.story.find_enum(name);
        let wrong = |what: &str, hint: String| {
            Err(Fault::new("bad-effect", format!("`{name}` is {what}"), name_range.clone()).hint(hint))
        };
        match (kind, stat, flag, declared) {
            (StatementKind::Set | StatementKind::Clear, _, Some(flag), _) => Ok(Wanted::Flag(flag, is)),
            (StatementKind::Assign(node), _, _, Some(id)) => Ok(Wanted::Word(id, self.word(id, node)?)),
            (StatementKind::Assign(node), Some(stat), ..) => Ok(Wanted::Stat(stat, self.number(node)?)),
            (StatementKind::Add(node), Some(stat), ..) => {
                Ok(Wanted::Stat(stat, self.stat(stat).saturating_add(self.number(node)?)))
            }
            (StatementKind::Subtract(node), Some(stat), ..) => {
                Ok(Wanted::Stat(stat, self.stat(stat).saturating_sub(self.number(node)?)))
            }
            (_, Some(_), ..) => wrong("a stat", format!("write `{name} += 1`, `{name} -= 1` or `{name} = 1`")),
            (_, _, Some(_), _) => wrong("a flag", format!("write `set {name}` or `clear {name}`")),
            (_, _, _, Some(_)) => wrong("an enum", format!("write `{name} = word`")),
            (StatementKind::Set | StatementKind::Clear, ..) => Err(self.unknown(name, "flag", name_range)),
            _ => Err(self.unknown(name, "stat or enum", name_range)),
        }
    }
}
