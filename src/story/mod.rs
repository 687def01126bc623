//! The rules of play: what a story is, what it keeps track of, and what one step does.
//!
//! Pure: no files, no clock, no threads, no engine. Chance comes from a seed that is part of the state, so the same story, seed and
//! choices give the same text everywhere. Start reading at [`Playthrough`].

#![deny(clippy::disallowed_methods, clippy::disallowed_types)]

mod beat;
mod codex;
mod condition;
mod deck;
mod declaration;
mod effect;
mod find;
mod fork;
mod former;
mod generator;
mod id;
mod named_state;
mod notation;
mod page;
mod part;
mod plain;
mod playthrough;
mod prose;
mod state;
mod step;
mod trail;
mod variant;
mod way;
mod whole;

pub use beat::{Beat, Choice, Deck, Detour, DetourStart, Exit, Look, VisitCount, WeightedTarget};
pub use condition::{Comparison, Condition, Sum};
pub use declaration::{
    Chapter, Claim, Ending, Enum, Mark, NamedCondition, Person, Rule, Rumour, Scene, Stat, WordFrom,
};
pub use effect::Effect;
pub use former::Former;
pub use generator::Xoshiro256PlusPlus;
pub use id::{
    BeatId, BitId, ChapterId, ChoiceId, ConditionId, DetourId, EndingId, EnumId, FlagId, LaneId, NamedConditionId,
    PersonId, RumourId, SceneId, StatId, Stretch,
};
pub use named_state::{Lost, NamedState};
pub use notation::Notation;
pub use page::{Page, Paragraph, Style};
pub use part::{Part, count_words};
pub use playthrough::{Chosen, Landing, Playthrough, Record};
pub use prose::{Piece, Prose, SequenceKind};
pub use state::{Change, Layout, StoryState};
pub use step::{ChooseError, Offer, Stop, Turn, Watch};
pub use trail::Trail;
pub use variant::{Need, ProseOf, Variant};
pub use way::{By, Way};
pub use whole::{Flag, Story, StoryParts};
