//! The command line: thin commands over the layers below.

mod audit;
mod check;
mod diff;
mod explore;
mod export;
mod fmt;
mod map;
mod new;
mod play;
mod progress;
mod prove;
mod rename;
mod replay;
mod shell;
mod stats;
mod test;

use std::io::{IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::Result;
use clap::{Parser, Subcommand};

use crate::diagnostic::{Sources, draw};
use crate::files::StorySource;
use crate::source::{Compiled, SourceFile, compile};
use crate::story::Story;

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
    /// Lay a story's files out as the house does; comments are kept.
    Fmt(fmt::FmtArguments),
    /// Play a story's walkthroughs, and compare them with the transcripts beside them.
    Test(test::TestArguments),
    /// Play a story many times at random, and say where it ends and what nobody met.
    Explore(explore::ExploreArguments),
    /// Prove what can be reached and what cannot, that no reader can get stuck, and that the story's rules hold.
    Prove(prove::ProveArguments),
    /// Look for what does nothing: choices, conditions and effects that make no difference.
    Audit(audit::AuditArguments),
    /// Play a save or a walkthrough again, and print what was read.
    Replay(replay::ReplayArguments),
    /// Give a beat, a choice, a stat or the like another name; every mention follows.
    Rename(rename::RenameArguments),
    /// Count a story's words, and sample how long a playthrough is.
    Stats(stats::StatsArguments),
    /// Write a story out as a manuscript, or as Twee for Twine.
    Export(export::ExportArguments),
    /// Compare two versions of a story, and say what becomes of saves.
    Diff(diff::DiffArguments),
    /// Print a script with which a shell completes commands and options.
    Completions(shell::CompletionsArguments),
    /// Print the manual page.
    Man(shell::ManArguments),
    /// Make a folder with a small story that plays at once, to learn from and to change.
    New(new::NewArguments),
    /// Draw the story as a map: a page, an SVG picture, or a graph for Graphviz.
    Map(map::MapArguments),
}

/// Runs the command that the program was started with. The exit code is 0 if all is well, 1 if faults were found in a story, and 2 if
/// the command could not be carried out.
pub fn run() -> ExitCode {
    let arguments = Arguments::parse();
    let outcome = match arguments.command {
        None => play::run(&arguments.play),
        Some(Command::Play(arguments)) => play::run(&arguments),
        Some(Command::Check(arguments)) => check::run(&arguments),
        Some(Command::Fmt(arguments)) => fmt::run(&arguments),
        Some(Command::Test(arguments)) => test::run(&arguments),
        Some(Command::Explore(arguments)) => explore::run(&arguments),
        Some(Command::Prove(arguments)) => prove::run(&arguments),
        Some(Command::Audit(arguments)) => audit::run(&arguments),
        Some(Command::Replay(arguments)) => replay::run(&arguments),
        Some(Command::Rename(arguments)) => rename::run(&arguments),
        Some(Command::Stats(arguments)) => stats::run(&arguments),
        Some(Command::Export(arguments)) => export::run(&arguments),
        Some(Command::Diff(arguments)) => diff::run(&arguments),
        Some(Command::Completions(arguments)) => shell::completions(&arguments),
        Some(Command::Man(arguments)) => shell::man(&arguments),
        Some(Command::New(arguments)) => new::run(&arguments),
        Some(Command::Map(arguments)) => map::run(&arguments),
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

impl StoryFolder {
    /// The story, or the exit code once its mistakes are printed.
    fn compile(&self) -> Result<Result<(Arc<Story>, Sources), ExitCode>> {
        let compiled = compile(&StorySource::pick(self.folder.as_deref()).read()?);
        Ok(match compiled.story {
            Some(story) => Ok((Arc::new(story), compiled.sources)),
            None => {
                report_errors(&compiled);
                Err(ExitCode::from(FAULTS))
            }
        })
    }
}

/// Prints what is wrong with a story, to the standard error.
fn report_errors(compiled: &Compiled) {
    for diagnostic in &compiled.diagnostics {
        eprintln!("{}\n", draw(diagnostic, &compiled.sources, false));
    }
}

/// The story, or nothing once its errors are printed.
fn load(files: &[SourceFile]) -> Option<Arc<Story>> {
    let compiled = compile(files);
    if compiled.story.is_none() {
        report_errors(&compiled);
    }
    compiled.story.map(Arc::new)
}

/// Whether what is printed is seen on a terminal that may show colors.
fn has_color() -> bool {
    std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none()
}

/// Prints to the standard output. A reader that closed the pipe has seen enough.
fn print(text: &str) -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    let written = out.write_all(text.as_bytes()).and_then(|()| out.flush());
    written.or_else(|error| if error.kind() == std::io::ErrorKind::BrokenPipe { Ok(()) } else { Err(error) })
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_sound() {
        super::Arguments::command().debug_assert();
    }
}
