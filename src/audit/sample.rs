//! The same questions, asked along playthroughs at random.

use super::flow::{Event, Flow, Slots, go_back};
use super::pairs::Pairs;
use super::space::seen;
use crate::explore::{Options, Way};
use crate::story::{ChoiceId, Stop, Story, StoryState, Turn, Xoshiro256PlusPlus};

/// What playthroughs at random showed.
pub(super) struct Sample {
    pub pairs: Pairs,
    /// By effect: the steps in which it was first carried out, and in which it first changed anything.
    pub happened: Vec<Option<u64>>,
    pub changed: Vec<Option<u64>>,
    pub read: Vec<bool>,
}

/// A step by number: the playthrough in the upper half, and in the lower how many choices were made by its end.
fn step_number(run: u64, choices: usize) -> u64 {
    run << 32 | choices as u64
}

/// The way to the end of a step, played again.
pub(super) fn way_of_step(story: &Story, options: Options, step: u64) -> Way {
    let (run, wanted) = (step >> 32, (step & u64::from(u32::MAX)) as usize);
    let seed = options.seed_of(run);
    let mut dice = Xoshiro256PlusPlus::from_seed(!seed);
    let mut state = story.set_off(seed, |_, _| {}).0;
    let (mut open, mut choices) = (Vec::new(), Vec::new());
    while choices.len() < wanted {
        story.open(&state, &mut open);
        let choice = draw(&open, &mut dice);
        story.walk(&mut state, choice, |_| {}, |_, _| {});
        choices.push(choice);
    }
    Way { run, seed, choices }
}

/// One of the open choices, each as likely as the other.
fn draw(open: &[ChoiceId], dice: &mut Xoshiro256PlusPlus) -> ChoiceId {
    open[if open.len() == 1 { 0 } else { dice.below(open.len() as u32) as usize }]
}

/// Choices of one beat are compared in so many states at most.
const MOST_COMPARED: u32 = 40;

impl Sample {
    /// Plays, each open choice as likely as the other: the playthroughs of an explorer with these options.
    pub fn play(story: &Story, options: Options) -> Self {
        let mut walker = Walker {
            story,
            flow: Flow::of(story),
            pairs: Pairs::default(),
            read: vec![false; story.all_effects().len()],
            compared: vec![0; story.beats().len()],
            turns: [Turn::blank(), Turn::blank()],
        };
        for run in 0..options.runs {
            walker.run(run, options);
        }
        let Walker { flow, pairs, read, .. } = walker;
        Self { pairs, happened: flow.happened, changed: flow.changed, read }
    }
}

struct Walker<'a> {
    story: &'a Story,
    flow: Flow<'a>,
    pairs: Pairs,
    read: Vec<bool>,
    /// By beat.
    compared: Vec<u32>,
    turns: [Turn; 2],
}

impl Walker<'_> {
    fn run(&mut self, run: u64, options: Options) {
        let (story, seed) = (self.story, options.seed_of(run));
        let mut dice = Xoshiro256PlusPlus::from_seed(!seed);
        let mut state = story.set_off(seed, |_, _| {}).0;
        self.flow.begin_story(step_number(run, 0));
        let mut stop = story.set_off_in(&mut state, seed, &mut self.flow);
        self.flow.rest(&state);
        let mut events: Vec<Event> = std::mem::take(&mut self.flow.events);
        let (mut open, mut made) = (Vec::new(), Vec::new());
        while stop == Stop::Choices && made.len() < options.most_choices as usize {
            story.open(&state, &mut open);
            self.compare(&state, &open, Way { run, seed, choices: made.clone() });
            let choice = draw(&open, &mut dice);
            self.flow.begin(&state, step_number(run, made.len() + 1));
            stop = story.walk_watched(&mut state, choice, &mut self.flow);
            self.flow.rest(&state);
            events.append(&mut self.flow.events);
            made.push(choice);
        }
        let read = &mut self.read;
        // What a playthrough that was given up would have read is not known.
        if stop != Stop::Choices {
            go_back(&events, &mut Slots::none(story), |effect| read[effect as usize] = true);
        } else {
            go_back(&events, &mut Slots::all(story), |effect| read[effect as usize] = true);
        }
    }

    fn compare(&mut self, state: &StoryState, open: &[ChoiceId], way: Way) {
        let compared = &mut self.compared[state.beat().index()];
        let any = open.iter().enumerate().any(|(at, a)| open[at + 1..].iter().any(|b| self.pairs.is_open(*a, *b)));
        if open.len() < 2 || *compared == MOST_COMPARED || !any {
            return;
        }
        *compared += 1;
        let shuffle = Story::shuffle(way.seed, way.choices.len() + 1);
        for (at, a) in open.iter().enumerate() {
            for b in &open[at + 1..] {
                if !self.pairs.is_open(*a, *b) {
                    continue;
                }
                let [first, second] = &mut self.turns;
                let (mut one, mut other) = (state.clone(), state.clone());
                self.story.take(&mut one, *a, shuffle, first);
                self.story.take(&mut other, *b, shuffle, second);
                self.pairs.compare(*a, *b, seen(first) == seen(second), one == other, || way.clone());
            }
        }
    }
}
