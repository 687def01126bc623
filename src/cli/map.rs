//! `map`: the story as a picture.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, bail};

use super::{StoryFolder, print};
use crate::files::write_file;
use crate::map::Map;

#[derive(Debug, clap::Args)]
pub(super) struct MapArguments {
    #[command(flatten)]
    story: StoryFolder,
    /// Where to write it: `.html` is a page to read and search in, `.svg` a picture, `.dot` is for Graphviz; `-` prints the SVG. Without
    /// it, a page called after the story in this folder.
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Print `{beats, ways}` with places and sizes for other programs, and write nothing.
    #[arg(long, conflicts_with = "output")]
    json: bool,
}

/// How the map is written.
#[derive(Debug, Clone, Copy)]
enum Format {
    Svg,
    Html,
    Dot,
}

impl Format {
    fn of(path: &Path) -> Result<Self> {
        let ending = path.extension().and_then(OsStr::to_str).unwrap_or_default().to_ascii_lowercase();
        Ok(match ending.as_str() {
            "svg" => Self::Svg,
            "html" | "htm" => Self::Html,
            "dot" | "gv" => Self::Dot,
            _ => bail!("`{}` does not end in `.svg`, `.html` or `.dot`", path.display()),
        })
    }

    fn write(self, map: &Map) -> String {
        match self {
            Self::Svg => map.svg(),
            Self::Html => map.html(),
            Self::Dot => map.dot(),
        }
    }
}

pub(super) fn run(arguments: &MapArguments) -> Result<ExitCode> {
    let is_to_print = arguments.output.as_deref() == Some(Path::new("-"));
    let asked = arguments.output.as_deref().filter(|_| !is_to_print);
    let format = asked.map(Format::of).transpose()?;
    let (story, _) = match arguments.story.compile()? {
        Ok(compiled) => compiled,
        Err(code) => return Ok(code),
    };
    let map = Map::draw(&story);
    if arguments.json {
        print(&format!("{:#}\n", map.json()))?;
        return Ok(ExitCode::SUCCESS);
    }
    if is_to_print {
        print(&map.svg())?;
        return Ok(ExitCode::SUCCESS);
    }
    let path = asked.map_or_else(|| PathBuf::from(story.id()).with_added_extension("html"), Path::to_owned);
    let text = format.unwrap_or(Format::Html).write(&map);
    write_file(&path, text.as_bytes()).with_context(|| format!("`{}` cannot be written", path.display()))?;
    let (beats, ways) = (story.beats().len(), map.ways());
    print(&format!("{}: {beats} beats and {ways} ways, drawn in {}\n", story.title(), path.display()))?;
    Ok(ExitCode::SUCCESS)
}
