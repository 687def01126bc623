//! Scripted playthroughs: choices to make and what to expect, and whether a story meets it.
//!
//! A file goes through these rooms: `read` makes a [`Walkthrough`] of it and finds every name in it that the story does not know, `origin`
//! knows where it starts, `play` takes its steps, `expect` and `change` say of each whether it is met, and `outcome` puts it all together
//! with the transcript that may lie beside the file.

#![deny(clippy::disallowed_methods, clippy::disallowed_types)]

mod change;
mod compare;
mod expect;
mod origin;
mod outcome;
mod play;
mod read;

use std::sync::Arc;

use serde::{Deserialize, Deserializer};

pub use change::effects_of;
pub use expect::Unmet;
pub use outcome::{Fault, Outcome, test};
pub use play::{Failure, Played, play};

use crate::story::{Playthrough, Story};

/// Choices to make and what to expect on the way.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Walkthrough {
    /// The seed to play with.
    #[serde(default)]
    pub seed: u64,
    /// Where it starts, if that is not the start of the story.
    #[serde(default, deserialize_with = "present")]
    pub from: Option<Origin>,
    pub steps: Vec<Step>,
    /// The ending that the last step must have led to; empty if the walkthrough stops on the way.
    #[serde(default)]
    pub ends: String,
}

/// A place in the middle of a story, with the state in which it is entered: that of the start, but for what is said here.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Origin {
    /// `scene/beat`; empty for the start of the story. It is entered as though a choice had led there: its effects are carried out.
    pub beat: String,
    /// Effects on the state at the start of the story, before the beat is entered.
    pub set: String,
    /// Beats that were left before, `scene/beat` each, once.
    pub visited: Vec<String>,
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
    /// What the last choice changed, as effects: exactly this, or at least this if it ends with `..`.
    Changed(String),
}

/// A field that may be left out, written without `Some`.
fn present<'de, D: Deserializer<'de>, T: Deserialize<'de>>(deserializer: D) -> Result<Option<T>, D::Error> {
    T::deserialize(deserializer).map(Some)
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
pub fn run(walkthrough: &Walkthrough, story: &Arc<Story>) -> Result<Playthrough, Box<Failure>> {
    let Played { playthrough, failures, .. } = play(walkthrough, story);
    match failures.into_iter().next() {
        Some(failure) => Err(Box::new(failure)),
        None => Ok(playthrough),
    }
}

/// The playthrough before the first step.
///
/// # Errors
/// If `from` names what the story does not know; says what.
pub fn begin(walkthrough: &Walkthrough, story: &Arc<Story>) -> Result<Playthrough, String> {
    let before = origin::before(walkthrough, story).map_err(|faults| origin::message(&faults))?;
    Ok(origin::begin(walkthrough, story, before))
}
