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
use crate::story::{BeatId, FlagId, RumourId};

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
        let diagnostic = Diagnostic::error(fault.code, fault.message, at.inside(fault.range));
        self.report(diagnostic.maybe_hint(fault.hint));
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
