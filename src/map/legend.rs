//! What signs, shapes and lines mean, and how much there is of what.

use super::card::text_width;
use super::graph::{Graph, Kind};
use crate::story::By;

/// Size of letters in the legend.
pub(super) const LETTERS: i32 = 12;
/// From the left of an entry to its words.
pub(super) const SAMPLE: i32 = 40;
const BETWEEN: i32 = 28;
pub(super) const ROW: i32 = 26;

/// What an entry shows beside its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sample {
    Start,
    Box(Kind),
    Unreachable,
    /// A line, in the style of this class.
    Line(&'static str),
    Nothing,
}

/// One entry and the upper left corner of its row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    pub sample: Sample,
    pub words: String,
    pub x: i32,
    pub y: i32,
}

/// The foot of the picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Legend {
    pub entries: Vec<Entry>,
    pub bottom: i32,
}

impl Legend {
    /// Sets the entries that are needed in rows of this width.
    pub fn of(graph: &Graph, is_plain: bool, (left, top): (i32, i32), width: i32) -> Self {
        let mut legend = Self { entries: Vec::new(), bottom: top };
        let (mut x, mut y) = (left, top);
        for (sample, words) in entries(graph) {
            let entry_width = SAMPLE + text_width(&words, LETTERS);
            if x > left && x + entry_width > left + width {
                (x, y) = (left, y + ROW);
            }
            legend.entries.push(Entry { sample, words, x, y });
            x += entry_width + BETWEEN;
        }
        let plain = "Too large to untangle: some scenes stand in plain rows, and their ways run behind the boxes.";
        for words in std::iter::once(summary(graph)).chain(is_plain.then(|| plain.to_owned())) {
            y += ROW;
            legend.entries.push(Entry { sample: Sample::Nothing, words, x: left, y });
        }
        legend.bottom = y + ROW;
        legend
    }
}

fn entries(graph: &Graph) -> Vec<(Sample, String)> {
    let mut entries = vec![(Sample::Start, "the first beat".to_owned())];
    for kind in Kind::ALL.into_iter().filter(|kind| graph.kinds.contains(kind)) {
        let words = match kind {
            Kind::Choices => "the reader chooses",
            Kind::Goto => "goes on at once",
            Kind::Chance => "chance decides",
            Kind::Return => "a detour is over",
            Kind::Ending => "an ending",
        };
        entries.push((Sample::Box(kind), words.to_owned()));
    }
    if graph.is_reachable.contains(&false) {
        entries.push((Sample::Unreachable, "no way from the start".to_owned()));
    }
    let has = |test: fn(By) -> bool| graph.ways.iter().any(|way| test(way.by));
    let lines = [
        ("choice", "a choice", has(|by| matches!(by, By::Choice(_)))),
        ("goto", "at once", has(|by| matches!(by, By::Goto))),
        ("chance", "by chance, with its weight", has(|by| matches!(by, By::Chance(_)))),
        ("return", "once a detour is over", has(|by| matches!(by, By::Return(_)))),
        ("choice back", "back up", !graph.ways.is_empty()),
    ];
    entries.extend(
        lines.into_iter().filter(|line| line.2).map(|(class, words, _)| (Sample::Line(class), words.to_owned())),
    );
    entries
}

/// `74 beats · 150 ways · 3 endings`
pub(super) fn summary(graph: &Graph) -> String {
    let counted = |count: usize, one: &str| format!("{count} {one}{}", if count == 1 { "" } else { "s" });
    let endings = graph.kinds.iter().filter(|kind| **kind == Kind::Ending).count();
    let mut parts =
        vec![counted(graph.kinds.len(), "beat"), counted(graph.ways.len(), "way"), counted(endings, "ending")];
    let lost = graph.is_reachable.iter().filter(|is_reachable| !**is_reachable).count();
    if lost > 0 {
        parts.push(format!("{lost} without a way from the start"));
    }
    parts.join(" · ")
}
