//! What is asked of a story, and the states that would answer it.

use super::values::{Truth, Values, all};
use crate::story::{BeatId, ChoiceId, Claim, ConditionId, EndingId, Exit, StatId, Story, StoryState};

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
    /// The rule at this position is broken; of one that says that an ending can be reached: it is reached.
    Rule(usize),
}

impl Fact {
    /// Every fact of a story.
    pub fn all(story: &Story) -> Vec<Self> {
        let beats = (0..).map(BeatId).take(story.beats().len());
        let choices = (0..).map(ChoiceId).take(story.choices().len());
        let endings = (0..).map(EndingId).take(story.endings().len());
        let asks = beats.clone().filter(|&beat| matches!(story.beat(beat).exit, Exit::Choices(_)));
        beats
            .map(Self::Beat)
            .chain(choices.map(Self::Choice))
            .chain(endings.map(Self::Ending))
            .chain(asks.map(Self::DeadEnd))
            .chain((0..story.rules().len()).map(Self::Rule))
            .collect()
    }

    /// Its name: that of the thing, with what is asked of it in front.
    pub fn name(self, story: &Story) -> String {
        match self {
            Self::Beat(beat) => format!("beat {}", story.beat(beat).name),
            Self::Choice(choice) => format!("choice {}", story.full_choice_name(choice)),
            Self::Ending(ending) => format!("ending {}", story.ending(ending).id),
            Self::DeadEnd(beat) => format!("dead end {}", story.beat(beat).name),
            Self::Rule(rule) => format!("rule {}", story.rules()[rule].name),
        }
    }

    /// The states that it asks for.
    pub(super) fn target(self, story: &Story) -> Target {
        let anywhere = |formula| Target { at: At::AnyRest, formula, avoid: None };
        let entered = |beat, formula| Target { at: At::Beat(beat), formula, avoid: None };
        match self {
            Self::Beat(beat) => entered(beat, Formula::True),
            Self::Choice(choice) => entered(story.choice(choice).beat, Formula::Offered(choice)),
            Self::Ending(ending) => Target { at: At::Ending(ending), formula: Formula::True, avoid: None },
            Self::DeadEnd(beat) => entered(beat, Formula::NothingOpen(beat)),
            Self::Rule(rule) => match story.rules()[rule].claim {
                Claim::Always(condition) => anywhere(Formula::Is(condition, false)),
                Claim::Never(condition) => anywhere(Formula::Is(condition, true)),
                Claim::At { beat, require } => entered(beat, Formula::Is(require, false)),
                Claim::CanEnd(ending) => Target { at: At::Ending(ending), formula: Formula::True, avoid: None },
                Claim::Before(first, then) => Target { at: At::Beat(then), formula: Formula::True, avoid: Some(first) },
                Claim::NeverFalls { stat, unless } => anywhere(Formula::Moved { stat, falls: true, unless }),
                Claim::NeverRises { stat, unless } => anywhere(Formula::Moved { stat, falls: false, unless }),
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
    /// The turn made the stat smaller or greater, and the condition did not hold before it.
    Moved {
        stat: StatId,
        falls: bool,
        unless: Option<ConditionId>,
    },
}

impl At {
    /// Whether it is at the beat.
    pub fn is(self, story: &Story, beat: BeatId) -> bool {
        match self {
            Self::Beat(wanted) => beat == wanted,
            Self::Ending(ending) => story.beat(beat).exit == Exit::Ending(ending),
            Self::AnyRest => matches!(story.beat(beat).exit, Exit::Choices(_) | Exit::Ending(_)),
        }
    }
}

impl Formula {
    /// Whether it holds in a state; `before` is the state of the turn before.
    pub fn holds(self, story: &Story, state: &StoryState, before: Option<&StoryState>) -> bool {
        match self {
            Self::True => true,
            Self::Is(condition, is) => story.holds(condition, state) == is,
            Self::Offered(choice) => story.is_offered(choice, state),
            Self::NothingOpen(beat) => {
                !story.beat(beat).exit.choices().any(|choice| story.is_open(story.choice(choice), state))
            }
            Self::Moved { stat, falls, unless } => before.is_some_and(|before| {
                let (from, to) = (story.stat_value(before, stat), story.stat_value(state, stat));
                let moved = if falls { to < from } else { to > from };
                moved && !unless.is_some_and(|unless| story.holds(unless, before))
            }),
        }
    }

    /// Whether it holds in a set of states.
    pub fn test(self, story: &Story, values: &Values) -> Truth {
        match self {
            Self::True => Truth::Yes,
            Self::Is(condition, true) => values.test(story, condition),
            Self::Is(condition, false) => values.test(story, condition).not(),
            Self::Offered(choice) => values.is_offered(story, choice),
            Self::NothingOpen(beat) => {
                all(story.beat(beat).exit.choices().map(|choice| values.is_open(story, choice).not()))
            }
            Self::Moved { .. } => Truth::Unknown,
        }
    }
}
