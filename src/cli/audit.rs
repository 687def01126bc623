//! `audit`: what of a story does nothing.

use std::process::ExitCode;

use anyhow::Result;

use super::explore::{Sample, play};
use super::{FAULTS, StoryFolder, print, report_errors};
use crate::audit::{MOST_STATES, Told, audit, json, table};
use crate::explore::{Explorer, Strategy};
use crate::files::StorySource;
use crate::source::compile;

#[derive(Debug, clap::Args)]
pub(super) struct AuditArguments {
    #[command(flatten)]
    story: StoryFolder,
    #[command(flatten)]
    sample: Sample,
    /// Visit all states if there are at most so many, and say what is exact; 0 to sample in any case.
    #[arg(long, value_name = "N", default_value_t = MOST_STATES)]
    most_states: usize,
    /// Print `{basis, visited, alike, conditions, effects, sampled: {runs, seed, endings, longest_without_decision}}` for other programs.
    #[arg(long)]
    json: bool,
}

pub(super) fn run(arguments: &AuditArguments) -> Result<ExitCode> {
    let compiled = compile(&StorySource::pick(arguments.story.folder.as_deref()).read()?);
    let Some(story) = &compiled.story else {
        report_errors(&compiled);
        return Ok(ExitCode::from(FAULTS));
    };
    let options = arguments.sample.options(Strategy::Uniform);
    let explorer = Explorer::new(story, options);
    let tally = play(&explorer, arguments.sample.threads());
    let audit = audit(story, &explorer, options, &tally, arguments.most_states);
    let (written, sources) = (&compiled.written, &compiled.sources);
    let told = Told { story, audit: &audit, options, tally: &tally, written, sources };
    print(&if arguments.json { format!("{:#}\n", json(&told)) } else { table(&told) })?;
    Ok(ExitCode::SUCCESS)
}
