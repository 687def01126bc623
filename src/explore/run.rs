//! One playthrough after the other, by the real rules and without writing the text, and what is noted on the way.

use super::Options;
use super::ground::{Ground, parts};
use super::strategy::Picker;
use super::tally::{Stretch, Tally, Undecided, Way};
use crate::story::{
    BeatId, ChoiceId, Condition, ConditionId, Piece, ProseOf, Stop, Story, StoryState, Watch, Xoshiro256PlusPlus,
};

/// Plays, and counts.
#[derive(Debug)]
pub struct Player<'a> {
    options: Options,
    state: StoryState,
    open: Vec<ChoiceId>,
    seen: Seen<'a>,
}

/// What was seen so far, and what of it is still worth a look.
#[derive(Debug)]
struct Seen<'a> {
    ground: &'a Ground<'a>,
    tally: Tally,
    /// By beat, and by choice its label, its reason and its echo: whether something in it was not met yet.
    beats_wanted: Vec<bool>,
    choices_wanted: Vec<[bool; 3]>,
    whens_wanted: Vec<bool>,
    now: Now,
    /// The choices of the playthrough so far.
    made: Vec<ChoiceId>,
    /// The stats as they stood when a chapter may have been left.
    stats: Vec<u16>,
}

/// The playthrough that is played.
#[derive(Debug, Clone, Copy, Default)]
struct Now {
    /// Counted from 0.
    run: u64,
    seed: u64,
    words: u64,
    decisions: u64,
    chapter: Option<usize>,
    stretch: Stretch,
}

impl<'a> Player<'a> {
    pub(super) fn new(ground: &'a Ground<'a>, options: Options) -> Self {
        let story = ground.story;
        let wanted = |of: ProseOf| ground.branches(of.prose(story));
        let choices = || (0..story.choices().len() as u32).map(ChoiceId);
        let seen = Seen {
            ground,
            tally: Tally::new(ground),
            beats_wanted: (0..story.beats().len() as u32).map(|id| wanted(ProseOf::Beat(BeatId(id)))).collect(),
            choices_wanted: choices().map(|id| Ground::of_choice(id).map(wanted)).collect(),
            whens_wanted: choices().map(|id| story.choice(id).when.is_some()).collect(),
            now: Now::default(),
            made: Vec::new(),
            stats: vec![0; story.stats().len()],
        };
        Self { options, state: story.set_off(0, |_, _| {}).0, open: Vec::new(), seen }
    }

    /// Plays these playthroughs, which are counted from 0. `before` says how often each choice was taken before.
    pub fn play(&mut self, runs: std::ops::Range<u64>, before: &[u64]) {
        let mut picker = Picker::new(self.seen.ground.story, self.options.strategy, before);
        for run in runs {
            picker.begin();
            self.run(run, &mut picker);
        }
    }

    /// Enters the first beat, and notes what is seen. For those who go their own way through a story; what belongs to whole playthroughs is
    /// not counted then.
    pub fn set_off(&mut self, seed: u64) -> (StoryState, Stop) {
        let mut state = self.state.clone();
        self.seen.forget(seed);
        let stop = self.seen.ground.story.set_off_in(&mut state, seed, &mut self.seen);
        self.seen.rest(&state, &mut self.open);
        (state, stop)
    }

    /// Takes an open choice, and notes what is seen. What is first seen now is noted as of a playthrough of this number, without choices.
    pub fn step(&mut self, state: &mut StoryState, choice: ChoiceId, number: u64) -> Stop {
        self.seen.forget(0);
        self.seen.now.run = number;
        let stop = self.seen.ground.story.walk_watched(state, choice, &mut self.seen);
        self.seen.rest(state, &mut self.open);
        stop
    }

    /// How many choices were made so far, in all playthroughs.
    pub fn steps(&self) -> u64 {
        self.seen.tally.steps
    }

    /// What came of it.
    pub fn finish(self) -> Tally {
        self.seen.tally
    }

    fn run(&mut self, run: u64, picker: &mut Picker) {
        let Self { state, open, seen, options } = self;
        let story = seen.ground.story;
        let seed = options.seed_of(run);
        let mut dice = Xoshiro256PlusPlus::from_seed(!seed);
        seen.forget(seed);
        seen.now.run = run;
        let mut stop = story.set_off_in(state, seed, seen);
        loop {
            seen.rest(state, open);
            if stop != Stop::Choices || open.is_empty() || seen.made.len() == options.most_choices as usize {
                break;
            }
            let choice = picker.pick(open, &mut dice);
            seen.made.push(choice);
            stop = story.walk_watched(state, choice, seen);
        }
        seen.end(stop, state);
    }
}

impl Watch for Seen<'_> {
    fn chosen(&mut self, choice: ChoiceId, state: &StoryState) {
        let echo = ProseOf::Echo(choice);
        self.tally.taken[choice.index()] += 1;
        let words = u64::from(self.words(echo, state));
        self.now.words += words;
        self.now.stretch.words += words;
        if self.choices_wanted[choice.index()][2] {
            self.choices_wanted[choice.index()][2] = self.read(echo, state);
        }
        if self.ground.choice_leads_out[choice.index()] {
            self.keep_stats(state);
        }
    }

    fn entered(&mut self, beat: BeatId, state: &StoryState) {
        let text = ProseOf::Beat(beat);
        self.tally.entered[beat.index()] += 1;
        let words = u64::from(self.words(text, state));
        self.now.words += words;
        self.now.stretch.words += words;
        let stretch = &mut self.now.stretch;
        stretch.beats = Some((stretch.beats.map_or(beat, |(first, _)| first), beat));
        if self.beats_wanted[beat.index()] {
            self.beats_wanted[beat.index()] = self.read(text, state);
        }
        let chapter = self.ground.chapter_of[beat.index()];
        if let Some(left) = self.now.chapter.replace(chapter).filter(|&left| left != chapter) {
            self.count_chapter(left);
        }
        if self.ground.leads_out[beat.index()] {
            self.keep_stats(state);
        }
    }
}

impl Seen<'_> {
    fn forget(&mut self, seed: u64) {
        self.now = Now { seed, ..Now::default() };
        self.made.clear();
    }

    fn story(&self) -> &Story {
        self.ground.story
    }

    fn shuffle(&self) -> u64 {
        Story::shuffle(self.now.seed, self.made.len())
    }

    fn words(&self, of: ProseOf, state: &StoryState) -> u32 {
        self.ground.words.count(self.story(), of, state, self.shuffle())
    }

    /// The reader is asked, or the story stops: notes what is shown, and gives the open choices.
    fn rest(&mut self, state: &StoryState, open: &mut Vec<ChoiceId>) {
        open.clear();
        let story = self.ground.story;
        let mut locked = 0;
        story.offers(state, |choice, is_open| {
            let (number, of) = if is_open { (0, ProseOf::Label(choice)) } else { (1, ProseOf::Reason(choice)) };
            self.now.words += u64::from(self.words(ProseOf::Label(choice), state));
            self.look_at(choice, 0, ProseOf::Label(choice), state);
            if is_open {
                self.tally.offered[choice.index()] = true;
                open.push(choice);
            } else {
                locked += 1;
                self.now.words += u64::from(self.words(of, state));
                self.look_at(choice, number, of, state);
            }
        });
        for choice in story.beat(state.beat()).exit.choices() {
            if let (true, Some(when)) = (self.whens_wanted[choice.index()], story.choice(choice).when) {
                self.ask(when, state);
                self.whens_wanted[choice.index()] = self.is_wanted(when);
            }
        }
        self.now.decisions += u64::from(open.len() > 1);
        if open.len() != 1 {
            self.end_stretch();
        }
    }

    /// A decision, or the end: prose is counted anew.
    fn end_stretch(&mut self) {
        let next = Stretch { from: self.made.len(), ..Stretch::default() };
        let stretch = std::mem::replace(&mut self.now.stretch, next);
        if self.tally.undecided.is_exceeded_by(stretch, self.now.run) {
            self.tally.undecided = Undecided { stretch, way: Some(self.way()) };
        }
    }

    /// The way to where the playthrough stands.
    fn way(&self) -> Way {
        Way { run: self.now.run, seed: self.now.seed, choices: self.made.clone() }
    }

    fn look_at(&mut self, choice: ChoiceId, number: usize, of: ProseOf, state: &StoryState) {
        if self.choices_wanted[choice.index()][number] {
            self.choices_wanted[choice.index()][number] = self.read(of, state);
        }
    }

    /// Notes which variants of a prose are read, and what its conditions are. Gives whether something in it is still not met.
    fn read(&mut self, of: ProseOf, state: &StoryState) -> bool {
        let (story, ground) = (self.ground.story, self.ground);
        story.read_pieces(of, state, self.shuffle(), |piece| {
            if let Some(variant) = ground.variant_at(piece) {
                self.tally.variants[variant] = true;
            }
            if let Piece::Unless(condition, _) = *story.piece(piece) {
                self.ask(condition, state);
            }
        });
        let pieces = of.prose(story).0;
        (pieces.start..pieces.end).any(|piece| match *story.piece(piece) {
            Piece::Unless(condition, _) if self.is_wanted(condition) => true,
            _ => ground.variant_at(piece).is_some_and(|variant| !self.tally.variants[variant]),
        })
    }

    /// Notes what a condition is, and those inside it.
    fn ask(&mut self, condition: ConditionId, state: &StoryState) {
        let story = self.ground.story;
        let outcome = &mut self.tally.outcomes[condition.index()];
        let holds = story.holds(condition, state);
        if !std::mem::replace(if holds { &mut outcome.held } else { &mut outcome.failed }, true) {
            let way = Some(self.way());
            let firsts = &mut self.tally.firsts[condition.index()];
            *(if holds { &mut firsts.held } else { &mut firsts.failed }) = way;
        }
        let parts = parts(story, condition);
        let is_all = matches!(story.condition(condition), Condition::All(_));
        let mut against = parts.iter().filter(|part| story.holds(**part, state) != is_all);
        if let (Some(one), None) = (against.next(), against.next()) {
            self.tally.outcomes[one.index()].decided = true;
        }
        parts.iter().for_each(|part| self.ask(*part, state));
    }

    /// Whether an outcome of a condition, or of one inside it, was not met yet.
    fn is_wanted(&self, condition: ConditionId) -> bool {
        let outcome = self.tally.outcomes[condition.index()];
        let parts = parts(self.ground.story, condition);
        let is_undecided = |part: &ConditionId| parts.len() > 1 && !self.tally.outcomes[part.index()].decided;
        !(outcome.held && outcome.failed) || parts.iter().any(|part| is_undecided(part) || self.is_wanted(*part))
    }

    fn keep_stats(&mut self, state: &StoryState) {
        for (kept, stat) in self.stats.iter_mut().zip(self.ground.story.stats()) {
            *kept = state.lane(stat.lane);
        }
    }

    fn count_chapter(&mut self, chapter: usize) {
        let end = &mut self.tally.chapters[chapter];
        end.times += 1;
        end.stats.iter_mut().zip(&self.stats).for_each(|(histogram, raw)| histogram.add(*raw));
    }

    fn end(&mut self, stop: Stop, state: &StoryState) {
        self.tally.runs += 1;
        self.tally.steps += self.made.len() as u64;
        match stop {
            Stop::Choices => {
                self.tally.given_up += 1;
                return;
            }
            Stop::DeadEnd => {
                let mut met = self.tally.dead_ends.remove(&state.beat()).unwrap_or_default();
                met.add(self.now.run, || self.way());
                self.tally.dead_ends.insert(state.beat(), met);
            }
            Stop::Ending(ending) => {
                let mut met = std::mem::take(&mut self.tally.endings[ending.index()]);
                met.add(self.now.run, || self.way());
                self.tally.endings[ending.index()] = met;
            }
        }
        self.tally.words.add(self.now.words);
        self.tally.decisions.add(self.now.decisions);
        if let Some(chapter) = self.now.chapter {
            self.keep_stats(state);
            self.count_chapter(chapter);
        }
    }
}
