//! `check`: every mistake in a story's files, what its rules mean, and the mending of what can safely be mended.

use std::fmt::Write;
use std::io::IsTerminal;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Result, bail};

use super::{FAULTS, StoryFolder, print};
use crate::diagnostic::{Diagnostic, Severity, draw, has_errors, json};
use crate::files::{Rewrite, StorySource, rewrite};
use crate::lint::{self, Mended};
use crate::source::{Compiled, SourceFile, compile};

#[derive(Debug, clap::Args)]
pub(super) struct CheckArguments {
    #[command(flatten)]
    story: StoryFolder,
    /// Print an array of `{file, line, column, end_line, end_column, code, severity, message, hint, fixes}` for other programs; a fix is
    /// `{title, is_safe, edits}`, an edit a place as above and `with`, the new text.
    #[arg(long)]
    json: bool,
    /// Carry out every fix that is safe, and report what is left.
    #[arg(long)]
    fix: bool,
    /// Say what a rule is about, with an example; without an ID, name all rules.
    #[arg(long, value_name = "ID", num_args = 0..=1, conflicts_with_all = ["fix", "json", "folder"])]
    explain: Option<Option<String>>,
}

pub(super) fn run(arguments: &CheckArguments) -> Result<ExitCode> {
    if let Some(asked) = &arguments.explain {
        return explain(asked.as_deref());
    }
    let source = StorySource::pick(arguments.story.folder.as_deref());
    let files = source.read()?;
    let mended = if arguments.fix { mend(&source, &files)? } else { unmended(files) };
    let Mended { done, compiled, left, .. } = &mended;
    print(&match arguments.json {
        true => format!("{:#}\n", json(left, &compiled.sources)),
        false => told_done(done) + &told(compiled, left),
    })?;
    Ok(if has_errors(left) { ExitCode::from(FAULTS) } else { ExitCode::SUCCESS })
}

fn unmended(files: Vec<SourceFile>) -> Mended {
    let compiled = compile(&files);
    let left = lint::all(&compiled);
    Mended { files, done: Vec::new(), compiled, left }
}

/// Mends the story and writes the files that have changed.
fn mend(source: &StorySource, files: &[SourceFile]) -> Result<Mended> {
    if source.folder().is_none() {
        bail!("name the folder of the story: the one inside the program cannot be changed");
    }
    let mended = lint::mend(files);
    let changed = files.iter().zip(&mended.files).filter(|(before, after)| before.bytes != after.bytes);
    let rewrites: Vec<Rewrite> = changed
        .map(|(before, after)| Rewrite {
            path: PathBuf::from(&before.path),
            before: before.bytes.clone(),
            after: after.bytes.clone(),
            moves_to: None,
        })
        .collect();
    rewrite(&rewrites)?;
    Ok(mended)
}

fn explain(asked: Option<&str>) -> Result<ExitCode> {
    let Some(id) = asked else {
        let rules = lint::rules().iter().map(|rule| format!("{} ({}): {}\n", rule.id, rule.severity, rule.catches));
        print(&rules.collect::<String>())?;
        return Ok(ExitCode::SUCCESS);
    };
    match lint::find(id) {
        Some(rule) => print(&lint::explain(rule))?,
        None => {
            let hint = lint::nearest(id).unwrap_or_else(|| "`bloodmark check --explain` names them all".to_owned());
            bail!("no lint rule is called `{id}`; {hint}");
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn told_done(done: &[(String, String)]) -> String {
    let mut out: String = done.iter().map(|(title, line)| format!("fixed: {title}\n  {line}\n")).collect();
    if !done.is_empty() {
        out.push('\n');
    }
    out
}

/// What is wrong, drawn; then one line about the whole.
fn told(compiled: &Compiled, found: &[Diagnostic]) -> String {
    let color = std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none();
    let drawn = found.iter().map(|diagnostic| draw(diagnostic, &compiled.sources, color) + "\n\n");
    let mut out: String = drawn.collect();
    let count = |severity| found.iter().filter(|diagnostic| diagnostic.severity == severity).count();
    let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
    let (errors, warnings) = (counted(errors, "error"), counted(warnings, "warning"));
    let counts = if warnings.starts_with("no ") { errors } else { format!("{errors}, {warnings}") };
    let written = match &compiled.story {
        Some(story) => {
            let (beats, choices) = (story.beats().len(), story.choices().len());
            writeln!(out, "{}: {beats} beats, {choices} choices, {counts}", story.title())
        }
        None => writeln!(out, "{counts}"),
    };
    written.expect("a string can be written to");
    if let Some(first) = found.first() {
        out += &format!("`bloodmark check --explain {}` says more about the first of them\n", first.code);
    }
    out
}

fn counted(number: usize, what: &str) -> String {
    match number {
        0 => format!("no {what}s"),
        1 => format!("1 {what}"),
        _ => format!("{number} {what}s"),
    }
}
