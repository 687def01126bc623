//! From the trees of conditions, effects and prose to the compact programs that are played.

mod condition;
mod effect;
mod prose;
mod switch;

pub(super) use prose::SequenceUse;

use std::ops::Range;

use super::build::{Builder, small};
use super::expression::Fault;
use super::names::Named;
use super::place::At;
use super::written::{Role, Thing};
use crate::diagnostic::Diagnostic;
use crate::story::{BeatId, FlagId, RumourId, Stat};

/// A string of a scene or a declaration, in which conditions, effects or prose stand.
#[derive(Clone, Copy)]
pub(super) struct Site<'a> {
    pub at: At<'a>,
    /// Whose beats need no scene in front of their name; empty in `story.ron`.
    pub scene: &'a str,
}

impl Builder<'_> {
    /// Notes that a name stands in `range` of the string at `at`.
    pub(super) fn mention(&mut self, thing: Thing, role: Role, at: At, range: Range<usize>) {
        self.written.mention(thing, role, at.inside(range));
    }

    /// Notes a beat's name, and that of its scene if it stands in front.
    pub(super) fn mention_beat(&mut self, beat: BeatId, role: Role, at: At, range: Range<usize>, name: &str) {
        let split = name.find('/').map_or(range.start, |slash| range.start + slash + 1);
        if split > range.start {
            let scene = self.scene_of[beat.index()];
            self.mention(Thing::Scene(scene), role, at, range.start..split - 1);
        }
        self.mention(Thing::Beat(beat), role, at, split..range.end);
    }

    /// Notes a flag's name, or that of a rumour behind `knows.`.
    fn mention_flag(&mut self, flag: FlagId, role: Role, at: At, range: Range<usize>) {
        const KNOWS: usize = "knows.".len();
        let declared = self.parts.flags.len() - self.parts.rumours.len();
        match flag.index().checked_sub(declared) {
            Some(rumour) => {
                self.mention(Thing::Rumour(RumourId(small(rumour))), role, at, range.start + KNOWS..range.end);
            }
            None => self.mention(Thing::Flag(flag), role, at, range),
        }
    }

    fn fault(&mut self, fault: Fault, at: At) {
        let of_stat = if fault.code == "number-too-large" { self.range_beside(&fault, at) } else { None };
        let diagnostic = Diagnostic::error(fault.code, fault.message, at.inside(fault.range));
        self.report(diagnostic.maybe_hint(of_stat.or(fault.hint)));
    }

    /// What the stat can be that stands in the same comparison or effect as the fault.
    fn range_beside(&self, fault: &Fault, at: At) -> Option<String> {
        let text = at.text()?;
        let is_word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.');
        let stat = |word: &str| match self.names.values.get(word) {
            Some(&Named::Stat(stat)) => Some(stat),
            _ => None,
        };
        let is_bound = |word: &&str| matches!(*word, "and" | "or") || word.contains([';', '{', '}']);
        // Words, and each sign for itself.
        let words = |part: &'_ str| -> Vec<String> {
            let pieces = part.split_inclusive(|c| !is_word(c));
            let pieces = pieces.flat_map(|piece| {
                let sign = piece.trim_start_matches(is_word);
                [&piece[..piece.len() - sign.len()], sign]
            });
            pieces.map(str::to_owned).collect()
        };
        let (before, behind) = (words(text.get(..fault.range.start)?), words(text.get(fault.range.end..)?));
        let near = |word: &mut dyn Iterator<Item = &str>| word.take_while(|word| !is_bound(word)).find_map(stat);
        let before = near(&mut before.iter().rev().map(String::as_str));
        let stat = before.or_else(|| near(&mut behind.iter().map(String::as_str)))?;
        let Stat { name, low, high, .. } = &self.parts.stats[stat.index()];
        Some(format!("`{name}` goes from {low} to {high}"))
    }
}

/// What a name stands for, as a message says it.
pub(super) fn kind_of(named: Named) -> &'static str {
    match named {
        Named::Stat(_) => "a stat",
        Named::Flag(_) => "a flag",
        Named::Enum(_) => "an enum",
        Named::Condition(_) => "a named condition",
        Named::Broken => "broken",
    }
}

/// A name that is not declared; `hint` tells of the nearest.
fn unknown_name(name: &str, range: Range<usize>, hint: Option<String>) -> Fault {
    let fault = Fault::new("unknown-name", format!("no stat, flag or enum is called `{name}`"), range);
    fault.hint(hint.unwrap_or_else(|| DECLARE.to_owned()))
}

/// The hint where no declared name is near.
const DECLARE: &str = "declare it in `story.ron`, under `stats`, `flags`, `enums` or `named`";
