//! From tokens to trees.

use std::ops::Range;

use super::lexer::{Token, tokens};
use super::{Fault, MAX_DEPTH, Node, NodeKind, Statement, StatementKind, Term};

/// Reads a condition. `base` is added to every place.
pub(crate) fn parse_condition(text: &str, base: usize) -> Result<Node, Fault> {
    let mut parser = Parser::new(text, base)?;
    if parser.tokens.is_empty() {
        let fault = Fault::new("bad-expression", "this condition is empty", parser.range());
        return Err(fault.hint("write what to ask, as in `nerve >= 3`, or delete it"));
    }
    let node = parser.condition()?;
    match parser.peek() {
        None => Ok(node),
        Some(token) => Err(parser.misplaced(token)),
    }
}

/// The hint where an expression breaks off.
const MISSING_PART: &str = "write what is missing, or delete the sign before it";

/// Reads effects, separated by `;`. All that can be read are given, beside the faults of the others.
pub(crate) fn parse_effects(text: &str) -> (Vec<Statement>, Vec<Fault>) {
    let mut statements = Vec::new();
    let mut faults = Vec::new();
    let mut base = 0;
    for part in text.split(';') {
        if !part.trim().is_empty() {
            match Parser::new(part, base).and_then(Parser::statement) {
                Ok(statement) => statements.push(statement),
                Err(fault) => faults.push(fault),
            }
        }
        base += part.len() + 1;
    }
    (statements, faults)
}

struct Parser {
    tokens: Vec<(Token, Range<usize>)>,
    at: usize,
    depth: usize,
    end: usize,
}

impl Parser {
    fn new(text: &str, base: usize) -> Result<Self, Fault> {
        Ok(Self { tokens: tokens(text, base)?, at: 0, depth: 0, end: base + text.trim_end().len() })
    }

    fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.at).map(|(token, _)| token)
    }

    fn range(&self) -> Range<usize> {
        self.tokens.get(self.at).map_or(self.end..self.end, |(_, range)| range.clone())
    }

    fn eat(&mut self, wanted: &Token) -> bool {
        if self.peek() != Some(wanted) {
            return false;
        }
        self.at += 1;
        true
    }

    fn misplaced(&self, token: &Token) -> Fault {
        let fault = Fault::new("bad-expression", "the expression should have ended before this", self.range());
        match token {
            Token::Assign => {
                match (self.at.checked_sub(1).map(|at| &self.tokens[at].0), self.tokens.get(self.at + 1)) {
                    (Some(Token::Name(name)), Some((Token::True | Token::False, _))) => {
                        fault.hint(format!("a flag is asked by its name alone: write `{name}` or `not {name}`"))
                    }
                    _ => fault.hint("to compare, write `==`"),
                }
            }
            Token::Compare(_) => fault.hint("comparisons do not chain; join two with `and`"),
            Token::AddAssign | Token::SubtractAssign => fault.hint("a condition asks and changes nothing"),
            Token::Close => fault.hint("there is no open bracket for this one"),
            _ => fault.hint("join conditions with `and` or `or`"),
        }
    }

    fn condition(&mut self) -> Result<Node, Fault> {
        self.joined(&Token::Or, Self::and_part, NodeKind::Or)
    }

    fn and_part(&mut self) -> Result<Node, Fault> {
        self.joined(&Token::And, Self::not_part, NodeKind::And)
    }

    fn joined(
        &mut self,
        by: &Token,
        part: fn(&mut Self) -> Result<Node, Fault>,
        kind: fn(Vec<Node>) -> NodeKind,
    ) -> Result<Node, Fault> {
        let first = part(self)?;
        if self.peek() != Some(by) {
            return Ok(first);
        }
        let mut range = first.range.clone();
        let mut parts = vec![first];
        while self.eat(by) {
            let next = part(self)?;
            range.end = next.range.end;
            parts.push(next);
        }
        Ok(Node { range, kind: kind(parts) })
    }

    fn not_part(&mut self) -> Result<Node, Fault> {
        let start = self.range().start;
        if !self.eat(&Token::Not) {
            return self.comparison();
        }
        let inner = self.deeper(Self::not_part)?;
        Ok(Node { range: start..inner.range.end, kind: NodeKind::Not(Box::new(inner)) })
    }

    fn deeper(&mut self, part: fn(&mut Self) -> Result<Node, Fault>) -> Result<Node, Fault> {
        if self.depth == MAX_DEPTH {
            let message = format!("conditions may nest {MAX_DEPTH} deep");
            let hint = "delete brackets and `not`s that change nothing, or give an inner part a name of its own, under `named` in \
                        `story.ron`";
            return Err(Fault::new("condition-too-deep", message, self.range()).hint(hint));
        }
        self.depth += 1;
        let node = part(self);
        self.depth -= 1;
        node
    }

    fn comparison(&mut self) -> Result<Node, Fault> {
        let left = self.sum()?;
        let Some(&Token::Compare(comparison)) = self.peek() else { return Ok(left) };
        self.at += 1;
        let right = self.sum()?;
        let range = left.range.start..right.range.end;
        Ok(Node { range, kind: NodeKind::Compare(Box::new(left), comparison, Box::new(right)) })
    }

    fn sum(&mut self) -> Result<Node, Fault> {
        let start = self.range().start;
        let negated = self.eat(&Token::Minus);
        let first = self.part()?;
        let mut end = first.range.end;
        let mut terms = vec![Term { negated, node: first }];
        loop {
            let negated = match self.peek() {
                Some(Token::Plus) => false,
                Some(Token::Minus) => true,
                _ => break,
            };
            self.at += 1;
            let node = self.part()?;
            end = node.range.end;
            terms.push(Term { negated, node });
        }
        match terms.pop() {
            Some(Term { negated: false, node }) if terms.is_empty() => Ok(node),
            Some(last) => {
                terms.push(last);
                Ok(Node { range: start..end, kind: NodeKind::Sum(terms) })
            }
            None => unreachable!("a sum has at least the part read first"),
        }
    }

    fn part(&mut self) -> Result<Node, Fault> {
        let range = self.range();
        let kind = match self.peek() {
            Some(Token::Number(value)) => NodeKind::Number(*value),
            Some(Token::True) => NodeKind::Truth(true),
            Some(Token::False) => NodeKind::Truth(false),
            Some(Token::Name(name)) => NodeKind::Name(name.clone()),
            Some(Token::Open) => return self.bracketed(),
            _ => {
                let message = match self.at.checked_sub(1) {
                    Some(before) => {
                        format!("a name or a number is missing after `{}`", self.tokens[before].0.written())
                    }
                    None => "a name or a number should stand here".to_owned(),
                };
                let is_assigned = self.at.checked_sub(1).map(|at| &self.tokens[at].0) == Some(&Token::Assign);
                let fault = Fault::new("bad-expression", message, range);
                let is_turned = is_assigned && self.peek() == Some(&Token::Plus);
                return Err(fault.hint(if is_turned { "to add, write `+=`" } else { MISSING_PART }));
            }
        };
        self.at += 1;
        Ok(Node { range, kind })
    }

    fn bracketed(&mut self) -> Result<Node, Fault> {
        let open = self.range();
        self.at += 1;
        let mut inner = self.deeper(Self::condition)?;
        let close = self.range();
        if !self.eat(&Token::Close) {
            return Err(Fault::new("bad-expression", "this bracket is never closed", open).hint("add `)`"));
        }
        if !matches!(inner.kind, NodeKind::Name(_)) {
            inner.range = open.start..close.end;
        }
        Ok(inner)
    }

    fn statement(mut self) -> Result<Statement, Fault> {
        let range = self.range().start..self.tokens.last().map_or(self.end, |(_, last)| last.end);
        let verb = self.name()?;
        if let ("set" | "clear", Some(Token::Name(_))) = (verb.0.as_str(), self.peek()) {
            let (name, name_range) = self.name()?;
            let kind = if verb.0 == "set" { StatementKind::Set } else { StatementKind::Clear };
            return self.finish(Statement { range, name, name_range, kind });
        }
        let (name, name_range) = verb;
        if matches!(name.as_str(), "set" | "clear") && self.peek().is_none() {
            let fault = Fault::new("bad-effect", format!("it is not said what to {name}"), name_range);
            return Err(fault.hint(format!("name a flag, as in `{name} has_key`")));
        }
        let kind = match self.peek() {
            Some(Token::Assign) => StatementKind::Assign,
            Some(Token::AddAssign) => StatementKind::Add,
            Some(Token::SubtractAssign) => StatementKind::Subtract,
            _ => {
                let message = format!("it is not said what happens to `{name}`");
                let hint = format!("write `set {name}` for a flag, `{name} += 1` for a stat");
                return Err(Fault::new("bad-effect", message, name_range).hint(hint));
            }
        };
        self.at += 1;
        let value = self.sum()?;
        self.finish(Statement { range, name, name_range, kind: kind(value) })
    }

    fn name(&mut self) -> Result<(String, Range<usize>), Fault> {
        let range = self.range();
        match self.peek() {
            Some(Token::Name(name)) => {
                let name = name.clone();
                self.at += 1;
                Ok((name, range))
            }
            _ => Err(Fault::new("bad-effect", "an effect starts with a name, `set` or `clear`", range)
                .hint("write effects as `set has_key`, `clear has_key`, `nerve += 1` or `weather = fog`")),
        }
    }

    fn finish(self, statement: Statement) -> Result<Statement, Fault> {
        match self.peek() {
            None => Ok(statement),
            Some(_) => {
                let message = "the effect should have ended before this";
                Err(Fault::new("bad-effect", message, self.range()).hint("separate effects with `;`"))
            }
        }
    }
}
