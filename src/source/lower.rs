//! From the trees of conditions, effects and prose to the compact programs that are played.

mod condition;
mod effect;
mod prose;

pub(super) use prose::SequenceUse;

use super::build::Builder;
use super::expression::Fault;
use super::names::Named;
use super::place::At;
use crate::diagnostic::Diagnostic;

impl Builder<'_> {
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
        Named::Broken => "broken",
    }
}

/// A name that is not declared; `hint` tells of the nearest.
fn unknown_name(name: &str, range: std::ops::Range<usize>, hint: Option<String>) -> Fault {
    let fault = Fault::new("unknown-name", format!("no stat, flag or enum is called `{name}`"), range);
    fault.hint(hint.unwrap_or_else(|| DECLARE.to_owned()))
}

/// The hint where no declared name is near.
const DECLARE: &str = "declare it in `story.ron`";
