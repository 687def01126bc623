//! Asks a compiled story's state a condition that is not part of the story.

use super::expression::{Node, NodeKind, Term, parse_condition};
use crate::story::{Comparison, EnumId, StatId, Story, StoryState};

/// Whether `condition` holds in `state`.
pub(super) fn ask(condition: &str, story: &Story, state: &StoryState) -> Result<bool, String> {
    let node = parse_condition(condition, 0).map_err(|fault| fault.message)?;
    Asked { story, state }.truth(&node)
}

struct Asked<'a> {
    story: &'a Story,
    state: &'a StoryState,
}

impl Asked<'_> {
    fn truth(&self, node: &Node) -> Result<bool, String> {
        match &node.kind {
            NodeKind::Truth(is) => Ok(*is),
            NodeKind::Name(name) => self.named_truth(name),
            NodeKind::Not(inner) => self.truth(inner).map(|is| !is),
            NodeKind::And(parts) => parts.iter().try_fold(true, |all, part| Ok(self.truth(part)? && all)),
            NodeKind::Or(parts) => parts.iter().try_fold(false, |any, part| Ok(self.truth(part)? || any)),
            NodeKind::Compare(left, comparison, right) => self.comparison(left, *comparison, right),
            NodeKind::Number(_) | NodeKind::Sum(_) => Err("a number is not a yes or no".to_owned()),
        }
    }

    fn named_truth(&self, name: &str) -> Result<bool, String> {
        if let Some(beat) = name.strip_prefix("visited.") {
            let beat = self.story.find_beat(beat).ok_or_else(|| format!("no beat is called `{beat}`"))?;
            let bit = self.story.beat(beat).visited;
            return bit.map(|bit| self.state.bit(bit)).ok_or_else(|| "visits of this beat are not kept".to_owned());
        }
        if let Some(named) = self.story.named_conditions().iter().find(|named| named.name == name) {
            return Ok(self.story.holds(named.condition, self.state));
        }
        let flag = self.story.flags().iter().find(|flag| flag.name == name);
        flag.map(|flag| self.state.bit(flag.bit)).ok_or_else(|| format!("no flag is called `{name}`"))
    }

    fn comparison(&self, left: &Node, comparison: Comparison, right: &Node) -> Result<bool, String> {
        for (side, other) in [(left, right), (right, left)] {
            if let (NodeKind::Name(name), NodeKind::Name(word)) = (&side.kind, &other.kind)
                && let Some(id) = self.story.enums().iter().position(|declared| declared.name == *name)
            {
                return self.enum_is(id, word, comparison);
            }
        }
        Ok(comparison.holds(self.number(left)?, self.number(right)?))
    }

    fn enum_is(&self, id: usize, word: &str, comparison: Comparison) -> Result<bool, String> {
        let declared = &self.story.enums()[id];
        if !declared.words.iter().any(|known| known == word) {
            return Err(format!("`{word}` is not a word of `{}`", declared.name));
        }
        let is = self.story.enum_word(self.state, EnumId(id as u32)) == word;
        match comparison {
            Comparison::Equal => Ok(is),
            Comparison::NotEqual => Ok(!is),
            _ => Err("the words of an enum have no order".to_owned()),
        }
    }

    fn number(&self, node: &Node) -> Result<i32, String> {
        match &node.kind {
            NodeKind::Number(number) => Ok(*number),
            NodeKind::Name(name) => {
                let stat = self.story.stats().iter().position(|stat| stat.name == *name);
                let stat = stat.ok_or_else(|| format!("no stat is called `{name}`"))?;
                Ok(self.story.stat_value(self.state, StatId(stat as u32)).into())
            }
            NodeKind::Sum(terms) => terms.iter().try_fold(0_i32, |total, Term { negated, node }| {
                let value = self.number(node)?;
                Ok(if *negated { total.saturating_sub(value) } else { total.saturating_add(value) })
            }),
            _ => Err("a number should stand here".to_owned()),
        }
    }
}
