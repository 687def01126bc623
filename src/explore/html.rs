//! What playthroughs came to, as a page with plots and with nothing beside it.

use std::fmt::Write as _;

use super::chart::chart;
use super::interval::{WHOLE, share, wilson};
use super::report::{Explored, Unmet};
use super::table::{how, mean, mean_value, percent, titled, way_words};
use super::tally::{Histogram, Spread};
use crate::escape::xml;
use crate::lines::number;

/// The page; each `<!--name-->` in it is filled once.
const PAGE: &str = include_str!("page.html");

pub(super) fn write(explored: &Explored) -> String {
    let mut parts = PAGE.split("<!--");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (name, rest) = part.split_once("-->").unwrap_or((part, ""));
        match name {
            "title" => out.push_str(&xml(explored.story().title())),
            "style" => out.push_str(include_str!("page.css")),
            "body" => out.push_str(&body(explored)),
            _ => {}
        }
        out.push_str(rest);
    }
    out
}

fn body(explored: &Explored) -> String {
    let title = xml(explored.story().title());
    let parts = [
        format!("<h1>{title}</h1>\n<p>{}</p>\n", xml(&how(explored))),
        endings(explored),
        length("Words read in a playthrough", "word", &explored.tally.words),
        length("Decisions in a playthrough", "decision", &explored.tally.decisions),
        undecided(explored),
        coverage(explored),
        stats(explored),
        unmet("Beats never entered", &explored.unseen_beats()),
        unmet("Choices never offered", &explored.unseen_choices()),
        unmet("Text variants never read", &explored.unseen_variants()),
        untaken(explored),
        one_sided(explored),
    ];
    parts.concat()
}

/// A bar from the left, with the interval that its end lies in; all of ten-thousandths, `whole` the right end.
fn bar(share: u64, interval: Option<(u64, u64)>, whole: u64) -> String {
    let mut svg = format!(
        "<svg class=\"bar\" viewBox=\"0 0 {whole} 18\" preserveAspectRatio=\"none\" aria-hidden=\"true\">\
         <rect x=\"0\" y=\"4\" width=\"{share}\" height=\"10\"/>"
    );
    if let Some((low, high)) = interval {
        // Writing to a string cannot fail.
        let _ = write!(svg, "<line x1=\"{low}\" y1=\"9\" x2=\"{high}\" y2=\"9\"/>");
    }
    svg + "</svg>"
}

/// What stands above bars: their scale.
fn scale(whole: u64) -> String {
    let percents = |of: u64| of * 100 / WHOLE;
    format!("<th class=\"wide\"><div class=\"ends\"><span>0 %</span><span>{} %</span></div></th>", percents(whole))
}

fn endings(explored: &Explored) -> String {
    let tally = explored.tally;
    let dead_ends = tally.dead_ends.values().map(|met| met.times);
    let times = explored.endings().map(|(_, _, times)| times).chain(dead_ends).chain([tally.given_up]);
    let highest = times.map(|times| wilson(times, tally.runs).1).max().unwrap_or_default();
    let whole = [5, 10, 20, 50].map(|percents| percents * WHOLE / 100);
    let whole = whole.into_iter().find(|whole| highest <= *whole).unwrap_or(WHOLE);
    let mut out = format!(
        "<h2>Where they end</h2>\n<p>The bar is the share of the playthroughs, the line the interval in which it lies with 95 % certainty.</p>\n\
         <table>\n<tr><th>ending</th><th class=\"n\">times</th><th class=\"n\">share</th><th class=\"n\">95 %</th>{}</tr>\n",
        scale(whole)
    );
    let mut line = |name: &str, times: u64| {
        let (low, high) = wilson(times, tally.runs);
        let part = share(times, tally.runs);
        let _ = writeln!(
            out,
            "<tr><td>{}</td><td class=\"n\">{}</td><td class=\"n\">{}</td><td class=\"n\">{} to {}</td><td>{}</td></tr>",
            xml(name),
            number(times),
            percent(part),
            percent(low),
            percent(high),
            bar(part, Some((low, high)), whole)
        );
    };
    explored.endings().for_each(|(id, title, times)| line(&titled(id, title), times));
    for (beat, met) in &tally.dead_ends {
        let way = met.first.as_ref().map(|way| way_words(explored, way)).unwrap_or_default();
        line(&format!("dead end at {}: {way}", explored.story().beat(*beat).name), met.times);
    }
    if tally.given_up > 0 {
        line(&format!("given up after {} choices", explored.options.most_choices), tally.given_up);
    }
    out + "</table>\n"
}

fn length(title: &str, unit: &str, spread: &Spread) -> String {
    let at = |of_hundred| spread.percentile(of_hundred).map_or_else(String::new, number);
    let mean = mean(spread.total(), spread.count());
    let said =
        format!("5 % have at most {}, half at most {}, 95 % at most {}; the mean is {mean}.", at(5), at(50), at(95));
    if spread.count() == 0 {
        return String::new();
    }
    format!(
        "<h2>{title}</h2>\n<p>{said}</p>\n{}",
        chart(&format!("{title}, of those that came to an end"), unit, &said, spread)
    )
}

/// `nerve: 0: 12.5 %, 1: 87.5 %`.
fn shares(name: &str, histogram: &Histogram, times: u64) -> String {
    let bins = histogram.bins.iter().enumerate().filter(|(_, of)| **of > 0);
    let said = bins.map(|(at, of)| {
        let (low, high) = histogram.values(at);
        let values = if low == high { low.to_string() } else { format!("{low} to {high}") };
        format!("{values}: {}", percent(share(*of, times)))
    });
    format!("{name}: {}", said.collect::<Vec<_>>().join(", "))
}

/// A column for each number. `said` is what it shows, for those who point at it and those who do not see it.
fn plot(bins: &[u64], said: &str) -> String {
    const HEIGHT: u64 = 1000;
    let most = bins.iter().copied().max().unwrap_or(0).max(1);
    let mut svg = format!(
        "<svg class=\"small\" viewBox=\"0 0 {} {HEIGHT}\" preserveAspectRatio=\"none\" role=\"img\"><title>{}</title>",
        bins.len() * 10,
        xml(said)
    );
    for (at, times) in bins.iter().enumerate().filter(|(_, times)| **times > 0) {
        let height = ((u128::from(*times) * u128::from(HEIGHT)).div_ceil(u128::from(most)) as u64).max(15);
        let _ = write!(svg, "<rect x=\"{}\" y=\"{}\" width=\"9\" height=\"{height}\"/>", at * 10, HEIGHT - height);
    }
    svg + "</svg>"
}

fn undecided(explored: &Explored) -> String {
    let undecided = &explored.tally.undecided;
    let (Some((from, to)), Some(way)) = (undecided.stretch.beats, &undecided.way) else { return String::new() };
    let name = |beat| xml(&explored.story().beat(beat).name);
    format!(
        "<h2>Longest stretch without a decision</h2>\n<p>{} words, from <code>{}</code> to <code>{}</code>: {}</p>\n",
        number(undecided.stretch.words),
        name(from),
        name(to),
        xml(&way_words(explored, way))
    )
}

fn coverage(explored: &Explored) -> String {
    let mut out = format!(
        "<h2>Met</h2>\n<table>\n<tr><th>what</th><th class=\"n\">met</th><th class=\"n\">share</th>{}</tr>\n",
        scale(WHOLE)
    );
    for (name, met, all) in explored.coverage().into_iter().filter(|(_, _, all)| *all > 0) {
        let part = share(met as u64, all as u64);
        let _ = writeln!(
            out,
            "<tr><td>{name}</td><td class=\"n\">{} of {}</td><td class=\"n\">{}</td><td class=\"wide\">{}</td></tr>",
            number(met as u64),
            number(all as u64),
            percent(part),
            bar(part, None, WHOLE)
        );
    }
    out + "</table>\n"
}

/// A row for each stat, a column for each chapter.
fn stats(explored: &Explored) -> String {
    let (story, chapters) = (explored.story(), explored.chapters());
    if story.stats().is_empty() || chapters.is_empty() {
        return String::new();
    }
    let mut out =
        "<h2>Stats at the end of each chapter</h2>\n<p>A column for each value, from the least to the greatest; as high as it came up often. \
         Pointed at, a plot tells the shares.</p>\n<div class=\"scroll\"><table>\n<tr><th>stat</th>".to_owned();
    for (id, title, at) in &chapters {
        let name = id.map_or("in no chapter".to_owned(), |id| titled(id, title));
        let times = number(explored.tally.chapters[*at].times);
        let _ = write!(out, "<th>{}<br/>{times} times</th>", xml(&name));
    }
    out.push_str("</tr>\n");
    for (at_stat, stat) in story.stats().iter().enumerate() {
        let _ =
            write!(out, "<tr><td><code>{}</code><br/><span>{} to {}</span></td>", xml(&stat.name), stat.low, stat.high);
        for (_, _, at) in &chapters {
            let end = &explored.tally.chapters[*at];
            let histogram = &end.stats[at_stat];
            let mean = mean_value(histogram, end.times);
            let plot = plot(&histogram.bins, &shares(&stat.name, histogram, end.times));
            let ends = format!("<div class=\"ends\"><span>{}</span><span>{}</span></div>", stat.low, stat.high);
            let _ = write!(out, "<td>{plot}{ends}<span>mean {mean}</span></td>");
        }
        out.push_str("</tr>\n");
    }
    out + "</table></div>\n"
}

fn folded(name: &str, of: usize, head: &str, rows: &str) -> String {
    if of == 0 {
        return String::new();
    }
    let open = if of <= 20 { " open=\"\"" } else { "" };
    format!(
        "<details{open}><summary>{name}: {}</summary>\n<table>\n<tr>{head}</tr>\n{rows}</table></details>\n",
        number(of as u64)
    )
}

fn unmet(name: &str, unmet: &[Unmet]) -> String {
    let mut rows = String::new();
    for Unmet { name, place, why, answer } in unmet {
        let answer = answer.as_ref().map(|answer| format!("; {answer}")).unwrap_or_default();
        let _ = writeln!(
            rows,
            "<tr><td><code>{}</code></td><td>{}{}</td><td><code>{}</code></td></tr>",
            xml(name),
            xml(why),
            xml(&answer),
            xml(place)
        );
    }
    folded(name, unmet.len(), "<th>name</th><th>why</th><th>place</th>", &rows)
}

fn untaken(explored: &Explored) -> String {
    let untaken = explored.untaken();
    let rows: String = untaken.iter().map(|name| format!("<tr><td><code>{}</code></td></tr>\n", xml(name))).collect();
    folded("Choices offered and never taken", untaken.len(), "<th>name</th>", &rows)
}

fn one_sided(explored: &Explored) -> String {
    let one_sided = explored.one_sided();
    let mut rows = String::new();
    for one in &one_sided {
        let _ = writeln!(
            rows,
            "<tr><td><code>{}</code></td><td>{}</td><td><code>{}</code></td></tr>",
            xml(&one.condition),
            xml(&one.outcome()),
            xml(&one.place)
        );
    }
    folded("Conditions with one outcome", one_sided.len(), "<th>condition</th><th>outcome</th><th>place</th>", &rows)
}
