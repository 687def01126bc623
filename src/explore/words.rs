//! How many words a prose shows, counted without writing it.

use crate::story::{ChoiceId, Piece, Prose, ProseOf, Story, StoryState};

/// What is known of a piece of text beforehand.
#[derive(Debug, Clone, Copy, Default)]
struct PieceWords {
    /// Words that begin in it, if none was going on.
    words: u32,
    /// Whether it holds a letter or a digit before the first gap.
    leads: bool,
    /// Whether a word goes on behind its last gap; `None` if it has no gap.
    trails: Option<bool>,
}

impl PieceWords {
    fn of(text: &str) -> Self {
        let is_gap = |c: char| c.is_whitespace() || matches!(c, '—' | '–');
        let has_word = |run: &str| run.contains(char::is_alphanumeric);
        let runs: Vec<&str> = text.split(is_gap).collect();
        let words = runs.iter().filter(|run| has_word(run)).count() as u32;
        let last = runs.last().filter(|_| runs.len() > 1);
        Self { words, leads: has_word(runs[0]), trails: last.map(|run| has_word(run)) }
    }
}

/// Counts as [`count_words`](crate::story::count_words) does on the text that is shown.
#[derive(Debug, Clone, Copy, Default)]
struct Counter {
    words: u32,
    is_in_word: bool,
}

impl Counter {
    fn take(&mut self, piece: PieceWords) {
        self.words += piece.words - u32::from(piece.leads & self.is_in_word);
        self.is_in_word = piece.trails.unwrap_or(self.is_in_word | piece.leads);
    }
}

/// The words of every prose of a story.
#[derive(Debug)]
pub(super) struct Words {
    pieces: Vec<PieceWords>,
    beats: Vec<Option<u32>>,
    /// Of the label, the reason and the echo, where that does not depend on the state.
    choices: Vec<[Option<u32>; 3]>,
}

impl Words {
    pub fn of(story: &Story) -> Self {
        let all = story.pieces().iter();
        let pieces = all
            .map(|piece| match *piece {
                Piece::Text(bytes) => PieceWords::of(story.text(bytes)),
                Piece::Space | Piece::Paragraph => PieceWords::of(" "),
                Piece::Number(_) => PieceWords::of("0"),
                _ => PieceWords::default(),
            })
            .collect();
        let mut words = Self { pieces, beats: Vec::new(), choices: Vec::new() };
        words.beats = story.beats().iter().map(|beat| words.fixed(story, beat.text)).collect();
        let of_choice = |id| {
            [ProseOf::Label(id), ProseOf::Reason(id), ProseOf::Echo(id)].map(|of| words.fixed(story, of.prose(story)))
        };
        words.choices = (0..story.choices().len() as u32).map(|id| of_choice(ChoiceId(id))).collect();
        words
    }

    /// The words of a prose that says the same in every state.
    fn fixed(&self, story: &Story, prose: Prose) -> Option<u32> {
        let mut counter = Counter::default();
        for at in prose.0.start..prose.0.end {
            let depends = matches!(
                story.piece(at),
                Piece::StatWord(_)
                    | Piece::EnumWord(_)
                    | Piece::Unless(..)
                    | Piece::Select { .. }
                    | Piece::Sequence { .. }
            );
            if depends {
                return None;
            }
            counter.take(self.pieces[at as usize]);
        }
        Some(counter.words)
    }

    /// How many words are shown in this state; `shuffle` settles chance.
    pub fn count(&self, story: &Story, of: ProseOf, state: &StoryState, shuffle: u64) -> u32 {
        let fixed = match of {
            ProseOf::Beat(beat) => self.beats[beat.index()],
            ProseOf::Label(choice) => self.choices[choice.index()][0],
            ProseOf::Reason(choice) => self.choices[choice.index()][1],
            ProseOf::Echo(choice) => self.choices[choice.index()][2],
        };
        fixed.unwrap_or_else(|| {
            let mut counter = Counter::default();
            story.read_pieces(of, state, shuffle, |at| {
                counter.take(match *story.piece(at) {
                    Piece::StatWord(stat) => PieceWords::of(story.stat(stat).word(story.stat_value(state, stat))),
                    Piece::EnumWord(name) => PieceWords::of(story.enum_word(state, name)),
                    _ => self.pieces[at as usize],
                });
            });
            counter.words
        })
    }
}
