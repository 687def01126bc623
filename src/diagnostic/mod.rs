//! What is wrong in a file and where: spans, diagnostics, fixes, and the ways to print them.

mod fix;
mod render;
mod sources;

pub use fix::Fix;
pub use render::{draw, json, line};
pub use sources::{FileId, Place, Sources, Span};

use std::fmt;

/// How much a diagnostic weighs: an error keeps the story from being played, a warning does not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    Error,
    Warning,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Error => "error",
            Self::Warning => "warning",
        })
    }
}

/// One message about one place in a story's files.
///
/// # Example
/// ```
/// use bloodmark::diagnostic::{line, Diagnostic, Sources};
///
/// let mut sources = Sources::default();
/// let file = sources.add("cellar.ron", "(goto: \"crpyt\")");
/// let fault = Diagnostic::error("unknown-goto", "no beat is called `crpyt`", sources.span(file, 7..14))
///     .hint("did you mean `crypt`?");
/// assert_eq!(line(&fault, &sources), "cellar.ron:1:8: error[unknown-goto]: no beat is called `crpyt` (did you mean `crypt`?)");
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// The name of the fault in kebab case, such as `unknown-goto`.
    pub code: &'static str,
    pub severity: Severity,
    /// Lower case, no full stop, names in backticks.
    pub message: String,
    pub primary: Span,
    /// Other places that belong to the fault, each with a few words.
    pub related: Vec<(Span, String)>,
    /// How to mend it, where that is known.
    pub hint: Option<String>,
    /// Edits that would mend it, the best first.
    pub fixes: Vec<Fix>,
}

impl Diagnostic {
    /// An error at `primary`.
    pub fn error(code: &'static str, message: impl Into<String>, primary: Span) -> Self {
        let (related, fixes) = (Vec::new(), Vec::new());
        Self { code, severity: Severity::Error, message: message.into(), primary, related, hint: None, fixes }
    }

    /// A warning at `primary`.
    pub fn warning(code: &'static str, message: impl Into<String>, primary: Span) -> Self {
        Self { severity: Severity::Warning, ..Self::error(code, message, primary) }
    }

    /// The same with a hint.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// The same with a hint, if there is one.
    #[must_use]
    pub fn maybe_hint(mut self, hint: Option<String>) -> Self {
        self.hint = hint.or(self.hint);
        self
    }

    /// The same with one more place.
    #[must_use]
    pub fn also(mut self, span: Span, note: impl Into<String>) -> Self {
        self.related.push((span, note.into()));
        self
    }

    /// The same with a way to mend it, if there is one.
    #[must_use]
    pub fn fix(mut self, fix: impl Into<Option<Fix>>) -> Self {
        self.fixes.extend(fix.into());
        self
    }
}

/// Whether any of them keeps the story from being played.
pub fn has_errors(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(|d| d.severity == Severity::Error)
}

/// How many letters of one text are not among those of the other, the greater of both ways: no fewer edits lead from one to the other.
/// Of texts beyond ASCII nothing is said.
fn letters_apart(a: &str, b: &str) -> usize {
    if !a.is_ascii() || !b.is_ascii() {
        return 0;
    }
    let mut counts = [0_i32; 128];
    a.bytes().for_each(|letter| counts[usize::from(letter)] += 1);
    b.bytes().for_each(|letter| counts[usize::from(letter)] -= 1);
    let (more, fewer) = counts.iter().fold((0, 0), |(more, fewer), &n| (more + n.max(0), fewer + (-n).max(0)));
    more.max(fewer) as usize
}

/// "did you mean `x`?" for the candidate nearest to `wanted`, if one is near enough: one edit (a letter more, less, other, or two
/// swapped) for every three letters, rounded, and always one, by Damerau-Levenshtein distance.
pub fn did_you_mean<'a>(wanted: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let length = wanted.chars().count();
    let allowed = ((length + 1) / 3).max(1);
    candidates
        .into_iter()
        // Only a shortcut: so many letters more or less are as many edits.
        .filter(|name| name.chars().count().abs_diff(length) <= allowed)
        .filter(|name| letters_apart(wanted, name) <= allowed)
        .map(|name| (strsim::damerau_levenshtein(wanted, name), name))
        .filter(|&(distance, _)| distance <= allowed)
        .min()
        .map(|(_, name)| format!("did you mean `{name}`?"))
}

/// What a hint by [`did_you_mean`] proposes.
pub fn meant(hint: &str) -> Option<&str> {
    hint.strip_prefix("did you mean `")?.strip_suffix("`?")
}
