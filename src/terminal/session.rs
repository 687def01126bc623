//! One reader with one story: reading it, saving, undoing, and taking in changes to its files. Knows no terminal.

mod keeping;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{Options, PlayError};
use crate::catalogue::Catalogue;
use crate::diagnostic::{Severity, line};
use crate::files::{Progress, Resumed, Settings, StorySource, Watch, fresh_seed};
use crate::source::{compile, story_hash};
use crate::story::{ChooseError, Landing, Playthrough, Record, Story, Trail};
use crate::telling::{after_load, after_reload};

/// A story that is being played, with its saves.
#[derive(Debug)]
pub struct Session {
    source: StorySource,
    /// Set for a story in a folder.
    watch: Option<Watch>,
    playthrough: Playthrough,
    story_hash: String,
    seed: Option<u64>,
    progress: Progress,
    /// Where the reader was before a change of the story took the place away; taken up again once the place is back.
    lost_place: Option<Record>,
    /// Choices that were taken back.
    trail: Trail,
    settings: Settings,
    /// Where the settings are kept, if that is not the platform's folder.
    settings_folder: Option<PathBuf>,
    is_new: bool,
    notices: Vec<String>,
    fault: Option<String>,
    words: Catalogue,
}

impl Session {
    /// Reads the story and takes up its autosave, or starts anew if there is none, it has ended, or `options` ask for it. Trouble with
    /// saves becomes a notice, and play goes on.
    ///
    /// # Errors
    /// If the story cannot be read or has mistakes.
    pub fn open(options: &Options) -> Result<Self, PlayError> {
        Self::begin(options, None)
    }

    /// As [`Self::open`], with the saves and the settings in `folder`.
    ///
    /// # Errors
    /// If the story cannot be read or has mistakes.
    pub fn open_in(options: &Options, folder: &Path) -> Result<Self, PlayError> {
        Self::begin(options, Some(folder))
    }

    fn begin(options: &Options, folder: Option<&Path>) -> Result<Self, PlayError> {
        // Before the files are read, so that no change slips in between.
        let watch = options.source.folder().map(Watch::new);
        let (story, hash) = read(&options.source)?;
        let progress = match folder {
            Some(folder) => Progress::open_in(folder, story.id()),
            None => Progress::open(story.id()),
        };
        let seed = options.seed.unwrap_or_else(fresh_seed);
        let (settings, notices) = folder.map_or_else(Settings::load, Settings::load_in);
        let words = Catalogue::new(settings.spoken_language());
        let mut session = Self {
            source: options.source.clone(),
            watch,
            playthrough: Playthrough::start(Arc::new(story), seed),
            story_hash: hash,
            seed: options.seed,
            progress,
            lost_place: None,
            trail: Trail::default(),
            settings,
            settings_folder: folder.map(Path::to_owned),
            is_new: true,
            notices,
            fault: None,
            words,
        };
        if options.seed.is_none() && !options.new {
            session.load();
        }
        session.moved();
        Ok(session)
    }

    fn load(&mut self) {
        let story = Arc::clone(self.story());
        let Some(resumed) = self.progress.load(&story) else { return };
        self.progress.go_on(&resumed.landing);
        self.take_up(resumed);
    }

    fn take_up(&mut self, resumed: Resumed) {
        let mut notice = after_load(&self.words, &resumed.landing);
        if let Some(fault) = resumed.instead_of {
            let values = [("notice", (&notice).into()), ("fault", (&fault).into())];
            notice = self.words.say_with("terminal-save-before-last", &values);
        }
        self.notices.push(notice);
        self.is_new = false;
        self.land(resumed.playthrough, &resumed.landing, resumed.record);
        self.moved();
    }

    /// To be called when the playthrough stands elsewhere.
    fn moved(&mut self) {
        self.trail.follow(&self.playthrough);
        self.progress.note(&self.playthrough);
    }

    fn land(&mut self, playthrough: Playthrough, landing: &Landing, record: Record) {
        self.playthrough = playthrough;
        self.lost_place = matches!(landing, Landing::Carried { .. } | Landing::Cut { .. }).then_some(record);
    }

    /// The playthrough as it stands.
    pub fn playthrough(&self) -> &Playthrough {
        &self.playthrough
    }

    /// What is said around the story, in the language of the settings.
    pub fn words(&self) -> &Catalogue {
        &self.words
    }

    /// What there is to say of the playthrough at its end: "12 choices, seed 7".
    pub(super) fn summary(&self) -> String {
        let choices = self.words.say_with("ending-choices", &[("count", self.playthrough.log().len().into())]);
        let seed = self.playthrough.seed().to_string();
        format!("{choices}, {}", self.words.say_with("ending-seed", &[("seed", (&seed).into())]))
    }

    /// The story that is played.
    pub fn story(&self) -> &Arc<Story> {
        self.playthrough.story()
    }

    /// Whether it was started anew rather than continued.
    pub fn is_new(&self) -> bool {
        self.is_new
    }

    /// Sentences for the reader that were not taken yet, oldest first; they are handed out once.
    pub fn take_notices(&mut self) -> Vec<String> {
        let mut notices = self.progress.take_notices_in(&self.words);
        notices.append(&mut self.notices);
        notices
    }

    /// What is wrong with the story's files as they now are, in one line with file, line and column. The story as it was plays on.
    pub fn fault(&self) -> Option<&str> {
        self.fault.as_deref()
    }

    /// Where progress is kept, if the last attempt to keep it succeeded and there was one.
    pub fn saved_at(&self) -> Option<PathBuf> {
        self.progress.saved_at()
    }

    /// Whether the story's files can change: [`Self::poll`] is worth calling.
    pub fn is_watched(&self) -> bool {
        self.watch.is_some()
    }

    /// Takes the open choice with this number, counted from 1, and saves.
    ///
    /// # Errors
    /// If there is no such choice; nothing has changed then.
    pub fn choose(&mut self, number: usize) -> Result<(), ChooseError> {
        self.playthrough.choose(number)?;
        self.lost_place = None;
        self.save();
        Ok(())
    }

    /// Takes the last choice back and saves; `false` if there is none.
    pub fn undo(&mut self) -> bool {
        self.playthrough.log().len().checked_sub(1).is_some_and(|before| self.rewind(before))
    }

    /// Starts anew. The playthrough so far stays saved until the first choice, and is put away then.
    pub fn restart(&mut self) {
        let seed = self.seed.unwrap_or_else(fresh_seed);
        self.playthrough = Playthrough::start(Arc::clone(self.story()), seed);
        self.lost_place = None;
        self.is_new = true;
        self.progress.start_anew();
        self.moved();
    }

    fn save(&mut self) {
        self.trail.follow(&self.playthrough);
        self.progress.save(&self.playthrough, &self.story_hash);
    }

    /// Looks whether the story's files have changed and takes the change in: the same playthrough in the new story, or the old story and
    /// [`Self::fault`]. Whether there is anything new to show.
    pub fn poll(&mut self) -> bool {
        if !self.watch.as_mut().is_some_and(Watch::has_changed) {
            return false;
        }
        match read(&self.source) {
            Ok((story, hash)) => self.take_in(story, hash),
            Err(error) => {
                self.fault = Some(fault_line(&error));
                true
            }
        }
    }

    fn take_in(&mut self, story: Story, hash: String) -> bool {
        let was_broken = self.fault.take().is_some();
        if hash == self.story_hash {
            return was_broken;
        }
        self.story_hash = hash;
        let record = self.lost_place.take().unwrap_or_else(|| self.playthrough.record());
        let (playthrough, landing) = Playthrough::resume(Arc::new(story), &record);
        self.notices.push(after_reload(&self.words, &landing));
        self.progress.lands(&landing);
        self.land(playthrough, &landing, record);
        true
    }
}

fn read(source: &StorySource) -> Result<(Story, String), PlayError> {
    let files = source.read()?;
    let compiled = compile(&files);
    match compiled.story {
        Some(story) => Ok((story, story_hash(&files))),
        None => Err(PlayError::Story { diagnostics: compiled.diagnostics, sources: compiled.sources }),
    }
}

fn fault_line(error: &PlayError) -> String {
    let PlayError::Story { diagnostics, sources } = error else { return error.to_string() };
    let first = diagnostics.iter().find(|diagnostic| diagnostic.severity == Severity::Error);
    first.map_or_else(|| error.to_string(), |diagnostic| line(diagnostic, sources))
}
