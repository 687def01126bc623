//! What a game says to the engine, and what the engine answers.

use bevy::prelude::*;

use super::StoryAsset;
use crate::story::{Change, ChoiceId, ChooseError, EndingId, Landing, Record};

pub(super) fn plugin(app: &mut App) {
    app.add_message::<Begin>()
        .add_message::<Resume>()
        .add_message::<Choose>()
        .add_message::<Rewind>()
        .add_message::<TurnReady>()
        .add_message::<StateChanged>()
        .add_message::<Ended>()
        .add_message::<Refused>()
        .add_message::<StoryBroken>();
}

/// In: start a new playthrough. It begins as soon as the story is loaded and has no mistakes.
#[derive(Message, Debug, Clone)]
pub struct Begin {
    pub story: Handle<StoryAsset>,
    pub seed: u64,
}

/// In: take a playthrough up again. It goes on as soon as the story is loaded and has no mistakes.
#[derive(Message, Debug, Clone)]
pub struct Resume {
    pub story: Handle<StoryAsset>,
    pub record: Record,
}

/// In: take a choice.
#[derive(Message, Debug, Clone, PartialEq, Eq)]
pub enum Choose {
    /// Counted from 1 among the open choices.
    Number(usize),
    Name(String),
}

/// In: go back to where so many choices had been made.
#[derive(Message, Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rewind {
    pub choices: usize,
}

/// Out: the [`Playthrough`](super::Playthrough) shows another turn.
#[derive(Message, Debug, Clone, PartialEq, Eq)]
pub struct TurnReady {
    pub cause: Cause,
}

/// Why there is another turn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cause {
    /// A new playthrough.
    Begun,
    Chosen(ChoiceId),
    Rewound,
    Resumed(Landing),
    /// The story's files changed.
    Reloaded(Landing),
}

/// Out: what the choice changed in stats, enums and flags, in the order of their declaration; at least one.
#[derive(Message, Debug, Clone, PartialEq, Eq)]
pub struct StateChanged {
    pub changes: Vec<Change>,
}

/// Out: the story has ended.
#[derive(Message, Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ended {
    pub ending: EndingId,
}

/// Out: the choice was not taken.
#[derive(Message, Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    pub error: ChooseError,
}

/// Out: the story's files have mistakes, which the asset names. The last version without them plays on, if there was one.
#[derive(Message, Debug, Clone, Copy)]
pub struct StoryBroken {
    pub story: AssetId<StoryAsset>,
}
