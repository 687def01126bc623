//! Conditions, effects and prose in the notation that they are written in, from what they were compiled to.

use std::collections::BTreeMap;

use super::{
    BitId, Comparison, Condition, ConditionId, Effect, LaneId, Part, Prose, SequenceKind, Story, Stretch, Sum,
};

/// Writes the compiled parts of a story as a writer would. What was written in several ways comes out in one: `mask > 3` as `mask >= 4`.
#[derive(Debug)]
pub struct Notation<'a> {
    story: &'a Story,
    bits: BTreeMap<BitId, String>,
    lanes: BTreeMap<LaneId, Lane>,
    named: BTreeMap<ConditionId, String>,
}

#[derive(Debug, Clone, Copy)]
enum Lane {
    Stat(usize),
    Enum(usize),
}

impl<'a> Notation<'a> {
    /// The notation of this story's names.
    pub fn of(story: &'a Story) -> Self {
        let flags = story.flags().iter().map(|flag| (flag.bit, flag.name.clone()));
        let visited = story.beats().iter().filter_map(|beat| Some((beat.visited?, format!("visited.{}", beat.name))));
        let stats = story.stats().iter().enumerate().map(|(at, stat)| (stat.lane, Lane::Stat(at)));
        let enums = story.enums().iter().enumerate().map(|(at, declared)| (declared.lane, Lane::Enum(at)));
        let named = story.named_conditions().iter().map(|named| (named.condition, named.name.clone())).collect();
        Self { story, bits: flags.chain(visited).collect(), lanes: stats.chain(enums).collect(), named }
    }

    /// A condition: `bond.derek >= 3 and not lied`.
    pub fn condition(&self, id: ConditionId) -> String {
        match *self.story.condition(id) {
            Condition::Constant(is) => is.to_string(),
            Condition::Bit { bit, is } => format!("{}{}", if is { "" } else { "not " }, self.bit(bit)),
            Condition::Within { lane, low, high } => self.within(lane, low, high),
            Condition::Not(inner) => format!("not {}", self.part(inner)),
            Condition::All(list) => match self.story.condition_list(list) {
                [named] if self.named.contains_key(named) => self.named[named].clone(),
                _ => self.joined(list, " and "),
            },
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

    /// Prose with its markup; an empty line between paragraphs. A `{count}` comes out as the `{if}` that it is short for.
    pub fn prose(&self, prose: Prose) -> String {
        let mut out = String::new();
        self.parts(&self.story.parts(prose), &mut out);
        out.trim().to_owned()
    }

    fn parts(&self, parts: &[Part], out: &mut String) {
        for part in parts {
            match part {
                Part::Text(text) => {
                    out.push_str(&text.replace('{', "{{").replace('}', "}}").replace('*', "{*}"));
                }
                Part::Space => out.push(' '),
                Part::Paragraph => out.push_str("\n\n"),
                Part::Emphasis(_) => out.push('*'),
                Part::Strong(_) => out.push_str("**"),
                Part::Number(stat) => out.push_str(&format!("{{{}}}", self.story.stat(*stat).name)),
                Part::StatWord(stat) => out.push_str(&format!("{{{}:words}}", self.story.stat(*stat).name)),
                Part::EnumWord(id) => out.push_str(&format!("{{{}}}", self.story.declared_enum(*id).name)),
                Part::If { arms, otherwise } => {
                    for (n, (condition, arm)) in arms.iter().enumerate() {
                        let word = if n == 0 { "if" } else { "elif" };
                        out.push_str(&format!("{{{word} {}}}", self.condition(*condition)));
                        self.parts(arm, out);
                    }
                    if !otherwise.is_empty() {
                        out.push_str("{else}");
                        self.parts(otherwise, out);
                    }
                    out.push_str("{end}");
                }
                Part::Select { name, arms } => {
                    let declared = self.story.declared_enum(*name);
                    out.push_str(&format!("{{select {}: ", declared.name));
                    let label = |words: &Vec<u16>| {
                        let words: Vec<&str> =
                            words.iter().map(|word| declared.words[usize::from(*word)].as_str()).collect();
                        words.join(", ") + "="
                    };
                    self.arms(arms.iter().map(|(words, arm)| (label(words), arm)), out);
                }
                Part::Sequence { kind, arms } => {
                    out.push_str(match kind {
                        SequenceKind::First => "{first: ",
                        SequenceKind::Cycle => "{cycle: ",
                        SequenceKind::Shuffle => "{shuffle: ",
                    });
                    self.arms(arms.iter().map(|arm| (String::new(), arm)), out);
                }
            }
        }
    }

    fn arms<'p>(&self, arms: impl Iterator<Item = (String, &'p Vec<Part<'p>>)>, out: &mut String) {
        for (n, (label, arm)) in arms.enumerate() {
            if n > 0 {
                out.push('|');
            }
            out.push_str(&label);
            self.parts(arm, out);
        }
        out.push('}');
    }

    /// The name of a bit: a flag, or `visited.` and a beat; a question mark for any other.
    pub fn bit(&self, bit: BitId) -> &str {
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
