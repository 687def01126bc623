//! `new`: a folder with a small story that plays at once.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Result;

use crate::files::{NewStory, new_story};

#[derive(Debug, clap::Args)]
pub(super) struct NewArguments {
    /// The folder to make; its name becomes the title. It may hold nothing yet.
    #[arg(value_name = "NAME")]
    folder: PathBuf,
    /// Print `{folder, title, files}` for other programs.
    #[arg(long)]
    json: bool,
}

pub(super) fn run(arguments: &NewArguments) -> Result<ExitCode> {
    let folder = &arguments.folder;
    let story = new_story(folder)?;
    let mut out = std::io::stdout().lock();
    let written = if arguments.json {
        let shown = |path: &PathBuf| path.display().to_string();
        let files: Vec<String> = story.files.iter().map(shown).collect();
        let told = serde_json::json!({"folder": shown(folder), "title": story.title, "files": files});
        writeln!(out, "{told:#}")
    } else {
        report(&story, folder, &mut out)
    };
    // A reader that closed the pipe has seen enough.
    written.or_else(|error| if error.kind() == std::io::ErrorKind::BrokenPipe { Ok(()) } else { Err(error) })?;
    Ok(ExitCode::SUCCESS)
}

fn report(story: &NewStory, folder: &Path, out: &mut impl Write) -> std::io::Result<()> {
    let folder = quoted(&folder.display().to_string());
    writeln!(out, "{}: a small story to change as you like. It starts in `story.ron`.\n", story.title)?;
    writeln!(out, "    bloodmark play --story {folder}")?;
    writeln!(out, "    bloodmark check {folder}\n")?;
    writeln!(out, "Save a file while it plays, and the page shows the change.")
}

/// A path as a shell takes it.
fn quoted(path: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "_-./".contains(c);
    if path.chars().all(is_plain) {
        path.to_owned()
    } else if cfg!(windows) {
        format!("\"{path}\"")
    } else {
        format!("'{}'", path.replace('\'', r"'\''"))
    }
}
