//! `explore`: many playthroughs at random, and what they came to.

mod play;

use std::cell::OnceCell;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

use anyhow::{Context, Result};
use clap::ValueEnum;

use super::{FAULTS, StoryFolder, print, report_errors};
use crate::explore::{Explored, Explorer, Options, Strategy, Tally, Thing};
use crate::files::{StorySource, write_file};
use crate::prove::{Alone, Answer, Fact, Proof, Witness, prove_also};
use crate::source::compile;
use crate::story::{Story, Variant};

pub(super) use play::play;

#[derive(Debug, clap::Args)]
pub(super) struct ExploreArguments {
    #[command(flatten)]
    story: StoryFolder,
    #[command(flatten)]
    sample: Sample,
    /// How a choice is picked: each alike; one taken least so far; or as a reader, who seldom takes one twice or follows the mark.
    #[arg(long, value_name = "HOW", default_value = "uniform")]
    strategy: Named,
    /// Write a page with plots into this file too.
    #[arg(long, value_name = "FILE")]
    html: Option<PathBuf>,
    /// Ask of each thing that was never met whether it can be met at all. That may take a while.
    #[arg(long)]
    why: bool,
    /// Print `{runs, seed, endings: {id: times}, unseen: {beats, choices, variants}, choices_per_second, …}` for other programs.
    #[arg(long)]
    json: bool,
}

/// Which playthroughs are played.
#[derive(Debug, clap::Args)]
pub(super) struct Sample {
    /// How many playthroughs.
    #[arg(long, value_name = "N", default_value_t = Options::default().runs, value_parser = clap::value_parser!(u64).range(1..))]
    runs: u64,
    /// The seed of the first; each other has the next. The same seed gives the same answers.
    #[arg(long, value_name = "S", default_value_t = Options::default().seed)]
    seed: u64,
    /// Give a playthrough up after so many choices.
    #[arg(long, value_name = "N", default_value_t = Options::default().most_choices, value_parser = clap::value_parser!(u32).range(1..))]
    most_choices: u32,
    /// How many threads play; without it, one for each processor. The answers are the same with any number.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    threads: Option<u16>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Named {
    Uniform,
    LeastSeen,
    Reader,
}

impl From<Named> for Strategy {
    fn from(named: Named) -> Self {
        match named {
            Named::Uniform => Self::Uniform,
            Named::LeastSeen => Self::LeastSeen,
            Named::Reader => Self::Reader,
        }
    }
}

impl Sample {
    pub fn options(&self, strategy: Strategy) -> Options {
        Options { runs: self.runs, seed: self.seed, most_choices: self.most_choices, strategy }
    }

    pub fn threads(&self) -> usize {
        let all = || std::thread::available_parallelism().map_or(1, usize::from);
        self.threads.map_or_else(all, usize::from)
    }
}

pub(super) fn run(arguments: &ExploreArguments) -> Result<ExitCode> {
    let compiled = compile(&StorySource::pick(arguments.story.folder.as_deref()).read()?);
    let Some(story) = &compiled.story else {
        report_errors(&compiled);
        return Ok(ExitCode::from(FAULTS));
    };
    let explorer = Explorer::new(story, arguments.sample.options(arguments.strategy.into()));
    let start = Instant::now();
    let tally = play(&explorer, arguments.sample.threads());
    let per_second = u128::from(tally.steps) * 1000 / start.elapsed().as_millis().max(1);
    let variants = story.variants().iter().map(|variant| variant.start).collect();
    let asked = Asked { story, explorer: &explorer, tally: &tally, variants, proof: OnceCell::new() };
    let why = |thing: Thing| arguments.why.then(|| asked.answer(thing)).flatten();
    let explored = Explored::new(&explorer, &tally, &compiled.written, &compiled.sources, &why);
    if let Some(path) = &arguments.html {
        let page = explored.html();
        write_file(path, page.as_bytes()).with_context(|| format!("`{}` cannot be written", path.display()))?;
    }
    print(&match arguments.json {
        true => format!("{:#}\n", explored.json(u64::try_from(per_second).unwrap_or(u64::MAX))),
        false => explored.table(),
    })?;
    Ok(if explored.has_faults() { ExitCode::from(FAULTS) } else { ExitCode::SUCCESS })
}

/// What is asked of a proof.
struct Asked<'a> {
    story: &'a Story,
    explorer: &'a Explorer<'a>,
    tally: &'a Tally,
    /// Where each of the story's variants starts.
    variants: Vec<u32>,
    proof: OnceCell<Option<Proof>>,
}

impl Asked<'_> {
    fn prove(&self) -> Option<Proof> {
        let outcomes = self.explorer.outcomes_not_met(self.tally).into_iter();
        let also: Vec<Fact> = outcomes.map(|(beat, condition, is)| Fact::Outcome(beat, condition, is)).collect();
        prove_also(self.story, crate::prove::Options::default(), &Alone, &also).ok()
    }

    /// What a proof says of a thing.
    fn answer(&self, thing: Thing) -> Option<String> {
        let story = self.story;
        let proof = self.proof.get_or_init(|| self.prove()).as_ref()?;
        let variant = |of: &Variant| self.variants.iter().position(|start| *start == of.start);
        let at = match thing {
            Thing::Beat(beat) => position(proof, |fact| fact == Fact::Beat(beat)),
            Thing::Choice(choice) => position(proof, |fact| fact == Fact::Choice(choice)),
            Thing::Variant(of) => variant(of).and_then(|at| position(proof, |fact| fact == Fact::Variant(at))),
            Thing::Outcome(condition, _) => {
                position(proof, |fact| matches!(fact, Fact::Outcome(_, asked, _) if asked == condition))
            }
        }?;
        let there = match proof.facts[at] {
            Fact::Outcome(beat, _, is) => Some((&story.beat(beat).name, if is { "holds" } else { "fails" })),
            _ => None,
        };
        Some(match (&proof.answers[at], there) {
            (Answer::Reachable(witness), None) => format!("it can be met: {}", way(story, witness)),
            (Answer::Reachable(witness), Some((beat, does))) => {
                format!("it {does} at `{beat}` with {}", way(story, witness))
            }
            (Answer::Impossible, None) => "it can never be met: proved".to_owned(),
            (Answer::Impossible, Some((beat, does))) => format!("it never {does} at `{beat}`: proved"),
            (Answer::Open(why), None) => format!("whether it can be met is open: {why}"),
            (Answer::Open(why), Some((beat, does))) => format!("whether it ever {does} at `{beat}` is open: {why}"),
        })
    }
}

fn position(proof: &Proof, is_it: impl Fn(Fact) -> bool) -> Option<usize> {
    proof.facts.iter().position(|fact| is_it(*fact))
}

fn way(story: &Story, witness: &Witness) -> String {
    let last = witness.choices.last().map(|id| format!(", the last of them `{}`", story.full_choice_name(*id)));
    let choices = crate::lines::counted(witness.choices.len() as u64, "choice");
    format!("seed {} after {choices}{}", witness.seed, last.unwrap_or_default())
}
