//! What a story declares: its stats, enums, people, chapters, endings and the like.

use super::{BeatId, ChapterId, ConditionId, EndingId, EnumId, LaneId, Prose, StatId, Stretch};

/// The word for the values of a stat from `from` up to the next such word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordFrom {
    pub from: i16,
    pub word: String,
}

/// A named whole number with a range, kept within it by clamping.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stat {
    pub name: String,
    pub low: i16,
    pub high: i16,
    /// Within `low..=high`.
    pub start: i16,
    /// Ascending by `from`.
    pub words: Vec<WordFrom>,
    pub lane: LaneId,
}

impl Stat {
    /// The word for `value`: that of the greatest `from` at or below it, or nothing where there is none.
    pub fn word(&self, value: i16) -> &str {
        word_for(&self.words, value)
    }
}

/// The word of the greatest `from` at or below `value`, or nothing where there is none. `words` ascend.
pub(crate) fn word_for(words: &[WordFrom], value: i16) -> &str {
    let after = words.partition_point(|word| word.from <= value);
    after.checked_sub(1).map_or("", |at| words[at].word.as_str())
}

/// A named value that is one word out of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Enum {
    pub name: String,
    /// At least one.
    pub words: Vec<String>,
    /// The position of the word at the start.
    pub start: u16,
    pub lane: LaneId,
}

/// Somebody who stands in the pack picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    pub id: String,
    pub name: String,
    /// How deep the tie is.
    pub bond: Option<StatId>,
    /// What the tie is.
    pub tie: Option<EnumId>,
    /// Holds once the reader knows the name; without it the name is known from the start.
    pub met: Option<ConditionId>,
    /// Red, green, blue.
    pub color: [u8; 3],
    /// The page of the codex; may be empty.
    pub text: Prose,
}

/// Something that can be known and traded; knowing it is a flag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rumour {
    pub id: String,
    pub title: String,
    /// The page of the codex.
    pub text: Prose,
}

/// A part of the story.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chapter {
    pub id: String,
    pub title: String,
    /// Counted from 1; chapters are shown in this order.
    pub number: u16,
}

/// A named stop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ending {
    pub id: String,
    pub title: String,
    /// For a reader who has not found it.
    pub hint: String,
    /// The last line.
    pub epilogue: String,
}

/// Which stats draw the mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// How far it has grown.
    pub coils: StatId,
    /// How awake it is.
    pub heat: StatId,
    /// Words for the coils, ascending.
    pub stages: Vec<WordFrom>,
}

impl Mark {
    /// The words for so many coils.
    pub fn stage(&self, coils: i16) -> &str {
        word_for(&self.stages, coils)
    }
}

/// One file of beats.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scene {
    pub name: String,
    pub chapter: Option<ChapterId>,
    /// A word for the place; may be empty.
    pub setting: String,
    /// A word for what is heard; may be empty.
    pub sound: String,
    /// The author's note, which no reader is shown; may be empty.
    pub note: String,
    /// Its beats, in written order.
    pub beats: Stretch,
}

impl Scene {
    /// Its beats, in written order.
    pub fn beats(&self) -> impl Iterator<Item = BeatId> + use<> {
        (self.beats.start..self.beats.end).map(BeatId)
    }
}

/// A condition with a name, so that others can ask it by that.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedCondition {
    pub name: String,
    pub condition: ConditionId,
}

/// Something that the author says of every playthrough. Playing does not read it; the tools that prove a story do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    pub name: String,
    /// Why it should hold, in the author's words; may be empty.
    pub about: String,
    pub claim: Claim,
}

/// What a [`Rule`] says. "Always" is: on every turn of every playthrough.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Claim {
    /// The condition always holds.
    Always(ConditionId),
    /// The condition never holds.
    Never(ConditionId),
    /// The condition holds whenever the beat is entered.
    At { beat: BeatId, require: ConditionId },
    /// Some playthrough ends here.
    CanEnd(EndingId),
    /// No playthrough enters the second beat without having entered the first.
    Before(BeatId, BeatId),
    /// No step makes the stat smaller, but where the condition holds before it.
    NeverFalls { stat: StatId, unless: Option<ConditionId> },
    /// No step makes the stat greater, but where the condition holds before it.
    NeverRises { stat: StatId, unless: Option<ConditionId> },
    /// A step on which the condition comes to hold makes the stat smaller, if it is not at its lowest already.
    Costs { stat: StatId, when: ConditionId },
}
