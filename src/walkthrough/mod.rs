//! Scripted playthroughs: choices to make and what to expect, and whether a story meets it.

#![deny(clippy::disallowed_methods, clippy::disallowed_types)]

mod compare;

use std::sync::Arc;

use serde::Deserialize;

use crate::source::ask;
use crate::story::{Playthrough, Stop, Story};

/// Choices to make and what to expect on the way.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Walkthrough {
    /// The seed to play with.
    #[serde(default)]
    pub seed: u64,
    pub steps: Vec<Step>,
    /// The ending that the last step must have led to; empty if the walkthrough stops on the way.
    #[serde(default)]
    pub ends: String,
}

/// One line of a walkthrough.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// Takes the choice of this name.
    Choose(String),
    /// This stands in the turn's prose; quotation marks, dashes and white space may differ.
    See(String),
    /// This does not stand in the turn's prose.
    NotSee(String),
    /// The choice of this name is open.
    Offered(String),
    /// It is not.
    NotOffered(String),
    /// This condition holds.
    Check(String),
}

/// Why a walkthrough failed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// The step, counted from 1; one more than there are if the end is wrong.
    pub step: usize,
    /// What was expected and what stood there.
    pub message: String,
    /// The beat at which it happened, and its text.
    pub beat: String,
    pub text: String,
}

impl std::fmt::Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        writeln!(f, "step {} at `{}`: {}", self.step, self.beat, self.message)?;
        self.text.lines().try_for_each(|line| writeln!(f, "    {line}"))
    }
}

/// Reads a walkthrough.
///
/// # Example
/// ```
/// use bloodmark::walkthrough::{Step, parse};
///
/// let walkthrough = parse(r#"(seed: 7, steps: [choose("knock"), see("Who is there?")], ends: "eaten")"#)?;
/// assert_eq!(walkthrough.steps[0], Step::Choose("knock".to_owned()));
/// # Ok::<(), String>(())
/// ```
///
/// # Errors
/// If the text is not one; the message has line and column.
pub fn parse(text: &str) -> Result<Walkthrough, String> {
    ron::from_str(text).map_err(|error| error.to_string())
}

/// Plays a walkthrough through a story.
///
/// # Errors
/// The first step whose expectation is not met.
pub fn run(walkthrough: &Walkthrough, story: &Arc<Story>) -> Result<Playthrough, Failure> {
    let mut playthrough = Playthrough::start(Arc::clone(story), walkthrough.seed);
    for (i, step) in walkthrough.steps.iter().enumerate() {
        take(step, &mut playthrough).map_err(|message| failure(i + 1, message, &playthrough))?;
    }
    let message = match playthrough.turn().stop() {
        Stop::Ending(ending) => match story.ending(ending).id.as_str() {
            id if id == walkthrough.ends => return Ok(playthrough),
            id => format!("the story ended at `{id}`; expected `{}`", walkthrough.ends),
        },
        _ if walkthrough.ends.is_empty() => return Ok(playthrough),
        _ => format!("the story goes on; expected the ending `{}`", walkthrough.ends),
    };
    Err(failure(walkthrough.steps.len() + 1, message, &playthrough))
}

fn take(step: &Step, playthrough: &mut Playthrough) -> Result<(), String> {
    let sees = |text: &str| compare::contains(playthrough.turn().page().text(), text);
    let is_open = |name: &str| {
        let story = playthrough.story();
        playthrough.turn().open().any(|offer| story.choice(offer.choice).name == name)
    };
    match step {
        Step::Choose(name) => playthrough.choose_named(name).map_err(|error| error.to_string()),
        Step::See(text) if !sees(text) => Err(format!("the text does not say \"{text}\"")),
        Step::NotSee(text) if sees(text) => Err(format!("the text says \"{text}\"")),
        Step::Offered(name) if !is_open(name) => Err(format!("`{name}` is not offered")),
        Step::NotOffered(name) if is_open(name) => Err(format!("`{name}` is offered")),
        Step::Check(condition) => match ask(condition, playthrough.story(), playthrough.state()) {
            Ok(true) => Ok(()),
            Ok(false) => Err(format!("`{condition}` does not hold")),
            Err(message) => Err(format!("`{condition}`: {message}")),
        },
        _ => Ok(()),
    }
}

fn failure(step: usize, message: String, playthrough: &Playthrough) -> Failure {
    let beat = playthrough.story().beat(playthrough.state().beat()).name.clone();
    Failure { step, message, beat, text: playthrough.turn().page().text().to_owned() }
}
