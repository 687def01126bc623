//! A plot of how many playthroughs came to which number, with axes, as SVG.

use std::fmt::Write as _;

use super::interval::share;
use super::table::{percent, spread_bins};
use super::tally::Spread;
use crate::escape::xml;
use crate::lines::{counted, number};

/// The size of the drawing, and of the plot in it, in units of the drawing.
const WIDTH: u64 = 760;
const HEIGHT: u64 = 250;
const LEFT: u64 = 64;
const RIGHT: u64 = 746;
const TOP: u64 = 28;
const BOTTOM: u64 = 200;
/// Columns at most.
const COLUMNS: usize = 60;

/// A plot with a caption. `unit` is what is counted, for one of it: `word`.
pub(super) fn chart(title: &str, unit: &str, said: &str, spread: &Spread) -> String {
    let (Some(least), Some(most)) = (spread.percentile(0), spread.percentile(100)) else { return String::new() };
    let bins = spread_bins(spread, least, most, COLUMNS);
    let highest = bins.iter().copied().max().unwrap_or(0).max(1);
    let mut svg = format!(
        "<figure><figcaption>{}</figcaption>\n<svg class=\"chart\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" role=\"img\" aria-label=\"{}\">\n",
        xml(title),
        xml(said)
    );
    let step = step(highest, 4);
    let top = highest.div_ceil(step) * step;
    rows(&mut svg, step, top);
    columns(&mut svg, unit, &bins, (least, most), top, spread.count());
    ticks(&mut svg, least, most);
    // Writing to a string cannot fail.
    let _ = writeln!(svg, "<text x=\"4\" y=\"14\">playthroughs</text>");
    let (middle, under) = ((LEFT + RIGHT) / 2, HEIGHT - 8);
    let _ = writeln!(svg, "<text x=\"{middle}\" y=\"{under}\" text-anchor=\"middle\">{unit}s in a playthrough</text>");
    svg + "</svg></figure>\n"
}

/// Lines across, each with its number.
fn rows(svg: &mut String, step: u64, top: u64) {
    for times in (0..=top / step).map(|n| n * step) {
        let y = height(times, top);
        let _ = writeln!(
            svg,
            "<path d=\"M{LEFT} {y}H{RIGHT}\"/><text x=\"{}\" y=\"{}\" text-anchor=\"end\">{}</text>",
            LEFT - 8,
            y + 4,
            number(times)
        );
    }
}

/// A bar for each column, which says what it is when it is pointed at.
fn columns(svg: &mut String, unit: &str, bins: &[u64], (least, most): (u64, u64), top: u64, of: u64) {
    let range = most - least + 1;
    let count = bins.len() as u64;
    let first = |column: u64| least + (u128::from(column) * u128::from(range)).div_ceil(u128::from(count)) as u64;
    for (column, &times) in (0..).zip(bins).filter(|(_, times)| **times > 0) {
        let (from, until) = (LEFT + column * (RIGHT - LEFT) / count, LEFT + (column + 1) * (RIGHT - LEFT) / count);
        let y = height(times, top).min(BOTTOM - 1);
        let (low, high) = (first(column), first(column + 1) - 1);
        let values = if low == high { number(low) } else { format!("{} to {}", number(low), number(high)) };
        let _ = writeln!(
            svg,
            "<rect x=\"{from}\" y=\"{y}\" width=\"{}\" height=\"{}\"><title>{values} {unit}s: {}, {}</title></rect>",
            (until - from - 1).max(1),
            BOTTOM - y,
            counted(times, "playthrough"),
            percent(share(times, of))
        );
    }
}

/// Numbers under the columns: each in the middle of the column that holds it.
fn ticks(svg: &mut String, least: u64, most: u64) {
    let range = u128::from(most - least + 1);
    let step = step(most - least + 1, 7);
    for value in (least.div_ceil(step)..=most / step).map(|n| n * step) {
        let along = (2 * u128::from(value - least) + 1) * u128::from(RIGHT - LEFT) / (2 * range);
        let x = LEFT + along as u64;
        let _ = writeln!(
            svg,
            "<path d=\"M{x} {BOTTOM}v5\"/><text x=\"{x}\" y=\"{}\" text-anchor=\"middle\">{}</text>",
            BOTTOM + 20,
            number(value)
        );
    }
}

/// Where a number of playthroughs stands, from above.
fn height(times: u64, top: u64) -> u64 {
    BOTTOM - (u128::from(times) * u128::from(BOTTOM - TOP) / u128::from(top)) as u64
}

/// One, two or five, with zeros behind it: so large that it goes at most `most` times into a number.
fn step(number: u64, most: u64) -> u64 {
    let steps = (0..19).flat_map(|zeros| [1, 2, 5].map(|digit| digit * 10_u64.pow(zeros)));
    steps.into_iter().find(|step| number / step <= most).unwrap_or(number.max(1))
}
