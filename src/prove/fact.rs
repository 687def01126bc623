//! What is asked of a story, and the states that would answer it.

use super::graph::Graph;
use super::values::{Truth, Values, all};
use super::world::World;
use crate::story::{
    BeatId, ChoiceId, Claim, ConditionId, EndingId, Exit, Need, Notation, ProseOf, StatId, Story, StoryState, Variant,
};

/// Something that is so in some playthrough, or in none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fact {
    /// The beat is entered.
    Beat(BeatId),
    /// The choice is offered.
    Choice(ChoiceId),
    Ending(EndingId),
    /// The reader stands at the beat, and no choice is open.
    DeadEnd(BeatId),
    /// In the loop whose first beat this is, the story goes on for ever: whatever is chosen and drawn, it comes to no end, not even a dead
    /// one, and never out of the loop.
    Trap(BeatId),
    /// The variant at this position of [`Story::variants`] is read.
    Variant(usize),
    /// The rule at this position is broken; of one that says that an ending can be reached: it is reached.
    Rule(usize),
    /// As the beat is entered, after its effects, the condition holds, or fails. Not among [`Fact::all`]: see
    /// [`prove_also`](super::prove_also).
    Outcome(BeatId, ConditionId, bool),
}

impl Fact {
    /// Every fact of a story; of one with too many places to look at, all but the traps.
    pub fn all(story: &Story) -> Vec<Self> {
        let loops = Graph::of(story).map(|graph| graph.loops()).unwrap_or_default();
        Self::of(story, loops.into_keys(), story.variants().len())
    }

    /// Every fact of a story with these loops and so many variants.
    pub(super) fn of(story: &Story, loops: impl Iterator<Item = BeatId>, variants: usize) -> Vec<Self> {
        let beats = (0..).map(BeatId).take(story.beats().len());
        let choices = (0..).map(ChoiceId).take(story.choices().len());
        let endings = (0..).map(EndingId).take(story.endings().len());
        let asks = beats.clone().filter(|&beat| matches!(story.beat(beat).exit, Exit::Choices(_)));
        beats
            .map(Self::Beat)
            .chain(choices.map(Self::Choice))
            .chain(endings.map(Self::Ending))
            .chain(asks.map(Self::DeadEnd))
            .chain(loops.map(Self::Trap))
            .chain((0..variants).map(Self::Variant))
            .chain((0..story.rules().len()).map(Self::Rule))
            .collect()
    }

    /// Its name: that of the thing, with what is asked of it in front. Of a variant, it is looked up among all of them; a
    /// [`Proof`](super::Proof) has the names at hand.
    pub fn name(self, story: &Story) -> String {
        match self {
            Self::Variant(position) => self.name_among(story, &story.variants()[position..=position], position),
            _ => self.name_among(story, &[], 0),
        }
    }

    /// Its name, where these are the story's variants from the position `first` on.
    pub(super) fn name_among(self, story: &Story, variants: &[Variant], first: usize) -> String {
        match self {
            Self::Beat(beat) => format!("beat {}", story.beat(beat).name),
            Self::Choice(choice) => format!("choice {}", story.full_choice_name(choice)),
            Self::Ending(ending) => format!("ending {}", story.ending(ending).id),
            Self::DeadEnd(beat) => format!("dead end {}", story.beat(beat).name),
            Self::Trap(beat) => format!("trap {}", story.beat(beat).name),
            Self::Variant(position) => format!("variant {}", variants[position - first].name),
            Self::Rule(rule) => format!("rule {}", story.rules()[rule].name),
            Self::Outcome(beat, condition, is) => {
                let (condition, does) = (Notation::of(story).condition(condition), if is { "holds" } else { "fails" });
                format!("outcome `{condition}` {does} at {}", story.beat(beat).name)
            }
        }
    }

    /// The states that it asks for.
    pub(super) fn target(self, story: &Story, variants: &[Variant]) -> Target {
        let anywhere = |formula| Target { at: At::AnyRest, formula, avoid: None };
        let entered = |beat, formula| Target { at: At::Beat(beat), formula, avoid: None };
        match self {
            Self::Beat(beat) => entered(beat, Formula::True),
            Self::Choice(choice) => entered(story.choice(choice).beat, Formula::Offered(choice)),
            Self::Ending(ending) => Target { at: At::Ending(ending), formula: Formula::True, avoid: None },
            Self::DeadEnd(beat) => entered(beat, Formula::NothingOpen(beat)),
            Self::Trap(first) => Target { at: At::Loop(first), formula: Formula::Trapped, avoid: None },
            Self::Variant(position) => entered(variants[position].of.beat(story), Formula::Read(position)),
            Self::Outcome(beat, condition, is) => entered(beat, Formula::Is(condition, is)),
            Self::Rule(rule) => match story.rules()[rule].claim {
                Claim::Always(condition) => anywhere(Formula::Is(condition, false)),
                Claim::Never(condition) => anywhere(Formula::Is(condition, true)),
                Claim::At { beat, require } => entered(beat, Formula::Is(require, false)),
                Claim::CanEnd(ending) => Target { at: At::Ending(ending), formula: Formula::True, avoid: None },
                Claim::Before(first, then) => Target { at: At::Beat(then), formula: Formula::True, avoid: Some(first) },
                Claim::NeverFalls { stat, unless } => anywhere(Formula::Moved { stat, falls: true, unless }),
                Claim::NeverRises { stat, unless } => anywhere(Formula::Moved { stat, falls: false, unless }),
                Claim::Costs { stat, when } => anywhere(Formula::Unpaid { stat, when }),
            },
        }
    }
}

/// States that are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Target {
    pub at: At,
    pub formula: Formula,
    /// Only by playthroughs that have not entered this beat before.
    pub avoid: Option<BeatId>,
}

/// Where such a state stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum At {
    /// At the beat, after its effects.
    Beat(BeatId),
    Ending(EndingId),
    /// Anywhere in the loop with this first beat.
    Loop(BeatId),
    /// At any beat at which the reader is asked or the story stops.
    AnyRest,
}

/// What holds in such a state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Formula {
    True,
    Is(ConditionId, bool),
    Offered(ChoiceId),
    NothingOpen(BeatId),
    /// The state is one of those from which a loop is never left.
    Trapped,
    /// The variant at this position is read; of an echo: it is, if the choice is taken now.
    Read(usize),
    /// The turn made the stat smaller or greater, and the condition did not hold before it.
    Moved {
        stat: StatId,
        falls: bool,
        unless: Option<ConditionId>,
    },
    /// The condition came to hold in the turn, and the stat did not become smaller though it could.
    Unpaid {
        stat: StatId,
        when: ConditionId,
    },
}

/// What settles chance in a state.
#[derive(Debug, Clone, Copy)]
pub(super) enum Chance {
    /// Nothing yet: it may fall in any way.
    Open,
    /// It fell: the playthrough with this seed is so many choices old.
    Fell { seed: u64, choices: usize },
}

impl At {
    /// Whether it is at the beat. Loops are larger than that; for them a beat says only that it may be.
    pub fn is(self, story: &Story, beat: BeatId) -> bool {
        match self {
            Self::Beat(wanted) => beat == wanted,
            Self::Ending(ending) => story.beat(beat).exit == Exit::Ending(ending),
            Self::Loop(_) => true,
            Self::AnyRest => is_rest(story, beat),
        }
    }
}

/// Whether the reader is asked there, or the story stops.
pub(super) fn is_rest(story: &Story, beat: BeatId) -> bool {
    matches!(story.beat(beat).exit, Exit::Choices(_) | Exit::Ending(_))
}

impl Formula {
    /// Whether it holds in a set of states, as far as that says.
    pub fn test(self, story: &Story, values: &Values) -> Truth {
        match self {
            Self::True => Truth::Yes,
            Self::Is(condition, true) => values.test(story, condition),
            Self::Is(condition, false) => values.test(story, condition).not(),
            Self::Offered(choice) => values.is_offered(story, choice),
            Self::NothingOpen(beat) => {
                all(story.beat(beat).exit.choices().map(|choice| values.is_open(story, choice).not()))
            }
            Self::Trapped | Self::Read(_) | Self::Moved { .. } | Self::Unpaid { .. } => Truth::Unknown,
        }
    }
}

impl Target {
    /// The choice that has to be offered too; of a label, if it is not shown as locked.
    pub fn choice(&self, variants: &[Variant]) -> Option<ChoiceId> {
        match self.formula {
            Formula::Offered(choice) => Some(choice),
            Formula::Read(position) => match variants[position].of {
                ProseOf::Label(choice) | ProseOf::Echo(choice) => Some(choice),
                ProseOf::Beat(_) | ProseOf::Reason(_) => None,
            },
            _ => None,
        }
    }

    /// The choice that has to be taken at the end.
    pub fn taken(&self, variants: &[Variant]) -> Option<ChoiceId> {
        let Formula::Read(position) = self.formula else { return None };
        self.choice(variants).filter(|_| matches!(variants[position].of, ProseOf::Echo(_)))
    }

    /// Whether such a state is this one, at a beat that the target is at; `before` is the state at the beginning of the turn.
    pub fn holds(&self, world: &World, state: &StoryState, before: Option<&StoryState>, chance: Chance) -> bool {
        let story = world.story;
        match self.formula {
            Formula::True => true,
            Formula::Is(condition, is) => story.holds(condition, state) == is,
            Formula::Offered(choice) => is_offered(story, choice, state, chance),
            Formula::NothingOpen(beat) => {
                !story.beat(beat).exit.choices().any(|choice| story.is_open(story.choice(choice), state))
            }
            Formula::Trapped => world.is_trapped(self.at, state),
            Formula::Read(position) => is_read(world, &world.variants[position], state, chance),
            Formula::Moved { stat, falls, unless } => before.is_some_and(|before| {
                let (from, to) = (story.stat_value(before, stat), story.stat_value(state, stat));
                let moved = if falls { to < from } else { to > from };
                moved && !unless.is_some_and(|unless| story.holds(unless, before))
            }),
            Formula::Unpaid { stat, when } => before.is_some_and(|before| {
                let (from, to) = (story.stat_value(before, stat), story.stat_value(state, stat));
                let comes = story.holds(when, state) && !story.holds(when, before);
                comes && from > story.stat(stat).low && to >= from
            }),
        }
    }
}

fn is_offered(story: &Story, choice: ChoiceId, state: &StoryState, chance: Chance) -> bool {
    match chance {
        Chance::Open => story.can_be_offered(choice, state),
        Chance::Fell { .. } => story.is_offered(choice, state),
    }
}

/// Whether a choice that is not open is shown, with the reason.
pub(super) fn is_locked(story: &Story, id: ChoiceId, state: &StoryState) -> bool {
    let choice = story.choice(id);
    let is_spent = choice.once.is_some_and(|bit| state.bit(bit));
    choice.locked.is_some() && !is_spent && !choice.fallback && !story.is_open(choice, state)
}

/// Whether a variant is read in a state; of an echo, if its choice is taken now.
fn is_read(world: &World, variant: &Variant, state: &StoryState, chance: Chance) -> bool {
    let story = world.story;
    match variant.of {
        ProseOf::Beat(_) => is_met(story, variant, state, chance),
        ProseOf::Label(choice) => {
            let is_shown = is_locked(story, choice, state) || is_offered(story, choice, state, chance);
            is_shown && is_met(story, variant, state, chance)
        }
        ProseOf::Reason(choice) => is_locked(story, choice, state) && is_met(story, variant, state, chance),
        ProseOf::Echo(choice) => {
            let chance_then = match chance {
                Chance::Open => Chance::Open,
                Chance::Fell { seed, choices } => Chance::Fell { seed, choices: choices + 1 },
            };
            let mut is = false;
            is_offered(story, choice, state, chance) && {
                story.step_by(&mut state.clone(), choice, |state| is = is_met(story, variant, state, chance_then));
                is
            }
        }
    }
}

fn is_met(story: &Story, variant: &Variant, state: &StoryState, chance: Chance) -> bool {
    let is_met = variant.needs.iter().all(|need| need.can_hold(story, state));
    let shuffles = || variant.needs.iter().any(|need| matches!(need, Need::Chance(_)));
    match chance {
        Chance::Fell { seed, choices } if is_met && shuffles() => {
            let mut is_read = false;
            let shuffle = Story::shuffle(seed, choices);
            story.read_pieces(variant.of, state, shuffle, |piece| is_read |= piece == variant.start);
            is_read
        }
        _ => is_met,
    }
}
