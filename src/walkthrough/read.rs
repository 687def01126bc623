//! Reads a walkthrough's file, and finds every name in it that the story does not know.

use std::collections::BTreeSet;

use super::origin::{self, Part};
use super::{Step, Walkthrough, effects_of};
use crate::diagnostic::{Diagnostic, FileId, Sources, Span, did_you_mean};
use crate::source::index::{Index, NodeId};
use crate::source::{At, ExpressionFault, SourceFile, ask, read_file, wanted};
use crate::story::{Story, StoryState};

/// A walkthrough with its places.
pub(super) struct Read {
    pub file: FileId,
    pub walkthrough: Walkthrough,
    index: Index,
}

/// Reads a walkthrough; none if it has faults, each of which is a diagnostic.
pub(super) fn read(
    file: &SourceFile,
    story: &Story,
    sources: &mut Sources,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Read> {
    let read = read_file::<Walkthrough>(file, sources, diagnostics);
    if sources.text(read.file).trim().is_empty() && !diagnostics.is_empty() {
        let hint = "a walkthrough holds at least `(steps: [])`";
        diagnostics.iter_mut().for_each(|fault| fault.hint = Some(hint.to_owned()));
    }
    let (Some(index), Some(walkthrough)) = (read.index, read.content) else { return None };
    let read = Read { file: read.file, walkthrough, index };
    if diagnostics.is_empty() {
        let at = At { sources, file: read.file, index: &read.index, node: read.index.root() };
        Names { story, at, diagnostics }.all(&read.walkthrough);
        diagnostics.sort_by_key(|fault| fault.primary);
    }
    diagnostics.is_empty().then_some(read)
}

impl Read {
    /// Where a step says what it expects. One after the last is `ends`.
    pub fn step(&self, number: usize, sources: &Sources) -> Span {
        let span = |node: NodeId| self.index.span(node);
        let steps = self.index.find(&["steps"]);
        let step = steps.and_then(|steps| self.index.item(steps, number.saturating_sub(1)));
        let range = match (step, self.index.find(&["ends"]), steps) {
            (Some(step), ..) => span(self.index.item(step, 0).unwrap_or(step)),
            (None, Some(ends), _) => span(ends),
            // The bracket behind the last step, where `ends` could stand.
            (None, None, Some(steps)) => span(steps).end - 1..span(steps).end,
            (None, None, None) => 0..0,
        };
        sources.span(self.file, range)
    }
}

struct Names<'a> {
    story: &'a Story,
    at: At<'a>,
    diagnostics: &'a mut Vec<Diagnostic>,
}

impl Names<'_> {
    fn all(&mut self, walkthrough: &Walkthrough) {
        let before = match origin::before(walkthrough, self.story) {
            Ok(before) => before,
            Err(faults) => {
                faults.into_iter().for_each(|(part, fault)| self.origin(part, fault));
                return;
            }
        };
        let choices: BTreeSet<&str> = self.story.choices().iter().map(|choice| choice.name.as_str()).collect();
        for (position, step) in walkthrough.steps.iter().enumerate() {
            let at = self.at.child("steps").item(position).item(0);
            self.step(step, &choices, &before, at);
        }
        let ends = &walkthrough.ends;
        let mut endings = self.story.endings().iter().map(|ending| ending.id.as_str());
        if !ends.is_empty() && !endings.clone().any(|id| id == ends) {
            let hint = did_you_mean(ends, endings.by_ref()).unwrap_or_else(|| "`story.ron` declares them".to_owned());
            self.report("unknown-ending", format!("no ending is called `{ends}`"), self.at.child("ends").value(), hint);
        }
    }

    fn step(&mut self, step: &Step, choices: &BTreeSet<&str>, before: &StoryState, at: At) {
        match step {
            Step::Choose(name) | Step::Offered(name) | Step::NotOffered(name) => {
                if !choices.contains(name.as_str()) {
                    let hint = did_you_mean(name, choices.iter().copied());
                    let hint = hint.unwrap_or_else(|| "choices are called by their name in the scene".to_owned());
                    let message = format!("no choice of the story is called `{name}`");
                    self.report("unknown-choice", message, at.value(), hint);
                }
            }
            Step::See(text) | Step::NotSee(text) => {
                if text.trim().is_empty() {
                    let hint = "write words of the page".to_owned();
                    self.report("empty-step", "this asks for no words".to_owned(), at.value(), hint);
                }
            }
            Step::Check(condition) => self.expression(ask(condition, self.story, before).err(), at),
            Step::Changed(effects) => self.expression(wanted(effects_of(effects), self.story, before).err(), at),
        }
    }

    fn origin(&mut self, part: Part, fault: ExpressionFault) {
        let from = self.at.child("from");
        let at = match part {
            Part::Beat => from.child("beat"),
            Part::Set => from.child("set"),
            Part::Visited(position) => from.child("visited").item(position),
        };
        self.expression(Some(fault), at);
    }

    fn expression(&mut self, fault: Option<ExpressionFault>, at: At) {
        let Some(fault) = fault else { return };
        let diagnostic = Diagnostic::error(fault.code, fault.message, at.inside(fault.range));
        self.diagnostics.push(diagnostic.maybe_hint(fault.hint));
    }

    fn report(&mut self, code: &'static str, message: String, at: Span, hint: String) {
        self.diagnostics.push(Diagnostic::error(code, message, at).hint(hint));
    }
}
