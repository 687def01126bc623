//! What playthroughs came to, in counts that can be added up in any order.

use std::collections::BTreeMap;

use super::ground::Ground;
use crate::story::{BeatId, ChoiceId, Stat};

/// What playthroughs came to. Two of one story can be added up, and the sum does not depend on the order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tally {
    pub runs: u64,
    /// Choices made in all of them.
    pub steps: u64,
    /// By ending.
    pub endings: Vec<Met>,
    /// Where nothing was left to choose.
    pub dead_ends: BTreeMap<BeatId, Met>,
    /// How many were given up after the most choices.
    pub given_up: u64,
    /// Words shown, and turns with at least two open choices: how many playthroughs had so many. Of those that came to an end.
    pub words: Spread,
    pub decisions: Spread,
    /// How often each beat was entered.
    pub entered: Vec<u64>,
    /// How often each choice was taken.
    pub taken: Vec<u64>,
    /// Whether each choice was ever offered.
    pub offered: Vec<bool>,
    /// Whether each variant was ever read.
    pub variants: Vec<bool>,
    /// By condition: see [`Outcome`].
    pub outcomes: Vec<Outcome>,
    /// By condition: where it first held and where it first failed.
    pub firsts: Vec<Firsts>,
    /// What the stats were when a chapter was left or the story ended in it: by chapter, and then for beats in no chapter.
    pub chapters: Vec<ChapterEnd>,
    pub undecided: Undecided,
}

/// How often something happened, and the first playthrough in which it did.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Met {
    pub times: u64,
    pub first: Option<Way>,
}

/// A playthrough that led somewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Way {
    /// Which one, counted from 0.
    pub run: u64,
    pub seed: u64,
    /// All that were made, up to the place.
    pub choices: Vec<ChoiceId>,
}

impl Met {
    pub(super) fn add(&mut self, run: u64, way: impl FnOnce() -> Way) {
        self.times += 1;
        if self.first.as_ref().is_none_or(|first| run < first.run) {
            self.first = Some(way());
        }
    }

    fn merge(&mut self, other: &Self) {
        self.times += other.times;
        let runs = [&self.first, &other.first].into_iter().flatten();
        self.first = runs.min_by_key(|way| way.run).cloned();
    }
}

/// What a condition was when it was asked. One inside another is asked with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Outcome {
    pub held: bool,
    pub failed: bool,
    /// Of one inside an `and` or `or`: all depended on it alone at least once.
    pub decided: bool,
}

/// The first playthroughs in which a condition was asked and held, and in which it failed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Firsts {
    pub held: Option<Way>,
    pub failed: Option<Way>,
}

impl Firsts {
    fn merge(&mut self, other: &Self) {
        for (own, more) in [(&mut self.held, &other.held), (&mut self.failed, &other.failed)] {
            if more.as_ref().is_some_and(|more| own.as_ref().is_none_or(|own| more.run < own.run)) {
                own.clone_from(more);
            }
        }
    }
}

/// How many times a number came up, by number.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Spread(pub BTreeMap<u64, u64>);

impl Spread {
    pub(super) fn add(&mut self, value: u64) {
        *self.0.entry(value).or_default() += 1;
    }

    fn merge(&mut self, other: &Self) {
        other.0.iter().for_each(|(value, times)| *self.0.entry(*value).or_default() += times);
    }

    /// How many numbers there are.
    pub fn count(&self) -> u64 {
        self.0.values().sum()
    }

    /// The sum of them all.
    pub fn total(&self) -> u64 {
        self.0.iter().map(|(value, times)| value * times).sum()
    }

    /// The number that so many of a hundred do not exceed; `None` if there is none.
    pub fn percentile(&self, of_hundred: u64) -> Option<u64> {
        let wanted = (self.count() * of_hundred).div_ceil(100).max(1);
        let mut passed = 0;
        self.0.iter().find_map(|(value, times)| {
            passed += times;
            (passed >= wanted).then_some(*value)
        })
    }
}

/// What the stats were at the end of a chapter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChapterEnd {
    /// How often it was left, or the story ended in it.
    pub times: u64,
    /// By stat.
    pub stats: Vec<Histogram>,
}

/// A wide range is counted in so many parts at most.
const MOST_BINS: u32 = 64;

/// How often a stat had which values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Histogram {
    /// The lowest value of the first part.
    pub low: i16,
    /// The highest of the last.
    pub high: i16,
    /// How many values a part holds.
    pub width: u32,
    pub bins: Vec<u64>,
    /// The sum of all values, each as its distance from `low`.
    pub total: u64,
}

impl Histogram {
    fn of(stat: &Stat) -> Self {
        let values = u32::from(stat.high.abs_diff(stat.low)) + 1;
        let width = values.div_ceil(MOST_BINS);
        let bins = vec![0; values.div_ceil(width) as usize];
        Self { low: stat.low, high: stat.high, width, bins, total: 0 }
    }

    /// Takes a raw value in: its distance from the low end.
    pub(super) fn add(&mut self, raw: u16) {
        self.bins[(u32::from(raw) / self.width) as usize] += 1;
        self.total += u64::from(raw);
    }

    fn merge(&mut self, other: &Self) {
        self.bins.iter_mut().zip(&other.bins).for_each(|(bin, more)| *bin += more);
        self.total += other.total;
    }

    /// The values of a part.
    pub fn values(&self, bin: usize) -> (i32, i32) {
        let low = i32::from(self.low) + bin as i32 * self.width as i32;
        (low, (low + self.width as i32 - 1).min(i32::from(self.high)))
    }
}

/// Prose that is read in one go, from a decision or the start to the next decision or the end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Stretch {
    pub words: u64,
    /// How many choices had been made where it began.
    pub from: usize,
    /// Its first and last beat; none if nothing was read.
    pub beats: Option<(BeatId, BeatId)>,
}

/// The longest such stretch.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Undecided {
    pub stretch: Stretch,
    /// The way to where it ends.
    pub way: Option<Way>,
}

impl Undecided {
    /// Whether a stretch of this playthrough is longer; of equal ones that of the earlier counts, and in it the first.
    pub(super) fn is_exceeded_by(&self, stretch: Stretch, run: u64) -> bool {
        let is_earlier = |way: &Way| (run, stretch.from) < (way.run, self.stretch.from);
        let is_first = self.way.as_ref().is_none_or(|way| stretch.words == self.stretch.words && is_earlier(way));
        stretch.beats.is_some() && (stretch.words > self.stretch.words || is_first)
    }
}

impl Tally {
    /// Nothing yet.
    pub(super) fn new(ground: &Ground) -> Self {
        let story = ground.story;
        let stats: Vec<Histogram> = story.stats().iter().map(Histogram::of).collect();
        Self {
            runs: 0,
            steps: 0,
            endings: vec![Met::default(); story.endings().len()],
            dead_ends: BTreeMap::new(),
            given_up: 0,
            words: Spread::default(),
            decisions: Spread::default(),
            entered: vec![0; story.beats().len()],
            taken: vec![0; story.choices().len()],
            offered: vec![false; story.choices().len()],
            variants: vec![false; ground.variants.len()],
            outcomes: vec![Outcome::default(); story.conditions().len()],
            firsts: vec![Firsts::default(); story.conditions().len()],
            chapters: vec![ChapterEnd { times: 0, stats }; story.chapters().len() + 1],
            undecided: Undecided::default(),
        }
    }

    /// Adds another of the same story.
    pub fn merge(&mut self, other: &Self) {
        self.runs += other.runs;
        self.steps += other.steps;
        self.given_up += other.given_up;
        self.endings.iter_mut().zip(&other.endings).for_each(|(met, more)| met.merge(more));
        other.dead_ends.iter().for_each(|(beat, more)| self.dead_ends.entry(*beat).or_default().merge(more));
        self.words.merge(&other.words);
        self.decisions.merge(&other.decisions);
        for (own, more) in [(&mut self.entered, &other.entered), (&mut self.taken, &other.taken)] {
            own.iter_mut().zip(more).for_each(|(times, more)| *times += more);
        }
        for (own, more) in [(&mut self.offered, &other.offered), (&mut self.variants, &other.variants)] {
            own.iter_mut().zip(more).for_each(|(is, more)| *is |= more);
        }
        for (own, more) in self.outcomes.iter_mut().zip(&other.outcomes) {
            own.held |= more.held;
            own.failed |= more.failed;
            own.decided |= more.decided;
        }
        self.firsts.iter_mut().zip(&other.firsts).for_each(|(own, more)| own.merge(more));
        for (own, more) in self.chapters.iter_mut().zip(&other.chapters) {
            own.times += more.times;
            own.stats.iter_mut().zip(&more.stats).for_each(|(histogram, more)| histogram.merge(more));
        }
        if let Some(way) = &other.undecided.way
            && self.undecided.is_exceeded_by(other.undecided.stretch, way.run)
        {
            self.undecided = other.undecided.clone();
        }
    }
}
