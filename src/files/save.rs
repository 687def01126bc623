//! The save format: one header line, then a playthrough by names, as RON.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::story::{Chosen, NamedState, Playthrough, Record, Xoshiro256PlusPlus};
use crate::telling::Card;

/// A playthrough as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Save {
    /// The story's id.
    pub story: String,
    /// [`story_hash`](crate::source::story_hash) of the files it was played with.
    pub story_hash: String,
    pub record: Record,
    /// What the player calls it; empty for what was saved by itself.
    pub name: String,
    /// When it was written, in seconds since 1970; 0 if that is not known.
    pub written: u64,
    /// What a list of saves shows of it.
    pub card: Card,
}

impl Save {
    /// A save of a record, without a name or a time, and with as much of a card as a record tells.
    pub fn new(story: &str, story_hash: &str, record: Record) -> Self {
        let card = Card::of_record(&record);
        Self { card, ..Self::with_card(story, story_hash, record, Card::default()) }
    }

    /// A save of a playthrough, without a name or a time. The id of its story is that under which its saves are kept.
    pub fn of(playthrough: &Playthrough, story: &str, story_hash: &str) -> Self {
        Self::with_card(story, story_hash, playthrough.record(), Card::of(playthrough))
    }

    fn with_card(story: &str, story_hash: &str, record: Record, card: Card) -> Self {
        let (story, story_hash) = (story.to_owned(), story_hash.to_owned());
        Self { story, story_hash, record, name: String::new(), written: 0, card }
    }
}

/// Why a save cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SaveFault {
    #[error("it is not a save of this program")]
    NotASave,
    #[error("it was written by a newer version of this program (format {0})")]
    TooNew(u32),
    #[error("it is damaged: {0}")]
    Damaged(String),
    #[error("it belongs to another story, `{0}`")]
    OtherStory(String),
}

const MAGIC: &str = "BLOODMARK-SAVE";
/// The format that is written. Version 2 added detours and decks, version 3 the card.
const VERSION: u32 = 3;
/// The oldest format that is read.
const OLDEST: u32 = 1;
/// A longer file is not read to its end. 64 MiB, some million choices.
pub(super) const MAX_BYTES: u64 = 64 << 20;

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Body {
    story: String,
    story_hash: String,
    #[serde(default)]
    name: String,
    #[serde(default)]
    written: u64,
    /// Since version 3.
    #[serde(default)]
    card: Option<Shown>,
    generator: String,
    seed: u64,
    origin: Option<State>,
    /// Beat and choice.
    log: Vec<(String, String)>,
    state: State,
}

/// What is kept of a [`Card`]; the rest stands in the record.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Shown {
    chapter: u16,
    chapter_title: String,
    moon: Option<i16>,
    mark: Option<(i16, i16)>,
    words: usize,
    ending: Option<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct State {
    beat: String,
    stats: BTreeMap<String, i16>,
    enums: BTreeMap<String, String>,
    flags: BTreeSet<String>,
    once: BTreeSet<String>,
    visited: BTreeSet<String>,
    visits: BTreeMap<String, u16>,
    #[serde(default)]
    detours: Vec<String>,
    #[serde(default)]
    deal: u64,
    generator: [u64; 4],
}

/// The text of a save: `BLOODMARK-SAVE <version> <crc32> <length>`, a line break, and the body.
pub fn encode_save(save: &Save) -> String {
    let record = &save.record;
    let body = Body {
        story: save.story.clone(),
        story_hash: save.story_hash.clone(),
        name: save.name.clone(),
        written: save.written,
        card: Some(Shown::of(&save.card)),
        generator: Xoshiro256PlusPlus::NAME.to_owned(),
        seed: record.seed,
        origin: record.origin.clone().map(State::from),
        log: record.log.iter().map(|chosen| (chosen.beat.clone(), chosen.choice.clone())).collect(),
        state: record.state.clone().into(),
    };
    let pretty = ron::ser::PrettyConfig::new().depth_limit(2).new_line("\n");
    let body = ron::ser::to_string_pretty(&body, pretty).expect("strings, numbers and maps of them always serialize");
    format!("{MAGIC} {VERSION} {:08x} {}\n{body}", crc32fast::hash(body.as_bytes()), body.len())
}

/// Reads the text of a save.
///
/// # Errors
/// If it is not a save, is from a newer version, or is not as it was written.
pub fn decode_save(bytes: &[u8]) -> Result<Save, SaveFault> {
    let damaged = |what: &str| SaveFault::Damaged(what.to_owned());
    if !bytes.starts_with(MAGIC.as_bytes()) {
        return Err(SaveFault::NotASave);
    }
    let text = std::str::from_utf8(bytes).map_err(|_| damaged("it is not text"))?;
    let (header, body) = text.split_once('\n').ok_or_else(|| damaged("it ends in its first line"))?;
    let mut words = header.split(' ').skip(1);
    let version = words.next().and_then(|word| word.parse().ok()).filter(|&version| version >= OLDEST);
    let version: u32 = version.ok_or_else(|| damaged("its header is broken"))?;
    if version > VERSION {
        return Err(SaveFault::TooNew(version));
    }
    let checksum = words.next().and_then(|word| u32::from_str_radix(word, 16).ok());
    let length = words.next().and_then(|word| word.parse::<usize>().ok());
    if length != Some(body.len()) {
        return Err(damaged("a part of it is missing"));
    }
    if checksum != Some(crc32fast::hash(body.as_bytes())) {
        return Err(damaged("its checksum does not fit"));
    }
    let body: Body = ron::from_str(body).map_err(|error| SaveFault::Damaged(error.to_string()))?;
    let generators = [Some(&body.state), body.origin.as_ref()];
    let is_stuck = generators.into_iter().flatten().any(|state| state.generator == [0; 4]);
    if body.generator != Xoshiro256PlusPlus::NAME || is_stuck {
        return Err(damaged("its generator is not ours"));
    }
    let log = body.log.into_iter().map(|(beat, choice)| Chosen { beat, choice }).collect();
    let (origin, state) = (body.origin.map(NamedState::from), body.state.into());
    let record = Record { seed: body.seed, origin, log, state };
    let card = Card::of_record(&record);
    let card = body.card.map(|shown| shown.card(&card)).unwrap_or(card);
    Ok(Save { story: body.story, story_hash: body.story_hash, record, name: body.name, written: body.written, card })
}

impl Shown {
    fn of(card: &Card) -> Self {
        let Card { chapter, chapter_title, moon, mark, words, ending, .. } = card.clone();
        Self { chapter, chapter_title, moon, mark, words, ending }
    }

    fn card(self, record: &Card) -> Card {
        let Self { chapter, chapter_title, moon, mark, words, ending } = self;
        Card { chapter, chapter_title, moon, mark, words, ending, ..record.clone() }
    }
}

impl From<NamedState> for State {
    fn from(named: NamedState) -> Self {
        let NamedState { beat, stats, enums, flags, once, visited, visits, detours, deal, generator } = named;
        Self { beat, stats, enums, flags, once, visited, visits, detours, deal, generator }
    }
}

impl From<State> for NamedState {
    fn from(state: State) -> Self {
        let State { beat, stats, enums, flags, once, visited, visits, detours, deal, generator } = state;
        Self { beat, stats, enums, flags, once, visited, visits, detours, deal, generator }
    }
}
