//! A difference for people.

use super::{Change, Difference, Example, Fate, FieldChange, Kind, Saves};
use crate::lines::{counted, number, row, wrap};

/// Lines of at most 80 columns.
pub fn report(difference: &Difference) -> String {
    let [before, after] = &difference.titles;
    let mut lines = vec![if before == after { before.clone() } else { format!("{before}, now {after}") }];
    if difference.changes.is_empty() {
        lines.extend([String::new(), "Nothing that is written differs.".to_owned()]);
    }
    for section in difference.changes.chunk_by(|a, b| a.section == b.section) {
        lines.push(String::new());
        lines.push(heading(section));
        lines.extend(section.iter().flat_map(change));
    }
    lines.extend(words(difference));
    lines.extend(saves(&difference.saves));
    lines.join("\n") + "\n"
}

/// `Beats: 1 added, 2 changed`
fn heading(section: &[Change]) -> String {
    let count = |is: fn(&Kind) -> bool| section.iter().filter(|change| is(&change.kind)).count() as u64;
    let counts = [
        (count(|kind| matches!(kind, Kind::Added)), "added"),
        (count(|kind| matches!(kind, Kind::Removed)), "removed"),
        (count(|kind| matches!(kind, Kind::Renamed { .. })), "renamed"),
        (count(|kind| matches!(kind, Kind::Changed(_))), "changed"),
    ];
    let counts = counts.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{} {what}", number(*n)));
    let counts: Vec<String> = counts.collect();
    let mut name = section[0].section.clone();
    if let Some(first) = name.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    format!("{name}: {}", counts.join(", "))
}

fn change(change: &Change) -> Vec<String> {
    let name = &change.name;
    match &change.kind {
        Kind::Added => vec![format!("  + {name}")],
        Kind::Removed => vec![format!("  - {name}")],
        Kind::Renamed { from, fields } => {
            let head = match change.kind.is_said() {
                true => format!("{name}, which was {from}"),
                false => format!("{name}, which seems to be {from} under another name"),
            };
            let head = wrap(&head, "  > ", "    ");
            head.into_iter().chain(fields.iter().flat_map(field)).collect()
        }
        Kind::Changed(fields) => {
            let head = [format!("  ~ {name}")];
            head.into_iter().chain(fields.iter().flat_map(field)).collect()
        }
    }
}

fn field(change: &FieldChange) -> Vec<String> {
    let (before, after) = around_the_difference(&change.before, &change.after);
    let name = if change.field.is_empty() { String::new() } else { format!("{}: ", change.field) };
    let side = |sign: &str, words: &str| wrap(words, &format!("      {name}{sign} "), "          ");
    match (before.as_str(), after.as_str()) {
        ("", after) => side("new:", after),
        (before, "") => side("gone:", before),
        (before, after) => [side("was:", before), side("now:", after)].concat(),
    }
}

/// So many words are shown on either side of a difference.
const AROUND: usize = 4;
/// So many words are shown of a difference.
const MOST: usize = 40;

/// Both texts without the words that are the same at the start and at the end, but for a few.
fn around_the_difference(before: &str, after: &str) -> (String, String) {
    let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    let (before, after) = (words(before), words(after));
    let same_start = before.iter().zip(&after).take_while(|(a, b)| a == b).count();
    let most = before.len().min(after.len()) - same_start;
    let same_end = before.iter().rev().zip(after.iter().rev()).take(most).take_while(|(a, b)| a == b).count();
    let (start, end) = (same_start.saturating_sub(AROUND), same_end.saturating_sub(AROUND));
    let part = |words: &[String]| {
        if words.is_empty() {
            return String::new();
        }
        let mut shown = words[start..words.len() - end].to_vec();
        let is_cut = shown.len() > MOST;
        shown.truncate(MOST);
        let head = if start > 0 { "… " } else { "" };
        let tail = if end > 0 || is_cut { " …" } else { "" };
        format!("{head}{}{tail}", shown.join(" "))
    };
    (part(&before), part(&after))
}

fn words(difference: &Difference) -> Vec<String> {
    let sum = |side: usize| difference.words.iter().map(|(_, counts)| counts[side]).sum::<usize>();
    let line = |name: &str, [before, after]: [usize; 2]| {
        let sign = if after > before {
            "+"
        } else if after < before {
            "-"
        } else {
            ""
        };
        let change = format!("{sign}{}", number(after.abs_diff(before) as u64));
        row(&format!("  {name}"), &[number(before as u64), number(after as u64), change])
    };
    let columns = ["before", "after", "change"].map(str::to_owned);
    let mut lines = vec![String::new(), row("Words", &columns)];
    for (chapter, counts) in &difference.words {
        lines.push(line(chapter.as_deref().unwrap_or("(in no chapter)"), *counts));
    }
    if difference.words.len() > 1 {
        lines.push(line("in all", [sum(0), sum(1)]));
    }
    lines
}

fn saves(saves: &Saves) -> Vec<String> {
    let mut lines = vec![String::new(), row("What becomes of saves", &["playthroughs".to_owned()])];
    for (fate, count) in Fate::ALL.into_iter().zip(saves.fates) {
        lines.push(row(&format!("  {}", in_words(fate)), &[number(count.into())]));
    }
    for fate in &Fate::ALL[1..] {
        let examples: Vec<&Example> = saves.examples.iter().filter(|example| example.fate == *fate).collect();
        if !examples.is_empty() {
            lines.push(String::new());
            lines.extend(reasons(*fate, &examples));
        }
    }
    lines.extend(advice(saves));
    lines.push(String::new());
    let note = format!(
        "{} of the version before, by random choice, seed {}, left at a random turn and taken up in the version after.",
        counted(saves.options.runs.into(), "playthrough"),
        saves.options.seed,
    );
    lines.extend(wrap(&note, "", ""));
    lines
}

/// What would keep more saves good.
fn advice(saves: &Saves) -> Vec<String> {
    let is_known = |reason: &str| saves.renamed.iter().any(|[_, was]| reason.contains(&format!("`{was}`")));
    let unexplained = saves.examples.iter().filter(|example| example.is_gone && !is_known(&example.reason));
    let mut lines: Vec<String> = saves
        .renamed
        .iter()
        .flat_map(|[name, was]| {
            let own = was.rsplit('/').next().unwrap_or(was);
            wrap(&format!("{name}: write `was: [\"{own}\"]`"), "  ", "    ")
        })
        .collect();
    if unexplained.count() > 0 {
        let anything = if lines.is_empty() { "anything" } else { "anything else" };
        let text = format!("if {anything} that is gone has only got a new name, write the old one as its `was`");
        lines.extend(wrap(&text, "  ", "    "));
    }
    if !lines.is_empty() {
        lines.splice(0..0, [String::new(), "How to keep more saves good:".to_owned()]);
    }
    lines
}

fn in_words(fate: Fate) -> &'static str {
    match fate {
        Fate::Exact => "go on exactly as they were left",
        Fate::Replayed => "make every choice again, and differ",
        Fate::Carried => "carry their state to the same beat",
        Fate::Cut => "go back to where their choices lead",
    }
}

/// So many reasons are told for each fate.
const REASONS: usize = 5;

fn reasons(fate: Fate, examples: &[&Example]) -> Vec<String> {
    let mut lines = vec![match fate {
        Fate::Exact => String::new(),
        Fate::Replayed => "Why some differ:".to_owned(),
        Fate::Carried => "Why some are carried over:".to_owned(),
        Fate::Cut => "Why some go back:".to_owned(),
    }];
    for example in examples.iter().take(REASONS) {
        let reason = format!("{}: {}", number(example.playthroughs.into()), example.reason);
        lines.extend(wrap(&reason, "  ", "    "));
    }
    if examples.len() > REASONS {
        lines.push(format!("  and {} more", counted((examples.len() - REASONS) as u64, "reason")));
    }
    if let Some(example) = examples.first() {
        let choices = counted(example.choices.len() as u64, "choice");
        let last = match example.choices.last() {
            Some(last) => format!("left at `{}` after {choices}, the last `{last}`", example.left_at),
            None => format!("left at `{}` before any choice", example.left_at),
        };
        let text = format!("for example, seed {}, {last}: {}", example.seed, example.outcome);
        lines.extend(wrap(&text, "  ", "    "));
    }
    lines
}
