//! The command line: thin commands over the layers below.

mod check;
mod play;
mod rename;

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};

use crate::diagnostic::draw;
use crate::source::Compiled;

/// Faults were found in a story.
const FAULTS: u8 = 1;
/// The command could not be carried out.
const COULD_NOT_RUN: u8 = 2;

/// A text-adventure engine, and the game that proves it.
#[derive(Debug, Parser)]
#[command(version, about, args_conflicts_with_subcommands = true, disable_help_subcommand = true)]
struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    play: play::PlayArguments,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Play a story; this is also what happens without a command.
    Play(play::PlayArguments),
    /// Report every mistake in a story's files, with its place.
    Check(check::CheckArguments),
    /// Give a beat, a choice, a stat or the like another name; every mention follows.
    Rename(rename::RenameArguments),
}

/// Runs the command that the program was started with. The exit code is 0 if all is well, 1 if faults were found in a story, and 2 if
/// the command could not be carried out.
pub fn run() -> ExitCode {
    let arguments = Arguments::parse();
    let outcome = match arguments.command {
        None => play::run(&arguments.play),
        Some(Command::Play(arguments)) => play::run(&arguments),
        Some(Command::Check(arguments)) => check::run(&arguments),
        Some(Command::Rename(arguments)) => rename::run(&arguments),
    };
    outcome.unwrap_or_else(|error| {
        eprintln!("bloodmark: {error:#}");
        ExitCode::from(COULD_NOT_RUN)
    })
}

/// The folder of a story, and what to do without one.
#[derive(Debug, Clone, clap::Args)]
struct StoryFolder {
    /// The folder of the story; without it the game's own.
    #[arg(value_name = "DIR")]
    folder: Option<PathBuf>,
}

/// Prints what is wrong with a story, to the standard error.
fn report_errors(compiled: &Compiled) {
    for diagnostic in &compiled.diagnostics {
        eprintln!("{}\n", draw(diagnostic, &compiled.sources, false));
    }
}

/// Prints to the standard output. A reader that closed the pipe has seen enough.
fn print(text: &str) -> Result<()> {
    let mut out = std::io::stdout().lock();
    let written = out.write_all(text.as_bytes()).and_then(|()| out.flush());
    Ok(written.or_else(|error| if error.kind() == std::io::ErrorKind::BrokenPipe { Ok(()) } else { Err(error) })?)
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_sound() {
        super::Arguments::command().debug_assert();
    }
}
