//! Effects.

use super::super::build::{Builder, small};
use super::super::expression::{Fault, Statement, StatementKind, parse_effects};
use super::super::names::Named;
use super::super::place::At;
use super::DECLARE;
use crate::story::{Effect, Stretch};

impl Builder<'_> {
    /// Compiles effects. Reports what is wrong with them.
    pub fn effects(&mut self, text: &str, at: At) -> Stretch {
        let (statements, faults) = parse_effects(text);
        faults.into_iter().for_each(|fault| self.fault(fault, at));
        let mut effects = Vec::new();
        for statement in &statements {
            match self.effect(statement) {
                Ok(effect) => effects.extend(effect),
                Err(fault) => self.fault(fault, at),
            }
        }
        let start = small(self.parts.effects.len());
        self.parts.effects.extend(effects);
        Stretch { start, end: small(self.parts.effects.len()) }
    }

    /// One effect, or nothing where its name is declared in a way that was reported.
    fn effect(&mut self, statement: &Statement) -> Result<Option<Effect>, Fault> {
        let Statement { name, name_range, kind } = statement;
        let named = self.names.value(name);
        let wrong =
            |message: String, hint: String| Err(Fault::new("bad-effect", message, name_range.clone()).hint(hint));
        let effect = match (kind, named) {
            (_, Ok(Named::Broken)) => return Ok(None),
            (StatementKind::Set, Ok(Named::Flag(bit))) => Effect::SetBit { bit, is: true },
            (StatementKind::Clear, Ok(Named::Flag(bit))) => Effect::SetBit { bit, is: false },
            (StatementKind::Assign(node), Ok(Named::Enum(id))) => {
                Effect::SetWord { lane: self.parts.enums[id.index()].lane, word: self.word(id, node)? }
            }
            (StatementKind::Assign(node), Ok(Named::Stat(stat))) => Effect::Assign { stat, sum: self.sum(node)? },
            (StatementKind::Add(node), Ok(Named::Stat(stat))) => Effect::Add { stat, sum: self.sum(node)? },
            (StatementKind::Subtract(node), Ok(Named::Stat(stat))) => Effect::Subtract { stat, sum: self.sum(node)? },
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
            (kind, Err(_)) => return Err(self.unknown_in_effect(kind, name, name_range.clone())),
        };
        Ok(Some(effect))
    }

    fn unknown_in_effect(&self, kind: &StatementKind, name: &str, range: std::ops::Range<usize>) -> Fault {
        let (code, what, hint) = match kind {
            StatementKind::Set | StatementKind::Clear => {
                ("unknown-flag", "flag", self.names.nearest(name, |named| matches!(named, Named::Flag(_))))
            }
            StatementKind::Assign(_) => {
                ("unknown-stat", "stat or enum", self.names.nearest(name, |named| !matches!(named, Named::Flag(_))))
            }
            StatementKind::Add(_) | StatementKind::Subtract(_) => {
                ("unknown-stat", "stat", self.names.nearest(name, |named| matches!(named, Named::Stat(_))))
            }
        };
        let hint = hint.unwrap_or_else(|| DECLARE.to_owned());
        Fault::new(code, format!("no {what} is called `{name}`"), range).hint(hint)
    }
}
