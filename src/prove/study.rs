//! Everything that is to be said of a story: answers, lengths of playthroughs, states, and the chances of endings.

use std::collections::BTreeMap;

use super::exhaustive::{Chances, Limits, Visited, visit};
use super::length::{Length, LengthLimits, measure};
use super::prover::{shows, with_a_seed};
use super::world::World;
use super::{Answer, Options, Proof, SampleLimits, Sampled, Verdict, Witness, Workers, prove_in};

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
pub(super) fn look_closer(world: &World, study: &mut Study, options: StudyOptions, asked: &[usize]) {
    let is_known = |position: &usize| study.lengths.contains_key(position);
    let asked: Vec<usize> = asked.iter().copied().filter(|position| !is_known(position)).collect();
    if !asked.is_empty() {
        let visited = study.states.and_then(|_| visit(world, options.visit));
        let found = lengths(world, &mut study.proof, visited.as_ref(), options.length, &asked);
        study.lengths.extend(found);
    }
}

/// Studies a story.
pub(super) fn study(world: &World, options: StudyOptions, workers: &dyn Workers) -> Study {
    let mut proof = prove_in(world, options.prove, workers);
    let visited = visit(world, options.visit);
    if let Some(visited) = &visited {
        settle(world, &mut proof, visited);
    }
    let is_wrong = |position: &usize| {
        Verdict::on(world.story, proof.facts[*position], &proof.answers[*position]) == Verdict::Wrong
    };
    let wrong: Vec<usize> = (0..proof.facts.len()).filter(is_wrong).collect();
    let lengths = lengths(world, &mut proof, visited.as_ref(), options.length, &wrong);
    let sampled = match visited {
        Some(_) => None,
        None => Some(Sampled::draw(world.story, options.sample)),
    };
    let (states, chances) = visited.map(|visited| (visited.states, visited.chances)).unzip();
    Study { proof, lengths, states, chances, sampled }
}

/// Answers what was left open from all states.
fn settle(world: &World, proof: &mut Proof, visited: &Visited) {
    for (position, answer) in proof.answers.iter_mut().enumerate() {
        let path = &visited.paths[position];
        match answer {
            Answer::Reachable(_) => assert!(path.is_some(), "a state was met that a visit to all states misses"),
            Answer::Impossible => {
                assert!(path.is_none(), "a state is called impossible that a visit to all states met")
            }
            Answer::Open(why) => match path {
                None => *answer = Answer::Impossible,
                Some(path) => match with_a_seed(world, position, path, SEEDS) {
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
    world: &World,
    proof: &mut Proof,
    visited: Option<&Visited>,
    limits: LengthLimits,
    asked: &[usize],
) -> BTreeMap<usize, Length> {
    let (mut positions, mut witnesses) = (Vec::new(), Vec::new());
    for &position in asked {
        if let Answer::Reachable(witness) = &proof.answers[position] {
            positions.push(position);
            witnesses.push(witness.clone());
        }
    }
    // Where all states are known so is the shortest way, if chance allows it.
    if let Some(visited) = visited {
        for (&position, witness) in positions.iter().zip(&mut witnesses) {
            let shorter = visited.paths[position].as_ref().filter(|path| path.len() < witness.choices.len());
            if let Some(found) = shorter.and_then(|path| with_a_seed(world, position, path, SEEDS)) {
                *witness = found;
            }
        }
    }
    let known: Option<Vec<Option<u32>>> =
        visited.map(|visited| positions.iter().map(|&position| visited.lengths[position]).collect());
    let lengths = measure(world, &positions, &mut witnesses, known.as_deref(), limits);
    for (&position, mut witness) in positions.iter().zip(witnesses) {
        // Where chance does nothing, any seed is as good: then it is the plainest.
        let plain = Witness { seed: 0, ..witness.clone() };
        if witness.seed != 0 && shows(world, position, &plain) {
            witness = plain;
        }
        proof.answers[position] = Answer::Reachable(witness);
    }
    positions.into_iter().zip(lengths).collect()
}
