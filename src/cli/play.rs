//! `play`: the window where there is a display, else the terminal.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;

use super::FAULTS;
use crate::diagnostic::{Diagnostic, Sources, draw};
use crate::files::StorySource;
use crate::terminal::{Mode, Options, PlayError};

#[derive(Debug, Clone, clap::Args)]
pub(super) struct PlayArguments {
    /// The folder of the story; without it the game's own.
    #[arg(long, value_name = "DIR")]
    story: Option<PathBuf>,
    /// Start a new playthrough in which chance goes this way. The same seed and choices give the same text.
    #[arg(long, value_name = "N")]
    seed: Option<u64>,
    /// Start a new playthrough. The one before it is kept.
    #[arg(long)]
    new: bool,
    /// Play in the terminal, even where a window could be opened.
    #[arg(long)]
    terminal: bool,
    /// Play in plain lines: for pipes, screen readers and scripts.
    #[arg(long, conflicts_with = "terminal")]
    plain: bool,
}

pub(super) fn run(arguments: &PlayArguments) -> Result<ExitCode> {
    let source = StorySource::pick(arguments.story.as_deref());
    if !arguments.terminal && !arguments.plain {
        match open_window(&source, arguments) {
            Ok(code) => return code,
            Err(reason) => eprintln!("bloodmark: playing in the terminal, since {reason}"),
        }
    }
    let mode = match (arguments.terminal, arguments.plain) {
        (_, true) => Mode::Plain,
        (true, _) => Mode::Full,
        _ => Mode::Auto,
    };
    let options = Options { source, seed: arguments.seed, new: arguments.new, mode };
    match crate::terminal::play(&options) {
        Ok(()) => Ok(ExitCode::SUCCESS),
        Err(PlayError::Story { diagnostics, sources }) => Ok(report(&diagnostics, &sources)),
        Err(error) => Err(error.into()),
    }
}

/// Says why the story cannot be played.
fn report(diagnostics: &[Diagnostic], sources: &Sources) -> ExitCode {
    for diagnostic in diagnostics {
        eprintln!("{}\n", draw(diagnostic, sources, false));
    }
    ExitCode::from(FAULTS)
}

/// Plays in the window, or says why there is none.
#[cfg(feature = "desktop")]
fn open_window(source: &StorySource, arguments: &PlayArguments) -> Result<Result<ExitCode>, String> {
    crate::desktop::can_open().map_err(|reason| reason.to_string())?;
    let options = crate::desktop::Options { source: source.clone(), seed: arguments.seed, new: arguments.new };
    Ok(match crate::desktop::play(&options) {
        Err(crate::desktop::DesktopError::Broken { diagnostics, sources }) => Ok(report(&diagnostics, &sources)),
        outcome => outcome.map_err(Into::into),
    })
}

#[cfg(not(feature = "desktop"))]
fn open_window(_: &StorySource, _: &PlayArguments) -> Result<Result<ExitCode>, String> {
    Err("this program was built without the window".to_owned())
}
