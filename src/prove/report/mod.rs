//! What was found out about a story, for its author and for other programs.

mod json;
mod people;

use std::sync::Arc;

use super::length::Length;
use super::why::{Reason, Site, Why};
use super::{Answer, Fact, Study, Verdict, Witness};
use crate::diagnostic::{Sources, Span};
use crate::source::Written;
use crate::story::Story;

/// A study of a story, with all that it takes to tell it.
pub struct Report<'a> {
    pub story: &'a Arc<Story>,
    pub written: &'a Written,
    pub sources: &'a Sources,
    pub study: &'a Study,
    pub why: &'a Why<'a>,
    /// By position, the facts that are told of, in ascending order.
    pub facts: Vec<usize>,
    /// Whether these are all of them.
    pub is_whole: bool,
}

/// A fact that is told of.
#[derive(Debug, Clone, Copy)]
struct Told<'a> {
    fact: Fact,
    answer: &'a Answer,
    verdict: Verdict,
    /// Of its playthrough, if it was looked for.
    length: Option<Length>,
}

impl Report<'_> {
    fn told(&self) -> impl Iterator<Item = Told<'_>> {
        self.facts.iter().map(|&position| {
            let (fact, answer) = (self.study.proof.facts[position], &self.study.proof.answers[position]);
            let verdict = Verdict::on(self.story, fact, answer);
            Told { fact, answer, verdict, length: self.study.lengths.get(&position).copied() }
        })
    }

    /// Whether anything was proved to be wrong.
    pub fn has_faults(&self) -> bool {
        self.told().any(|told| told.verdict == Verdict::Wrong)
    }

    /// The facts that were shown, each with its playthrough.
    pub fn witnesses(&self) -> impl Iterator<Item = (Fact, &Witness, Option<Length>)> {
        self.told().filter_map(|told| match told.answer {
            Answer::Reachable(witness) => Some((told.fact, witness, told.length)),
            _ => None,
        })
    }

    /// `file:line:column` of what a reason speaks of.
    fn place(&self, site: Site) -> Option<String> {
        let span = self.span(site)?;
        let place = self.sources.place(span.file, span.range().start);
        Some(format!("{}:{}:{}", self.sources.path(span.file), place.line, place.column))
    }

    fn span(&self, site: Site) -> Option<Span> {
        match site {
            Site::Beat(beat) => Some(self.written.beat(beat, self.story, self.sources)?.key()),
            Site::Choice(choice) => Some(self.written.choice(choice, self.story, self.sources)?.key()),
            Site::Condition(condition) => Some(self.written.condition(condition)),
        }
    }

    fn reasons(&self, fact: Fact) -> Vec<Reason> {
        self.why.is_impossible(fact)
    }
}

/// The name of a fact without the word in front that says what is asked of it.
pub fn subject(fact: Fact, story: &Story) -> String {
    let name = fact.name(story);
    let kind = match fact {
        Fact::Beat(_) => "beat ",
        Fact::Choice(_) => "choice ",
        Fact::Ending(_) => "ending ",
        Fact::DeadEnd(_) => "dead end ",
        Fact::Rule(_) => "rule ",
    };
    name.strip_prefix(kind).map(str::to_owned).unwrap_or(name)
}
