//! `export`: the story as a manuscript, or as Twee for Twine.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, Result};
use serde_json::json;

use super::{StoryFolder, print};
use crate::export::{Exported, list, manuscript, twee};
use crate::files::write_file;

#[derive(Debug, clap::Args)]
pub(super) struct ExportArguments {
    #[command(flatten)]
    story: StoryFolder,
    /// In which form.
    #[arg(long, value_name = "FORM")]
    to: Form,
    /// Write it to this file; without it, to the standard output.
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Print `{to, file, text, not_carried: [{place, construct, note}]}` for other programs; `text` is null if it went to a file.
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Form {
    /// A manuscript to proof-read: prose as it is written, choices, conditions and effects.
    Text,
    /// Twee 3, for Twine 2 with SugarCube.
    Twee,
}

pub(super) fn run(arguments: &ExportArguments) -> Result<ExitCode> {
    let (story, sources) = match arguments.story.compile()? {
        Ok(compiled) => compiled,
        Err(faults) => return Ok(faults),
    };
    let exported = match arguments.to {
        Form::Text => Exported { text: manuscript(&sources), not_carried: Vec::new() },
        Form::Twee => twee(&story),
    };
    if let Some(path) = &arguments.output {
        let bytes = exported.text.as_bytes();
        write_file(path, bytes).with_context(|| format!("`{}` cannot be written", path.display()))?;
    }
    if arguments.json {
        print(&format!("{:#}\n", json_of(arguments, &exported)))?;
    } else {
        if arguments.output.is_none() {
            print(&exported.text)?;
        }
        report(&exported);
    }
    Ok(ExitCode::SUCCESS)
}

fn json_of(arguments: &ExportArguments, exported: &Exported) -> serde_json::Value {
    let missing = exported.not_carried.iter();
    json!({
        "to": if arguments.to == Form::Text { "text" } else { "twee" },
        "file": arguments.output,
        "text": arguments.output.is_none().then_some(&exported.text),
        "not_carried": missing
            .map(|missing| json!({"place": missing.place, "construct": missing.construct, "note": missing.note}))
            .collect::<Vec<_>>(),
    })
}

/// Says on the standard error what was lost.
fn report(exported: &Exported) {
    if !exported.not_carried.is_empty() {
        eprintln!("not carried over:\n{}", list(&exported.not_carried, "  ").join("\n"));
    }
}
