//! `replay`: plays a save or a walkthrough again, and prints what was read.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::{Context, Result, bail};
use serde_json::json;

use super::{FAULTS, load, print};
use crate::diagnostic::draw;
use crate::digest::state_digest;
use crate::files::{SaveFault, StorySource, decode_save, read_playthrough};
use crate::source::{SourceFile, text_of};
use crate::story::{Landing, Lost, Playthrough, Stop, Story};
use crate::telling::Transcript;
use crate::walkthrough::{Outcome, test};

#[derive(Debug, clap::Args)]
pub(super) struct ReplayArguments {
    /// A save or a walkthrough; `-` reads it from the standard input.
    file: PathBuf,
    /// The folder of the story; without it the game's own.
    #[arg(long, value_name = "DIR")]
    story: Option<PathBuf>,
    /// Print a digest of the state after each step instead: how many choices were made, the digest, the beat, and the choice that led there.
    #[arg(long)]
    digests: bool,
    /// Print `{kind, story, seed, landing, lost, choices, ending, steps: [{digest, beat, choice}], transcript}` for other programs.
    #[arg(long)]
    json: bool,
}

/// What was played again.
struct Replayed {
    /// `save` or `walkthrough`.
    kind: &'static str,
    playthrough: Playthrough,
    landing: Landing,
    /// What the playthrough did not meet, drawn; or where a save did not land exactly, in a sentence.
    notes: Vec<String>,
    has_faults: bool,
}

pub(super) fn run(arguments: &ReplayArguments) -> Result<ExitCode> {
    let source = StorySource::pick(arguments.story.as_deref());
    let bytes = read_playthrough(&arguments.file)?;
    let Some(story) = load(&source.read()?) else { return Ok(ExitCode::from(FAULTS)) };
    let replayed = match is_save(&arguments.file, &bytes) {
        true => save(&arguments.file, &bytes, &story)?,
        false => match walkthrough(&arguments.file, bytes, &story)? {
            Ok(replayed) => replayed,
            Err(drawn) => {
                eprint!("{drawn}");
                return Ok(ExitCode::from(FAULTS));
            }
        },
    };
    let told = match (arguments.json, arguments.digests) {
        (true, _) => format!("{:#}\n", as_json(&replayed)),
        (_, true) => digests(&replayed.playthrough),
        _ => Transcript::of(&replayed.playthrough).to_string(),
    };
    print(&told)?;
    replayed.notes.iter().for_each(|note| eprintln!("{note}"));
    Ok(if replayed.has_faults { ExitCode::from(FAULTS) } else { ExitCode::SUCCESS })
}

/// Whether it is, or was, a save: a damaged one is not read as a walkthrough.
fn is_save(path: &Path, bytes: &[u8]) -> bool {
    bytes.starts_with(b"BLOODMARK")
        || path.extension().is_some_and(|extension| extension == "save" || extension == "bak")
}

fn save(path: &Path, bytes: &[u8], story: &Arc<Story>) -> Result<Replayed> {
    let unusable = || format!("{} cannot be replayed", called(path));
    let save = decode_save(bytes).with_context(unusable)?;
    if save.story != story.id() {
        let fault = SaveFault::OtherStory(save.story);
        return Err(fault).with_context(|| format!("{} with the story `{}`", unusable(), story.id()));
    }
    let (playthrough, landing) = Playthrough::resume(Arc::clone(story), &save.record);
    let has_faults = matches!(landing, Landing::Carried { .. } | Landing::Cut { .. });
    let notes = note(&landing).into_iter().collect();
    Ok(Replayed { kind: "save", playthrough, landing, notes, has_faults })
}

/// What messages call the file.
fn called(path: &Path) -> String {
    if path == Path::new("-") { "the standard input".to_owned() } else { format!("`{}`", path.display()) }
}

/// What is to be said of a save that does not land exactly.
fn note(landing: &Landing) -> Option<String> {
    Some(match landing {
        Landing::Exact => return None,
        Landing::Replayed => {
            "replayed: every choice could be made again, and led to another state than was saved".to_owned()
        }
        Landing::Carried { lost } => {
            let but: String = lost.iter().map(|lost| format!("; {lost}")).collect();
            format!("carried: a choice could not be made again, so this is the place where the save stood{but}")
        }
        Landing::Cut { taken, of } => {
            format!("cut: the place where the save stood is gone; {taken} of its {of} choices could be made again")
        }
    })
}

/// The walkthrough, or why it is none.
fn walkthrough(path: &Path, bytes: Vec<u8>, story: &Arc<Story>) -> Result<Result<Replayed, String>> {
    let is_ron = path.extension().is_some_and(|extension| extension == "ron");
    let looks_so = text_of(&bytes).is_some_and(|text| text.trim_start().starts_with(['(', '/', '#']));
    if !is_ron && !looks_so {
        bail!("{} is neither a save nor a walkthrough", called(path));
    }
    let outcome = test(&SourceFile::new(called(path).trim_matches('`'), bytes), None, story);
    let notes: Vec<String> =
        outcome.faults.iter().map(|fault| draw(&fault.diagnostic, &outcome.sources, false) + "\n").collect();
    let Outcome { playthrough: Some(playthrough), .. } = outcome else { return Ok(Err(notes.concat())) };
    let has_faults = !notes.is_empty();
    Ok(Ok(Replayed { kind: "walkthrough", playthrough, landing: Landing::Exact, notes, has_faults }))
}

/// A step of a playthrough.
struct Step {
    digest: String,
    beat: String,
    /// What led there.
    choice: Option<String>,
}

fn steps(playthrough: &Playthrough) -> Vec<Step> {
    let story = playthrough.story();
    let mut steps = Vec::new();
    let mut led = None;
    playthrough.retell(|_, state, taken| {
        let beat = story.beat(state.beat()).name.clone();
        steps.push(Step { digest: state_digest(story, state), beat, choice: led.take() });
        led = taken.map(|choice| story.choice(choice).name.clone());
    });
    steps
}

fn digests(playthrough: &Playthrough) -> String {
    let line = |(number, step): (usize, Step)| {
        let choice = step.choice.map(|choice| format!(" {choice}")).unwrap_or_default();
        format!("{number} {} {}{choice}\n", step.digest, step.beat)
    };
    steps(playthrough).into_iter().enumerate().map(line).collect()
}

fn as_json(replayed: &Replayed) -> serde_json::Value {
    let Replayed { kind, playthrough, landing, .. } = replayed;
    let story = playthrough.story();
    let (landing, lost) = match landing {
        Landing::Exact => ("exact", Vec::new()),
        Landing::Replayed => ("replayed", Vec::new()),
        Landing::Carried { lost } => ("carried", lost.iter().map(Lost::to_string).collect()),
        Landing::Cut { .. } => ("cut", Vec::new()),
    };
    let ending = match playthrough.turn().stop() {
        Stop::Ending(ending) => Some(story.ending(ending).id.as_str()),
        Stop::Choices | Stop::DeadEnd => None,
    };
    let steps = steps(playthrough).into_iter();
    let steps = steps.map(|step| json!({"digest": step.digest, "beat": step.beat, "choice": step.choice}));
    json!({
        "kind": kind,
        "story": story.id(),
        "seed": playthrough.seed(),
        "landing": landing,
        "lost": lost,
        "choices": playthrough.log().len(),
        "ending": ending,
        "steps": steps.collect::<Vec<_>>(),
        "transcript": Transcript::of(playthrough).to_string(),
    })
}
