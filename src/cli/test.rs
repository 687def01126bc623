//! `test`: plays a story's walkthroughs, and compares them with the transcripts beside them.

mod junit;
mod report;
mod run_all;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::str::FromStr;
use std::sync::Arc;

use anyhow::{Context, Result, bail};

use super::{FAULTS, StoryFolder, load, print};
use crate::diagnostic::did_you_mean;
use crate::files::{StorySource, write_file};
use crate::source::SourceFile;
use crate::story::Story;
use crate::telling::Transcript;
use crate::walkthrough::{Outcome, test};

#[derive(Debug, clap::Args)]
pub(super) struct TestArguments {
    #[command(flatten)]
    story: StoryFolder,
    /// Only the walkthroughs whose name holds this.
    #[arg(long, value_name = "TEXT")]
    filter: Option<String>,
    /// Only each N-th walkthrough, from the I-th on: all shards together are the whole.
    #[arg(long, value_name = "I/N")]
    shard: Option<Shard>,
    /// Write the transcripts beside the walkthroughs anew: those that are there, or those of the walkthroughs named, separated by commas.
    #[arg(long, value_name = "NAMES", num_args = 0..=1, require_equals = true, default_missing_value = "")]
    update: Option<String>,
    /// With `--update`: write a transcript for every walkthrough.
    #[arg(long, requires = "update")]
    all: bool,
    /// Write the results as JUnit XML into this file too.
    #[arg(long, value_name = "FILE")]
    junit: Option<PathBuf>,
    /// Print an array of `{name, passed, file, line, column, message, expected, found, transcript, code, hint, faults}` for other programs.
    #[arg(long)]
    json: bool,
    /// How many threads play. The results are the same with any number.
    #[arg(long, value_name = "N", hide = true)]
    threads: Option<usize>,
}

/// Which part of the walkthroughs is played.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Shard {
    /// From 1 to `of`.
    number: usize,
    of: usize,
}

impl FromStr for Shard {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let parts = text.split_once('/').and_then(|(number, of)| Some((number.parse().ok()?, of.parse().ok()?)));
        match parts {
            Some((number, of)) if (1..=of).contains(&number) => Ok(Self { number, of }),
            _ => Err("write `1/4` for the first of four parts".to_owned()),
        }
    }
}

/// A walkthrough, and the transcript beside it.
struct Case {
    file: SourceFile,
    kept: Option<SourceFile>,
}

pub(super) fn run(arguments: &TestArguments) -> Result<ExitCode> {
    let source = StorySource::pick(arguments.story.folder.as_deref());
    let Some(story) = load(&source.read()?) else { return Ok(ExitCode::from(FAULTS)) };
    let cases = cases(&source)?;
    let has_none = cases.is_empty();
    if has_none && !arguments.json {
        print(&report::nothing_to_test(&source, &story))?;
    }
    let mut cases = pick(cases, arguments)?;
    let threads = arguments.threads.or_else(|| std::thread::available_parallelism().ok().map(usize::from));
    let mut outcomes = run_all::run_all(&cases, &story, threads.unwrap_or(1));
    let written = update(&mut cases, &mut outcomes, arguments, &story)?;
    if let Some(path) = &arguments.junit {
        let report = junit::junit(story.id(), &outcomes).context("the JUnit report cannot be written")?;
        write_file(path, report.as_bytes()).with_context(|| format!("`{}` cannot be written", path.display()))?;
    }
    let told = match arguments.json {
        true => format!("{:#}\n", report::json(&outcomes)),
        false if has_none => String::new(),
        false => report::people(&outcomes, &written),
    };
    print(&told)?;
    let has_failed = outcomes.iter().any(|outcome| !outcome.has_passed());
    Ok(if has_failed { ExitCode::from(FAULTS) } else { ExitCode::SUCCESS })
}

/// All walkthroughs of the story, sorted by name. A transcript without a walkthrough is told.
fn cases(source: &StorySource) -> Result<Vec<Case>> {
    let (walkthroughs, mut transcripts) = (source.read_walkthroughs()?, source.read_transcripts()?);
    let mut cases: Vec<Case> = Vec::with_capacity(walkthroughs.len());
    for file in walkthroughs {
        let path = transcript_path(&file);
        let position = transcripts.iter().position(|kept| Path::new(&kept.path) == path);
        cases.push(Case { kept: position.map(|position| transcripts.swap_remove(position)), file });
    }
    transcripts.sort_by(|a, b| a.path.cmp(&b.path));
    for stray in transcripts {
        eprintln!("bloodmark: `{}` is the transcript of no walkthrough", stray.path);
    }
    cases.sort_by(|a, b| a.file.stem().cmp(b.file.stem()));
    Ok(cases)
}

fn transcript_path(file: &SourceFile) -> PathBuf {
    Path::new(&file.path).with_extension("txt")
}

/// The walkthroughs that were asked for.
fn pick(mut cases: Vec<Case>, arguments: &TestArguments) -> Result<Vec<Case>> {
    let names: Vec<String> = cases.iter().map(|case| case.file.stem().to_owned()).collect();
    if let Some(filter) = arguments.filter.as_ref().filter(|_| !names.is_empty()) {
        cases.retain(|case| case.file.stem().contains(filter.as_str()));
        if cases.is_empty() {
            let hint = did_you_mean(filter, names.iter().map(String::as_str)).map(|hint| format!("; {hint}"));
            bail!("no walkthrough has `{filter}` in its name{}", hint.unwrap_or_default());
        }
    }
    if let Some(Shard { number, of }) = arguments.shard {
        let mut position = 0;
        cases.retain(|_| {
            position += 1;
            (position - 1) % of == number - 1
        });
    }
    let asked = arguments.update.iter().flat_map(|names| names.split(',')).filter(|name| !name.is_empty());
    for name in asked {
        if !names.iter().any(|known| known == name) {
            let hint = did_you_mean(name, names.iter().map(String::as_str)).map(|hint| format!("; {hint}"));
            bail!("no walkthrough is called `{name}`{}", hint.unwrap_or_default());
        }
    }
    Ok(cases)
}

/// Writes the transcripts that were asked for, of walkthroughs whose steps were met, and tests those again.
fn update(
    cases: &mut [Case],
    outcomes: &mut [Outcome],
    arguments: &TestArguments,
    story: &Arc<Story>,
) -> Result<Vec<PathBuf>> {
    let Some(names) = &arguments.update else { return Ok(Vec::new()) };
    let mut written = Vec::new();
    for (case, outcome) in cases.iter_mut().zip(outcomes) {
        let is_asked = match names.is_empty() {
            true => arguments.all || case.kept.is_some(),
            false => arguments.all || names.split(',').any(|name| name == case.file.stem()),
        };
        let playthrough = outcome.playthrough.as_ref().filter(|_| outcome.is_met() && is_asked);
        let Some(text) = playthrough.map(|playthrough| Transcript::of(playthrough).to_string()) else { continue };
        if case.kept.is_some() && outcome.has_passed() {
            continue;
        }
        let path = transcript_path(&case.file);
        write_file(&path, text.as_bytes()).with_context(|| format!("`{}` cannot be written", path.display()))?;
        case.kept = Some(SourceFile::new(path.display().to_string(), text));
        *outcome = test(&case.file, case.kept.as_ref(), story);
        written.push(path);
    }
    Ok(written)
}
