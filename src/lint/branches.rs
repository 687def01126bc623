//! Compiled prose, taken apart again: its `{if}`s with their arms, and how many words it shows.

use super::space::{Space, Values};
use crate::story::{ConditionId, LaneId, Piece, Prose, SequenceKind, Story};

/// One `{if}` with its `{elif}`s, or one `{count}`.
pub(super) struct Branches {
    /// Of its arms, in written order.
    pub conditions: Vec<ConditionId>,
    /// Whether something is shown when none of them holds.
    pub has_else: bool,
}

/// Every `{if}` and `{count}` of a text, also those inside others.
pub(super) fn branches(story: &Story, prose: Prose) -> Vec<Branches> {
    let mut found = Vec::new();
    let mut is_taken = vec![false; prose.0.range().len()];
    for at in prose.0.start..prose.0.end {
        let offset = (at - prose.0.start) as usize;
        if is_taken[offset] || !matches!(story.piece(at), Piece::Unless(..)) {
            continue;
        }
        let mut branches = Branches { conditions: Vec::new(), has_else: false };
        let (mut next, mut end) = (at, None);
        while let Some((condition, behind, to)) = arm(story, next)
            && *end.get_or_insert(to) == to
        {
            is_taken[(next - prose.0.start) as usize] = true;
            branches.conditions.push(condition);
            next = behind;
            if next >= to {
                break;
            }
        }
        branches.has_else = end.is_some_and(|end| next < end);
        found.push(branches);
    }
    found
}

/// The arm that starts with this piece: its condition, what stands behind it, and where all arms end.
fn arm(story: &Story, at: u32) -> Option<(ConditionId, u32, u32)> {
    let Piece::Unless(condition, behind) = *story.piece(at) else { return None };
    match *story.piece(behind.checked_sub(1)?) {
        Piece::Jump(end) => Some((condition, behind, end)),
        _ => None,
    }
}

/// How many words the text shows at most. Where that depends on too many values, how many it shows at least.
pub(super) fn most_words(story: &Story, prose: Prose) -> usize {
    let (mut conditions, mut lanes) = (Vec::new(), Vec::<LaneId>::new());
    let mut rounds = 1;
    for at in prose.0.start..prose.0.end {
        match *story.piece(at) {
            Piece::Unless(condition, _) => conditions.push(condition),
            Piece::Select { name, .. } => lanes.push(story.declared_enum(name).lane),
            Piece::Sequence { arms, .. } => rounds = rounds.max(arms.range().len()),
            _ => {}
        }
    }
    let Some(space) = Space::of(story, &conditions, &lanes) else { return fewest_words(story, prose) };
    let mut most = 0;
    // A text with branches beyond counting would take too long round by round.
    for round in 0..rounds.min(MOST_ROUNDS) {
        space.any(|values| {
            most = most.max(words(story, prose, values, round));
            false
        });
    }
    most
}

/// So many visits are looked at where a text has sequences.
const MOST_ROUNDS: usize = 16;

/// The words that stand in no branch. It asks no condition, so a draft will do.
pub(super) fn fewest_words(story: &Story, prose: Prose) -> usize {
    let mut counter = Counter::default();
    let mut at = prose.0.start;
    while at < prose.0.end {
        // In a draft an arm may lead nowhere, so that only the way forward counts.
        at = match *story.piece(at) {
            Piece::Unless(..) => arm(story, at).map_or(at, |(_, _, end)| end).max(at + 1),
            Piece::Select { arms, .. } | Piece::Sequence { arms, .. } => {
                let first = story.arms(arms).iter().filter(|&&arm| arm > at).min().copied().unwrap_or(at + 1);
                skip_arms(story, first, prose).max(at + 1)
            }
            piece => {
                counter.take(story, piece);
                at + 1
            }
        };
    }
    counter.words
}

/// Where the arms end of which the first starts here: at the target of the first jump that leads beyond its own arm.
fn skip_arms(story: &Story, first: u32, prose: Prose) -> u32 {
    let jumps = (first..prose.0.end).filter_map(|at| match *story.piece(at) {
        Piece::Jump(to) => Some((at, to)),
        _ => None,
    });
    let mut end = first;
    for (at, to) in jumps {
        if at >= end && end > first {
            break;
        }
        end = end.max(to);
    }
    end
}

fn words(story: &Story, prose: Prose, values: &Values, round: usize) -> usize {
    let mut counter = Counter::default();
    let mut at = prose.0.start;
    while at < prose.0.end {
        let piece = *story.piece(at);
        at += 1;
        match piece {
            Piece::Jump(to) => at = to,
            Piece::Unless(condition, to) if !values.holds(condition) => at = to,
            Piece::Select { name, arms } => {
                let word = usize::from(values.lane(story.declared_enum(name).lane));
                at = story.arms(arms).get(word).copied().unwrap_or(at);
            }
            Piece::Sequence { kind, arms } => {
                let positions = story.arms(arms);
                let picked = match kind {
                    SequenceKind::First => round.min(positions.len() - 1),
                    SequenceKind::Cycle | SequenceKind::Shuffle => round % positions.len(),
                };
                at = positions[picked];
            }
            piece => counter.take(story, piece),
        }
    }
    counter.words
}

/// Counts what stands between gaps and has a letter or digit in it.
#[derive(Default)]
struct Counter {
    words: usize,
    is_in_word: bool,
}

impl Counter {
    fn take(&mut self, story: &Story, piece: Piece) {
        match piece {
            Piece::Text(text) => {
                for (at, run) in story.text(text).split(' ').enumerate() {
                    self.is_in_word &= at == 0;
                    if !self.is_in_word && run.contains(char::is_alphanumeric) {
                        self.begin();
                    }
                }
            }
            Piece::Space | Piece::Paragraph => self.is_in_word = false,
            Piece::Number(_) | Piece::StatWord(_) | Piece::EnumWord(_) if !self.is_in_word => self.begin(),
            _ => {}
        }
    }

    fn begin(&mut self) {
        self.words += 1;
        self.is_in_word = true;
    }
}
