//! Small numbers that stand for named things of one story.

use std::ops::Range;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub u32);

        impl $name {
            /// The position in the story's list of such things.
            pub fn index(self) -> usize {
                self.0 as usize
            }
        }
    )*};
}

ids! {
    /// A scene: one file of beats.
    SceneId
    /// A beat, numbered over the whole story.
    BeatId
    /// A choice, numbered over the whole story.
    ChoiceId
    /// A condition among the story's conditions.
    ConditionId
    /// A condition with a name of its own.
    NamedConditionId
    /// A place from which the story goes on a detour.
    DetourId
    /// A stat.
    StatId
    /// An enum.
    EnumId
    /// A flag; rumours have flags of their own, after the declared ones.
    FlagId
    /// A rumour.
    RumourId
    /// A person.
    PersonId
    /// A chapter.
    ChapterId
    /// An ending.
    EndingId
    /// A 16-bit number in the state: a stat, an enum or a count of visits.
    LaneId
    /// A yes or no in the state: a flag, `once`, or `visited`.
    BitId
}

/// A run of things that lie side by side in one of the story's lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Stretch {
    pub start: u32,
    pub end: u32,
}

impl Stretch {
    /// The positions it covers.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Whether it covers the position.
    pub fn covers(self, position: u32) -> bool {
        (self.start..self.end).contains(&position)
    }

    /// Whether it covers nothing.
    pub fn is_empty(self) -> bool {
        self.start >= self.end
    }
}
