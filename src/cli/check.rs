//! `check`: every mistake in a story's files.

use std::io::{IsTerminal, Write};
use std::process::ExitCode;

use anyhow::Result;

use super::{FAULTS, StoryFolder};
use crate::diagnostic::{Severity, draw, has_errors, json};
use crate::files::StorySource;
use crate::source::{Compiled, compile};

#[derive(Debug, clap::Args)]
pub(super) struct CheckArguments {
    #[command(flatten)]
    story: StoryFolder,
    /// Print an array of `{file, line, column, end_line, end_column, code, severity, message, hint}` for other programs.
    #[arg(long)]
    json: bool,
}

pub(super) fn run(arguments: &CheckArguments) -> Result<ExitCode> {
    let source = StorySource::pick(arguments.story.folder.as_deref());
    let compiled = compile(&source.read()?);
    let mut out = std::io::stdout().lock();
    let written = if arguments.json {
        writeln!(out, "{:#}", json(&compiled.diagnostics, &compiled.sources))
    } else {
        report(&compiled, &mut out)
    };
    // A reader that closed the pipe has seen enough.
    written.or_else(|error| if error.kind() == std::io::ErrorKind::BrokenPipe { Ok(()) } else { Err(error) })?;
    Ok(if has_errors(&compiled.diagnostics) { ExitCode::from(FAULTS) } else { ExitCode::SUCCESS })
}

fn report(compiled: &Compiled, out: &mut impl Write) -> std::io::Result<()> {
    let color = std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none();
    for diagnostic in &compiled.diagnostics {
        writeln!(out, "{}\n", draw(diagnostic, &compiled.sources, color))?;
    }
    match &compiled.story {
        Some(story) => {
            let (beats, choices) = (story.beats().len(), story.choices().len());
            writeln!(out, "{}: {beats} beats, {choices} choices, no errors", story.title())
        }
        None => {
            let errors = compiled.diagnostics.iter().filter(|d| d.severity == Severity::Error).count();
            writeln!(out, "{errors} {}", if errors == 1 { "error" } else { "errors" })
        }
    }
}
