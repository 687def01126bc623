//! What came of a walkthrough's file: its faults with their places, and the transcript.

use std::sync::Arc;

use similar::TextDiff;

use super::play::{Failure, Played, play};
use super::read::read;
use crate::diagnostic::{Diagnostic, Sources};
use crate::source::{SourceFile, text_of};
use crate::story::{Playthrough, Story};
use crate::telling::Transcript;

/// What came of one walkthrough. It depends on nothing but the files and the story.
#[derive(Debug, Clone)]
pub struct Outcome {
    /// The name of its file, without `.ron`.
    pub name: String,
    /// What the diagnostics point into.
    pub sources: Sources,
    /// None if it passed.
    pub faults: Vec<Fault>,
    /// The playthrough, as far as its choices could be made; none if the file could not be read.
    pub playthrough: Option<Playthrough>,
}

/// One fault of a walkthrough, or of the transcript beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    pub diagnostic: Diagnostic,
    /// What should have stood there, and what did.
    pub expected: Option<String>,
    pub found: Option<String>,
    /// How many choices had been made; none if it was not played.
    pub choices: Option<usize>,
    /// How the transcript differs from the one kept, as a unified diff.
    pub difference: Option<String>,
}

impl Outcome {
    /// Whether there are no faults.
    pub fn has_passed(&self) -> bool {
        self.faults.is_empty()
    }

    /// Whether every step was met; the transcript may still differ from the one kept.
    pub fn is_met(&self) -> bool {
        self.faults.iter().all(|fault| fault.difference.is_some())
    }

    /// The text as it was read, up to the first fault.
    pub fn transcript(&self) -> Option<Transcript> {
        let whole = Transcript::of(self.playthrough.as_ref()?);
        Some(match self.faults.first().and_then(|fault| fault.choices) {
            Some(choices) => whole.up_to(choices),
            None => whole,
        })
    }
}

/// Plays a walkthrough through a story. `kept` is the transcript that lies beside it.
pub fn test(file: &SourceFile, kept: Option<&SourceFile>, story: &Arc<Story>) -> Outcome {
    let mut sources = Sources::default();
    let mut diagnostics = Vec::new();
    let name = file.stem().to_owned();
    let Some(read) = read(file, story, &mut sources, &mut diagnostics) else {
        let faults = diagnostics.into_iter().map(unread).collect();
        return Outcome { name, sources, faults, playthrough: None };
    };
    let Played { playthrough, failures, is_cut } = play(&read.walkthrough, story);
    let told = |failure: Failure| {
        let Failure { step, why, choices, .. } = failure;
        let diagnostic = Diagnostic::error(why.code, why.message, read.step(step, &sources)).maybe_hint(why.hint);
        let (expected, found) = (Some(why.expected), Some(why.found));
        Fault { diagnostic, expected, found, choices: Some(choices), difference: None }
    };
    let mut faults: Vec<Fault> = failures.into_iter().map(told).collect();
    if let Some(kept) = kept.filter(|_| !is_cut) {
        faults.extend(compare(kept, &Transcript::of(&playthrough).to_string(), &mut sources));
    }
    Outcome { name, sources, faults, playthrough: Some(playthrough) }
}

fn unread(diagnostic: Diagnostic) -> Fault {
    Fault { diagnostic, expected: None, found: None, choices: None, difference: None }
}

/// So many lines around a difference are shown.
const CONTEXT: usize = 3;

/// The fault, if the transcript is not the one that was kept.
fn compare(kept: &SourceFile, now: &str, sources: &mut Sources) -> Option<Fault> {
    let text = text_of(&kept.bytes).unwrap_or_else(|| String::from_utf8_lossy(&kept.bytes).into_owned());
    if text == now {
        return None;
    }
    let difference = TextDiff::from_lines(text.as_str(), now)
        .unified_diff()
        .context_radius(CONTEXT)
        .header("as it was kept", "as it reads now")
        .to_string();
    let lines = |text: &str| text.lines().map(str::to_owned).collect::<Vec<_>>();
    let (was, is) = (lines(&text), lines(now));
    let same = was.iter().zip(&is).take_while(|(was, is)| was == is).count();
    let start: usize = text.split_inclusive('\n').take(same).map(str::len).sum();
    let line = was.get(same).cloned();
    let file = sources.add(&kept.path, text);
    let span = sources.span(file, start..start + line.as_ref().map_or(0, String::len));
    let diagnostic = Diagnostic::error("transcript-differs", "from here on the text reads otherwise", span)
        .hint("if that is how it should read, `bloodmark test --update` keeps it");
    let found = is.get(same).cloned();
    Some(Fault { diagnostic, expected: line, found, choices: None, difference: Some(difference) })
}
