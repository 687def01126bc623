//! The variants of prose: every text that is read in some states and not in others, and what must be so for it.

use std::collections::BTreeMap;

use super::generator::mix;
use super::prose::Reading;
use super::{BeatId, ChoiceId, ConditionId, EnumId, LaneId, Notation, Piece, Prose, SequenceKind, Story, StoryState};

/// A text that is read only in some states: an arm of an `{if}`, `{select}` or `{count}`, or a part of a sequence, that holds anything.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Variant {
    pub of: ProseOf,
    /// The piece that it starts with; no other variant starts there.
    pub start: u32,
    /// What must be so where the prose is read; those of the variants around it are among them.
    pub needs: Vec<Need>,
    /// Its name, unique in the story: whose prose it is part of, and the markup in front of it.
    pub name: String,
}

/// Whose prose it is, and with that the state in which it is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ProseOf {
    /// The text of a beat: read when it is entered, after its effects.
    Beat(BeatId),
    /// The label of a choice: read while it is offered, and while it is shown as locked.
    Label(ChoiceId),
    /// Why a choice is locked: read while it is shown so.
    Reason(ChoiceId),
    /// The echo of a choice: read after its effects, before its beat is left.
    Echo(ChoiceId),
}

/// One thing that must be so for a [`Variant`] to be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Need {
    /// The condition holds, or fails.
    Is(ConditionId, bool),
    /// The raw number of the lane is one of these, which ascend: the word of an enum, or a count of visits.
    Among(LaneId, Vec<u16>),
    /// Chance, which the state does not settle, picks one of so many.
    Chance(usize),
}

impl Need {
    /// Whether it is so in a state, as far as the state settles it.
    pub fn can_hold(&self, story: &Story, state: &StoryState) -> bool {
        match self {
            Self::Is(condition, is) => story.holds(*condition, state) == *is,
            Self::Among(lane, values) => values.contains(&state.lane(*lane)),
            Self::Chance(_) => true,
        }
    }
}

impl ProseOf {
    /// The beat at which it is read.
    pub fn beat(self, story: &Story) -> BeatId {
        match self {
            Self::Beat(beat) => beat,
            Self::Label(choice) | Self::Reason(choice) | Self::Echo(choice) => story.choice(choice).beat,
        }
    }

    /// The prose itself.
    pub fn prose(self, story: &Story) -> Prose {
        match self {
            Self::Beat(beat) => story.beat(beat).text,
            Self::Label(choice) => story.choice(choice).text,
            Self::Reason(choice) => story.choice(choice).locked.unwrap_or_default(),
            Self::Echo(choice) => story.choice(choice).echo,
        }
    }

    /// `hall/door`, `hall/door/open`, `hall/door/open (reason)` or `hall/door/open (echo)`.
    pub fn name(self, story: &Story) -> String {
        match self {
            Self::Beat(beat) => story.beat(beat).name.clone(),
            Self::Label(choice) => story.full_choice_name(choice),
            Self::Reason(choice) => format!("{} (reason)", story.full_choice_name(choice)),
            Self::Echo(choice) => format!("{} (echo)", story.full_choice_name(choice)),
        }
    }
}

impl Story {
    /// Every variant of every prose, in the order of the beats and of the places in them. Of a story without mistakes.
    pub fn variants(&self) -> Vec<Variant> {
        let beats = (0..self.beats().len() as u32).map(BeatId);
        let of = beats.flat_map(|beat| {
            let choices = self.beat(beat).exit.choices();
            let of_choices =
                choices.flat_map(|id| [ProseOf::Label(id), ProseOf::Reason(id), ProseOf::Echo(id)].into_iter());
            std::iter::once(ProseOf::Beat(beat)).chain(of_choices)
        });
        let notation = Notation::of(self);
        let mut finder =
            Finder { story: self, notation, of: ProseOf::Beat(BeatId(0)), needs: Vec::new(), found: Vec::new() };
        for of in of {
            let Prose(pieces) = of.prose(self);
            finder.of = of;
            finder.look(pieces.start, pieces.end);
        }
        let mut found = finder.found;
        number_namesakes(&mut found);
        found
    }

    /// Calls `read` with the piece that each variant of `prose` starts with which is read in this state. Other pieces may be called too.
    /// `shuffle` settles chance: see [`Story::shuffle`].
    pub fn read_variants(&self, of: ProseOf, state: &StoryState, shuffle: u64, mut read: impl FnMut(u32)) {
        let Prose(pieces) = of.prose(self);
        let reading = self.reading(state, of.beat(self), shuffle);
        let mut at = pieces.start;
        while at < pieces.end {
            match self.piece_after(at, state, reading) {
                (next, true) => {
                    at = next;
                    read(at);
                }
                (next, false) => at = next,
            }
        }
    }

    /// The piece that is read after this one, and whether it may be the first of a variant.
    fn piece_after(&self, at: u32, state: &StoryState, reading: Reading) -> (u32, bool) {
        match *self.piece(at) {
            Piece::Jump(to) => (to, false),
            Piece::Unless(condition, to) => (if self.holds(condition, state) { at + 1 } else { to }, true),
            Piece::Select { name, arms } => {
                let word = state.lane(self.declared_enum(name).lane);
                (self.arms(arms)[usize::from(word)], true)
            }
            Piece::Sequence { kind, arms } => (self.arm(kind, arms, reading), true),
            _ => (at + 1, false),
        }
    }

    /// What settles the shuffles of the turn after so many choices of a playthrough with this seed.
    pub fn shuffle(seed: u64, choices: usize) -> u64 {
        mix(seed ^ mix(choices as u64))
    }
}

/// Gives those of the same name a number, from the second on.
fn number_namesakes(variants: &mut [Variant]) {
    let mut met: BTreeMap<String, usize> = BTreeMap::new();
    for variant in variants {
        let times = met.entry(variant.name.clone()).or_default();
        *times += 1;
        if *times > 1 {
            variant.name.push_str(&format!(" #{times}"));
        }
    }
}

/// Reads prose for its variants.
struct Finder<'a> {
    story: &'a Story,
    notation: Notation<'a>,
    of: ProseOf,
    needs: Vec<Need>,
    found: Vec<Variant>,
}

impl Finder<'_> {
    /// Reads up to `end` or to the jump that ends an arm; gives where that is.
    fn look(&mut self, mut at: u32, end: u32) -> u32 {
        while at < end {
            at = match *self.story.piece(at) {
                Piece::Jump(_) => break,
                Piece::Unless(..) => self.branches(at, end),
                Piece::Select { name, arms } => {
                    let cases = self.words(name, self.story.arms(arms));
                    self.cases(cases, end)
                }
                Piece::Sequence { kind, arms } => {
                    let cases = self.turns(kind, self.story.arms(arms));
                    self.cases(cases, end)
                }
                _ => at + 1,
            };
        }
        at
    }

    /// Takes in an arm and the variants inside it. Gives the piece behind all arms, if it ends with a jump there.
    fn arm(&mut self, start: u32, end: u32, need: Option<Need>, markup: &str) -> Option<u32> {
        let outer = self.needs.len();
        self.needs.extend(need);
        let place = self.found.len();
        let name = format!("{} {markup}", self.of.name(self.story));
        self.found.push(Variant { of: self.of, start, needs: self.needs.clone(), name });
        let stopped = self.look(start, end);
        if stopped == start {
            self.found.remove(place);
        }
        self.needs.truncate(outer);
        match *self.story.piece(stopped.min(end - 1)) {
            Piece::Jump(to) if stopped < end => Some(to),
            _ => None,
        }
    }

    /// An `{if}` with its `{elif}`s. An `{else}` that holds nothing but an `{if}` reads like `{elif}`, which means the same.
    fn branches(&mut self, mut at: u32, end: u32) -> u32 {
        let outer = self.needs.len();
        let mut close = at;
        let mut first = String::new();
        while let Piece::Unless(condition, otherwise) = *self.story.piece(at) {
            let written = self.notation.condition(condition);
            let markup = format!("{{{} {written}}}", if first.is_empty() { "if" } else { "elif" });
            close = self.arm(at + 1, end, Some(Need::Is(condition, true)), &markup).unwrap_or(end);
            if first.is_empty() {
                first = markup;
            }
            self.needs.push(Need::Is(condition, false));
            at = otherwise;
            let is_elif = at < close
                && matches!(*self.story.piece(at), Piece::Unless(_, next) if *self.story.piece(next - 1) == Piece::Jump(close));
            if !is_elif {
                break;
            }
        }
        if at < close {
            self.arm(at, close, None, &format!("{first}…{{else}}"));
        }
        self.needs.truncate(outer);
        close
    }

    /// The arms of a `{select}` or a sequence, each with what it needs. Gives the piece behind them.
    fn cases(&mut self, cases: Vec<(u32, Need, String)>, end: u32) -> u32 {
        let mut close = None;
        for (start, need, markup) in cases {
            close = self.arm(start, end, Some(need), &markup).or(close);
        }
        close.unwrap_or(end)
    }

    fn words(&self, name: EnumId, starts: &[u32]) -> Vec<(u32, Need, String)> {
        let declared = self.story.declared_enum(name);
        let mut by_start: BTreeMap<u32, Vec<u16>> = BTreeMap::new();
        for (word, start) in (0..).zip(starts) {
            by_start.entry(*start).or_default().push(word);
        }
        let case = |(start, words): (u32, Vec<u16>)| {
            let read: Vec<&str> = words.iter().map(|&word| declared.words[usize::from(word)].as_str()).collect();
            let markup = format!("{{select {}: {}}}", declared.name, read.join(", "));
            (start, Need::Among(declared.lane, words), markup)
        };
        by_start.into_iter().map(case).collect()
    }

    fn turns(&self, kind: SequenceKind, starts: &[u32]) -> Vec<(u32, Need, String)> {
        let visits = self.story.beat(self.of.beat(self.story)).visits;
        let of = starts.len();
        let case = |(arm, &start): (usize, &u32)| {
            let at_visits = |is: &dyn Fn(usize) -> usize| match visits {
                Some(count) => {
                    let shown = (0..=count.last).filter(|&visits| is(usize::from(visits)) == arm);
                    Need::Among(count.lane, shown.collect())
                }
                None => Need::Chance(of),
            };
            let (word, need) = match kind {
                SequenceKind::First => ("first", at_visits(&|visits| visits.min(of - 1))),
                SequenceKind::Cycle => ("cycle", at_visits(&|visits| visits % of)),
                SequenceKind::Shuffle => ("shuffle", Need::Chance(of)),
            };
            (start, need, format!("{{{word}: {} of {of}}}", arm + 1))
        };
        starts.iter().enumerate().map(case).collect()
    }
}
