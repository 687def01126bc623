//! What playthroughs came to, for people: tables and small drawings that fit a terminal.

use super::interval::{share, wilson};
use super::report::{Explored, Unmet};
use super::tally::{Histogram, Spread, Way};
use crate::lines::{counted, fit, number, row, wrap};

/// So many of a kind are listed; a page and `--json` hold all.
const MOST_LISTED: usize = 40;
/// The columns of a drawing.
const BARS: usize = 24;

pub(super) fn write(explored: &Explored) -> String {
    let mut lines = vec![explored.story().title().to_owned()];
    lines.extend(wrap(&how(explored), "", ""));
    lines.extend(endings(explored));
    lines.extend(lengths(explored));
    lines.extend(coverage(explored));
    lines.extend(chapters(explored));
    lines.extend(unseen(explored));
    lines.join("\n") + "\n"
}

/// How it was played, in a sentence.
pub(super) fn how(explored: &Explored) -> String {
    let options = &explored.options;
    let more = options.strategy.word();
    format!(
        "{} by random choice ({more}), seeds from {}, {}.",
        counted(explored.tally.runs, "playthrough"),
        options.seed,
        counted(explored.tally.steps, "choice")
    )
}

fn heading(name: &str, columns: &[&str]) -> [String; 2] {
    let columns: Vec<String> = columns.iter().map(|&column| column.to_owned()).collect();
    [String::new(), row(name, &columns)]
}

/// `12.3 %`, of ten-thousandths.
pub(super) fn percent(share: u64) -> String {
    format!("{} %", tenths(share))
}

fn tenths(share: u64) -> String {
    let tenths = (share + 5) / 10;
    format!("{}.{}", tenths / 10, tenths % 10)
}

/// `id: title`.
pub(super) fn titled(id: &str, title: &str) -> String {
    if title.is_empty() || title == id { id.to_owned() } else { format!("{id}: {title}") }
}

fn endings(explored: &Explored) -> Vec<String> {
    let tally = explored.tally;
    let mut lines = heading("Where they end", &["times", "share", "95 %"]).to_vec();
    let mut line = |name: &str, times: u64| {
        let (low, high) = wilson(times, tally.runs);
        let interval = format!("{}-{}", tenths(low), tenths(high));
        lines.push(row(&format!("  {name}"), &[number(times), percent(share(times, tally.runs)), interval]));
    };
    explored.endings().for_each(|(id, title, times)| line(&titled(id, title), times));
    for (beat, met) in &tally.dead_ends {
        line(&format!("(dead end at {})", explored.story().beat(*beat).name), met.times);
    }
    if tally.given_up > 0 {
        line(&format!("(given up after {} choices)", number(explored.options.most_choices.into())), tally.given_up);
    }
    for (beat, met) in &tally.dead_ends {
        let name = &explored.story().beat(*beat).name;
        let way = met.first.as_ref().map(|way| way_words(explored, way)).unwrap_or_default();
        lines.extend(wrap(&format!("dead end at {name}: {way}"), "  ", "    "));
    }
    lines
}

/// `seed 3: knock, unlock`; of a long way only its end.
pub(super) fn way_words(explored: &Explored, way: &Way) -> String {
    const LAST: usize = 6;
    let names: Vec<&str> = way.choices.iter().map(|id| explored.story().choice(*id).name.as_str()).collect();
    let skipped = names.len().saturating_sub(LAST);
    let last = names[skipped..].join(", ");
    match (names.len(), skipped) {
        (0, _) => format!("seed {}, before any choice", way.seed),
        (_, 0) => format!("seed {}: {last}", way.seed),
        (all, _) => format!("seed {}, after {} choices, the last of them {last}", way.seed, number(all as u64)),
    }
}

/// A mean with one decimal.
pub(super) fn mean(total: u64, of: u64) -> String {
    let tenths = (total * 10 + of / 2) / of.max(1);
    format!("{}.{}", tenths / 10, tenths % 10)
}

fn lengths(explored: &Explored) -> Vec<String> {
    let tally = explored.tally;
    let mut lines = heading("Per playthrough", &["5 %", "half", "95 %"]).to_vec();
    let mut line = |name: &str, spread: &Spread| {
        let at = |of_hundred| spread.percentile(of_hundred).map_or("-".to_owned(), number);
        lines.push(row(&format!("  {name}"), &[at(5), at(50), at(95)]));
        let ends = (spread.percentile(0), spread.percentile(100));
        if let (Some(least), Some(most)) = ends {
            let mean = mean(spread.total(), spread.count());
            let drawing = bars(&spread_bins(spread, least, most, BARS));
            let (least, most) = (number(least), number(most));
            lines.push(format!("    {least:>10} {} {most:<10} mean {mean}", drawing));
        }
    };
    line("words read", &tally.words);
    line("decisions", &tally.decisions);
    let undecided = &tally.undecided;
    if let (Some((from, to)), Some(way)) = (undecided.stretch.beats, &undecided.way) {
        let (from, to) = (&explored.story().beat(from).name, &explored.story().beat(to).name);
        let place = if from == to { format!("at {from}") } else { format!("from {from} to {to}") };
        let words = counted(undecided.stretch.words, "word");
        let text = format!("at most {words} without a decision, {place}: {}", way_words(explored, way));
        lines.extend(wrap(&text, "  ", "    "));
    }
    lines
}

/// A spread in so many columns.
pub(super) fn spread_bins(spread: &Spread, least: u64, most: u64, columns: usize) -> Vec<u64> {
    let columns = columns.min((most - least + 1) as usize);
    let mut bins = vec![0; columns];
    for (value, times) in &spread.0 {
        bins[((value - least) as u128 * columns as u128 / u128::from(most - least + 1)) as usize] += times;
    }
    bins
}

/// A small drawing: a column for each number, the highest for the greatest.
fn bars(bins: &[u64]) -> String {
    const LEVELS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
    let most = bins.iter().copied().max().unwrap_or(0).max(1);
    let bar = |&times: &u64| match times {
        0 => ' ',
        _ => LEVELS[((u128::from(times) * 8).div_ceil(u128::from(most)) - 1) as usize],
    };
    let drawn: String = bins.iter().map(bar).collect();
    fit(&drawn, BARS)
}

fn coverage(explored: &Explored) -> Vec<String> {
    let mut lines = heading("Met", &["so many", "of", "share"]).to_vec();
    for (name, met, all) in explored.coverage().into_iter().filter(|(_, _, all)| *all > 0) {
        let (met, all) = (met as u64, all as u64);
        lines.push(row(&format!("  {name}"), &[number(met), number(all), percent(share(met, all))]));
    }
    lines
}

fn chapters(explored: &Explored) -> Vec<String> {
    let story = explored.story();
    let mut lines = Vec::new();
    if story.stats().is_empty() {
        return lines;
    }
    for (id, title, at) in explored.chapters() {
        let end = &explored.tally.chapters[at];
        let name = id.map_or("Stats at the end".to_owned(), |id| format!("Stats at the end of {}", titled(id, title)));
        lines.extend(heading(&name, &[]));
        lines.extend(wrap(&counted(end.times, "time"), "  ", "  "));
        for (stat, histogram) in story.stats().iter().zip(&end.stats) {
            lines.push(stat_line(&stat.name, histogram, end.times));
        }
    }
    lines
}

fn stat_line(name: &str, histogram: &Histogram, times: u64) -> String {
    let (low, high) = (histogram.low.to_string(), histogram.high.to_string());
    let per_column = histogram.bins.len().div_ceil(BARS);
    let columns: Vec<u64> = histogram.bins.chunks(per_column).map(|bins| bins.iter().sum()).collect();
    let mean = mean_value(histogram, times);
    format!("  {} {low:>6} {} {high:<6} mean {mean}", fit(name, 26), bars(&columns))
}

/// The mean of a stat with one decimal.
pub(super) fn mean_value(histogram: &Histogram, times: u64) -> String {
    let (times, total) = (times.max(1) as i128, i128::from(histogram.total));
    let tenths = (total * 10 + times / 2).div_euclid(times) + i128::from(histogram.low) * 10;
    let sign = if tenths < 0 { "-" } else { "" };
    format!("{sign}{}.{}", tenths.unsigned_abs() / 10, tenths.unsigned_abs() % 10)
}

fn unseen(explored: &Explored) -> Vec<String> {
    let mut lines = Vec::new();
    lines.extend(unmet("Beats never entered", &explored.unseen_beats()));
    lines.extend(unmet("Choices never offered", &explored.unseen_choices()));
    lines.extend(unmet("Text variants never read", &explored.unseen_variants()));
    let untaken = explored.untaken();
    list(&mut lines, "Choices offered and never taken", untaken.len(), untaken.iter().cloned());
    let one_sided = explored.one_sided();
    let said = one_sided.iter().map(|one| format!("{}: {} ({})", one.condition, one.outcome(), one.place));
    list(&mut lines, "Conditions with one outcome", one_sided.len(), said);
    match explored.unasked() {
        0 => {}
        unasked => lines.extend(wrap(&format!("{} never asked", counted(unasked as u64, "condition")), "  ", "  ")),
    }
    lines
}

fn unmet(name: &str, unmet: &[Unmet]) -> Vec<String> {
    let mut lines = Vec::new();
    let said = unmet.iter().map(|unmet| {
        let answer = unmet.answer.as_ref().map(|answer| format!("; {answer}")).unwrap_or_default();
        format!("{}: {}{answer} ({})", unmet.name, unmet.why, unmet.place)
    });
    list(&mut lines, name, unmet.len(), said);
    lines
}

fn list(lines: &mut Vec<String>, name: &str, of: usize, said: impl Iterator<Item = String>) {
    if of == 0 {
        return;
    }
    lines.extend([String::new(), format!("{name}: {}", number(of as u64))]);
    said.take(MOST_LISTED).for_each(|said| lines.extend(wrap(&said, "  ", "    ")));
    if of > MOST_LISTED {
        let more = number((of - MOST_LISTED) as u64);
        lines.push(format!("  and {more} more; `--json` and `--html` list all"));
    }
}
