//! `rename`: another name for a thing of a story; every mention follows.

use std::fmt::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Result, bail};
use serde_json::json;

use super::{FAULTS, print, report_errors};
use crate::files::{Rewrite, StorySource, rewrite};
use crate::rename::{RenameFault, Renamed, rename};
use crate::source::SourceFile;

#[derive(Debug, clap::Args)]
#[command(override_usage = "bloodmark rename [OPTIONS] [DIR] OLD NEW")]
pub(super) struct RenameArguments {
    /// The folder of the story (without it the game's own), then the old name and the new one. Beats are named `scene/beat`, choices
    /// `scene/beat/choice`, rumours `knows.rumour`, words of an enum `enum=word`; all else by its name. Where that could be several
    /// things, write `stat:`, `flag:`, `scene:` or the like in front.
    #[arg(value_name = "[DIR] OLD NEW", num_args = 2..=3, required = true)]
    names: Vec<String>,
    /// Write nothing; only say what would change.
    #[arg(long)]
    dry_run: bool,
    /// Print `{what, new, mentions, files, is_shown, not_followed}` for other programs.
    #[arg(long)]
    json: bool,
}

pub(super) fn run(arguments: &RenameArguments) -> Result<ExitCode> {
    let (folder, old, new) = match arguments.names.as_slice() {
        [old, new] => (None, old, new),
        [folder, old, new] => (Some(PathBuf::from(folder)), old, new),
        _ => bail!("a rename takes an old name and a new one"),
    };
    let source = StorySource::pick(folder.as_deref());
    if source.folder().is_none() {
        bail!("name the folder of the story: the one inside the program cannot be changed");
    }
    let (files, walkthroughs) = (source.read()?, source.read_walkthroughs()?);
    let renamed = match rename(&files, &walkthroughs, old, new) {
        Ok(renamed) => renamed,
        Err(RenameFault::Broken(compiled)) => {
            report_errors(&compiled);
            eprintln!("bloodmark: nothing was renamed: a broken story may hold mentions that cannot be read");
            return Ok(ExitCode::from(FAULTS));
        }
        Err(fault) => return Err(fault.into()),
    };
    if !arguments.dry_run {
        rewrite(&rewrites(&renamed, files.iter().chain(&walkthroughs)))?;
    }
    print(&match arguments.json {
        true => format!("{:#}\n", as_json(&renamed)),
        false => told(&renamed, arguments.dry_run),
    })?;
    Ok(ExitCode::SUCCESS)
}

fn rewrites<'a>(renamed: &Renamed, files: impl Iterator<Item = &'a SourceFile> + Clone) -> Vec<Rewrite> {
    let one = |changed: &crate::rename::ChangedFile| {
        let before = files.clone().find(|file| file.path == changed.path)?.bytes.clone();
        let moves_to = changed.new_path.as_ref().map(PathBuf::from);
        Some(Rewrite { path: PathBuf::from(&changed.path), before, after: changed.bytes.clone(), moves_to })
    };
    renamed.files.iter().filter_map(one).collect()
}

fn told(renamed: &Renamed, is_dry: bool) -> String {
    let mut out = String::new();
    let Renamed { what, new, mentions, files, is_shown, not_followed } = renamed;
    let is = if is_dry { "would be" } else { "is now" };
    let counted = |n: usize, one: &str| format!("{n} {one}{}", if n == 1 { "" } else { "s" });
    let (mentions, in_files) = (counted(*mentions, "mention"), counted(files.len(), "file"));
    let told = |out: &mut String| {
        writeln!(out, "the {what} {is} `{new}`: {mentions} in {in_files}")?;
        for file in files {
            match &file.new_path {
                Some(path) => writeln!(out, "  {} -> {path}", file.path)?,
                None => writeln!(out, "  {}", file.path)?,
            }
        }
        if *is_shown {
            writeln!(out, "prose shows this word to readers, so what they read changes too")?;
        }
        not_followed.iter().try_for_each(|path| {
            writeln!(out, "look at {path}: the story does not follow it to its end, so it may still say the old name")
        })
    };
    told(&mut out).expect("a string can be written to");
    out
}

fn as_json(renamed: &Renamed) -> serde_json::Value {
    let file = |file: &crate::rename::ChangedFile| json!({"path": file.path, "new_path": file.new_path});
    json!({
        "what": renamed.what,
        "new": renamed.new,
        "mentions": renamed.mentions,
        "files": renamed.files.iter().map(file).collect::<Vec<_>>(),
        "is_shown": renamed.is_shown,
        "not_followed": renamed.not_followed,
    })
}
