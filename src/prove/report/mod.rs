//! What was found out about a story, for its author and for other programs.

mod json;
mod people;

use std::sync::Arc;

use super::length::Length;
use super::why::{Reason, Site};
use super::{Answer, Fact, Prover, Study, Verdict, Witness};
use crate::diagnostic::{Sources, Span};
use crate::source::Written;
use crate::story::Story;

/// A study of a story, with all that it takes to tell it.
pub struct Report<'a> {
    pub story: &'a Arc<Story>,
    pub written: &'a Written,
    pub sources: &'a Sources,
    pub study: &'a Study,
    pub prover: &'a Prover<'a>,
    /// By position, the facts that are told of, in ascending order.
    pub facts: Vec<usize>,
    /// Whether these are all of them.
    pub is_whole: bool,
}

/// A fact that is told of.
#[derive(Debug, Clone, Copy)]
struct Told<'a> {
    position: usize,
    fact: Fact,
    /// What is asked, and of what.
    name: &'a str,
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
            let (name, length) =
                (self.study.proof.names[position].as_str(), self.study.lengths.get(&position).copied());
            Told { position, fact, name, answer, verdict, length }
        })
    }

    /// Whether anything was proved to be wrong.
    pub fn has_faults(&self) -> bool {
        self.told().any(|told| told.verdict == Verdict::Wrong)
    }

    /// The facts that were shown, by position, each with its playthrough.
    pub fn witnesses(&self) -> impl Iterator<Item = (usize, &Witness, Option<Length>)> {
        self.told().filter_map(|told| match told.answer {
            Answer::Reachable(witness) => Some((told.position, witness, told.length)),
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

    /// Why a fact is impossible. Of a story with too many places nothing was proved.
    fn reasons(&self, told: &Told) -> Vec<Reason> {
        self.prover.why_impossible(self.study, told.position).unwrap_or_default()
    }
}

impl<'a> Told<'a> {
    /// The name without the words in front that say what is asked.
    fn subject(&self) -> &'a str {
        subject(self.fact, self.name)
    }
}

/// The name of a fact without the words in front that say what is asked.
pub fn subject(fact: Fact, name: &str) -> &str {
    let kind = match fact {
        Fact::Beat(_) => "beat ",
        Fact::Choice(_) => "choice ",
        Fact::Ending(_) => "ending ",
        Fact::DeadEnd(_) => "dead end ",
        Fact::Trap(_) => "trap ",
        Fact::Variant(_) => "variant ",
        Fact::Rule(_) => "rule ",
        Fact::Outcome(..) => "outcome ",
    };
    name.strip_prefix(kind).unwrap_or(name)
}
