//! The one playthrough, and the systems that move it.

use std::ops::Deref;
use std::sync::Arc;

use bevy::prelude::*;

use super::message::{Begin, Cause, Choose, Ended, Refused, Resume, Rewind, StateChanged, StoryBroken, TurnReady};
use super::{Play, StoryAsset};
use crate::story::{self, ChoiceId, Landing, Record, Stop, StoryState};

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Waiting>().add_systems(
        Update,
        ((note_begin, begin, reload).chain(), (choose, rewind).chain().run_if(resource_exists::<Playthrough>))
            .chain()
            .in_set(Play),
    );
}

/// The playthrough. Only the engine changes it; a game reads it and writes messages.
#[derive(Resource, Debug)]
pub struct Playthrough {
    playing: story::Playthrough,
    story: Handle<StoryAsset>,
}

impl Playthrough {
    /// The asset that is played.
    pub fn asset(&self) -> &Handle<StoryAsset> {
        &self.story
    }
}

impl Deref for Playthrough {
    type Target = story::Playthrough;

    fn deref(&self) -> &Self::Target {
        &self.playing
    }
}

/// What is to begin once its story is loaded.
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
    stories: Res<Assets<StoryAsset>>,
    mut commands: Commands,
    mut turns: MessageWriter<TurnReady>,
    mut ended: MessageWriter<Ended>,
    mut broken: MessageWriter<StoryBroken>,
) {
    let is_loaded = waiting.0.as_ref().is_some_and(|(story, _)| stories.contains(story));
    if !is_loaded {
        return;
    }
    let Some((handle, start)) = waiting.0.take() else { return };
    let Some(story) = stories.get(&handle).and_then(|asset| asset.story.clone()) else {
        broken.write(StoryBroken { story: handle });
        return;
    };
    let (playing, cause) = match start {
        Start::New { seed } => (story::Playthrough::start(story, seed), Cause::Begun),
        Start::Again(record) => {
            let (playing, landing) = story::Playthrough::resume(story, &record);
            (playing, Cause::Resumed(landing))
        }
    };
    turns.write(TurnReady { cause });
    write_end(&playing, &mut ended);
    commands.insert_resource(Playthrough { playing, story: handle });
}

fn write_end(playing: &story::Playthrough, ended: &mut MessageWriter<Ended>) {
    if let Stop::Ending(ending) = playing.turn().stop() {
        ended.write(Ended { ending });
    }
}

/// Puts a changed story under the playthrough that goes on.
fn reload(
    mut events: MessageReader<AssetEvent<StoryAsset>>,
    stories: Res<Assets<StoryAsset>>,
    playthrough: Option<ResMut<Playthrough>>,
    mut turns: MessageWriter<TurnReady>,
    mut broken: MessageWriter<StoryBroken>,
) {
    let Some(mut playthrough) = playthrough else {
        events.clear();
        return;
    };
    let is_ours = |event: &&AssetEvent<StoryAsset>| match event {
        AssetEvent::Modified { id } => *id == playthrough.story.id(),
        _ => false,
    };
    if events.read().filter(is_ours).count() == 0 {
        return;
    }
    let Some(asset) = stories.get(&playthrough.story) else { return };
    match &asset.story {
        Some(story) => {
            let landing = playthrough.swap(story);
            turns.write(TurnReady { cause: Cause::Reloaded(landing) });
        }
        None => {
            broken.write(StoryBroken { story: playthrough.story.clone() });
        }
    }
}

impl Playthrough {
    fn swap(&mut self, story: &Arc<story::Story>) -> Landing {
        let (playing, landing) = story::Playthrough::resume(Arc::clone(story), &self.playing.record());
        self.playing = playing;
        landing
    }

    fn take(&mut self, choose: &Choose) -> Result<(ChoiceId, StoryState), story::ChooseError> {
        let before = self.playing.state().clone();
        match choose {
            Choose::Number(number) => self.playing.choose(*number)?,
            Choose::Name(name) => self.playing.choose_named(name)?,
        }
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
        turns.write(TurnReady { cause: Cause::Rewound });
    }
}
