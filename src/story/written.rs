//! Conditions, effects and prose in the notation that they are written in, from what they were compiled to.

use std::collections::BTreeMap;

use super::{
    BitId, Comparison, Condition, ConditionId, Effect, LaneId, Piece, Prose, SequenceKind, Story, Stretch, Sum,
};

/// Writes the compiled parts of a story as a writer would. What was written in several ways comes out in one: `mask > 3` as `mask >= 4`.
#[derive(Debug)]
pub struct Notation<'a> {
    story: &'a Story,
    bits: BTreeMap<BitId, String>,
    lanes: BTreeMap<LaneId, Lane>,
}

#[derive(Debug, Clone, Copy)]
enum Lane {
    Stat(usize),
    Enum(usize),
}

/// Where a part of prose that branches goes on.
struct Branch {
    end: u32,
    /// Where its next arms start, the last first.
    arms: Vec<u32>,
    is_sequence: bool,
}

impl<'a> Notation<'a> {
    /// The notation of this story's names.
    pub fn of(story: &'a Story) -> Self {
        let flags = story.flags().iter().map(|flag| (flag.bit, flag.name.clone()));
        let visited = story.beats().iter().filter_map(|beat| Some((beat.visited?, format!("visited.{}", beat.name))));
        let stats = story.stats().iter().enumerate().map(|(at, stat)| (stat.lane, Lane::Stat(at)));
        let enums = story.enums().iter().enumerate().map(|(at, declared)| (declared.lane, Lane::Enum(at)));
        Self { story, bits: flags.chain(visited).collect(), lanes: stats.chain(enums).collect() }
    }

    /// A condition: `bond.derek >= 3 and not lied`.
    pub fn condition(&self, id: ConditionId) -> String {
        match *self.story.condition(id) {
            Condition::Constant(is) => is.to_string(),
            Condition::Bit { bit, is } => format!("{}{}", if is { "" } else { "not " }, self.bit(bit)),
            Condition::Within { lane, low, high } => self.within(lane, low, high),
            Condition::Not(inner) => format!("not {}", self.part(inner)),
            Condition::All(list) => self.joined(list, " and "),
            Condition::Any(list) => self.joined(list, " or "),
            Condition::Compare { left, comparison, right } => {
                let sign = match comparison {
                    Comparison::Equal => "==",
                    Comparison::NotEqual => "!=",
                    Comparison::Less => "<",
                    Comparison::LessOrEqual => "<=",
                    Comparison::Greater => ">",
                    Comparison::GreaterOrEqual => ">=",
                };
                format!("{} {sign} {}", self.sum(left), self.sum(right))
            }
        }
    }

    /// Effects: `nerve -= 1; set lied`. Nothing if there are none.
    pub fn effects(&self, effects: Stretch) -> String {
        let written: Vec<String> = self.story.effects(effects).iter().map(|effect| self.effect(effect)).collect();
        written.join("; ")
    }

    /// Prose with its markup; an empty line between paragraphs.
    pub fn prose(&self, prose: Prose) -> String {
        let mut out = String::new();
        let mut open: Vec<Branch> = Vec::new();
        let mut at = prose.0.start;
        loop {
            while let Some(branch) = open.pop_if(|branch| branch.end == at) {
                out.push_str(if branch.is_sequence { "}" } else { "{end}" });
            }
            if at >= prose.0.end {
                return out.trim().to_owned();
            }
            let piece = *self.story.piece(at);
            if let Some(branch) = open.last_mut().filter(|branch| branch.arms.last() == Some(&at)) {
                branch.arms.pop();
                if branch.is_sequence {
                    out.push('|');
                } else if let Some((condition, next)) = self.arm(at, branch.end) {
                    out.push_str(&format!("{{elif {}}}", self.condition(condition)));
                    branch.arms.push(next);
                    at += 1;
                    continue;
                } else {
                    out.push_str("{else}");
                }
            }
            self.piece(piece, at, &mut out, &mut open);
            at += 1;
        }
    }

    fn piece(&self, piece: Piece, at: u32, out: &mut String, open: &mut Vec<Branch>) {
        match piece {
            Piece::Text(bytes) => {
                out.push_str(&self.story.text(bytes).replace('{', "{{").replace('}', "}}").replace('*', "{*}"));
            }
            Piece::Space => out.push(' '),
            Piece::Paragraph => out.push_str("\n\n"),
            Piece::Emphasis(_) => out.push('*'),
            Piece::Strong(_) => out.push_str("**"),
            Piece::Number(stat) => out.push_str(&format!("{{{}}}", self.story.stat(stat).name)),
            Piece::StatWord(stat) => out.push_str(&format!("{{{}:words}}", self.story.stat(stat).name)),
            Piece::EnumWord(id) => out.push_str(&format!("{{{}}}", self.story.declared_enum(id).name)),
            Piece::Jump(_) => {}
            Piece::Unless(condition, next) => {
                out.push_str(&format!("{{if {}}}", self.condition(condition)));
                open.push(Branch { end: self.jump(next).unwrap_or(next), arms: vec![next], is_sequence: false });
            }
            Piece::Sequence { kind, arms } => {
                out.push_str(match kind {
                    SequenceKind::First => "{first: ",
                    SequenceKind::Cycle => "{cycle: ",
                    SequenceKind::Shuffle => "{shuffle: ",
                });
                let starts = self.story.arms(arms);
                let end = starts.get(1).and_then(|&next| self.jump(next)).or_else(|| self.jump(at + 1));
                let arms = starts.iter().skip(1).rev().copied().collect();
                open.push(Branch { end: end.unwrap_or(at + 1), arms, is_sequence: true });
            }
        }
    }

    /// Where the piece before `next` jumps to, if it does.
    fn jump(&self, next: u32) -> Option<u32> {
        match self.story.piece(next.checked_sub(1)?) {
            Piece::Jump(to) => Some(*to),
            _ => None,
        }
    }

    /// The condition of a further arm that starts here, and where the one after it starts.
    fn arm(&self, at: u32, end: u32) -> Option<(ConditionId, u32)> {
        match *self.story.piece(at) {
            Piece::Unless(condition, next) if self.jump(next) == Some(end) => Some((condition, next)),
            _ => None,
        }
    }

    fn bit(&self, bit: BitId) -> &str {
        self.bits.get(&bit).map_or("?", String::as_str)
    }

    fn within(&self, lane: LaneId, low: u16, high: u16) -> String {
        match self.lanes.get(&lane) {
            _ if low > high => "false".to_owned(),
            Some(&Lane::Enum(at)) => {
                let declared = &self.story.enums()[at];
                let words = (low..=high).filter_map(|word| declared.words.get(usize::from(word)));
                let equals: Vec<String> = words.map(|word| format!("{} == {word}", declared.name)).collect();
                equals.join(" or ")
            }
            Some(&Lane::Stat(at)) => {
                let stat = &self.story.stats()[at];
                let value = |raw: u16| i32::from(stat.low) + i32::from(raw);
                let (name, low, high) = (&stat.name, value(low), value(high));
                match (low > i32::from(stat.low), high < i32::from(stat.high)) {
                    _ if low == high => format!("{name} == {low}"),
                    (_, false) => format!("{name} >= {low}"),
                    (false, true) => format!("{name} <= {high}"),
                    (true, true) => format!("{name} >= {low} and {name} <= {high}"),
                }
            }
            None => "?".to_owned(),
        }
    }

    fn joined(&self, list: Stretch, word: &str) -> String {
        let parts: Vec<String> = self.story.condition_list(list).iter().map(|&part| self.part(part)).collect();
        parts.join(word)
    }

    /// A condition inside another one.
    fn part(&self, id: ConditionId) -> String {
        let written = self.condition(id);
        if written.contains(" and ") || written.contains(" or ") { format!("({written})") } else { written }
    }

    fn sum(&self, sum: Sum) -> String {
        let mut written = String::new();
        for &(stat, negated) in self.story.sum_terms(sum.terms) {
            written.push_str(match (written.is_empty(), negated) {
                (true, false) => "",
                (true, true) => "0 - ",
                (false, false) => " + ",
                (false, true) => " - ",
            });
            written.push_str(&self.story.stat(stat).name);
        }
        match (written.is_empty(), sum.number) {
            (true, number) => number.to_string(),
            (false, 0) => written,
            (false, number) if number < 0 => format!("{written} - {}", number.unsigned_abs()),
            (false, number) => format!("{written} + {number}"),
        }
    }

    fn effect(&self, effect: &Effect) -> String {
        let name = |stat: super::StatId| &self.story.stat(stat).name;
        match *effect {
            Effect::SetBit { bit, is } => format!("{} {}", if is { "set" } else { "clear" }, self.bit(bit)),
            Effect::SetWord { lane, word } => match self.lanes.get(&lane) {
                Some(&Lane::Enum(at)) => {
                    let declared = &self.story.enums()[at];
                    let word = declared.words.get(usize::from(word)).map_or("?", String::as_str);
                    format!("{} = {word}", declared.name)
                }
                _ => "?".to_owned(),
            },
            Effect::Assign { stat, sum } => format!("{} = {}", name(stat), self.sum(sum)),
            Effect::Add { stat, sum } => format!("{} += {}", name(stat), self.sum(sum)),
            Effect::Subtract { stat, sum } => format!("{} -= {}", name(stat), self.sum(sum)),
        }
    }
}
