//! What a reader has seen of a story in all playthroughs: beats, choices, endings, rumours, and the way to each beat.

mod asked;
mod lines;
mod ways;

use std::collections::{BTreeMap, BTreeSet};
use std::fs::OpenOptions;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::Notice;
use super::atomic::replace;
use super::story_files::read_bounded;
use crate::catalogue::Catalogue;
use crate::story::{ChoiceId, Playthrough, Stop, StoryState, Turn};
use lines::Entry;
use ways::Ways;

/// What was seen of one story. It is kept in one file to which lines are added, so that a choice costs one short write; nothing in it is
/// ever taken back. All things are kept by name, and asked for by what they are called now.
#[derive(Debug)]
pub struct Memory {
    /// Where it is kept; none if it is not to be written.
    file: Option<PathBuf>,
    /// Beats by name, and where their way ends, if it is known.
    beats: BTreeMap<String, Option<u32>>,
    /// `scene/beat/choice`.
    choices: BTreeSet<String>,
    rumours: BTreeSet<String>,
    /// By id, the playthroughs that ended so: their seed and how their choices hash.
    endings: BTreeMap<String, BTreeSet<(u64, u32)>>,
    ways: Ways,
    /// What is not written yet.
    pending: Vec<u8>,
    has_told: bool,
    notices: Vec<Notice>,
}

const FILE: &str = "memory";
/// More is not read; a reader of a million choices has some 60 MiB.
const MAX_BYTES: u64 = 256 << 20;

impl Memory {
    /// Reads what is kept in the folder of a story. What is damaged is left out, which a notice tells. Where it may not write, it
    /// remembers until the program ends.
    pub fn open(folder: &Path, may_write: bool) -> Self {
        let path = folder.join(FILE);
        let mut memory = Self::blank();
        memory.file = may_write.then(|| path.clone());
        match path.metadata() {
            Err(error) if error.kind() == io::ErrorKind::NotFound => memory.pending = lines::header(),
            Ok(metadata) if metadata.is_file() => match read_bounded(&path, MAX_BYTES) {
                Ok(bytes) => memory.take_in(&path, &bytes),
                Err(error) => memory.give_up(Notice::unreadable(&path, &error)),
            },
            Ok(_) => memory.give_up(Notice::no_file(&path)),
            Err(error) => memory.give_up(Notice::unreadable(&path, &error)),
        }
        memory
    }

    /// One that is kept nowhere.
    pub fn blank() -> Self {
        Self {
            file: None,
            beats: BTreeMap::new(),
            choices: BTreeSet::new(),
            rumours: BTreeSet::new(),
            endings: BTreeMap::new(),
            ways: Ways::default(),
            pending: Vec::new(),
            has_told: false,
            notices: Vec::new(),
        }
    }

    fn give_up(&mut self, why: Notice) {
        self.file = None;
        self.notices.push(Notice::new("files-memory-unknown").with_notice("why", why));
    }

    fn take_in(&mut self, path: &Path, bytes: &[u8]) {
        let (entries, damaged) = match lines::read(bytes) {
            Ok(read) => read,
            Err(version) => {
                let newer = Notice::new("files-newer").with("path", path.display()).with("version", version);
                return self.give_up(newer);
            }
        };
        let strays = entries.into_iter().filter(|entry| !self.remember(entry)).count();
        if damaged + strays > 0 {
            self.notices.push(Notice::new("files-memory-damaged").with("path", path.display()));
            self.write_anew();
        } else if self.file.is_some() && !bytes.ends_with(b"\n") && shorten(path, bytes).is_err() {
            // The next line starts on its own.
            self.pending = b"\n".to_vec();
        }
        if !bytes.contains(&b'\n') {
            self.pending.extend(lines::header());
        }
    }

    /// Whether the entry hangs on what is known.
    fn remember(&mut self, entry: &Entry) -> bool {
        match entry {
            Entry::Root { node, seed } => self.ways.add_root(*node, *seed),
            Entry::Step { node, from, choice } => self.ways.add_step(*node, *from, choice),
            Entry::Beat { node, name } => {
                let is_known = node.is_none_or(|node| self.ways.holds(node));
                // Seen it was, whatever became of the way there.
                let way = node.filter(|_| is_known);
                let known = self.beats.entry(name.clone()).or_insert(way);
                *known = known.or(way);
                is_known
            }
            Entry::Choice(name) => {
                self.choices.insert(name.clone());
                true
            }
            Entry::Rumour(id) => {
                self.rumours.insert(id.clone());
                true
            }
            Entry::Ending { id, seed, log } => {
                self.endings.entry(id.clone()).or_default().insert((*seed, *log));
                true
            }
        }
    }

    /// Remembers an entry that is new, and has it written.
    fn learn(&mut self, entry: Entry) {
        self.remember(&entry);
        self.pending.extend(lines::line(&entry));
    }

    /// Sees the turn that a playthrough shows. To be called at every turn; one that shows nothing new costs no writing.
    pub fn note(&mut self, playthrough: &Playthrough) {
        let log = playthrough.log();
        self.note_turn(playthrough, playthrough.turn(), playthrough.state(), log);
        if let Stop::Ending(ending) = playthrough.turn().stop() {
            self.note_ending(playthrough, &playthrough.story().ending(ending).id);
        }
        self.write();
    }

    /// Sees every turn of a playthrough that was played elsewhere or before.
    pub fn note_all(&mut self, playthrough: &Playthrough) {
        let mut made = 0;
        playthrough.retell(|turn, state, _| {
            self.note_turn(playthrough, turn, state, &playthrough.log()[..made]);
            made += 1;
        });
        self.note(playthrough);
    }

    fn note_turn(&mut self, playthrough: &Playthrough, turn: &Turn, state: &StoryState, log: &[ChoiceId]) {
        let story = playthrough.story();
        let choice = log.last().map(|&choice| story.full_choice_name(choice));
        if let Some(name) = choice.filter(|name| !self.choices.contains(name)) {
            self.learn(Entry::Choice(name));
        }
        for &beat in turn.beats() {
            self.note_beat(playthrough, &story.beat(beat).name, log);
        }
        let flags = &story.flags()[story.flags().len() - story.rumours().len()..];
        for (rumour, flag) in story.rumours().iter().zip(flags) {
            if state.bit(flag.bit) && !self.rumours.contains(&rumour.id) {
                self.learn(Entry::Rumour(rumour.id.clone()));
            }
        }
    }

    fn note_beat(&mut self, playthrough: &Playthrough, name: &str, log: &[ChoiceId]) {
        let known = self.beats.get(name).copied();
        if known.flatten().is_some() || (known.is_some() && !playthrough.is_from_start()) {
            return;
        }
        let node = playthrough.is_from_start().then(|| self.note_way(playthrough, log));
        self.learn(Entry::Beat { node, name: name.to_owned() });
    }

    /// The end of a way, which is written as far as it is new.
    fn note_way(&mut self, playthrough: &Playthrough, log: &[ChoiceId]) -> u32 {
        let seed = playthrough.seed();
        let mut node = self.ways.root(seed).unwrap_or_else(|| {
            let node = self.ways.next();
            self.learn(Entry::Root { node, seed });
            node
        });
        for &choice in log {
            let (from, choice) = (node, playthrough.story().full_choice_name(choice));
            node = self.ways.step(from, &choice).unwrap_or_else(|| {
                let node = self.ways.next();
                self.learn(Entry::Step { node, from, choice });
                node
            });
        }
        node
    }

    fn note_ending(&mut self, playthrough: &Playthrough, id: &str) {
        let mut hasher = crc32fast::Hasher::new();
        for chosen in playthrough.chosen() {
            hasher.update(format!("{}/{} ", chosen.beat, chosen.choice).as_bytes());
        }
        let (seed, log) = (playthrough.seed(), hasher.finalize());
        if !self.endings.get(id).is_some_and(|runs| runs.contains(&(seed, log))) {
            self.learn(Entry::Ending { id: id.to_owned(), seed, log });
        }
    }

    /// Writes what is pending, in one piece. What goes wrong is told once; it is tried again at the next turn.
    fn write(&mut self) {
        let Some(path) = self.file.as_ref().filter(|_| !self.pending.is_empty()) else {
            // Where nothing is written, nothing waits.
            return self.pending.clear();
        };
        match append(path, &self.pending) {
            Ok(()) => {
                self.pending.clear();
                self.has_told = false;
            }
            Err(_) if self.has_told => {}
            Err(error) => {
                self.has_told = true;
                let why = Notice::unwritable(path, &error);
                self.notices.push(Notice::new("files-memory-not-kept").with_notice("why", why));
            }
        }
    }

    /// Writes all that is known over a damaged file, which stays beside it as its backup.
    fn write_anew(&mut self) {
        let mut text = lines::header();
        self.ways.entries(|entry| text.extend(lines::line(&entry)));
        let beats = self.beats.iter().map(|(name, &node)| Entry::Beat { node, name: name.clone() });
        let choices = self.choices.iter().cloned().map(Entry::Choice);
        let rumours = self.rumours.iter().cloned().map(Entry::Rumour);
        let endings = self
            .endings
            .iter()
            .flat_map(|(id, runs)| runs.iter().map(|&(seed, log)| Entry::Ending { id: id.clone(), seed, log }));
        beats.chain(choices).chain(rumours).chain(endings).for_each(|entry| text.extend(lines::line(&entry)));
        if self.file.as_ref().is_some_and(|path| replace(path, &text).is_err()) {
            // Then the next lines are added to what is there.
            self.pending = b"\n".to_vec();
        }
    }

    /// Sentences for the reader that were not taken yet, oldest first, in English.
    pub fn take_notices(&mut self) -> Vec<String> {
        self.take_notices_in(&Catalogue::default())
    }

    /// As [`Self::take_notices`], in any language.
    pub fn take_notices_in(&mut self, words: &Catalogue) -> Vec<String> {
        std::mem::take(&mut self.notices).into_iter().map(|notice| notice.say(words)).collect()
    }
}

/// Takes the last line off, which was not finished.
fn shorten(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let whole = bytes.iter().rposition(|&byte| byte == b'\n').map_or(0, |last| last + 1);
    OpenOptions::new().write(true).open(path)?.set_len(whole as u64)
}

/// Adds bytes to a file, all of them or none.
fn append(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = OpenOptions::new().append(true).create(true).open(path)?;
    let before = file.metadata()?.len();
    let written = file.write_all(bytes);
    if written.is_err() {
        // Best effort: what is left of it is left out at the next start.
        let _ = file.set_len(before);
    }
    written
}
