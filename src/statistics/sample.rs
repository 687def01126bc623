//! Random playthroughs: how long they are, where they end, and how long they go on without a decision.

use std::fmt;
use std::sync::Arc;

use super::Options;
use crate::story::{BeatId, Playthrough, Stop, Story, Turn, Xoshiro256PlusPlus, count_words};

/// What random playthroughs came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sample {
    /// Words shown: prose, and the choices offered with their reasons. Of the playthroughs that came to an end.
    pub words: Spread,
    /// Turns on which at least two choices were open. Of the playthroughs that came to an end.
    pub decisions: Spread,
    /// How many ended there, by ending.
    pub endings: Vec<u32>,
    /// How many were left without an open choice.
    pub dead_ends: u32,
    /// How many were given up after the most choices.
    pub given_up: u32,
    /// The most words of prose between two decisions, the start or the end.
    pub undecided: Undecided,
}

/// The shortest, the mean and the longest of something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Spread {
    /// `None` if nothing was measured.
    pub range: Option<(u64, u64)>,
    pub mean: Mean,
}

impl Spread {
    fn add(&mut self, value: u64) {
        let (low, high) = self.range.unwrap_or((value, value));
        self.range = Some((low.min(value), high.max(value)));
        self.mean.total += value;
        self.mean.of += 1;
    }
}

/// A mean, kept exact. It is shown with one decimal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Mean {
    pub total: u64,
    /// If this is 0, the mean is 0.
    pub of: u64,
}

impl Mean {
    /// Rounded to a whole number.
    pub fn rounded(self) -> u64 {
        (self.total + self.of / 2) / self.of.max(1)
    }
}

impl fmt::Display for Mean {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let tenths = (self.total * 10 + self.of / 2) / self.of.max(1);
        write!(f, "{}.{}", tenths / 10, tenths % 10)
    }
}

/// Prose that is read in one go.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Undecided {
    pub words: u64,
    /// The first and the last beat of it.
    pub from: String,
    pub to: String,
}

impl Sample {
    /// Plays `options.runs` times, each open choice as likely as the other.
    pub fn draw(story: &Arc<Story>, options: Options) -> Self {
        let mut sample = Self {
            words: Spread::default(),
            decisions: Spread::default(),
            endings: vec![0; story.endings().len()],
            dead_ends: 0,
            given_up: 0,
            undecided: Undecided::default(),
        };
        let mut dice = Xoshiro256PlusPlus::from_seed(options.seed);
        let mut longest = Stretch::default();
        for _ in 0..options.runs {
            let run = Run::play(story, &mut dice, options.most_choices);
            sample.count(&run);
            if run.longest.words > longest.words {
                longest = run.longest;
            }
        }
        let name = |beat: Option<BeatId>| beat.map_or_else(String::new, |beat| story.beat(beat).name.clone());
        sample.undecided = Undecided { words: longest.words, from: name(longest.from), to: name(longest.to) };
        sample
    }

    fn count(&mut self, run: &Run) {
        match run.stop {
            Stop::Choices => {
                self.given_up += 1;
                return;
            }
            Stop::DeadEnd => self.dead_ends += 1,
            Stop::Ending(ending) => self.endings[ending.index()] += 1,
        }
        self.words.add(run.words);
        self.decisions.add(run.decisions);
    }
}

#[derive(Debug, Clone, Copy, Default)]
struct Stretch {
    words: u64,
    from: Option<BeatId>,
    to: Option<BeatId>,
}

/// One random playthrough.
struct Run {
    words: u64,
    decisions: u64,
    longest: Stretch,
    now: Stretch,
    stop: Stop,
}

impl Run {
    fn play(story: &Arc<Story>, dice: &mut Xoshiro256PlusPlus, most_choices: u32) -> Self {
        let mut playthrough = Playthrough::start(Arc::clone(story), dice.next_u64());
        let (longest, now) = (Stretch::default(), Stretch::default());
        let mut run = Self { words: 0, decisions: 0, longest, now, stop: Stop::Choices };
        for _ in 0..most_choices {
            let open = run.see(playthrough.turn());
            if open == 0 {
                return run;
            }
            let drawn = 1 + dice.below(open) as usize;
            playthrough.choose(drawn).expect("the number drawn is that of an open choice");
        }
        run.see(playthrough.turn());
        run
    }

    /// Counts a turn in. Gives the number of its open choices.
    fn see(&mut self, turn: &Turn) -> u32 {
        let prose = count_words(turn.page().text()) as u64;
        let offers = turn.offers().iter();
        let offered: usize =
            offers.map(|offer| count_words(offer.label.text()) + count_words(offer.reason.text())).sum();
        self.words += prose + offered as u64;
        self.now.words += prose;
        self.now.from = self.now.from.or(turn.beats().first().copied());
        self.now.to = turn.beats().last().copied();
        let open = turn.open().count() as u32;
        if open != 1 {
            if self.now.words > self.longest.words {
                self.longest = self.now;
            }
            self.now = Stretch::default();
        }
        self.decisions += u64::from(open > 1);
        self.stop = turn.stop();
        open
    }
}
