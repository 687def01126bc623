//! Takes the steps of a walkthrough.

use std::sync::Arc;

use super::expect::{self, Unmet};
use super::{Step, Walkthrough, change, origin};
use crate::story::{Playthrough, Stop, Story, StoryState};

/// A walkthrough that was played.
#[derive(Debug, Clone)]
pub struct Played {
    /// As far as its choices could be made.
    pub playthrough: Playthrough,
    /// In the order of the steps.
    pub failures: Vec<Failure>,
    /// Whether a choice could not be made, so that what follows was not played.
    pub is_cut: bool,
}

/// An expectation that was not met.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// The step, counted from 1; one more than there are if the end is wrong, and 0 if the walkthrough could not be begun.
    pub step: usize,
    /// What was expected and what stood there.
    pub why: Unmet,
    /// How many choices had been made.
    pub choices: usize,
    /// The beat at which it happened, and the page.
    pub beat: String,
    pub text: String,
}

impl std::fmt::Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        writeln!(f, "step {} at `{}`: {}", self.step, self.beat, self.why.message)?;
        self.text.lines().try_for_each(|line| writeln!(f, "    {line}"))
    }
}

/// Plays a walkthrough through a story. It goes on after an expectation that is not met, until a choice cannot be made.
pub fn play(walkthrough: &Walkthrough, story: &Arc<Story>) -> Played {
    let before = match origin::before(walkthrough, story) {
        Ok(before) => before,
        Err(faults) => {
            let playthrough = Playthrough::start(Arc::clone(story), walkthrough.seed);
            let failures = vec![failure(0, Unmet::new("bad-origin", origin::message(&faults)), &playthrough)];
            return Played { playthrough, failures, is_cut: true };
        }
    };
    let mut playthrough = origin::begin(walkthrough, story, before.clone());
    let mut failures = Vec::new();
    let mut before = before;
    for (number, step) in (1..).zip(&walkthrough.steps) {
        match take(step, &mut before, &mut playthrough) {
            Ok(()) => {}
            Err(why) => {
                failures.push(failure(number, why, &playthrough));
                if matches!(step, Step::Choose(_)) {
                    return Played { playthrough, failures, is_cut: true };
                }
            }
        }
    }
    if let Err(why) = end(walkthrough, &playthrough) {
        failures.push(failure(walkthrough.steps.len() + 1, why, &playthrough));
    }
    Played { playthrough, failures, is_cut: false }
}

/// `before` is the state before the last choice.
fn take(step: &Step, before: &mut StoryState, playthrough: &mut Playthrough) -> Result<(), Unmet> {
    match step {
        Step::Choose(name) => {
            let state = playthrough.state().clone();
            playthrough.choose_named(name).map_err(|_| expect::cannot_choose(name, playthrough))?;
            *before = state;
            Ok(())
        }
        Step::See(text) => expect::see(text, playthrough),
        Step::NotSee(text) => expect::not_see(text, playthrough),
        Step::Offered(name) => expect::offered(name, playthrough),
        Step::NotOffered(name) => expect::not_offered(name, playthrough),
        Step::Check(condition) => expect::check(condition, playthrough),
        Step::Changed(effects) => change::check(effects, before, playthrough),
    }
}

fn end(walkthrough: &Walkthrough, playthrough: &Playthrough) -> Result<(), Unmet> {
    let wanted = &walkthrough.ends;
    match playthrough.turn().stop() {
        Stop::Ending(ending) => {
            let found = &playthrough.story().ending(ending).id;
            let message = match wanted.is_empty() {
                _ if found == wanted => return Ok(()),
                true => format!("the story ended at `{found}`, which the walkthrough does not say"),
                false => format!("the story ended at `{found}`, not at `{wanted}`"),
            };
            let expected = if wanted.is_empty() { "no ending".to_owned() } else { format!("the ending `{wanted}`") };
            let why = Unmet::new("wrong-ending", message).expected(expected).found(format!("the ending `{found}`"));
            Err(why.hint(format!("write `ends: \"{found}\"` if that is right")))
        }
        _ if wanted.is_empty() => Ok(()),
        _ => {
            let why = Unmet::new("wrong-ending", format!("the story goes on and does not end at `{wanted}`"));
            let why = why.expected(format!("the ending `{wanted}`")).found(expect::list_offered(playthrough));
            Err(why.hint(expect::list_offered(playthrough)))
        }
    }
}

fn failure(step: usize, why: Unmet, playthrough: &Playthrough) -> Failure {
    let beat = playthrough.story().beat(playthrough.state().beat()).name.clone();
    let text = playthrough.turn().page().text().to_owned();
    Failure { step, why, choices: playthrough.log().len(), beat, text }
}
