//! The terminal player: the whole screen where there is one, plain lines through a pipe. Same saves, same story, same choices.

mod full;
mod plain;
mod session;
mod wrap;

pub use full::{Colors, Reader, Theme};
pub use plain::{Manners, play_lines};
pub use session::Session;

use std::io::{self, IsTerminal};

use crate::diagnostic::{Diagnostic, Sources};
use crate::files::{StoryFilesError, StorySource};

/// How the terminal is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Mode {
    /// The whole screen when both stdin and stdout are terminals, plain lines otherwise.
    #[default]
    Auto,
    /// The whole screen.
    Full,
    /// Plain lines: for pipes and screen readers.
    Plain,
}

/// What to play and how.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    pub source: StorySource,
    /// What a new playthrough is started with; without it the system is asked for a seed.
    pub seed: Option<u64>,
    /// Starts a new playthrough although there is one to continue.
    pub new: bool,
    pub mode: Mode,
}

/// Why the terminal cannot play.
#[derive(Debug, thiserror::Error)]
pub enum PlayError {
    #[error(transparent)]
    Files(#[from] StoryFilesError),
    /// Every mistake, and what they point into, for the caller to draw.
    #[error("the story has mistakes that keep it from being played")]
    Story { diagnostics: Vec<Diagnostic>, sources: Sources },
    #[error("the terminal failed: {0}")]
    Terminal(#[from] io::Error),
}

/// Plays until the reader quits, the input ends, or nobody reads the output any more, which is a polite end as well.
///
/// # Errors
/// If the story cannot be read or has mistakes, or if the terminal fails.
pub fn play(options: &Options) -> Result<(), PlayError> {
    let session = Session::open(options)?;
    let (typed, shown) = (io::stdin().is_terminal(), io::stdout().is_terminal());
    let is_full = match options.mode {
        Mode::Auto => typed && shown,
        Mode::Full => true,
        Mode::Plain => false,
    };
    if is_full {
        return Ok(full::play_full(session)?);
    }
    let manners = Manners { typed, shown };
    let played = play_lines(session, manners, &mut io::stdin().lock(), &mut io::stdout().lock(), &mut io::stderr());
    match played {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        played => Ok(played?),
    }
}
