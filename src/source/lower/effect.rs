//! Effects.

use super::super::build::{Builder, small};
use super::super::expression::{Fault, Statement, StatementKind, parse_effects};
use super::super::names::Named;
use super::super::written::{Role, Thing};
use super::{DECLARE, Site};
use crate::story::{Effect, Stretch};

impl Builder<'_> {
    /// Compiles effects. Reports what is wrong with them.
    pub fn effects(&mut self, text: &str, site: Site) -> Stretch {
        let (statements, faults) = parse_effects(text);
        faults.into_iter().for_each(|fault| self.fault(fault, site.at));
        let start = small(self.parts.effects.len());
        for statement in &statements {
            match self.effect(statement, site) {
                Ok(Some(effect)) => {
                    self.parts.effects.push(effect);
                    self.written.effects.push(site.at.inside(statement.range.clone()));
                }
                Ok(None) => {}
                Err(fault) => self.fault(fault, site.at),
            }
        }
        Stretch { start, end: small(self.parts.effects.len()) }
    }

    /// One effect, or nothing where its name is declared in a way that was reported.
    fn effect(&mut self, statement: &Statement, site: Site) -> Result<Option<Effect>, Fault> {
        let Statement { name, name_range, kind, .. } = statement;
        let named = self.names.value(name);
        match (kind, &named) {
            (StatementKind::Set | StatementKind::Clear, Ok(Named::Flag(flag))) => {
                self.mention_flag(*flag, Role::Sets, site.at, name_range.clone());
            }
            (_, Ok(Named::Enum(id))) => self.mention(Thing::Enum(*id), Role::Sets, site.at, name_range.clone()),
            (_, Ok(Named::Stat(stat))) => self.mention(Thing::Stat(*stat), Role::Sets, site.at, name_range.clone()),
            _ => {}
        }
        let wrong =
            |message: String, hint: String| Err(Fault::new("bad-effect", message, name_range.clone()).hint(hint));
        let effect = match (kind, named) {
            (_, Ok(Named::Broken)) => return Ok(None),
            (StatementKind::Set, Ok(Named::Flag(flag))) => {
                Effect::SetBit { bit: self.parts.flags[flag.index()].bit, is: true }
            }
            (StatementKind::Clear, Ok(Named::Flag(flag))) => {
                Effect::SetBit { bit: self.parts.flags[flag.index()].bit, is: false }
            }
            (StatementKind::Assign(node), Ok(Named::Enum(id))) => Effect::SetWord {
                lane: self.parts.enums[id.index()].lane,
                word: self.word(id, node, Role::Sets, site)?,
            },
            (StatementKind::Assign(node), Ok(Named::Stat(stat))) => Effect::Assign { stat, sum: self.sum(node, site)? },
            (StatementKind::Add(node), Ok(Named::Stat(stat))) => Effect::Add { stat, sum: self.sum(node, site)? },
            (StatementKind::Subtract(node), Ok(Named::Stat(stat))) => {
                Effect::Subtract { stat, sum: self.sum(node, site)? }
            }
            (_, Ok(Named::Flag(_))) => {
                return wrong(format!("`{name}` is a flag"), format!("write `set {name}` or `clear {name}`"));
            }
            (_, Ok(Named::Stat(_))) => {
                return wrong(
                    format!("`{name}` is a stat"),
                    format!("write `{name} += 1`, `{name} -= 1` or `{name} = 1`"),
                );
            }
            (_, Ok(Named::Enum(id))) => {
                let word = &self.parts.enums[id.index()].words[0];
                return wrong(format!("`{name}` is an enum"), format!("write `{name} = {word}`"));
            }
            (_, Ok(Named::Condition(_))) => {
                return wrong(
                    format!("`{name}` is a named condition and cannot be changed"),
                    "change the stats and flags that it asks".to_owned(),
                );
            }
            (kind, Err(_)) => return Err(self.unknown_in_effect(kind, name, name_range.clone())),
        };
        Ok(Some(effect))
    }

    fn unknown_in_effect(&self, kind: &StatementKind, name: &str, range: std::ops::Range<usize>) -> Fault {
        let (code, what, hint) = match kind {
            StatementKind::Set | StatementKind::Clear => {
                ("unknown-flag", "flag", self.names.nearest(name, |named| matches!(named, Named::Flag(_))))
            }
            StatementKind::Assign(_) => (
                "unknown-stat",
                "stat or enum",
                self.names.nearest(name, |named| matches!(named, Named::Stat(_) | Named::Enum(_))),
            ),
            StatementKind::Add(_) | StatementKind::Subtract(_) => {
                ("unknown-stat", "stat", self.names.nearest(name, |named| matches!(named, Named::Stat(_))))
            }
        };
        let hint = hint.unwrap_or_else(|| DECLARE.to_owned());
        Fault::new(code, format!("no {what} is called `{name}`"), range).hint(hint)
    }
}
