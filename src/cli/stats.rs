//! `stats`: how much is written, and how long a playthrough is.

use std::process::ExitCode;

use anyhow::Result;

use super::{StoryFolder, print};
use crate::statistics::{Options, json, measure, table};

#[derive(Debug, clap::Args)]
pub(super) struct StatsArguments {
    #[command(flatten)]
    story: StoryFolder,
    /// How many random playthroughs to sample.
    #[arg(long, value_name = "N", default_value_t = Options::default().runs, value_parser = at_least_one())]
    runs: u32,
    /// Which ones. The same seed gives the same numbers.
    #[arg(long, value_name = "S", default_value_t = Options::default().seed)]
    seed: u64,
    /// Give a playthrough up after so many choices.
    #[arg(long, value_name = "N", default_value_t = Options::default().most_choices, value_parser = at_least_one())]
    most_choices: u32,
    /// How fast the reader reads.
    #[arg(long, value_name = "N", default_value_t = Options::default().words_per_minute, value_parser = at_least_one())]
    words_per_minute: u32,
    /// Print `{beats, choices, words, endings, chapters, words_per_playthrough, decisions_per_playthrough, …}` for other programs.
    #[arg(long)]
    json: bool,
}

fn at_least_one() -> clap::builder::RangedI64ValueParser<u32> {
    clap::value_parser!(u32).range(1..)
}

pub(super) fn run(arguments: &StatsArguments) -> Result<ExitCode> {
    let (story, _) = match arguments.story.compile()? {
        Ok(compiled) => compiled,
        Err(faults) => return Ok(faults),
    };
    let &StatsArguments { runs, seed, most_choices, words_per_minute, .. } = arguments;
    let statistics = measure(&story, Options { runs, seed, most_choices, words_per_minute });
    print(&if arguments.json { format!("{:#}\n", json(&statistics)) } else { table(&statistics) })?;
    Ok(ExitCode::SUCCESS)
}
