//! The peer: the least that random play could be. One flat record for each beat and choice, a state of fixed size, no text, no coverage; it
//! plays only stories without decks, detours, chance, fallbacks, `once` and nested conditions.

use bloodmark::story::{BeatId, Choice, Condition, ConditionId, Effect, Exit, Story, StoryState, Xoshiro256PlusPlus};

const LANES: usize = 32;

#[derive(Clone, Copy)]
enum Test {
    Bit(u32, bool),
    Within(u32, u16, u16),
}

#[derive(Clone, Copy)]
enum Act {
    Bit(u32, bool),
    Add(u32, i32, i32),
}

struct Way {
    tests: (u32, u32),
    acts: (u32, u32),
    goto: u32,
}

pub struct Table {
    /// The ways of each beat.
    beats: Vec<(u32, u32)>,
    ways: Vec<Way>,
    tests: Vec<Test>,
    acts: Vec<Act>,
    start: u32,
    first: [u16; LANES],
    first_bits: [u64; 4],
}

impl Table {
    /// The story as a table, if it is simple enough.
    pub fn of(story: &Story) -> Option<Self> {
        let state = story.set_off(0, |_, _| {}).0;
        if story.layout().lanes as usize > LANES || story.layout().bits > 256 || !story.detours().is_empty() {
            return None;
        }
        let first =
            std::array::from_fn(|lane| if lane < story.layout().lanes as usize { lane_of(&state, lane) } else { 0 });
        let mut table = Self {
            beats: Vec::new(),
            ways: Vec::new(),
            tests: Vec::new(),
            acts: Vec::new(),
            start: story.start().0,
            first,
            first_bits: [0; 4],
        };
        for beat in story.beats() {
            if beat.deck.is_some() || !beat.then.is_empty() || beat.visited.is_some() {
                return None;
            }
            let start = table.ways.len() as u32;
            match beat.exit {
                Exit::Choices(_) => {
                    for id in beat.exit.choices() {
                        let way = table.way(story, story.choice(id))?;
                        table.ways.push(way);
                    }
                }
                Exit::Ending(_) => {}
                _ => return None,
            }
            table.beats.push((start, table.ways.len() as u32));
        }
        Some(table)
    }

    fn way(&mut self, story: &Story, choice: &Choice) -> Option<Way> {
        if choice.once.is_some() || choice.fallback {
            return None;
        }
        let (tests, acts) = (self.tests.len() as u32, self.acts.len() as u32);
        if let Some(when) = choice.when {
            self.test(story, when)?;
        }
        for effect in story.effects(choice.then) {
            self.acts.push(match *effect {
                Effect::SetBit { bit, is } => Act::Bit(bit.0, is),
                Effect::Add { stat, sum } | Effect::Subtract { stat, sum } if sum.terms.is_empty() => {
                    let declared = story.stat(stat);
                    let by = if matches!(effect, Effect::Add { .. }) { sum.number } else { -sum.number };
                    Act::Add(declared.lane.0, by, i32::from(declared.high) - i32::from(declared.low))
                }
                _ => return None,
            });
        }
        let BeatId(goto) = choice.goto;
        Some(Way { tests: (tests, self.tests.len() as u32), acts: (acts, self.acts.len() as u32), goto })
    }

    fn test(&mut self, story: &Story, condition: ConditionId) -> Option<()> {
        match *story.condition(condition) {
            Condition::Bit { bit, is } => self.tests.push(Test::Bit(bit.0, is)),
            Condition::Within { lane, low, high } => self.tests.push(Test::Within(lane.0, low, high)),
            Condition::Not(inner) => match *story.condition(inner) {
                Condition::Bit { bit, is } => self.tests.push(Test::Bit(bit.0, !is)),
                _ => return None,
            },
            Condition::All(list) => {
                for part in story.condition_list(list) {
                    self.test(story, *part)?;
                }
            }
            _ => return None,
        }
        Some(())
    }

    /// Plays once at random. Gives the choices made.
    pub fn play(&self, seed: u64, most: usize) -> u64 {
        let mut dice = Xoshiro256PlusPlus::from_seed(!seed);
        let (mut lanes, mut bits) = (self.first, self.first_bits);
        let mut at = self.start;
        let mut open = [0_u32; 64];
        for choices in 0..most as u64 {
            let (start, end) = self.beats[at as usize];
            let mut count = 0;
            for way in start..end {
                let (from, to) = self.ways[way as usize].tests;
                let is_open = self.tests[from as usize..to as usize].iter().all(|test| match *test {
                    Test::Bit(bit, is) => (bits[bit as usize / 64] >> (bit % 64) & 1 != 0) == is,
                    Test::Within(lane, low, high) => (low..=high).contains(&lanes[lane as usize % LANES]),
                });
                if is_open {
                    open[count as usize] = way;
                    count += 1;
                }
            }
            if count == 0 {
                return choices;
            }
            let way = &self.ways[open[dice.below(count) as usize] as usize];
            for act in &self.acts[way.acts.0 as usize..way.acts.1 as usize] {
                match *act {
                    Act::Bit(bit, true) => bits[bit as usize / 64] |= 1 << (bit % 64),
                    Act::Bit(bit, false) => bits[bit as usize / 64] &= !(1 << (bit % 64)),
                    Act::Add(lane, by, high) => {
                        let lane = &mut lanes[lane as usize % LANES];
                        *lane = (i32::from(*lane) + by).clamp(0, high) as u16;
                    }
                }
            }
            at = way.goto;
        }
        most as u64
    }
}

fn lane_of(state: &StoryState, lane: usize) -> u16 {
    state.lane(bloodmark::story::LaneId(lane as u32))
}
