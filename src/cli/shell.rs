//! `completions` and `man`: what a shell and a manual want to know of the command line, made from its definition.

use std::process::ExitCode;

use anyhow::Result;
use clap::CommandFactory;
use clap_mangen::Man;
use serde_json::json;

use super::{Arguments, print};

#[derive(Debug, clap::Args)]
pub(super) struct CompletionsArguments {
    /// Which shell.
    shell: clap_complete::Shell,
    /// Print `{shell, script}` for other programs.
    #[arg(long)]
    json: bool,
}

#[derive(Debug, clap::Args)]
pub(super) struct ManArguments {
    /// Print `{page}` for other programs.
    #[arg(long)]
    json: bool,
}

/// Prints a script that completes commands and options.
pub(super) fn completions(arguments: &CompletionsArguments) -> Result<ExitCode> {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut Arguments::command(), "bloodmark", &mut script);
    let script = String::from_utf8(script)?;
    match arguments.json {
        true => print(&(json!({"shell": arguments.shell.to_string(), "script": script}).to_string() + "\n"))?,
        false => print(&script)?,
    }
    Ok(ExitCode::SUCCESS)
}

/// Prints one manual page for all commands.
pub(super) fn man(arguments: &ManArguments) -> Result<ExitCode> {
    let mut command = Arguments::command();
    command.build();
    let mut page = Vec::new();
    let whole = Man::new(command.clone());
    whole.render_title(&mut page)?;
    whole.render_name_section(&mut page)?;
    whole.render_synopsis_section(&mut page)?;
    whole.render_description_section(&mut page)?;
    whole.render_options_section(&mut page)?;
    let mut page = String::from_utf8(page)?;
    for subcommand in command.get_subcommands() {
        page.push_str(&of_subcommand(subcommand)?);
    }
    page.push_str(EXIT);
    match arguments.json {
        true => print(&(json!({"page": page}).to_string() + "\n"))?,
        false => print(&page)?,
    }
    Ok(ExitCode::SUCCESS)
}

/// A section for a command, its own sections one level down.
fn of_subcommand(command: &clap::Command) -> Result<String> {
    let man = Man::new(command.clone());
    let mut sections = Vec::new();
    man.render_description_section(&mut sections)?;
    man.render_synopsis_section(&mut sections)?;
    man.render_options_section(&mut sections)?;
    let sections = String::from_utf8(sections)?.replace(PREAMBLE, "").replace("\n.SH ", "\n.SS ");
    // The heading of the section stands for that of the description.
    let body = sections.strip_prefix(".SH DESCRIPTION\n").unwrap_or(&sections);
    let name = command.get_bin_name().unwrap_or(command.get_name()).to_uppercase();
    Ok(format!(".SH \"{name}\"\n{body}"))
}

/// What the generator writes before each part; once a page is enough.
const PREAMBLE: &str = ".ie \\n(.g .ds Aq \\(aq\n.el .ds Aq '\n";

const EXIT: &str = ".SH \"EXIT STATUS\"
0 if all is well, 1 if faults were found in a story, 2 if the command could not be carried out.
";
