//! What a rule is, and what it hands its findings to.

use super::checked::{Checked, Sound};
use super::example::Example;
use crate::diagnostic::{Diagnostic, Severity, Span};

/// One check, named for the fault it finds, with what a writer may want to know about that.
#[derive(Debug)]
pub struct Rule {
    /// In kebab case, such as `unknown-goto`; it reads well after "allow".
    pub id: &'static str,
    /// How much it weighs where `story.ron` says nothing.
    pub severity: Severity,
    /// One sentence or two.
    pub catches: &'static str,
    /// Why it matters.
    pub why: &'static str,
    /// A small story with this fault and no other.
    pub example: Example,
    /// The same without it.
    pub instead: Example,
    pub check: Check,
}

/// How a rule looks for its fault.
#[derive(Debug, Clone, Copy)]
pub enum Check {
    /// The loader tells it: the story cannot be put together without an answer, so it cannot be allowed.
    Loader,
    /// It is about what the files say of rules, and is told where that is carried out.
    Settings,
    /// One place is enough to be sure, whatever is wrong elsewhere.
    Local(fn(&Checked, &mut Report)),
    /// The whole story must be known: it runs only where the loader found no error.
    Whole(fn(&Sound, &mut Report)),
}

impl Rule {
    /// What this rule says about a place.
    pub fn at(&self, place: Span, message: impl Into<String>) -> Diagnostic {
        Diagnostic { severity: self.severity, ..Diagnostic::warning(self.id, message, place) }
    }

    /// Whether a story may set aside what it says.
    pub fn can_be_allowed(&self) -> bool {
        self.severity == Severity::Warning
    }
}

/// What the rules found.
#[derive(Debug, Default)]
pub struct Report {
    found: Vec<Diagnostic>,
}

impl Report {
    /// Takes a finding in.
    pub fn tell(&mut self, diagnostic: Diagnostic) {
        self.found.push(diagnostic);
    }

    pub(super) fn into_found(self) -> Vec<Diagnostic> {
        self.found
    }
}
