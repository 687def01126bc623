//! Statistics for people: tables that fit a terminal.

use super::{Part, Sample, Spread, Statistics};
use crate::lines::{counted, number, row, wrap};

/// Lines of at most 80 columns.
pub fn table(statistics: &Statistics) -> String {
    let mut lines = vec![statistics.title.clone()];
    lines.extend(whole(statistics));
    if !statistics.chapters.iter().all(|chapter| chapter.id.is_none()) {
        lines.extend(parts("Chapters", &statistics.chapters));
    }
    if statistics.scenes.len() > 1 {
        lines.extend(parts("Scenes", &statistics.scenes));
    }
    lines.extend(heading("Longest beats", &["words"]));
    lines.extend(statistics.longest_beats.iter().map(|(beat, words)| row(&indented(beat), &numbers(&[*words]))));
    lines.extend(playthroughs(statistics));
    lines.extend(ends(statistics));
    lines.join("\n") + "\n"
}

fn whole(statistics: &Statistics) -> Vec<String> {
    let words = statistics.whole.words;
    let mut lines = vec![String::new()];
    let mut line = |name: &str, n: usize| lines.push(row(name, &numbers(&[n])));
    line("Beats", statistics.whole.beats);
    line("Choices", statistics.whole.choices);
    line("Endings", statistics.endings.len());
    line("Words", words.all());
    line("  in beats", words.beats);
    line("  in choices", words.choices);
    if words.reasons > 0 {
        line("  in reasons for locked choices", words.reasons);
    }
    if words.echoes > 0 {
        line("  in echoes", words.echoes);
    }
    if statistics.words_around > 0 {
        line("Words on title page, endings and rumours", statistics.words_around);
    }
    lines
}

fn parts(name: &str, parts: &[Part]) -> Vec<String> {
    let mut lines = heading(name, &["beats", "choices", "words"]);
    for part in parts {
        let title = part.id.as_ref().map_or("(in no chapter)".to_owned(), |id| titled(id, &part.title));
        lines.push(row(&indented(&title), &numbers(&[part.beats, part.choices, part.words.all()])));
    }
    lines
}

fn playthroughs(statistics: &Statistics) -> Vec<String> {
    let Statistics { sample, options, .. } = statistics;
    let mut lines = heading("Per playthrough", &["shortest", "mean", "longest"]);
    let mut line = |name: &str, spread: Spread, show: &dyn Fn(u64) -> String, mean: String| {
        let (shortest, longest) = match spread.range {
            Some((shortest, longest)) => (show(shortest), show(longest)),
            None => ("-".to_owned(), "-".to_owned()),
        };
        let mean = if spread.range.is_some() { mean } else { "-".to_owned() };
        lines.push(row(&indented(name), &[shortest, mean, longest]));
    };
    let time = |words: u64| time(words, options.words_per_minute);
    line("words read", sample.words, &number, number(sample.words.mean.rounded()));
    line("decisions", sample.decisions, &number, sample.decisions.mean.to_string());
    line("time to read", sample.words, &time, time(sample.words.mean.rounded()));
    let undecided = &sample.undecided;
    if undecided.words > 0 {
        let (from, to) = (&undecided.from, &undecided.to);
        let place = if from == to { format!("at {from}") } else { format!("from {from} to {to}") };
        let text = format!("{} without a decision, {place}", counted(undecided.words, "word"));
        lines.extend(wrap(&format!("at most {text}"), "  ", "    "));
    }
    let note = format!(
        "Sampled in {} by random choice, seed {}; words include the choices offered, a decision is a turn with at least two open choices, \
         and time is at {} words a minute.",
        counted(options.runs.into(), "playthrough"),
        options.seed,
        number(options.words_per_minute.into()),
    );
    lines.extend(wrap(&note, "  ", "  "));
    lines
}

fn ends(statistics: &Statistics) -> Vec<String> {
    let Statistics { sample, options, .. } = statistics;
    let Sample { endings, dead_ends, given_up, .. } = sample;
    let mut lines = heading("Where they end", &["playthroughs", "share"]);
    let line = |name: &str, runs: u32| row(&indented(name), &[number(runs.into()), share(runs, options.runs)]);
    lines.extend(statistics.endings.iter().zip(endings).map(|((id, title), &runs)| line(&titled(id, title), runs)));
    if *dead_ends > 0 {
        lines.push(line("(a dead end: nothing to choose)", *dead_ends));
    }
    if *given_up > 0 {
        let most = number(options.most_choices.into());
        lines.push(line(&format!("(given up after {most} choices)"), *given_up));
        lines.extend(wrap("Those given up are not counted in words, decisions and time.", "  ", "  "));
    }
    lines
}

fn heading(name: &str, columns: &[&str]) -> Vec<String> {
    let columns: Vec<String> = columns.iter().map(|&column| column.to_owned()).collect();
    vec![String::new(), row(name, &columns)]
}

fn indented(name: &str) -> String {
    format!("  {name}")
}

fn titled(id: &str, title: &str) -> String {
    if title.is_empty() || title == id { id.to_owned() } else { format!("{id}: {title}") }
}

fn numbers(numbers: &[usize]) -> Vec<String> {
    numbers.iter().map(|&n| number(n as u64)).collect()
}

/// `12.5 %`
fn share(of: u32, all: u32) -> String {
    let tenths = (u64::from(of) * 1000 + u64::from(all) / 2) / u64::from(all.max(1));
    format!("{}.{} %", tenths / 10, tenths % 10)
}

/// Minutes, rounded up, so that nothing takes no time.
fn time(words: u64, words_per_minute: u32) -> String {
    let minutes = words.div_ceil(u64::from(words_per_minute.max(1)));
    match (minutes / 60, minutes % 60) {
        (0, minutes) => format!("{minutes} min"),
        (hours, minutes) => format!("{hours} h {minutes:02}"),
    }
}
