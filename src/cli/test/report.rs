//! The results of `test`, for people and for programs.

use std::path::PathBuf;

use serde_json::{Value, json};

use crate::cli::has_color;
use crate::diagnostic::draw;
use crate::files::StorySource;
use crate::story::{Playthrough, Story};
use crate::telling::{Offered, Transcript, TranscriptPage};
use crate::walkthrough::{Fault, Outcome};

/// Every fault as it is drawn, what stood there, and how many passed.
pub(super) fn people(outcomes: &[Outcome], written: &[PathBuf]) -> String {
    let color = has_color();
    let mut out = String::new();
    for outcome in outcomes {
        let mut told = 0;
        for faults in outcome.faults.chunk_by(|a, b| a.choices == b.choices) {
            for fault in faults {
                out += &draw(&fault.diagnostic, &outcome.sources, color);
                out += "\n\n";
            }
            if let Some(context) = faults.last().and_then(|fault| context(outcome, fault, &mut told)) {
                out += &format!("{context}\n");
            }
        }
    }
    written.iter().for_each(|path| out += &format!("wrote {}\n", path.display()));
    let failed = outcomes.iter().filter(|outcome| !outcome.has_passed()).count();
    out + &format!("{} passed, {failed} failed\n", outcomes.len() - failed)
}

/// What stood there: the page, and the way to it from where `told` choices had been made.
fn context(outcome: &Outcome, fault: &Fault, told: &mut usize) -> Option<String> {
    let indented = |line: &str| format!("    {line}").trim_end().to_owned() + "\n";
    if let Some(difference) = &fault.difference {
        return Some(difference.lines().map(indented).collect());
    }
    let (playthrough, choices) = (outcome.playthrough.as_ref()?, fault.choices?);
    let transcript = Transcript::of(playthrough).up_to(choices);
    let (last, way) = transcript.pages.split_last()?;
    let way = way.iter().skip(*told).map(|page| indented(&step(page)));
    let shown = page(last);
    let lines = shown.lines().map(|line| indented(&format!("| {line}")));
    let context = way.chain([indented(&last.beat)]).chain(lines).collect();
    *told = choices;
    Some(context)
}

/// A page of the way in a line: where it stood and what was chosen.
fn step(page: &TranscriptPage) -> String {
    let chosen = page.taken.and_then(|taken| page.offered.get(taken)).map_or("", |offered| offered.name.as_str());
    format!("{}: {chosen}", page.beat)
}

/// A page as it was read, its choices by their names.
fn page(page: &TranscriptPage) -> String {
    let named =
        |offered: &Offered| Offered { label: format!("[{}] {}", offered.name, offered.label), ..offered.clone() };
    let offered = page.offered.iter().map(named).collect();
    TranscriptPage { offered, ..page.clone() }.to_string().trim().to_owned()
}

/// An array of `{name, passed, file, line, column, message, expected, found, transcript, code, hint, faults}`: the fields from `line` to
/// `found`, `code` and `hint` are those of the first fault, or null; `faults` has all.
pub(super) fn json(outcomes: &[Outcome]) -> Value {
    Value::Array(outcomes.iter().map(one).collect())
}

fn one(outcome: &Outcome) -> Value {
    let faults: Vec<Value> = outcome.faults.iter().map(|fault| fault_json(outcome, fault)).collect();
    let first = faults.first().cloned().unwrap_or_default();
    let file = outcome.sources.files().next().map(|file| outcome.sources.path(file));
    json!({
        "name": outcome.name,
        "passed": outcome.has_passed(),
        "file": first.get("file").cloned().unwrap_or_else(|| json!(file)),
        "line": first["line"],
        "column": first["column"],
        "code": first["code"],
        "message": first["message"],
        "hint": first["hint"],
        "expected": first["expected"],
        "found": first["found"],
        "transcript": outcome.transcript().map(|transcript| transcript.to_string()),
        "faults": faults,
    })
}

fn fault_json(outcome: &Outcome, fault: &Fault) -> Value {
    let diagnostic = &fault.diagnostic;
    let span = diagnostic.primary;
    let place = outcome.sources.place(span.file, span.range().start);
    json!({
        "file": outcome.sources.path(span.file),
        "line": place.line,
        "column": place.column,
        "code": diagnostic.code,
        "message": diagnostic.message,
        "hint": diagnostic.hint,
        "expected": fault.expected,
        "found": fault.found,
        "difference": fault.difference,
    })
}

/// What is said of a story without walkthroughs.
pub(super) fn nothing_to_test(source: &StorySource, story: &std::sync::Arc<Story>) -> String {
    let Some(folder) = source.folder() else {
        return "the story inside the program has no walkthroughs; name the folder of a story\n".to_owned();
    };
    let playthrough = Playthrough::start(story.clone(), 1);
    let first = playthrough.turn().open().next().map(|offer| story.choice(offer.choice).name.as_str());
    let path = folder.join("walkthroughs").join("first.ron");
    let step = first.map(|name| format!("choose(\"{name}\")")).unwrap_or_default();
    format!(
        "{} has no walkthroughs, so there is nothing to test\n\nthe first could be {}:\n\n    (\n        steps: [{step}],\n    )\n",
        folder.display(),
        path.display()
    )
}
