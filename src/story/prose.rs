//! Prose as a small program: text, gaps, styles, jumps on conditions, and sequences.

use std::fmt::Write as _;

use super::generator::mix;
use super::{ConditionId, EnumId, Page, StatId, Story, StoryState, Stretch};

/// A stretch of the story's pieces.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Prose(pub Stretch);

impl Prose {
    /// Whether there is nothing to show in any state.
    pub fn is_empty(self) -> bool {
        self.0.is_empty()
    }
}

/// One instruction of prose. Positions are among the story's pieces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece {
    /// Bytes of the story's text.
    Text(Stretch),
    Space,
    Paragraph,
    Emphasis(bool),
    Strong(bool),
    /// The number of a stat.
    Number(StatId),
    /// The word of a stat for its value.
    StatWord(StatId),
    EnumWord(EnumId),
    /// Go on at this piece.
    Jump(u32),
    /// Go on at this piece if the condition fails.
    Unless(ConditionId, u32),
    /// Go on at the arm of the enum's word: a stretch of the story's list of positions, one for each word.
    Select {
        name: EnumId,
        arms: Stretch,
    },
    /// Go on at one of the arms: a stretch of the story's list of positions.
    Sequence {
        kind: SequenceKind,
        arms: Stretch,
    },
}

/// How an arm of a sequence is picked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SequenceKind {
    /// By visits; the last arm from then on.
    First,
    /// By visits, round and round.
    Cycle,
    /// By chance, without touching the state.
    Shuffle,
}

/// What prose reads besides the state.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reading {
    /// How often the beat was left before.
    pub visits: u16,
    /// Settles shuffles; differs from turn to turn.
    pub shuffle: u64,
}

impl Story {
    /// Writes what `prose` says in this state.
    pub(super) fn render(&self, prose: Prose, state: &StoryState, reading: Reading, page: &mut Page) {
        let mut at = prose.0.start;
        while at < prose.0.end {
            let piece = *self.piece(at);
            at += 1;
            match piece {
                Piece::Text(bytes) => page.write(self.text(bytes)),
                Piece::Space => page.space(),
                Piece::Paragraph => page.paragraph(),
                Piece::Emphasis(on) => page.emphasize(on),
                Piece::Strong(on) => page.strengthen(on),
                // Writing to a page cannot fail.
                Piece::Number(stat) => drop(write!(page, "{}", self.stat_value(state, stat))),
                Piece::StatWord(stat) => page.write(self.stat(stat).word(self.stat_value(state, stat))),
                Piece::EnumWord(name) => page.write(self.enum_word(state, name)),
                Piece::Jump(to) => at = to,
                Piece::Unless(condition, to) if !self.holds(condition, state) => at = to,
                Piece::Unless(..) => {}
                Piece::Select { name, arms } => {
                    let word = state.lane(self.declared_enum(name).lane);
                    at = self.arms(arms)[usize::from(word)];
                }
                Piece::Sequence { kind, arms } => at = self.arm(kind, arms, reading),
            }
        }
        page.emphasize(false);
        page.strengthen(false);
    }

    /// The piece at which the picked arm starts.
    pub(super) fn arm(&self, kind: SequenceKind, arms: Stretch, reading: Reading) -> u32 {
        let visits = usize::from(reading.visits);
        let positions = self.arms(arms);
        let picked = match kind {
            SequenceKind::First => visits.min(positions.len() - 1),
            SequenceKind::Cycle => visits % positions.len(),
            SequenceKind::Shuffle => {
                let drawn = mix(reading.shuffle ^ mix(u64::from(arms.start)));
                (drawn % positions.len() as u64) as usize
            }
        };
        positions[picked]
    }
}
