//! `fmt`: a story's files laid out as the house does.

use std::io::{IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Result, bail};
use serde_json::json;

use super::{COULD_NOT_RUN, FAULTS, StoryFolder};
use crate::diagnostic::{Sources, draw};
use crate::files::{Rewrite, StorySource, rewrite};
use crate::source::edit::{Edit, apply_to_bytes};
use crate::source::layout::{LayoutFault, lay_out};
use crate::source::{SourceFile, open};

#[derive(Debug, clap::Args)]
pub(super) struct FmtArguments {
    #[command(flatten)]
    story: StoryFolder,
    /// Write nothing; list the files that would change, and exit with 1 if there are any.
    #[arg(long)]
    check: bool,
    /// Print an array of `{file, changed}` for other programs.
    #[arg(long)]
    json: bool,
}

/// A file that can be laid out.
struct LaidOut {
    path: String,
    before: String,
    after: String,
    rewrite: Rewrite,
}

impl LaidOut {
    fn is_changed(&self) -> bool {
        self.before != self.after
    }
}

pub(super) fn run(arguments: &FmtArguments) -> Result<ExitCode> {
    let source = StorySource::pick(arguments.story.folder.as_deref());
    if source.folder().is_none() {
        bail!("there is no story here to lay out; name its folder");
    }
    let mut files = source.read()?;
    files.extend(source.read_walkthroughs()?);
    let mut code = 0;
    let mut laid_out = Vec::new();
    for file in &files {
        match lay_out_file(file) {
            Ok(file) => laid_out.push(file),
            Err(fault) => code = code.max(fault),
        }
    }
    let changed = laid_out.iter().filter(|file| file.is_changed());
    if arguments.check {
        code = code.max(if changed.count() > 0 { FAULTS } else { 0 });
    } else {
        rewrite(&changed.map(|file| file.rewrite.clone()).collect::<Vec<_>>())?;
    }
    let mut out = std::io::stdout().lock();
    let written = if arguments.json {
        let files = laid_out.iter().map(|file| json!({"file": file.path, "changed": file.is_changed()}));
        writeln!(out, "{:#}", files.collect::<serde_json::Value>())
    } else {
        report(&laid_out, arguments.check, &mut out)
    };
    // A reader that closed the pipe has seen enough.
    written.or_else(|error| if error.kind() == std::io::ErrorKind::BrokenPipe { Ok(()) } else { Err(error) })?;
    Ok(ExitCode::from(code))
}

/// Lays one file out. If that cannot be done, says why and gives the exit code for it.
fn lay_out_file(file: &SourceFile) -> Result<LaidOut, u8> {
    let mut sources = Sources::default();
    let (id, index, diagnostics) = open(file, &mut sources);
    let Some(index) = index else {
        let color = std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none();
        for diagnostic in diagnostics {
            eprintln!("{}\n", draw(&diagnostic, &sources, color));
        }
        return Err(FAULTS);
    };
    let before = sources.text(id);
    let after = lay_out(before, &index).map_err(|fault| {
        eprintln!("bloodmark: `{}` is left as it is: {fault}", file.path);
        if fault == LayoutFault::Unfaithful { COULD_NOT_RUN } else { FAULTS }
    })?;
    let whole = Edit::new(0..before.len(), after.as_str());
    let bytes = apply_to_bytes(&file.bytes, vec![whole]).map_err(|fault| {
        eprintln!("bloodmark: `{}` is left as it is: {fault}", file.path);
        COULD_NOT_RUN
    })?;
    let rewrite = Rewrite { path: PathBuf::from(&file.path), before: file.bytes.clone(), after: bytes, moves_to: None };
    Ok(LaidOut { path: file.path.clone(), before: before.to_owned(), after, rewrite })
}

fn report(files: &[LaidOut], is_check: bool, out: &mut impl Write) -> std::io::Result<()> {
    let mut changed = 0;
    for file in files.iter().filter(|file| file.is_changed()) {
        changed += 1;
        if is_check {
            show_change(file, out)?;
        } else {
            writeln!(out, "{}", file.path)?;
        }
    }
    let all = files.len();
    let files = if all == 1 { "file" } else { "files" };
    let verb = if is_check { "would change" } else { "changed" };
    writeln!(out, "{changed} of {all} {files} {verb}")
}

/// So many lines of a change are shown of each side.
const SHOWN: usize = 4;

/// Shows the first lines that differ.
fn show_change(file: &LaidOut, out: &mut impl Write) -> std::io::Result<()> {
    let before: Vec<&str> = file.before.lines().collect();
    let after: Vec<&str> = file.after.lines().collect();
    let same = before.iter().zip(&after).take_while(|(before, after)| before == after).count();
    let (gone, come) = (&before[same..], &after[same..]);
    let (removed, added) = first_change(gone, come);
    writeln!(out, "{}:{}", file.path, same + 1)?;
    for (sign, lines, count) in [('-', gone, removed), ('+', come, added)] {
        for line in &lines[..count.min(SHOWN)] {
            writeln!(out, "{sign} {line}")?;
        }
        if count > SHOWN {
            writeln!(out, "{sign} … {} more", count - SHOWN)?;
        }
    }
    writeln!(out)
}

/// How many lines of each side make up the first change: up to the nearest line that both have.
fn first_change(gone: &[&str], come: &[&str]) -> (usize, usize) {
    const NEAR: usize = 40;
    for distance in 1..NEAR {
        for removed in 0..=distance {
            let added = distance - removed;
            let is_same = match (gone.get(removed), come.get(added)) {
                (Some(gone), Some(come)) => gone == come && !gone.trim().is_empty(),
                (None, None) => true,
                _ => false,
            };
            if is_same {
                return (removed, added);
            }
        }
    }
    (gone.len().min(NEAR), come.len().min(NEAR))
}
