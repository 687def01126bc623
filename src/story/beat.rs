//! Beats and the choices that lead out of them.

use super::{BeatId, BitId, ChoiceId, ConditionId, DetourId, EndingId, LaneId, Prose, SceneId, Stretch};

/// One node of a scene: prose, then a way on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Beat {
    /// `scene/beat`.
    pub name: String,
    pub scene: SceneId,
    pub text: Prose,
    /// Effects on entry, before the text is read.
    pub then: Stretch,
    pub exit: Exit,
    /// Of a beat with [`Exit::Goto`]: the thread that is played before it goes on.
    pub detour: Option<DetourId>,
    /// Some of its choices are drawn from a pool.
    pub deck: Option<Deck>,
    /// A word for the place, if it is another than its scene's.
    pub setting: Option<String>,
    /// A word for what is heard, if it is another than its scene's.
    pub sound: Option<String>,
    /// The author's note, which no reader is shown; may be empty.
    pub note: String,
    /// Set when the beat is left, if anything asks.
    pub visited: Option<BitId>,
    /// Counts the times the beat was left, if its prose has sequences.
    pub visits: Option<VisitCount>,
}

/// How visits are counted where prose depends on them: from 0, and after `last` again from `back_to`. Every sequence of the beat reads its
/// turn off this one finite number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct VisitCount {
    pub lane: LaneId,
    pub last: u16,
    pub back_to: u16,
}

/// How a beat goes on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Exit {
    /// The reader chooses; the choices lie side by side, cards of a deck first.
    Choices(Stretch),
    /// Another beat follows at once.
    Goto(BeatId),
    /// One of these follows at once; a stretch of the story's weighted targets.
    Chance(Stretch),
    /// The detour is over: the story goes on where it was begun.
    Return,
    /// The story stops.
    Ending(EndingId),
}

impl Exit {
    /// The choices, in written order; none for any other way on.
    pub fn choices(&self) -> impl Iterator<Item = ChoiceId> + use<> {
        let stretch = match self {
            Self::Choices(stretch) => *stretch,
            _ => Stretch::default(),
        };
        (stretch.start..stretch.end).map(ChoiceId)
    }
}

/// A pool of choices, called cards, of which so many are offered: open ones, higher priority first, among equals by chance. They are drawn
/// anew whenever the beat is entered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Deck {
    /// How many are offered at most, at least 1.
    pub offer: u16,
    /// The cards among the story's choices.
    pub cards: Stretch,
}

/// A thread that is played on the way from one beat to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Detour {
    /// Where it is begun.
    pub from: DetourStart,
    /// Its first beat.
    pub via: BeatId,
    /// Where the story goes on once a beat with [`Exit::Return`] has been played.
    pub back_to: BeatId,
}

/// Where a [`Detour`] is begun.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DetourStart {
    Beat(BeatId),
    Choice(ChoiceId),
}

/// A beat that chance may lead to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WeightedTarget {
    /// At least 1; its share is this over the sum of all.
    pub weight: u32,
    pub goto: BeatId,
}

/// The voice a choice is shown in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Look {
    /// Something said.
    Say,
    /// Something done.
    Do,
    /// Something the mark wants.
    Mark,
}

/// A way out that the reader can take.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// Unique in its beat.
    pub name: String,
    pub beat: BeatId,
    pub text: Prose,
    /// While this fails the choice is not open.
    pub when: Option<ConditionId>,
    /// Shown as the reason while the choice is not open; without it such a choice is hidden.
    pub locked: Option<Prose>,
    /// Effects when it is chosen.
    pub then: Stretch,
    /// Printed once it is chosen, after the effects.
    pub echo: Prose,
    pub goto: BeatId,
    /// The thread that is played before it leads there.
    pub detour: Option<DetourId>,
    /// Of a card: greater ones are drawn first.
    pub priority: i16,
    /// Offered only when nothing else is open.
    pub fallback: bool,
    /// Set when it is chosen, if it may be chosen only once.
    pub once: Option<BitId>,
    pub look: Look,
}
