//! One run through a story: the state, the choices made, and the turn that is shown.

use std::sync::Arc;

use super::{ChoiceId, ChooseError, Lost, NamedState, Offer, Stop, Story, StoryState, Turn};

/// A run through a story from its start, or from a state that was carried over from another version of it.
///
/// # Example
/// ```
/// use std::sync::Arc;
/// use bloodmark::source::{SourceFile, compile};
/// use bloodmark::story::{Playthrough, Stop};
///
/// let files = [
///     SourceFile::new("story.ron", r#"(title: "Door", start: "hall/door", endings: {"out": (title: "Out")})"#),
///     SourceFile::new("hall.ron", r#"(beats: {
///         "door": (text: "A door.", choices: {"open": (text: "Open it.", goto: "out")}),
///         "out": (text: "Snow.", ending: "out"),
///     })"#),
/// ];
/// let story = compile(&files).story.expect("the story is sound");
/// let mut playthrough = Playthrough::start(Arc::new(story), 7);
/// assert_eq!(playthrough.turn().page().text(), "A door.");
/// playthrough.choose(1)?;
/// assert_eq!(playthrough.turn().page().text(), "Snow.");
/// assert!(matches!(playthrough.turn().stop(), Stop::Ending(_)));
/// # Ok::<(), bloodmark::story::ChooseError>(())
/// ```
#[derive(Debug, Clone)]
pub struct Playthrough {
    story: Arc<Story>,
    seed: u64,
    /// Where the log starts, if that is not the start of the story.
    origin: Option<Origin>,
    state: StoryState,
    log: Vec<ChoiceId>,
    turn: Turn,
}

/// A place in the middle of a story where a log starts.
#[derive(Debug, Clone)]
enum Origin {
    /// The beat of the state was entered before.
    Stands(StoryState),
    /// The beat of the state is entered now.
    Enters(StoryState),
}

/// A choice that was made, by names.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Chosen {
    /// `scene/beat`.
    pub beat: String,
    pub choice: String,
}

/// A playthrough by names: what is saved, and what survives a change of the story.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    pub seed: u64,
    /// Where the log starts, if that is not the start of the story.
    pub origin: Option<NamedState>,
    pub log: Vec<Chosen>,
    /// The state that the log led to.
    pub state: NamedState,
}

/// How exactly a [`Record`] could be resumed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Landing {
    /// Everything is as it was left, under the names that it has now.
    Exact,
    /// Every choice could be made again; the changed story answered otherwise.
    Replayed,
    /// A choice is gone, so the state was carried over to the same beat, without what is named.
    Carried { lost: Vec<Lost> },
    /// The beat is gone too: only the first `taken` of `of` choices could be made again.
    Cut { taken: usize, of: usize },
}

impl Playthrough {
    /// A new run. The same story and seed always go the same way.
    pub fn start(story: Arc<Story>, seed: u64) -> Self {
        let state = story.first_state(seed);
        let mut playthrough = Self { story, seed, origin: None, state, log: Vec::new(), turn: Turn::blank() };
        playthrough.return_to_origin();
        playthrough
    }

    /// A new run that enters the beat of `state` as though a choice had led there: its effects are carried out, then its text is read.
    pub fn enter(story: Arc<Story>, seed: u64, state: StoryState) -> Self {
        let origin = Some(Origin::Enters(state.clone()));
        let mut playthrough = Self { story, seed, origin, state, log: Vec::new(), turn: Turn::blank() };
        playthrough.return_to_origin();
        playthrough
    }

    /// Begins anew with another seed, from where it began, in the memory that is there.
    pub fn restart(&mut self, seed: u64) {
        self.seed = seed;
        self.return_to_origin();
    }

    fn return_to_origin(&mut self) {
        self.log.clear();
        let shuffle = self.shuffle();
        self.turn.wipe();
        match &self.origin {
            Some(Origin::Stands(origin)) => {
                self.state = origin.clone();
                self.story.look_again(&self.state, shuffle, &mut self.turn);
            }
            Some(Origin::Enters(before)) => {
                self.state = before.clone();
                self.story.go(&mut self.state, before.beat(), shuffle, &mut self.turn);
            }
            None => {
                self.story.restart(&mut self.state, self.seed);
                self.story.go(&mut self.state, self.story.start(), shuffle, &mut self.turn);
            }
        }
    }

    fn shuffle(&self) -> u64 {
        Story::shuffle(self.seed, self.log.len())
    }

    /// The story that is played.
    pub fn story(&self) -> &Arc<Story> {
        &self.story
    }

    /// What it was started with.
    pub fn seed(&self) -> u64 {
        self.seed
    }

    /// Everything the rules read.
    pub fn state(&self) -> &StoryState {
        &self.state
    }

    /// The choices made, oldest first.
    pub fn log(&self) -> &[ChoiceId] {
        &self.log
    }

    /// The choices made by names, oldest first.
    pub fn chosen(&self) -> impl Iterator<Item = Chosen> + '_ {
        self.log.iter().map(|&choice| {
            let choice = self.story.choice(choice);
            Chosen { beat: self.story.beat(choice.beat).name.clone(), choice: choice.name.clone() }
        })
    }

    /// Whether its choices begin at the start of the story, so that seed and choices tell all of it.
    pub fn is_from_start(&self) -> bool {
        self.origin.is_none()
    }

    /// What is shown now.
    pub fn turn(&self) -> &Turn {
        &self.turn
    }

    /// Whether the story has ended.
    pub fn has_ended(&self) -> bool {
        matches!(self.turn.stop(), Stop::Ending(_))
    }

    /// Takes the open choice with this number, counted from 1.
    ///
    /// # Errors
    /// If there is no such choice; nothing has changed then.
    pub fn choose(&mut self, number: usize) -> Result<(), ChooseError> {
        let offer = number.checked_sub(1).and_then(|index| self.turn.open().nth(index));
        let Some(choice) = offer.map(|offer| offer.choice) else {
            let offered = self.turn.open().count();
            return Err(self.ended().unwrap_or(ChooseError::NotOffered { index: number, offered }));
        };
        self.take(choice);
        Ok(())
    }

    /// Takes the open choice of this name.
    ///
    /// # Errors
    /// If there is no such choice; nothing has changed then.
    pub fn choose_named(&mut self, name: &str) -> Result<(), ChooseError> {
        let story = &self.story;
        let called = |offer: &&Offer| story.choice(offer.choice).name == name;
        let Some(choice) = self.turn.open().find(called).map(|offer| offer.choice) else {
            let names: Vec<&str> = self.turn.open().map(|offer| story.choice(offer.choice).name.as_str()).collect();
            let (name, offered) = (name.to_owned(), names.join(", "));
            return Err(self.ended().unwrap_or(ChooseError::NameNotOffered { name, offered }));
        };
        self.take(choice);
        Ok(())
    }

    fn ended(&self) -> Option<ChooseError> {
        match self.turn.stop() {
            Stop::Ending(ending) => Some(ChooseError::Ended(self.story.ending(ending).id.clone())),
            _ => None,
        }
    }

    fn take(&mut self, choice: ChoiceId) {
        self.log.push(choice);
        let shuffle = self.shuffle();
        self.story.take(&mut self.state, choice, shuffle, &mut self.turn);
    }

    /// Goes back to where `choices` choices had been made; more than were made is where it stands.
    pub fn rewind(&mut self, choices: usize) {
        let mut log = std::mem::take(&mut self.log);
        log.truncate(choices);
        self.return_to_origin();
        for choice in log {
            self.take(choice);
        }
    }

    /// Goes through all turns again from the first, calling `tell` with each: the turn, the state behind it and the choice that was made
    /// there, which is `None` at the last.
    pub fn retell(&self, mut tell: impl FnMut(&Turn, &StoryState, Option<ChoiceId>)) {
        let mut again = self.clone();
        again.return_to_origin();
        for &choice in &self.log {
            tell(&again.turn, &again.state, Some(choice));
            again.take(choice);
        }
        tell(&again.turn, &again.state, None);
    }

    /// The playthrough by names.
    pub fn record(&self) -> Record {
        Record {
            seed: self.seed,
            origin: self.origin.as_ref().map(|origin| match origin {
                Origin::Stands(state) => self.story.name_state(state),
                Origin::Enters(_) => {
                    let mut again = self.clone();
                    again.return_to_origin();
                    self.story.name_state(&again.state)
                }
            }),
            log: self.chosen().collect(),
            state: self.story.name_state(&self.state),
        }
    }

    /// Takes a record up again, in the same story or another version of it: makes every choice again, or else carries the state over to
    /// the beat where it stood, or else goes as far as the choices lead.
    pub fn resume(story: Arc<Story>, record: &Record) -> (Self, Landing) {
        let mut playthrough = Self::start(story, record.seed);
        let origin = record.origin.as_ref().map(|origin| playthrough.story.resolve_at_rest(origin));
        let origin_is_gone = matches!(origin, Some(None));
        if let Some(Some((state, _))) = origin {
            playthrough.origin = Some(Origin::Stands(state));
            playthrough.return_to_origin();
        }
        let log = if origin_is_gone { &[] } else { record.log.as_slice() };
        let taken = log.iter().take_while(|chosen| playthrough.take_again(chosen)).count();
        if taken == record.log.len() && !origin_is_gone {
            let same = playthrough.story.is_named(&playthrough.state, &record.state);
            return (playthrough, if same { Landing::Exact } else { Landing::Replayed });
        }
        match playthrough.story.resolve_at_rest(&record.state) {
            Some((state, lost)) => {
                playthrough.origin = Some(Origin::Stands(state));
                playthrough.return_to_origin();
                (playthrough, Landing::Carried { lost })
            }
            None => (playthrough, Landing::Cut { taken, of: record.log.len() }),
        }
    }

    fn take_again(&mut self, chosen: &Chosen) -> bool {
        let beat = self.state.beat();
        let choice = self.story.choice_once_called(beat, &chosen.choice);
        let is_open = self.story.beat_once_called(&chosen.beat) == Some(beat)
            && self.turn.open().any(|offer| Some(offer.choice) == choice);
        if let (true, Some(choice)) = (is_open, choice) {
            self.take(choice);
        }
        is_open
    }
}
