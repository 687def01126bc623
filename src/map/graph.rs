//! What is drawn: beats and how they go on, ways, and which beats can be reached at all.

use super::card::Card;
use crate::story::{BeatId, By, Ending, Exit, Story};

/// How a beat goes on, as it is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// The reader chooses.
    Choices,
    /// Another beat follows at once.
    Goto,
    /// One of several follows at once.
    Chance,
    /// A detour is over.
    Return,
    /// The story stops.
    Ending,
}

impl Kind {
    /// All of them, in the order of the legend.
    pub const ALL: [Self; 5] = [Self::Choices, Self::Goto, Self::Chance, Self::Return, Self::Ending];

    /// The name that programs, styles and JSON use.
    pub fn word(self) -> &'static str {
        match self {
            Self::Choices => "choices",
            Self::Goto => "goto",
            Self::Chance => "chance",
            Self::Return => "return",
            Self::Ending => "ending",
        }
    }

    fn of(exit: &Exit) -> Self {
        match exit {
            Exit::Choices(_) => Self::Choices,
            Exit::Goto(_) => Self::Goto,
            Exit::Chance(_) => Self::Chance,
            Exit::Return => Self::Return,
            Exit::Ending(_) => Self::Ending,
        }
    }
}

/// The name that programs, styles and JSON use for what leads along a way.
pub(super) fn by_word(by: By) -> &'static str {
    match by {
        By::Choice(_) => "choice",
        By::Goto => "goto",
        By::Chance(_) => "chance",
        By::Return(_) => "return",
    }
}

/// One way on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Way {
    pub from: BeatId,
    pub to: BeatId,
    pub by: By,
}

/// A story as it is drawn; the lists are in the order of its beats.
#[derive(Debug)]
pub(super) struct Graph<'a> {
    pub story: &'a Story,
    pub kinds: Vec<Kind>,
    pub is_reachable: Vec<bool>,
    pub cards: Vec<Card>,
    /// Beat by beat, in written order.
    pub ways: Vec<Way>,
}

impl<'a> Graph<'a> {
    pub fn of(story: &'a Story) -> Self {
        let beats = || (0_u32..).map(BeatId).take(story.beats().len());
        let ways: Vec<Way> = beats()
            .flat_map(|from| story.ways_on(from).into_iter().map(move |way| Way { from, to: way.to, by: way.by }))
            .collect();
        let kinds: Vec<Kind> = story.beats().iter().map(|beat| Kind::of(&beat.exit)).collect();
        let mut graph = Self { story, kinds, is_reachable: reachable(story, &ways), cards: Vec::new(), ways };
        graph.cards = beats().map(|beat| Card::of(&graph, beat)).collect();
        graph
    }

    /// The ending of a beat that is one.
    pub fn ending(&self, beat: BeatId) -> Option<&'a Ending> {
        match self.story.beat(beat).exit {
            Exit::Ending(ending) => Some(self.story.ending(ending)),
            _ => None,
        }
    }

    /// The ways on from a beat, with their numbers.
    pub fn ways_from(&self, beat: BeatId) -> impl Iterator<Item = (usize, &Way)> {
        let start = self.ways.partition_point(|way| way.from < beat);
        (start..).zip(&self.ways[start..]).take_while(move |(_, way)| way.from == beat)
    }

    /// A beat's name without that of its scene.
    pub fn short_name(&self, beat: BeatId) -> &'a str {
        let name = &self.story.beat(beat).name;
        name.split_once('/').map_or(name, |(_, short)| short)
    }
}

fn reachable(story: &Story, ways: &[Way]) -> Vec<bool> {
    let mut is_reachable = vec![false; story.beats().len()];
    let mut waiting = vec![story.start()];
    while let Some(beat) = waiting.pop() {
        if !std::mem::replace(&mut is_reachable[beat.index()], true) {
            let start = ways.partition_point(|way| way.from < beat);
            waiting.extend(ways[start..].iter().take_while(|way| way.from == beat).map(|way| way.to));
        }
    }
    is_reachable
}
