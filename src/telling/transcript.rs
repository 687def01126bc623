//! A playthrough as it was read: every page, the choices offered, and the one that was taken.

use std::fmt;

use super::changes;
use crate::catalogue::Catalogue;
use crate::story::{ChoiceId, Page, Playthrough, Stop, Story, StoryState, Turn};

/// A playthrough as it was read. It shows no names of beats or choices, so that it stays the same where only those change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Transcript {
    pub title: String,
    pub seed: u64,
    /// One for each turn, at least one.
    pub pages: Vec<TranscriptPage>,
}

/// What one turn showed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TranscriptPage {
    /// Where it stood, `scene/beat`; not shown.
    pub beat: String,
    /// The paragraphs, emphasis as `*word*` and strong emphasis as `**word**`.
    pub paragraphs: Vec<String>,
    /// What the choice before it changed, in the words that every view shows; may be empty.
    pub changes: String,
    pub offered: Vec<Offered>,
    /// The position in `offered` of the choice that was taken; none on the last page.
    pub taken: Option<usize>,
    /// The title and the last line of the ending, if the story ended here.
    pub ending: Option<(String, String)>,
}

/// A choice as it was shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offered {
    /// Its name; not shown.
    pub name: String,
    pub label: String,
    /// Why it could not be taken, if so.
    pub locked: Option<String>,
}

impl Transcript {
    /// The transcript of a playthrough, from where its choices begin.
    pub fn of(playthrough: &Playthrough) -> Self {
        let story = playthrough.story();
        // Transcripts are kept and compared, so their language is always the same.
        let words = Catalogue::default();
        let mut pages = Vec::new();
        let mut before: Option<StoryState> = None;
        playthrough.retell(|turn, state, taken| {
            let changes = before.as_ref().map(|before| changes(&words, story, before, state)).unwrap_or_default();
            pages.push(TranscriptPage::of(story, turn, state, taken, changes));
            before = Some(state.clone());
        });
        Self { title: story.title().to_owned(), seed: playthrough.seed(), pages }
    }

    /// The same up to where so many choices had been made.
    #[must_use]
    pub fn up_to(mut self, choices: usize) -> Self {
        self.pages.truncate(choices + 1);
        if let Some(last) = self.pages.last_mut() {
            last.taken = None;
        }
        self
    }
}

impl TranscriptPage {
    fn of(story: &Story, turn: &Turn, state: &StoryState, taken: Option<ChoiceId>, changes: String) -> Self {
        let offers = turn.offers().iter();
        let offered = offers.map(|offer| Offered {
            name: story.choice(offer.choice).name.clone(),
            label: marked(&offer.label).join(" "),
            locked: (!offer.is_open).then(|| marked(&offer.reason).join(" ")),
        });
        let ending = match turn.stop() {
            Stop::Ending(ending) => Some(story.ending(ending)),
            Stop::Choices | Stop::DeadEnd => None,
        };
        Self {
            beat: story.beat(state.beat()).name.clone(),
            paragraphs: marked(turn.page()),
            changes,
            offered: offered.collect(),
            taken: taken.and_then(|taken| turn.offers().iter().position(|offer| offer.choice == taken)),
            ending: ending.map(|ending| (ending.title.clone(), ending.epilogue.clone())),
        }
    }

    /// How many choices could be taken.
    fn open(&self) -> usize {
        self.offered.iter().filter(|offered| offered.locked.is_none()).count()
    }
}

/// The paragraphs of a page with their emphasis written out.
fn marked(page: &Page) -> Vec<String> {
    let mark = |(text, style): (&str, crate::story::Style)| {
        let mark = "*".repeat(usize::from(style.emphasis) + 2 * usize::from(style.strong));
        let words = text.trim();
        if mark.is_empty() || words.is_empty() {
            return text.to_owned();
        }
        // Marks stand at the words: `*one* two`, never `*one *two`.
        text.replacen(words, &format!("{mark}{words}{mark}"), 1)
    };
    page.paragraphs().map(|paragraph| paragraph.runs().map(mark).collect()).collect()
}

/// The text: a line for each sentence, so that a change of one is a change of one line.
impl fmt::Display for Transcript {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}, seed {}", self.title, self.seed)?;
        self.pages.iter().try_for_each(|page| write!(f, "{page}"))
    }
}

impl fmt::Display for TranscriptPage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for paragraph in self.paragraphs.iter().map(String::as_str).chain([self.changes.as_str()]) {
            write_paragraph(f, paragraph)?;
        }
        let mut number = 0;
        let mut taken = None;
        for (position, Offered { label, locked, .. }) in self.offered.iter().enumerate() {
            if position == 0 {
                writeln!(f)?;
            }
            match locked {
                Some(reason) => writeln!(f, "  -  {label} ({reason})")?,
                None => {
                    number += 1;
                    writeln!(f, "  {number}. {label}")?;
                }
            }
            if self.taken == Some(position) {
                taken = Some((number, label));
            }
        }
        if let Some((number, label)) = taken {
            writeln!(f, "\n> {number}. {label}")?;
        }
        match &self.ending {
            Some((title, epilogue)) => {
                writeln!(f, "\n* {title} *")?;
                write_paragraph(f, epilogue)
            }
            None if self.open() == 0 => writeln!(f, "\n(The story has nowhere to go from here.)"),
            None => Ok(()),
        }
    }
}

/// An empty line, then a line for each sentence; nothing for no words.
fn write_paragraph(f: &mut fmt::Formatter<'_>, paragraph: &str) -> fmt::Result {
    if paragraph.is_empty() {
        return Ok(());
    }
    writeln!(f)?;
    sentences(paragraph).try_for_each(|sentence| writeln!(f, "{sentence}"))
}

/// Cuts a paragraph at the spaces between sentences: after a full stop or the like, before a capital letter, a digit or something said.
fn sentences(paragraph: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(paragraph);
    std::iter::from_fn(move || {
        let text = rest?;
        let cut = text.match_indices(' ').map(|(at, _)| at).find(|&at| is_border(&text[..at], &text[at + 1..]));
        rest = cut.map(|at| &text[at + 1..]);
        Some(&text[..cut.unwrap_or(text.len())])
    })
}

fn is_border(before: &str, after: &str) -> bool {
    let ends = before.trim_end_matches(['”', '’', '"', '\'', ')', '*']).ends_with(['.', '!', '?', '…']);
    let next = after.trim_start_matches(['“', '‘', '"', '\'', '(', '*', '—']).chars().next();
    ends && next.is_some_and(|c| c.is_uppercase() || c.is_numeric())
}
