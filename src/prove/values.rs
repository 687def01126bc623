//! What may stand in each part of the state: a set of values for every lane, two marks for every bit.

use crate::story::{BitId, ChoiceId, Comparison, Condition, ConditionId, Effect, LaneId, StatId, Story, Stretch, Sum};

/// A set of the raw numbers of one lane. Most lanes hold less than 64 numbers and need no memory of their own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Set {
    first: u64,
    rest: Vec<u64>,
}

impl Set {
    pub fn none(size: usize) -> Self {
        Self { first: 0, rest: vec![0; size.div_ceil(64).saturating_sub(1)] }
    }

    pub fn one(size: usize, value: u16) -> Self {
        let mut set = Self::none(size);
        set.add(value);
        set
    }

    /// None of the numbers that this one can hold.
    fn emptied(&self) -> Self {
        Self { first: 0, rest: vec![0; self.rest.len()] }
    }

    fn word(&self, at: usize) -> u64 {
        if at == 0 { self.first } else { self.rest[at - 1] }
    }

    fn word_mut(&mut self, at: usize) -> &mut u64 {
        if at == 0 { &mut self.first } else { &mut self.rest[at - 1] }
    }

    fn words(&self) -> impl Iterator<Item = u64> + '_ {
        std::iter::once(self.first).chain(self.rest.iter().copied())
    }

    pub fn add(&mut self, value: u16) {
        *self.word_mut(usize::from(value) / 64) |= 1 << (value % 64);
    }

    fn remove(&mut self, value: u16) {
        *self.word_mut(usize::from(value) / 64) &= !(1 << (value % 64));
    }

    pub fn is_empty(&self) -> bool {
        self.words().all(|word| word == 0)
    }

    /// Ascending.
    pub fn values(&self) -> impl Iterator<Item = u16> + '_ {
        (0..).zip(self.words()).flat_map(|(position, mut word): (u32, u64)| {
            std::iter::from_fn(move || {
                let bit = (word != 0).then(|| word.trailing_zeros())?;
                word &= word - 1;
                Some((position * 64 + bit) as u16)
            })
        })
    }

    pub fn least(&self) -> Option<u16> {
        self.values().next()
    }

    pub fn greatest(&self) -> Option<u16> {
        let at = (0..=self.rest.len()).rev().find(|&at| self.word(at) != 0)?;
        Some((at as u32 * 64 + 63 - self.word(at).leading_zeros()) as u16)
    }

    /// Takes the values of another in. Whether that made a difference.
    pub fn join(&mut self, other: &Self) -> bool {
        let mut changed = other.first & !self.first != 0;
        self.first |= other.first;
        for (mine, theirs) in self.rest.iter_mut().zip(&other.rest) {
            changed |= *theirs & !*mine != 0;
            *mine |= theirs;
        }
        changed
    }

    /// Keeps what lies in `low..=high`, or outside of it.
    fn keep(&mut self, low: u16, high: u16, inside: bool) {
        let gone: Vec<u16> = self.values().filter(|value| (low..=high).contains(value) != inside).collect();
        gone.into_iter().for_each(|value| self.remove(value));
    }
}

/// Yes, no, or it depends on what is not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Truth {
    Yes,
    No,
    Unknown,
}

impl Truth {
    pub fn of(is: bool) -> Self {
        if is { Self::Yes } else { Self::No }
    }

    pub fn not(self) -> Self {
        match self {
            Self::Yes => Self::No,
            Self::No => Self::Yes,
            Self::Unknown => Self::Unknown,
        }
    }
}

/// A set of states, by what may stand in each part: every combination of these values belongs to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Values {
    lanes: Vec<Set>,
    /// 1: can be no; 2: can be yes.
    bits: Vec<u8>,
}

const NO: u8 = 1;
const YES: u8 = 2;

/// How many numbers each lane can hold.
pub(super) fn lane_sizes(story: &Story) -> Vec<usize> {
    let mut sizes = vec![1; story.layout().lanes as usize];
    for stat in story.stats() {
        sizes[stat.lane.index()] = (i32::from(stat.high) - i32::from(stat.low) + 1) as usize;
    }
    for declared in story.enums() {
        sizes[declared.lane.index()] = declared.words.len();
    }
    for count in story.beats().iter().filter_map(|beat| beat.visits) {
        sizes[count.lane.index()] = usize::from(count.last) + 1;
    }
    sizes
}

impl Values {
    /// The one state before the first beat.
    pub fn at_first(story: &Story, sizes: &[usize]) -> Self {
        let mut lanes: Vec<Set> = sizes.iter().map(|&size| Set::one(size, 0)).collect();
        for stat in story.stats() {
            let start = (i32::from(stat.start) - i32::from(stat.low)) as u16;
            lanes[stat.lane.index()] = Set::one(sizes[stat.lane.index()], start);
        }
        for declared in story.enums() {
            lanes[declared.lane.index()] = Set::one(sizes[declared.lane.index()], declared.start);
        }
        Self { lanes, bits: vec![NO; story.layout().bits as usize] }
    }

    pub fn lane(&self, lane: LaneId) -> &Set {
        &self.lanes[lane.index()]
    }

    pub fn set_lane(&mut self, lane: LaneId, set: Set) {
        self.lanes[lane.index()] = set;
    }

    /// The values that a bit may have.
    pub fn bit(&self, bit: BitId) -> Truth {
        match self.bits[bit.index()] {
            NO => Truth::No,
            YES => Truth::Yes,
            _ => Truth::Unknown,
        }
    }

    pub fn set_bit(&mut self, bit: BitId, is: bool) {
        self.bits[bit.index()] = if is { YES } else { NO };
    }

    /// Takes the states of another in. Whether that made a difference.
    pub fn join(&mut self, other: &Self) -> bool {
        let mut changed = false;
        for (mine, theirs) in self.lanes.iter_mut().zip(&other.lanes) {
            changed |= mine.join(theirs);
        }
        for (mine, theirs) in self.bits.iter_mut().zip(&other.bits) {
            changed |= theirs & !*mine != 0;
            *mine |= theirs;
        }
        changed
    }

    /// Whether a condition holds in these states.
    pub fn test(&self, story: &Story, condition: ConditionId) -> Truth {
        match *story.condition(condition) {
            Condition::Constant(is) => Truth::of(is),
            Condition::Bit { bit, is } if is => self.bit(bit),
            Condition::Bit { bit, .. } => self.bit(bit).not(),
            Condition::Within { lane, low, high } => {
                let mut values = self.lane(lane).values().map(|value| low <= value && value <= high);
                let Some(first) = values.next() else { return Truth::No };
                if values.all(|is| is == first) { Truth::of(first) } else { Truth::Unknown }
            }
            Condition::Not(inner) => self.test(story, inner).not(),
            Condition::All(list) => all(story.condition_list(list).iter().map(|&part| self.test(story, part))),
            Condition::Any(list) => {
                all(story.condition_list(list).iter().map(|&part| self.test(story, part).not())).not()
            }
            Condition::Compare { left, comparison, right } => {
                compare(self.sum(story, left), comparison, self.sum(story, right))
            }
        }
    }

    /// The least and the greatest value of a sum.
    pub fn sum(&self, story: &Story, sum: Sum) -> (i32, i32) {
        story.sum_terms(sum.terms).iter().fold((sum.number, sum.number), |(low, high), &(stat, negated)| {
            let (least, greatest) = self.stat(story, stat);
            match negated {
                true => (low.saturating_sub(greatest), high.saturating_sub(least)),
                false => (low.saturating_add(least), high.saturating_add(greatest)),
            }
        })
    }

    /// The least and the greatest value of a stat.
    pub fn stat(&self, story: &Story, stat: StatId) -> (i32, i32) {
        let stat = story.stat(stat);
        let set = self.lane(stat.lane);
        let value = |raw: Option<u16>| i32::from(stat.low) + i32::from(raw.unwrap_or_default());
        (value(set.least()), value(set.greatest()))
    }

    /// Leaves out states in which the condition is not as said; some such may be left. Whether any state is left.
    pub fn assume(&mut self, story: &Story, condition: ConditionId, is: bool) -> bool {
        match *story.condition(condition) {
            Condition::Constant(holds) => holds == is,
            Condition::Bit { bit, is: wanted } => {
                let mark = if wanted == is { YES } else { NO };
                self.bits[bit.index()] &= mark;
                self.bits[bit.index()] != 0
            }
            Condition::Within { lane, low, high } => {
                self.lanes[lane.index()].keep(low, high, is);
                !self.lanes[lane.index()].is_empty()
            }
            Condition::Not(inner) => self.assume(story, inner, !is),
            Condition::All(list) if is => story.condition_list(list).iter().all(|&part| self.assume(story, part, true)),
            Condition::Any(list) if !is => {
                story.condition_list(list).iter().all(|&part| self.assume(story, part, false))
            }
            Condition::All(list) | Condition::Any(list) => self.assume_one(story, list, is),
            Condition::Compare { .. } => self.test(story, condition) != Truth::of(!is),
        }
    }

    /// At least one of the list is as said: if only one can be, it is.
    fn assume_one(&mut self, story: &Story, list: Stretch, is: bool) -> bool {
        let parts = story.condition_list(list);
        let mut can = parts.iter().filter(|&&part| self.test(story, part) != Truth::of(!is));
        match (can.next(), can.next()) {
            (None, _) => false,
            (Some(&only), None) => self.assume(story, only, is),
            _ => true,
        }
    }

    /// Leaves out states in which the choice is not open. Whether any is left.
    pub fn assume_open(&mut self, story: &Story, choice: ChoiceId) -> bool {
        let choice = story.choice(choice);
        if let Some(once) = choice.once {
            self.bits[once.index()] &= NO;
            if self.bits[once.index()] == 0 {
                return false;
            }
        }
        choice.when.is_none_or(|when| self.assume(story, when, true))
    }

    /// Whether a choice's own conditions are met.
    pub fn is_open(&self, story: &Story, choice: ChoiceId) -> Truth {
        let choice = story.choice(choice);
        let once = choice.once.map_or(Truth::Yes, |once| self.bit(once).not());
        let when = choice.when.map_or(Truth::Yes, |when| self.test(story, when));
        all([once, when].into_iter())
    }

    /// Whether a choice can be taken, if chance has it so.
    pub fn is_offered(&self, story: &Story, id: ChoiceId) -> Truth {
        let choice = story.choice(id);
        let open = self.is_open(story, id);
        let beat = story.beat(choice.beat);
        if choice.fallback {
            let others = beat.exit.choices().filter(|other| !story.choice(*other).fallback);
            return all(others.map(|other| self.is_open(story, other).not()).chain([open]));
        }
        match beat.deck {
            Some(deck) if deck.cards.covers(id.0) => {
                let above: Vec<Truth> = story.cards_above(deck, id).map(|card| self.is_open(story, card)).collect();
                all([open, fewer(usize::from(deck.offer), &above)].into_iter())
            }
            _ => open,
        }
    }

    /// Carries out effects.
    pub fn apply(&mut self, story: &Story, effects: Stretch) {
        for effect in story.effects(effects) {
            match *effect {
                Effect::SetBit { bit, is } => self.set_bit(bit, is),
                Effect::SetWord { lane, word } => {
                    let mut only = self.lanes[lane.index()].emptied();
                    only.add(word);
                    self.lanes[lane.index()] = only;
                }
                Effect::Assign { stat, sum } => {
                    let range = self.sum(story, sum);
                    self.change(story, stat, |_| range);
                }
                Effect::Add { stat, sum } => {
                    let (low, high) = self.sum(story, sum);
                    self.change(story, stat, |value| (value.saturating_add(low), value.saturating_add(high)));
                }
                Effect::Subtract { stat, sum } => {
                    let (low, high) = self.sum(story, sum);
                    self.change(story, stat, |value| (value.saturating_sub(high), value.saturating_sub(low)));
                }
            }
        }
    }

    /// Every value of a stat becomes any of a range, clamped.
    fn change(&mut self, story: &Story, stat: StatId, to: impl Fn(i32) -> (i32, i32)) {
        let stat = story.stat(stat);
        let (low, high) = (i32::from(stat.low), i32::from(stat.high));
        let before = &self.lanes[stat.lane.index()];
        let mut after = before.emptied();
        for value in before.values() {
            let (from, until) = to(low + i32::from(value));
            for value in from.clamp(low, high)..=until.clamp(low, high) {
                after.add((value - low) as u16);
            }
        }
        self.lanes[stat.lane.index()] = after;
    }
}

/// Whether fewer than so many hold.
pub(super) fn fewer(than: usize, parts: &[Truth]) -> Truth {
    let count = |is: Truth| parts.iter().filter(|part| **part == is).count();
    match () {
        () if count(Truth::Yes) >= than => Truth::No,
        () if parts.len() - count(Truth::No) < than => Truth::Yes,
        () => Truth::Unknown,
    }
}

/// Whether all hold.
pub(super) fn all(parts: impl Iterator<Item = Truth>) -> Truth {
    let mut all = Truth::Yes;
    for part in parts {
        match part {
            Truth::No => return Truth::No,
            Truth::Unknown => all = Truth::Unknown,
            Truth::Yes => {}
        }
    }
    all
}

/// Whether a comparison holds between any numbers of two ranges.
pub(super) fn compare(left: (i32, i32), comparison: Comparison, right: (i32, i32)) -> Truth {
    let less = |a: (i32, i32), b: (i32, i32)| match () {
        () if a.1 < b.0 => Truth::Yes,
        () if a.0 >= b.1 => Truth::No,
        () => Truth::Unknown,
    };
    let equal = match () {
        () if left.0 == left.1 && left == right => Truth::Yes,
        () if left.1 < right.0 || right.1 < left.0 => Truth::No,
        () => Truth::Unknown,
    };
    match comparison {
        Comparison::Equal => equal,
        Comparison::NotEqual => equal.not(),
        Comparison::Less => less(left, right),
        Comparison::GreaterOrEqual => less(left, right).not(),
        Comparison::Greater => less(right, left),
        Comparison::LessOrEqual => less(right, left).not(),
    }
}
