//! `diff`: what changed between two versions of a story, and what that does to saves.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Result;

use super::{StoryFolder, print};
use crate::difference::{Options, Version, compare, json, report};

#[derive(Debug, clap::Args)]
pub(super) struct DiffArguments {
    /// The folder of the earlier version.
    #[arg(value_name = "A")]
    before: PathBuf,
    /// The folder of the later version.
    #[arg(value_name = "B")]
    after: PathBuf,
    /// How many random playthroughs of A to take up in B.
    #[arg(long, value_name = "N", default_value_t = Options::default().runs, value_parser = clap::value_parser!(u32).range(1..))]
    runs: u32,
    /// Which ones. The same seed gives the same playthroughs.
    #[arg(long, value_name = "S", default_value_t = Options::default().seed)]
    seed: u64,
    /// Print `{titles, changes, words, saves}` for other programs.
    #[arg(long)]
    json: bool,
}

pub(super) fn run(arguments: &DiffArguments) -> Result<ExitCode> {
    let (before, after) = (version(&arguments.before)?, version(&arguments.after)?);
    let (before, after) = match (before, after) {
        (Ok(before), Ok(after)) => (before, after),
        (Err(faults), _) | (_, Err(faults)) => return Ok(faults),
    };
    let options = Options { runs: arguments.runs, seed: arguments.seed, ..Options::default() };
    let difference = compare(&before, &after, options);
    print(&if arguments.json { format!("{:#}\n", json(&difference)) } else { report(&difference) })?;
    Ok(ExitCode::SUCCESS)
}

fn version(folder: &Path) -> Result<Result<Version, ExitCode>> {
    let compiled = StoryFolder { folder: Some(folder.to_owned()) }.compile()?;
    Ok(compiled.map(|(story, sources)| Version { story, sources }))
}
