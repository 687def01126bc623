//! From the trees of conditions, effects and prose to the compact programs that are played.

use super::build::{At, Builder, small};
use super::expression::{Fault, Node, NodeKind, Statement, StatementKind, Term, parse_condition, parse_effects};
use super::markup::{Part, parse};
use super::names::{Named, Target};
use crate::diagnostic::{Diagnostic, did_you_mean};
use crate::story::{Comparison, Condition, ConditionId, Effect, EnumId, Piece, Prose, SequenceKind, StatId, Stretch, Sum};

/// The sequences of one beat, which share one count of visits.
#[derive(Debug, Default)]
pub(super) struct SequenceUse {
    /// The visit from which every `{first:}` shows its last part.
    settled_at: usize,
    /// The least common multiple of the lengths of the cycles; 0 as long as there is none, `None` if it grew too large.
    period: Option<usize>,
    used: bool,
}

impl SequenceUse {
    fn add(&mut self, kind: SequenceKind, arms: usize) {
        match kind {
            SequenceKind::Shuffle => return,
            SequenceKind::First => self.settled_at = self.settled_at.max(arms - 1),
            SequenceKind::Cycle => {
                let period = if self.used { self.period } else { Some(1) };
                self.period = period.map(|period| least_common_multiple(period.max(1), arms)).filter(|&p| p < 1 << 15);
            }
        }
        if !self.used && kind == SequenceKind::First {
            self.period = Some(1);
        }
        self.used = true;
    }

    /// Whether prose of the beat depends on visits.
    pub fn is_used(&self) -> bool {
        self.used
    }

    /// The last count of visits, and the one after it; `None` if there are too many.
    pub fn count(&self) -> Option<(u16, u16)> {
        let last = u16::try_from(self.settled_at + self.period? - 1).ok()?;
        Some((last, u16::try_from(self.settled_at).ok()?))
    }
}

fn least_common_multiple(a: usize, b: usize) -> usize {
    let (mut x, mut y) = (a, b);
    while y != 0 {
        (x, y) = (y, x % y);
    }
    a / x * b
}

impl Builder<'_> {
    fn fault(&mut self, fault: Fault, at: At) {
        let diagnostic = Diagnostic::error(fault.code, fault.message, at.inside(fault.range));
        self.report(diagnostic.maybe_hint(fault.hint));
    }

    /// Compiles a condition. Reports what is wrong with it.
    pub fn condition(&mut self, text: &str, at: At, scene: &str) -> Option<ConditionId> {
        let lowered = parse_condition(text, 0).and_then(|node| self.truth(&node, scene));
        lowered.map_err(|fault| self.fault(fault, at)).ok()
    }

    fn push(&mut self, condition: Condition) -> ConditionId {
        self.parts.conditions.push(condition);
        ConditionId(small(self.parts.conditions.len() - 1))
    }

    /// A node that must be a yes or no.
    fn truth(&mut self, node: &Node, scene: &str) -> Result<ConditionId, Fault> {
        let condition = match &node.kind {
            NodeKind::Truth(is) => Condition::Constant(*is),
            NodeKind::Name(name) => self.named_truth(name, node, scene)?,
            NodeKind::Not(inner) => Condition::Not(self.truth(inner, scene)?),
            NodeKind::And(parts) => Condition::All(self.truths(parts, scene)?),
            NodeKind::Or(parts) => Condition::Any(self.truths(parts, scene)?),
            NodeKind::Compare(left, comparison, right) => self.comparison(left, *comparison, right)?,
            NodeKind::Number(_) | NodeKind::Sum(_) => {
                let fault = Fault::new("not-a-condition", "this is a number, not a yes or no", node.range.clone());
                return Err(fault.hint("compare it, as in `nerve >= 3`"));
            }
        };
        Ok(self.push(condition))
    }

    fn truths(&mut self, parts: &[Node], scene: &str) -> Result<Stretch, Fault> {
        let ids = parts.iter().map(|part| self.truth(part, scene)).collect::<Result<Vec<_>, _>>()?;
        let start = small(self.parts.condition_lists.len());
        self.parts.condition_lists.extend(ids);
        Ok(Stretch { start, end: small(self.parts.condition_lists.len()) })
    }

    fn named_truth(&mut self, name: &str, node: &Node, scene: &str) -> Result<Condition, Fault> {
        let range = node.range.clone();
        if let Some(beat) = name.strip_prefix("visited.") {
            return match self.names.beat(beat, scene) {
                Target::Beat(beat) => Ok(Condition::Bit { bit: self.visited_bit(beat), is: true }),
                Target::Hidden => Ok(Condition::Constant(true)),
                Target::Unknown { hint } => {
                    let fault = Fault::new("unknown-beat", format!("no beat is called `{beat}`"), range);
                    Err(fault.maybe_hint(hint))
                }
            };
        }
        match self.names.value(name) {
            Ok(Named::Flag(bit)) => Ok(Condition::Bit { bit, is: true }),
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
            Err(hint) => Err(unknown_name(name, range).maybe_hint(hint)),
        }
    }

    fn comparison(&mut self, left: &Node, comparison: Comparison, right: &Node) -> Result<Condition, Fault> {
        for (side, other) in [(left, right), (right, left)] {
            if let Some(declared) = self.enum_named(side) {
                return self.enum_is(declared, comparison, side, other);
            }
        }
        let (left_sum, right_sum) = (self.sum(left)?, self.sum(right)?);
        Ok(self.single_stat(left_sum, comparison, right_sum).unwrap_or(Condition::Compare {
            left: left_sum,
            comparison,
            right: right_sum,
        }))
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

    fn enum_is(&mut self, id: EnumId, comparison: Comparison, side: &Node, other: &Node) -> Result<Condition, Fault> {
        let word = self.word(id, other)?;
        let lane = self.parts.enums[id.index()].lane;
        let is = Condition::Within { lane, low: word, high: word };
        match comparison {
            Comparison::Equal => Ok(is),
            Comparison::NotEqual => Ok(Condition::Not(self.push(is))),
            _ => {
                let range = side.range.start.min(other.range.start)..side.range.end.max(other.range.end);
                let fault = Fault::new("bad-comparison", "the words of an enum have no order", range);
                Err(fault.hint("compare with `==` or `!=`"))
            }
        }
    }

    /// The position of a word among those of an enum.
    fn word(&self, id: EnumId, node: &Node) -> Result<u16, Fault> {
        let declared = &self.parts.enums[id.index()];
        let NodeKind::Name(word) = &node.kind else {
            let message = format!("`{}` is compared with one of its words", declared.name);
            return Err(Fault::new("bad-comparison", message, node.range.clone()));
        };
        let found = declared.words.iter().position(|known| known == word);
        found.map(|position| position as u16).ok_or_else(|| {
            let words = declared.words.iter().map(String::as_str);
            let hint = did_you_mean(word, words).unwrap_or_else(|| format!("its words are {}", declared.words.join(", ")));
            let message = format!("`{word}` is not a word of `{}`", declared.name);
            Fault::new("unknown-word", message, node.range.clone()).hint(hint)
        })
    }

    /// A stat against a number is one range test.
    fn single_stat(&self, left: Sum, comparison: Comparison, right: Sum) -> Option<Condition> {
        let (stat, comparison, number) = match (self.terms(left), self.terms(right)) {
            ([(stat, false)], []) => (*stat, comparison, right.number - left.number),
            ([], [(stat, false)]) => (*stat, turned(comparison), left.number - right.number),
            _ => return None,
        };
        let stat = &self.parts.stats[stat.index()];
        let (low, high) = (i32::from(stat.low), i32::from(stat.high));
        let (from, to) = match comparison {
            Comparison::Equal => (number, number),
            Comparison::Less => (low, number - 1),
            Comparison::LessOrEqual => (low, number),
            Comparison::Greater => (number + 1, high),
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
    fn sum(&mut self, node: &Node) -> Result<Sum, Fault> {
        let mut number = 0;
        let mut terms = Vec::new();
        self.gather(node, false, &mut number, &mut terms)?;
        let start = small(self.parts.sum_terms.len());
        self.parts.sum_terms.extend(terms);
        Ok(Sum { number, terms: Stretch { start, end: small(self.parts.sum_terms.len()) } })
    }

    fn gather(
        &self,
        node: &Node,
        negated: bool,
        number: &mut i32,
        terms: &mut Vec<(StatId, bool)>,
    ) -> Result<(), Fault> {
        match &node.kind {
            NodeKind::Number(value) => {
                let value = if negated { -*value } else { *value };
                *number = number.saturating_add(value);
            }
            NodeKind::Name(name) => match self.names.value(name) {
                Ok(Named::Stat(stat)) => terms.push((stat, negated)),
                Ok(Named::Broken) => {}
                Ok(Named::Flag(_) | Named::Enum(_)) => {
                    let fault = Fault::new("not-a-number", format!("`{name}` is not a number"), node.range.clone());
                    return Err(fault.hint("only stats and whole numbers can be compared and added"));
                }
                Err(hint) => return Err(unknown_name(name, node.range.clone()).maybe_hint(hint)),
            },
            NodeKind::Sum(parts) => {
                for Term { negated: inner, node } in parts {
                    self.gather(node, negated != *inner, number, terms)?;
                }
            }
            _ => {
                let fault = Fault::new("not-a-number", "a number should stand here", node.range.clone());
                return Err(fault.hint("yes or no is not compared; write `x` or `not x`"));
            }
        }
        Ok(())
    }

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
        let wrong = |message: String, hint: String| Err(Fault::new("bad-effect", message, name_range.clone()).hint(hint));
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
                return wrong(format!("`{name}` is a stat"), format!("write `{name} += 1`, `{name} -= 1` or `{name} = 1`"));
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
        let hint = hint.unwrap_or_else(|| "declare it in `story.ron`".to_owned());
        Fault::new(code, format!("no {what} is called `{name}`"), range).hint(hint)
    }

    /// Compiles prose. Reports what is wrong with it.
    pub fn prose(&mut self, text: &str, at: At, scene: &str, sequences: &mut SequenceUse) -> Prose {
        let (parts, faults) = parse(text);
        faults.into_iter().for_each(|fault| self.fault(fault, at));
        let start = small(self.parts.pieces.len());
        self.pieces(&parts, at, scene, sequences);
        Prose(Stretch { start, end: small(self.parts.pieces.len()) })
    }

    fn piece(&mut self, piece: Piece) -> usize {
        self.parts.pieces.push(piece);
        self.parts.pieces.len() - 1
    }

    /// Where the next piece will stand.
    fn here(&self) -> u32 {
        small(self.parts.pieces.len())
    }

    fn pieces(&mut self, parts: &[Part], at: At, scene: &str, sequences: &mut SequenceUse) {
        for part in parts {
            match part {
                Part::Text(text) => {
                    let start = small(self.parts.text.len());
                    self.parts.text.push_str(text);
                    let end = small(self.parts.text.len());
                    self.piece(Piece::Text(Stretch { start, end }));
                }
                Part::Space => drop(self.piece(Piece::Space)),
                Part::Paragraph => drop(self.piece(Piece::Paragraph)),
                Part::Emphasis(on) => drop(self.piece(Piece::Emphasis(*on))),
                Part::Strong(on) => drop(self.piece(Piece::Strong(*on))),
                Part::Value { name, as_word, range } => match self.value(name, *as_word, range.clone()) {
                    Ok(piece) => drop(piece.map(|piece| self.piece(piece))),
                    Err(fault) => self.fault(fault, at),
                },
                Part::If { arms, otherwise } => self.branches(arms, otherwise, at, scene, sequences),
                Part::Sequence { kind, arms, .. } => {
                    sequences.add(*kind, arms.len());
                    self.sequence(*kind, arms, at, scene, sequences);
                }
            }
        }
    }

    fn value(&self, name: &str, as_word: bool, range: std::ops::Range<usize>) -> Result<Option<Piece>, Fault> {
        match self.names.value(name) {
            Ok(Named::Stat(stat)) if as_word && self.parts.stats[stat.index()].words.is_empty() => {
                let message = format!("`{name}` has no words");
                Err(Fault::new("no-words", message, range).hint("give the stat `words` in `story.ron`"))
            }
            Ok(Named::Stat(stat)) if as_word => Ok(Some(Piece::StatWord(stat))),
            Ok(Named::Stat(stat)) => Ok(Some(Piece::Number(stat))),
            Ok(Named::Enum(id)) => Ok(Some(Piece::EnumWord(id))),
            Ok(Named::Broken) => Ok(None),
            Ok(Named::Flag(_)) => {
                let fault = Fault::new("not-a-value", format!("`{name}` is a flag and has no text"), range);
                Err(fault.hint(format!("write `{{if {name}}}…{{end}}`")))
            }
            Err(hint) => {
                let keyword = did_you_mean(name, ["end", "else", "elif", "if"]);
                let keyword = keyword.map(|hint| hint.replace('`', "").replace("mean ", "mean `{").replace('?', "}`?"));
                Err(unknown_name(name, range).maybe_hint(hint.or(keyword)))
            }
        }
    }

    fn branches(
        &mut self,
        arms: &[(Node, Vec<Part>)],
        otherwise: &[Part],
        at: At,
        scene: &str,
        sequences: &mut SequenceUse,
    ) {
        let mut to_end = Vec::new();
        for (node, parts) in arms {
            let condition = match self.truth(node, scene) {
                Ok(condition) => condition,
                Err(fault) => {
                    self.fault(fault, at);
                    self.push(Condition::Constant(true))
                }
            };
            let unless = self.piece(Piece::Unless(condition, 0));
            self.pieces(parts, at, scene, sequences);
            to_end.push(self.piece(Piece::Jump(0)));
            self.parts.pieces[unless] = Piece::Unless(condition, self.here());
        }
        self.pieces(otherwise, at, scene, sequences);
        self.jump_here(to_end);
    }

    fn sequence(
        &mut self,
        kind: SequenceKind,
        arms: &[Vec<Part>],
        at: At,
        scene: &str,
        sequences: &mut SequenceUse,
    ) {
        let start = small(self.parts.arms.len());
        let stretch = Stretch { start, end: start + small(arms.len()) };
        self.parts.arms.resize(stretch.end as usize, 0);
        self.piece(Piece::Sequence { kind, arms: stretch });
        let mut to_end = Vec::new();
        for (arm, slot) in arms.iter().zip(stretch.range()) {
            self.parts.arms[slot] = self.here();
            self.pieces(arm, at, scene, sequences);
            to_end.push(self.piece(Piece::Jump(0)));
        }
        self.jump_here(to_end);
    }

    fn jump_here(&mut self, jumps: Vec<usize>) {
        let here = self.here();
        for jump in jumps {
            self.parts.pieces[jump] = Piece::Jump(here);
        }
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

fn unknown_name(name: &str, range: std::ops::Range<usize>) -> Fault {
    Fault::new("unknown-name", format!("no stat, flag or enum is called `{name}`"), range)
}
