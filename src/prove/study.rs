//! Everything that is to be said of a story: answers, lengths of playthroughs, states, and the chances of endings.

use std::collections::BTreeMap;

use super::exhaustive::{Chances, Limits, Visited, visit};
use super::length::{Length, LengthLimits, measure};
use super::{Answer, Fact, Options, Proof, SampleLimits, Sampled, TooManyPlaces, Verdict, prove, with_a_seed};
use crate::story::Story;

/// How far to look, for each part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct StudyOptions {
    pub prove: Options,
    pub visit: Limits,
    pub length: LengthLimits,
    pub sample: SampleLimits,
}

/// What is known of a story.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Study {
    pub proof: Proof,
    /// By position of the fact, how long the playthrough is that shows it: of facts that are wrong, and of those that were looked at closer.
    pub lengths: BTreeMap<usize, Length>,
    /// If all states were visited, how many there are and the exact chances.
    pub states: Option<u64>,
    pub chances: Option<Chances>,
    /// If not, what random playthroughs came to.
    pub sampled: Option<Sampled>,
}

/// So many seeds are tried to make chance fall as a playthrough needs it.
const SEEDS: u64 = 400;

/// Looks for short playthroughs of the facts at the positions `asked`, and for how long they must be at least.
///
/// # Errors
/// If the story has too many places to look at.
pub fn look_closer(
    story: &Story,
    study: &mut Study,
    options: StudyOptions,
    asked: &[usize],
) -> Result<(), TooManyPlaces> {
    let is_known = |position: &usize| study.lengths.contains_key(position);
    let asked: Vec<usize> = asked.iter().copied().filter(|position| !is_known(position)).collect();
    if !asked.is_empty() {
        let visited = study.states.and_then(|_| visit(story, &study.proof.facts, options.visit));
        let found = lengths(story, &mut study.proof, visited.as_ref(), options.length, &asked)?;
        study.lengths.extend(found);
    }
    Ok(())
}

/// Studies a story.
///
/// # Errors
/// If the story has too many places to look at.
pub fn study(story: &Story, options: StudyOptions) -> Result<Study, TooManyPlaces> {
    let mut proof = prove(story, options.prove)?;
    let visited = visit(story, &proof.facts, options.visit);
    if let Some(visited) = &visited {
        settle(story, &mut proof, visited);
    }
    let wrong = |position: &usize| {
        Verdict::on(story, proof.facts[*position], &proof.answers[*position]) == Verdict::Wrong
    };
    let wrong: Vec<usize> = (0..proof.facts.len()).filter(wrong).collect();
    let lengths = lengths(story, &mut proof, visited.as_ref(), options.length, &wrong)?;
    let sampled = match visited {
        Some(_) => None,
        None => Some(Sampled::draw(story, options.sample)),
    };
    let (states, chances) = visited.map(|visited| (visited.states, visited.chances)).unzip();
    Ok(Study { proof, lengths, states, chances, sampled })
}

/// Answers what was left open from all states.
fn settle(story: &Story, proof: &mut Proof, visited: &Visited) {
    let Proof { facts, answers, .. } = proof;
    for (position, (&fact, answer)) in facts.iter().zip(answers).enumerate() {
        let path = &visited.paths[position];
        match answer {
            Answer::Reachable(_) => assert!(path.is_some(), "a state was met that a visit to all states misses"),
            Answer::Impossible => assert!(path.is_none(), "a state is called impossible that a visit to all states met"),
            Answer::Open(why) => match path {
                None => *answer = Answer::Impossible,
                Some(path) => match with_a_seed(story, fact, path, SEEDS) {
                    Some(witness) => *answer = Answer::Reachable(witness),
                    None => {
                        *why = format!("it takes a chance that did not fall with any of {SEEDS} seeds");
                    }
                },
            },
        }
    }
}

fn lengths(
    story: &Story,
    proof: &mut Proof,
    visited: Option<&Visited>,
    limits: LengthLimits,
    asked: &[usize],
) -> Result<BTreeMap<usize, Length>, TooManyPlaces> {
    let is_shown = |position: &usize| matches!(proof.answers[*position], Answer::Reachable(_));
    let positions: Vec<usize> = asked.iter().copied().filter(is_shown).collect();
    let facts: Vec<Fact> = positions.iter().map(|&position| proof.facts[position]).collect();
    let witness = |&position: &usize| match &proof.answers[position] {
        Answer::Reachable(witness) => Some(witness.clone()),
        _ => None,
    };
    let mut witnesses: Vec<_> = positions.iter().filter_map(witness).collect();
    let known: Option<Vec<Option<u32>>> =
        visited.map(|visited| positions.iter().map(|&position| visited.lengths[position]).collect());
    // All states are known: so is the shortest way, if chance allows.
    if let Some(visited) = visited {
        for ((&position, &fact), witness) in positions.iter().zip(&facts).zip(&mut witnesses) {
            let shorter = visited.paths[position].as_ref().filter(|path| path.len() < witness.choices.len());
            if let Some(found) = shorter.and_then(|path| with_a_seed(story, fact, path, SEEDS)) {
                *witness = found;
            }
        }
    }
    let lengths = measure(story, &facts, &mut witnesses, known.as_deref(), limits)?;
    for (&position, witness) in positions.iter().zip(witnesses) {
        proof.answers[position] = Answer::Reachable(witness);
    }
    Ok(positions.into_iter().zip(lengths).collect())
}
