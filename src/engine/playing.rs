//! The one playthrough, and the systems that move it.

use std::ops::Deref;
use std::sync::Arc;

use bevy::prelude::*;

use super::message::{Begin, Cause, Choose, Ended, Refused, Resume, Rewind, StateChanged, TurnReady};
use super::stories::{Sound, take_in};
use super::{Play, Stories, StoryAsset};
use crate::story::{self, ChoiceId, Landing, Record, Stop, StoryState};

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Waiting>().add_systems(
        Update,
        ((take_in, note_begin, begin).chain(), (reload, choose, rewind).chain().run_if(resource_exists::<Playthrough>))
            .chain()
            .in_set(Play),
    );
}

/// The playthrough. Only the engine changes it; a game reads it and writes messages.
#[derive(Resource, Debug)]
pub struct Playthrough {
    playing: story::Playthrough,
    asset: Handle<StoryAsset>,
    hash: String,
    /// What was played before a change of the story took the place away; it is taken up again once the place is back.
    lost_place: Option<Record>,
}

impl Playthrough {
    /// The asset that is played.
    pub fn asset(&self) -> &Handle<StoryAsset> {
        &self.asset
    }

    /// A hash of the story as it is played.
    pub fn story_hash(&self) -> &str {
        &self.hash
    }
}

impl Deref for Playthrough {
    type Target = story::Playthrough;

    fn deref(&self) -> &Self::Target {
        &self.playing
    }
}

/// What is to begin once its story is loaded and has no mistakes.
#[derive(Resource, Default)]
struct Waiting(Option<(Handle<StoryAsset>, Start)>);

enum Start {
    New { seed: u64 },
    Again(Box<Record>),
}

fn note_begin(mut begins: MessageReader<Begin>, mut resumes: MessageReader<Resume>, mut waiting: ResMut<Waiting>) {
    if let Some(Begin { story, seed }) = begins.read().last() {
        waiting.0 = Some((story.clone(), Start::New { seed: *seed }));
    }
    if let Some(Resume { story, record }) = resumes.read().last() {
        waiting.0 = Some((story.clone(), Start::Again(Box::new(record.clone()))));
    }
}

fn begin(
    mut waiting: ResMut<Waiting>,
    stories: Res<Stories>,
    mut commands: Commands,
    mut turns: MessageWriter<TurnReady>,
    mut ended: MessageWriter<Ended>,
) {
    let sound = waiting.0.as_ref().and_then(|(asset, _)| stories.sound(asset)).cloned();
    let Some(Sound { story, hash }) = sound else { return };
    let Some((asset, start)) = waiting.0.take() else { return };
    let (playing, cause) = match start {
        Start::New { seed } => (story::Playthrough::start(story, seed), Cause::Begun),
        Start::Again(record) => {
            let (playing, landing) = story::Playthrough::resume(story, &record);
            (playing, Cause::Resumed(landing))
        }
    };
    turns.write(TurnReady { cause });
    write_end(&playing, &mut ended);
    commands.insert_resource(Playthrough { playing, asset, hash, lost_place: None });
}

fn write_end(playing: &story::Playthrough, ended: &mut MessageWriter<Ended>) {
    if let Stop::Ending(ending) = playing.turn().stop() {
        ended.write(Ended { ending });
    }
}

/// Puts a changed story under the playthrough that goes on.
fn reload(
    stories: Res<Stories>,
    mut playthrough: ResMut<Playthrough>,
    mut turns: MessageWriter<TurnReady>,
    mut ended: MessageWriter<Ended>,
) {
    let Some(sound) = stories.sound(&playthrough.asset).filter(|sound| sound.hash != playthrough.hash) else { return };
    let landing = playthrough.swap(sound);
    turns.write(TurnReady { cause: Cause::Reloaded(landing) });
    write_end(&playthrough, &mut ended);
}

impl Playthrough {
    fn swap(&mut self, sound: &Sound) -> Landing {
        let record = self.lost_place.take().unwrap_or_else(|| self.playing.record());
        let (playing, landing) = story::Playthrough::resume(Arc::clone(&sound.story), &record);
        self.playing = playing;
        self.hash.clone_from(&sound.hash);
        self.lost_place = matches!(landing, Landing::Carried { .. } | Landing::Cut { .. }).then_some(record);
        landing
    }

    fn take(&mut self, choose: &Choose) -> Result<(ChoiceId, StoryState), story::ChooseError> {
        let before = self.playing.state().clone();
        match choose {
            Choose::Number(number) => self.playing.choose(*number)?,
            Choose::Name(name) => self.playing.choose_named(name)?,
        }
        self.lost_place = None;
        let choice = *self.playing.log().last().expect("a choice that was taken is in the log");
        Ok((choice, before))
    }
}

fn choose(
    mut choices: MessageReader<Choose>,
    mut playthrough: ResMut<Playthrough>,
    mut turns: MessageWriter<TurnReady>,
    mut changed: MessageWriter<StateChanged>,
    mut ended: MessageWriter<Ended>,
    mut refused: MessageWriter<Refused>,
) {
    for choose in choices.read() {
        let (choice, before) = match playthrough.take(choose) {
            Ok(taken) => taken,
            Err(error) => {
                refused.write(Refused { error });
                continue;
            }
        };
        let story = Arc::clone(playthrough.story());
        let changes: Vec<_> = story.changes(&before, playthrough.state()).collect();
        turns.write(TurnReady { cause: Cause::Chosen(choice) });
        if !changes.is_empty() {
            changed.write(StateChanged { changes });
        }
        write_end(&playthrough, &mut ended);
    }
}

fn rewind(
    mut rewinds: MessageReader<Rewind>,
    mut playthrough: ResMut<Playthrough>,
    mut turns: MessageWriter<TurnReady>,
) {
    for Rewind { choices } in rewinds.read() {
        playthrough.playing.rewind(*choices);
        playthrough.lost_place = None;
        turns.write(TurnReady { cause: Cause::Rewound });
    }
}
