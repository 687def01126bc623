//! Prose as a tree, for those who read it without playing it: counts, exports, comparisons.

use std::collections::BTreeMap;

use super::{ChoiceId, ConditionId, EnumId, Piece, Prose, SequenceKind, StatId, Story};

/// A part of prose, as its writer nested it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part<'a> {
    Text(&'a str),
    Space,
    Paragraph,
    Emphasis(bool),
    Strong(bool),
    /// The number of a stat.
    Number(StatId),
    /// The word of a stat for its value.
    StatWord(StatId),
    EnumWord(EnumId),
    /// The first arm whose condition holds, or else `otherwise`, which may be empty. At least one arm.
    If {
        arms: Vec<(ConditionId, Vec<Part<'a>>)>,
        otherwise: Vec<Part<'a>>,
    },
    /// The arm for the word that the enum has: positions of words, and what is read for them.
    Select {
        name: EnumId,
        arms: Vec<(Vec<u16>, Vec<Part<'a>>)>,
    },
    /// One of its arms, of which there is at least one.
    Sequence {
        kind: SequenceKind,
        arms: Vec<Vec<Part<'a>>>,
    },
}

impl Story {
    /// The parts of `prose`, every variant among them.
    pub fn parts(&self, prose: Prose) -> Vec<Part<'_>> {
        let mut at = prose.0.start;
        self.parts_until(&mut at, prose.0.end)
    }

    /// Reads parts up to `end` or to the jump that ends an arm, and leaves `at` there.
    fn parts_until(&self, at: &mut u32, end: u32) -> Vec<Part<'_>> {
        let mut parts = Vec::new();
        while *at < end {
            let part = match *self.piece(*at) {
                Piece::Jump(_) => break,
                Piece::Unless(..) => {
                    parts.push(self.branches(at));
                    continue;
                }
                Piece::Select { name, arms } => {
                    let (part, close) = self.selection(name, self.arms(arms), end);
                    parts.push(part);
                    *at = close;
                    continue;
                }
                Piece::Sequence { kind, arms } => {
                    let read = |start: &u32| {
                        let mut inside = *start;
                        let arm = self.parts_until(&mut inside, end);
                        (arm, self.jump(inside))
                    };
                    let (arms, ends): (Vec<_>, Vec<_>) = self.arms(arms).iter().map(read).unzip();
                    parts.push(Part::Sequence { kind, arms });
                    *at = ends.first().map_or(end, |&close| close);
                    continue;
                }
                Piece::Text(bytes) => Part::Text(self.text(bytes)),
                Piece::Space => Part::Space,
                Piece::Paragraph => Part::Paragraph,
                Piece::Emphasis(on) => Part::Emphasis(on),
                Piece::Strong(on) => Part::Strong(on),
                Piece::Number(stat) => Part::Number(stat),
                Piece::StatWord(stat) => Part::StatWord(stat),
                Piece::EnumWord(name) => Part::EnumWord(name),
            };
            parts.push(part);
            *at += 1;
        }
        parts
    }

    /// Reads a whole `{select}`, whose arms start at these pieces, one for each word. Gives also where it ends.
    fn selection(&self, name: EnumId, starts: &[u32], end: u32) -> (Part<'_>, u32) {
        let mut by_start: BTreeMap<u32, Vec<u16>> = BTreeMap::new();
        for (word, start) in (0..).zip(starts) {
            by_start.entry(*start).or_default().push(word);
        }
        let mut close = end;
        let read = |(start, words): (u32, Vec<u16>)| {
            let mut inside = start;
            let arm = self.parts_until(&mut inside, end);
            close = self.jump(inside);
            (words, arm)
        };
        let arms = by_start.into_iter().map(read).collect();
        (Part::Select { name, arms }, close)
    }

    /// Reads a whole `{if}` that starts at `at`. An `{else}` that holds nothing but an `{if}` reads like `{elif}`, which means the same.
    fn branches(&self, at: &mut u32) -> Part<'_> {
        let mut arms = Vec::new();
        let mut close = *at;
        while let Piece::Unless(condition, otherwise) = *self.piece(*at) {
            *at += 1;
            arms.push((condition, self.parts_until(at, otherwise)));
            close = self.jump(otherwise - 1);
            *at = otherwise;
            let is_elif = *at < close
                && matches!(*self.piece(*at), Piece::Unless(_, next) if *self.piece(next - 1) == Piece::Jump(close));
            if !is_elif {
                break;
            }
        }
        let otherwise = self.parts_until(at, close);
        *at = close;
        Part::If { arms, otherwise }
    }

    /// Where the jump at the end of an arm leads.
    fn jump(&self, at: u32) -> u32 {
        match *self.piece(at) {
            Piece::Jump(to) => to,
            _ => unreachable!("the compiler ends every arm with a jump"),
        }
    }

    /// How many words `prose` has as it is written: the text of every variant once, a shown value as one word.
    pub fn words_written(&self, prose: Prose) -> usize {
        let mut text = String::new();
        flatten(&self.parts(prose), &mut text);
        count_words(&text)
    }

    /// How many words a choice has as it is written: its text, the reason why it is locked, and its echo.
    pub fn words_of_choice(&self, choice: ChoiceId) -> [usize; 3] {
        let choice = self.choice(choice);
        [choice.text, choice.locked.unwrap_or_default(), choice.echo].map(|prose| self.words_written(prose))
    }
}

/// How many words a text has: what stands between white space and dashes, if it has a letter or a digit.
pub fn count_words(text: &str) -> usize {
    let runs = text.split(|c: char| c.is_whitespace() || matches!(c, '—' | '–'));
    runs.filter(|run| run.contains(char::is_alphanumeric)).count()
}

/// Writes every variant, one after the other.
fn flatten(parts: &[Part], text: &mut String) {
    for part in parts {
        match part {
            Part::Text(words) => text.push_str(words),
            Part::Space | Part::Paragraph => text.push(' '),
            Part::Emphasis(_) | Part::Strong(_) => {}
            Part::Number(_) | Part::StatWord(_) | Part::EnumWord(_) => text.push('0'),
            Part::If { arms, otherwise } => {
                let variants = arms.iter().map(|(_, arm)| arm).chain([otherwise]);
                flatten_variants(variants, text);
            }
            Part::Select { arms, .. } => flatten_variants(arms.iter().map(|(_, arm)| arm), text),
            Part::Sequence { arms, .. } => flatten_variants(arms, text),
        }
    }
}

fn flatten_variants<'a>(variants: impl IntoIterator<Item = &'a Vec<Part<'a>>>, text: &mut String) {
    for (n, variant) in variants.into_iter().filter(|variant| !variant.is_empty()).enumerate() {
        if n > 0 {
            text.push(' ');
        }
        flatten(variant, text);
    }
}
