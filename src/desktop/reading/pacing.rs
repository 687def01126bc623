//! How the story goes on by itself: through what was read in an earlier playthrough, and at the speed of reading.

use std::collections::BTreeSet;
use std::time::Duration;

use bevy::ecs::message::{MessageCursor, Messages};
use bevy::input::mouse::MouseWheel;
use bevy::prelude::*;
use bevy::time::Real;
use bevy::ui::UiGlobalTransform;

use super::page::CurrentTurn;
use crate::desktop::action::{Act, Action, Actions};
use crate::desktop::preferences::Preferences;
use crate::desktop::ready::Drawing;
use crate::desktop::reveal::Reveals;
use crate::desktop::screen::{Menu, Screen};
use crate::desktop::scroll::{Glide, Scroll, Scroller};
use crate::desktop::session::Session;
use crate::engine::{Cause, Choose, Play, Playthrough, TurnReady};
use crate::story::{BeatId, ChoiceId, Stop};

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Earlier>()
        .init_resource::<Skipping>()
        .init_resource::<Waiting>()
        .add_systems(Update, remember.after(Play).before(super::Writing).run_if(on_message::<TurnReady>))
        .add_systems(Update, begin_to_skip.in_set(Actions).run_if(on_message::<Act>))
        .add_systems(Update, skip.after(Actions).before(Play).run_if(resource_equals(Skipping::ON)))
        .add_systems(
            Update,
            advance
                .after(super::Writing)
                .run_if(in_state(Screen::Reading))
                .run_if(in_state(Menu::Closed))
                .run_if(|preferences: Res<Preferences>| preferences.settings.auto_advance),
        );
}

/// What was seen before this playthrough was begun, or taken up.
#[derive(Resource, Default)]
pub(super) struct Earlier {
    beats: BTreeSet<BeatId>,
    choices: BTreeSet<ChoiceId>,
}

impl Earlier {
    /// Whether a choice was taken then.
    pub fn has_taken(&self, choice: ChoiceId) -> bool {
        self.choices.contains(&choice)
    }

    /// Whether all that a turn shows was read then.
    fn has_read(&self, beats: &[BeatId]) -> bool {
        beats.iter().all(|beat| self.beats.contains(beat))
    }
}

fn remember(
    mut turns: MessageReader<TurnReady>,
    session: Res<Session>,
    playthrough: Option<Res<Playthrough>>,
    mut earlier: ResMut<Earlier>,
) {
    let is_new = turns.read().any(|turn| !matches!(turn.cause, Cause::Chosen(_) | Cause::Rewound));
    let Some(playthrough) = playthrough.filter(|_| is_new) else { return };
    let (story, memory) = (playthrough.story(), session.memory());
    *earlier = Earlier { beats: memory.beats(story), choices: memory.choices(story) };
}

/// How many pages more may be passed over; 0 for none.
#[derive(Resource, Default, PartialEq)]
struct Skipping {
    is_on: bool,
}

impl Skipping {
    const ON: Self = Self { is_on: true };
}

fn begin_to_skip(mut acts: MessageReader<Act>, mut skipping: ResMut<Skipping>, mut reveals: Reveals) {
    for Act(action) in acts.read() {
        skipping.is_on = *action == Action::Skip;
        if skipping.is_on && reveals.are_running() {
            reveals.finish();
        }
    }
}

/// Takes the only way on from each page that was read before, until there is something to decide or to read.
fn skip(
    playthrough: Option<Res<Playthrough>>,
    earlier: Res<Earlier>,
    mut skipping: ResMut<Skipping>,
    mut passed: Local<usize>,
    mut last: Local<usize>,
    mut choices: MessageWriter<Choose>,
    mut scrolls: MessageWriter<Scroll>,
    mut drawing: ResMut<Drawing>,
) {
    /// A story may lead in a circle.
    const MOST: usize = 200;
    drawing.more(3);
    let Some(playthrough) = playthrough else { return skipping.is_on = false };
    let (turn, made) = (playthrough.turn(), playthrough.log().len());
    *passed = if *last + 1 == made { *passed + 1 } else { 0 };
    *last = made;
    let is_read = earlier.has_read(turn.beats());
    if is_read && turn.open().count() == 1 && turn.stop() == Stop::Choices && *passed < MOST {
        choices.write(Choose::Number(1));
        return;
    }
    skipping.is_on = false;
    *passed = 0;
    if is_read {
        scrolls.write(Scroll::Bottom);
    }
}

/// When the page goes on by itself, since the program was started.
#[derive(Resource, Default)]
struct Waiting {
    due: Option<Duration>,
    /// There is nothing to wait for until the next turn.
    is_over: bool,
}

/// Turns the page when the time to read what is seen is over, and takes the only way on when all is read.
fn advance(
    (mut turns, mut wheels): (MessageReader<TurnReady>, MessageReader<MouseWheel>),
    (mut scrolls, mut read): (ResMut<Messages<Scroll>>, Local<MessageCursor<Scroll>>),
    time: Res<Time<Real>>,
    preferences: Res<Preferences>,
    playthrough: Option<Res<Playthrough>>,
    current: Query<(&ComputedNode, &UiGlobalTransform), With<CurrentTurn>>,
    scroller: Query<(&ComputedNode, &UiGlobalTransform, &ScrollPosition, Has<Glide>), With<Scroller>>,
    mut reveals: Reveals,
    mut waiting: ResMut<Waiting>,
    mut choices: MessageWriter<Choose>,
) {
    let (Some(playthrough), Ok((node, transform, position, glides))) = (playthrough, scroller.single()) else { return };
    if turns.read().count() + read.read(&scrolls).count() + wheels.read().count() > 0 || preferences.is_changed() {
        *waiting = Waiting::default();
        reveals.drawing.more(8);
        return;
    }
    if waiting.is_over || glides || reveals.are_running() {
        return;
    }
    let Ok((turn_node, turn_transform)) = current.single() else { return };
    let now = time.elapsed();
    let due = *waiting.due.get_or_insert_with(|| {
        let part = seen_part(turn_node, turn_transform, node, transform);
        let words =
            playthrough.turn().page().paragraphs().flat_map(|paragraph| {
                paragraph.runs().map(|(run, _)| run.split_whitespace().count()).collect::<Vec<_>>()
            });
        let words = words.sum::<usize>() as f32 * part;
        now + Duration::from_secs_f32(words * 60.0 / f32::from(preferences.settings.reading_speed) + PAUSE)
    });
    if now < due {
        return reveals.drawing.wake_in(due - now);
    }
    waiting.due = None;
    let below = (node.content_size().y - node.size().y) * node.inverse_scale_factor() - position.y;
    if below > 1.0 {
        scrolls.write(Scroll::Page(1.0));
    } else if playthrough.turn().open().count() == 1 && playthrough.turn().stop() == Stop::Choices {
        choices.write(Choose::Number(1));
    } else {
        waiting.is_over = true;
    }
    reveals.drawing.more(4);
}

/// A moment more, in seconds.
const PAUSE: f32 = 1.0;

/// How much of a turn can be seen, from 0 to 1.
fn seen_part(
    turn: &ComputedNode,
    turn_at: &UiGlobalTransform,
    page: &ComputedNode,
    page_at: &UiGlobalTransform,
) -> f32 {
    let ends = |node: &ComputedNode, at: &UiGlobalTransform| {
        (at.translation.y - node.size().y / 2.0, at.translation.y + node.size().y / 2.0)
    };
    let ((top, bottom), (from, to)) = (ends(turn, turn_at), ends(page, page_at));
    ((bottom.min(to) - top.max(from)) / (bottom - top).max(1.0)).clamp(0.0, 1.0)
}
