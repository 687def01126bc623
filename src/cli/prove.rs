//! `prove`: what can happen in a story and what cannot, and the playthroughs that show it.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use anyhow::{Context, Result, bail};

use super::{FAULTS, StoryFolder, print, report_errors};
use crate::diagnostic::did_you_mean;
use crate::files::{StorySource, cache_path, program_stamp, read_cache, write_cache, write_file};
use crate::prove::report::{Report, subject};
use crate::prove::script::Script;
use crate::prove::{Answer, Fact, Prover, Study, StudyOptions, Verdict, Workers, memory};
use crate::source::compile;
use crate::story::Story;

#[derive(Debug, clap::Args)]
pub(super) struct ProveArguments {
    #[command(flatten)]
    story: StoryFolder,
    /// Only the rule of this name.
    #[arg(long, value_name = "NAME", conflicts_with = "why")]
    rule: Option<String>,
    /// Say in full why the beat, choice, ending or rule of this name can or cannot be reached, and the shortest way there that is known.
    #[arg(long, value_name = "NAME")]
    why: Option<String>,
    /// Write the playthrough of every fact that is reachable into this folder, as walkthroughs for `test` and `replay`.
    #[arg(long, value_name = "DIR")]
    witness: Option<PathBuf>,
    /// Visit every state if there are no more than so many; then states are counted and the chances of endings exact.
    #[arg(long, value_name = "N", default_value_t = StudyOptions::default().visit.most_states)]
    states: u32,
    /// Neither use what was found out the last time, nor keep it for the next.
    #[arg(long)]
    no_cache: bool,
    /// How many threads look. The answers are the same with any number.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    threads: Option<u16>,
    /// Print `{facts, open, states, seconds, unreachable, dead_ends, traps, rules, ending_chance, …}` for other programs; with `--why` an array
    /// of `{fact, answer, …}`.
    #[arg(long)]
    json: bool,
}

pub(super) fn run(arguments: &ProveArguments) -> Result<ExitCode> {
    let begun = Instant::now();
    let source = StorySource::pick(arguments.story.folder.as_deref());
    let mut compiled = compile(&source.read()?);
    let Some(story) = compiled.story.take().map(Arc::new) else {
        report_errors(&compiled);
        return Ok(ExitCode::from(FAULTS));
    };
    let mut options = StudyOptions::default();
    options.visit.most_states = arguments.states;
    let prover = Prover::new(&story, options);
    let facts = asked(arguments, &prover)?;
    let mut study = known(arguments, &source, &prover, options)?;
    if arguments.why.is_some() {
        prover.look_closer(&mut study, &facts)?;
    }
    let is_whole = arguments.why.is_none() && arguments.rule.is_none();
    let (written, sources) = (&compiled.written, &compiled.sources);
    let report = Report { story: &story, written, sources, study: &study, prover: &prover, facts, is_whole };
    if let Some(folder) = &arguments.witness {
        write_witnesses(&report, &story, folder)?;
    }
    assert!(arguments.why.is_none() || all_shown(&report)?, "a playthrough does not show what it is said to show");
    let told = match (arguments.json, arguments.why.is_some()) {
        (true, true) => format!("{:#}\n", report.json_why()),
        (true, false) => {
            let mut told = report.json();
            told["seconds"] = begun.elapsed().as_secs_f64().into();
            format!("{told:#}\n")
        }
        (false, true) => report.people_why(),
        (false, false) => report.people(),
    };
    print(&told)?;
    Ok(if report.has_faults() { ExitCode::from(FAULTS) } else { ExitCode::SUCCESS })
}

/// The facts that are to be told of.
fn asked(arguments: &ProveArguments, prover: &Prover) -> Result<Vec<usize>> {
    let facts = prover.facts();
    let (name, only_rules) = match (&arguments.rule, &arguments.why) {
        (Some(name), _) => (name, true),
        (None, Some(name)) => (name, false),
        (None, None) => return Ok((0..facts.len()).collect()),
    };
    let kind = if only_rules { "rule" } else { "fact" };
    let names: Vec<(usize, &str, &str)> = (0..)
        .zip(facts.iter().zip(prover.names()))
        .filter(|(_, (fact, _))| !only_rules || matches!(fact, Fact::Rule(_)))
        .map(|(position, (&fact, name))| (position, subject(fact, name), name.as_str()))
        .collect();
    let is_asked = |(_, subject, whole): &&(usize, &str, &str)| *subject == name || *whole == name;
    let found: Vec<usize> = names.iter().filter(is_asked).map(|(position, ..)| *position).collect();
    if found.is_empty() {
        let near = did_you_mean(name, names.iter().map(|(_, subject, _)| *subject));
        let hint =
            near.unwrap_or_else(|| "beats are named in full, `scene/beat`, choices `scene/beat/choice`".to_owned());
        bail!("no {kind} is called `{name}`; {hint}");
    }
    Ok(found)
}

/// What was found out the last time, if nothing that matters has changed; or else what is found out now.
fn known(arguments: &ProveArguments, source: &StorySource, prover: &Prover, options: StudyOptions) -> Result<Study> {
    let threads = arguments.threads.map(usize::from);
    let threads = threads.or_else(|| std::thread::available_parallelism().ok().map(usize::from));
    let workers = Threads(threads.unwrap_or(1));
    let path = cache_path("prove", source.folder()).filter(|_| !arguments.no_cache);
    let Some(path) = path else { return Ok(prover.study(&workers)?) };
    let key = memory::key(prover.story(), options, &program_stamp());
    let kept = read_cache(&path).and_then(|text| memory::decode(&text, &key, prover));
    if let Some(kept) = kept
        && is_sound(prover, &kept)?
    {
        return Ok(kept);
    }
    let found = prover.study(&workers)?;
    write_cache(&path, &memory::encode(&found, &key));
    Ok(found)
}

/// Whether the playthroughs that a report tells of show what they are said to.
fn is_sound(prover: &Prover, study: &Study) -> Result<bool> {
    for (position, (&fact, answer)) in study.proof.facts.iter().zip(&study.proof.answers).enumerate() {
        let is_told = Verdict::on(prover.story(), fact, answer) == Verdict::Wrong;
        if let (true, Answer::Reachable(witness)) = (is_told, answer)
            && !prover.shows(position, witness)?
        {
            return Ok(false);
        }
    }
    Ok(true)
}

/// So many threads, which take the jobs one after the other.
struct Threads(usize);

impl Workers for Threads {
    fn work(&self, jobs: usize, job: &(dyn Fn(usize) + Sync)) {
        let next = AtomicUsize::new(0);
        std::thread::scope(|scope| {
            for _ in 0..self.0.clamp(1, jobs.max(1)) {
                scope.spawn(|| {
                    loop {
                        let number = next.fetch_add(1, Ordering::Relaxed);
                        if number >= jobs {
                            return;
                        }
                        job(number);
                    }
                });
            }
        });
    }
}

/// Whether every playthrough that is told of can be played and shows its fact.
fn all_shown(report: &Report) -> Result<bool> {
    for (position, witness, _) in report.witnesses() {
        if !report.prover.shows(position, witness)? {
            return Ok(false);
        }
    }
    Ok(true)
}

fn write_witnesses(report: &Report, story: &Arc<Story>, folder: &Path) -> Result<()> {
    assert!(all_shown(report)?, "a playthrough does not show what it is said to show");
    std::fs::create_dir_all(folder).with_context(|| format!("`{}` cannot be made", folder.display()))?;
    for (position, witness, length) in report.witnesses() {
        let (fact, called) = (report.prover.facts()[position], &report.prover.names()[position]);
        let script = Script::of(story, fact, called, witness, length);
        let Script { name, text } =
            script.with_context(|| format!("the playthrough of `{called}` cannot be played"))?;
        let path = folder.join(name).with_added_extension("ron");
        write_file(&path, text.as_bytes()).with_context(|| format!("`{}` cannot be written", path.display()))?;
    }
    Ok(())
}
