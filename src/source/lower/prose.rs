//! Prose, and how its sequences count visits.

use std::ops::Range;

use super::super::build::{Builder, small};
use super::super::expression::{Fault, Node};
use super::super::markup::{Arm, Named as Mentioned, Part, parse};
use super::super::names::Named;
use super::super::written::{Role, Thing};
use super::{Site, kind_of, unknown_name};
use crate::diagnostic::did_you_mean;
use crate::story::{Condition, ConditionId, Piece, Prose, SequenceKind, Stretch};

/// The sequences of one beat, which share one count of visits.
#[derive(Debug, Default)]
pub(in crate::source) struct SequenceUse {
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
    /// Compiles prose. Reports what is wrong with it.
    pub fn prose(&mut self, text: &str, site: Site, sequences: &mut SequenceUse) -> Prose {
        let (parts, faults) = parse(text);
        faults.into_iter().for_each(|fault| self.fault(fault, site.at));
        let start = small(self.parts.pieces.len());
        self.pieces(&parts, site, sequences);
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

    pub(super) fn pieces(&mut self, parts: &[Part], site: Site, sequences: &mut SequenceUse) {
        // The words that were written last, if nothing but white space came after them.
        let mut before = None;
        for part in parts {
            before = before.filter(|_| matches!(part, Part::Text(_) | Part::Space));
            match part {
                Part::Text(text) => before = Some(self.words(text, before)),
                Part::Space => drop(self.piece(Piece::Space)),
                Part::Paragraph => drop(self.piece(Piece::Paragraph)),
                Part::Emphasis(on) => drop(self.piece(Piece::Emphasis(*on))),
                Part::Strong(on) => drop(self.piece(Piece::Strong(*on))),
                Part::Value { name, as_word, range } => match self.value(name, *as_word, range.clone(), site) {
                    Ok(piece) => drop(piece.map(|piece| self.piece(piece))),
                    Err(fault) => self.fault(fault, site.at),
                },
                Part::If { arms, otherwise } => self.branches(arms, otherwise, site, sequences),
                Part::Select(select) => self.select(select, site, sequences),
                Part::Count { name, arms, range } => self.count(name, arms, range.clone(), site, sequences),
                Part::Sequence { kind, arms, .. } => {
                    sequences.add(*kind, arms.len());
                    self.sequence(*kind, arms, site, sequences);
                }
            }
        }
    }

    /// Words behind words, with a space between, make one piece: a page says the same, and is written in fewer steps. `before` is the piece
    /// that may be made longer. Gives the piece that they are in.
    fn words(&mut self, text: &str, before: Option<usize>) -> usize {
        let start = small(self.parts.text.len());
        let end = start + small(text.len());
        let piece = match (before, before.and_then(|at| self.parts.pieces.get_mut(at..))) {
            (Some(at), Some([Piece::Text(bytes), Piece::Space])) => {
                bytes.end = end + 1;
                self.parts.text.push(' ');
                self.parts.pieces.pop();
                at
            }
            _ => self.piece(Piece::Text(Stretch { start, end })),
        };
        self.parts.text.push_str(text);
        piece
    }

    /// One of several cases; notes where it is written.
    pub(super) fn arm(&mut self, arm: &Arm, site: Site, sequences: &mut SequenceUse) {
        if !arm.parts.is_empty() {
            let start = self.here();
            self.written.arm_starts_at(start, site.at.inside(arm.range.clone()));
        }
        self.pieces(&arm.parts, site, sequences);
    }

    fn value(
        &mut self,
        Mentioned { name, range: name_range }: &Mentioned,
        as_word: bool,
        range: Range<usize>,
        site: Site,
    ) -> Result<Option<Piece>, Fault> {
        // The `#` of a `{count}` shows a stat that is named elsewhere.
        let is_written = range.contains(&name_range.start);
        let named = self.names.value(name);
        match named {
            Ok(Named::Stat(stat)) if is_written => {
                self.mention(Thing::Stat(stat), Role::Shows, site.at, name_range.clone());
            }
            Ok(Named::Enum(id)) => self.mention(Thing::Enum(id), Role::Shows, site.at, name_range.clone()),
            _ => {}
        }
        match named {
            // Told where it is written.
            _ if !is_written && !matches!(named, Ok(Named::Stat(_))) => Ok(None),
            Ok(Named::Stat(stat)) if as_word && self.parts.stats[stat.index()].words.is_empty() => {
                let message = format!("`{name}` has no words");
                Err(Fault::new("no-words", message, range).hint("give the stat `words` in `story.ron`"))
            }
            Ok(Named::Stat(stat)) if as_word => Ok(Some(Piece::StatWord(stat))),
            Ok(Named::Stat(stat)) => Ok(Some(Piece::Number(stat))),
            Ok(Named::Enum(id)) => Ok(Some(Piece::EnumWord(id))),
            Ok(Named::Broken) => Ok(None),
            Ok(named @ (Named::Flag(_) | Named::Condition(_))) => {
                let message = format!("`{name}` is {} and has no text", kind_of(named));
                Err(Fault::new("not-a-value", message, range).hint(format!("write `{{if {name}}}…{{end}}`")))
            }
            Err(hint) => {
                let keyword = did_you_mean(name, ["end", "else", "elif", "if"]);
                let keyword = keyword.map(|hint| hint.replace('`', "").replace("mean ", "mean `{").replace('?', "}`?"));
                Err(unknown_name(name, range, hint.or(keyword)))
            }
        }
    }

    fn branches(&mut self, arms: &[(Node, Arm)], otherwise: &Arm, site: Site, sequences: &mut SequenceUse) {
        let mut to_end = Vec::new();
        for (node, arm) in arms {
            let condition = match self.truth(node, site) {
                Ok(condition) => condition,
                Err(faults) => {
                    faults.into_iter().for_each(|fault| self.fault(fault, site.at));
                    self.push(Condition::Constant(true), site, node.range.clone())
                }
            };
            to_end.push(self.arm_if(condition, arm, site, sequences));
        }
        self.arm(otherwise, site, sequences);
        self.jump_here(to_end);
    }

    /// An arm that is read if the condition holds; gives the jump behind it.
    pub(super) fn arm_if(
        &mut self,
        condition: ConditionId,
        arm: &Arm,
        site: Site,
        sequences: &mut SequenceUse,
    ) -> usize {
        let unless = self.piece(Piece::Unless(condition, 0));
        self.arm(arm, site, sequences);
        let jump = self.piece(Piece::Jump(0));
        self.parts.pieces[unless] = Piece::Unless(condition, self.here());
        jump
    }

    fn sequence(&mut self, kind: SequenceKind, arms: &[Arm], site: Site, sequences: &mut SequenceUse) {
        let start = small(self.parts.arms.len());
        let stretch = Stretch { start, end: start + small(arms.len()) };
        self.parts.arms.resize(stretch.end as usize, 0);
        self.piece(Piece::Sequence { kind, arms: stretch });
        let mut to_end = Vec::new();
        for (arm, slot) in arms.iter().zip(stretch.range()) {
            self.parts.arms[slot] = self.here();
            self.arm(arm, site, sequences);
            to_end.push(self.piece(Piece::Jump(0)));
        }
        self.jump_here(to_end);
    }

    pub(super) fn jump_here(&mut self, jumps: Vec<usize>) {
        let here = self.here();
        for jump in jumps {
            self.parts.pieces[jump] = Piece::Jump(here);
        }
    }
}
