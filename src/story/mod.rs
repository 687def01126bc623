//! The rules of play: what a story is, what it keeps track of, and what one step does.
//!
//! Pure: no files, no clock, no threads, no engine. Chance comes from a seed that is part of the state, so the same story, seed and
//! choices give the same text everywhere. Start reading at [`Playthrough`].

#![deny(clippy::disallowed_methods, clippy::disallowed_types)]

mod beat;
mod condition;
mod declaration;
mod effect;
mod generator;
mod id;
mod named_state;
mod page;
mod plain;
mod playthrough;
mod prose;
mod state;
mod step;
mod way;
mod whole;
mod written;

pub use beat::{Beat, Choice, Exit, Look, VisitCount, WeightedTarget};
pub use condition::{Comparison, Condition, Sum};
pub use declaration::{Chapter, Ending, Enum, Mark, Person, Rumour, Scene, Stat, WordFrom};
pub use effect::Effect;
pub use generator::Xoshiro256PlusPlus;
pub use id::{
    BeatId, BitId, ChapterId, ChoiceId, ConditionId, EndingId, EnumId, FlagId, LaneId, PersonId, RumourId, SceneId,
    StatId, Stretch,
};
pub use named_state::{Lost, NamedState};
pub use page::{Page, Paragraph, Style};
pub use playthrough::{Chosen, Landing, Playthrough, Record};
pub use prose::{Piece, Prose, SequenceKind};
pub use state::{Change, Layout, StoryState};
pub use step::{ChooseError, Offer, Stop, Turn};
pub use way::{By, Way};
pub use whole::{Flag, Story, StoryParts};
pub use written::Notation;
