//! Messages in a corner: what could not be saved, and mistakes in a story that is being written.

use bevy::asset::AssetLoadFailedEvent;
use bevy::prelude::*;

use super::action::{Act, Action, Actions};
use super::hearing::Part;
use super::preferences::Preferences;
use super::ready::Drawing;
use super::session::Session;
use super::theme::Theme;
use super::widgets::caption;
use crate::diagnostic::{Severity, line};
use crate::engine::{Cause, Play, Stories, StoryAsset, StoryBroken, TurnReady};
use crate::story::Landing;
use crate::telling::{after_load, after_reload};

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Notices>()
        .add_systems(Update, forget.run_if(on_message::<Act>).before(Actions))
        .add_systems(Update, (tell_broken, tell_landing, tell_session).chain().after(Play))
        .add_systems(PostUpdate, show.run_if(resource_changed::<Notices>).before(bevy::ui::UiSystems::Layout));
}

/// What the corner says.
#[derive(Resource, Default)]
pub(super) struct Notices {
    /// Gone with the next choice.
    passing: Vec<String>,
    /// Stays until the story is mended.
    broken: Vec<String>,
}

impl Notices {
    /// Says one thing, in place of what was said before, until the next choice.
    pub fn say(&mut self, words: String) {
        self.passing = vec![words];
    }
}

#[derive(Component)]
struct Corner;

/// So many mistakes are shown; the rest are counted.
const MOST: usize = 3;

/// What was said on one screen is not said on the next.
fn forget(mut acts: MessageReader<Act>, mut notices: ResMut<Notices>) {
    let leaves = |action: &Action| matches!(action, Action::Open(_) | Action::Back | Action::OpenMenu);
    let is_left = acts.read().filter(|Act(action)| leaves(action)).count() > 0;
    if is_left && !notices.passing.is_empty() {
        notices.passing.clear();
    }
}

/// What could not be saved or loaded.
fn tell_session(
    mut session: ResMut<Session>,
    mut preferences: ResMut<Preferences>,
    theme: Res<Theme>,
    mut notices: ResMut<Notices>,
) {
    let mut told = session.bypass_change_detection().take_notices(theme.words());
    told.append(&mut preferences.bypass_change_detection().take_notices());
    if !told.is_empty() {
        notices.passing.extend(told);
    }
}

/// Mistakes of the story's files, until it is sound again.
fn tell_broken(
    mut broken: MessageReader<StoryBroken>,
    mut failed: MessageReader<AssetLoadFailedEvent<StoryAsset>>,
    assets: Res<Assets<StoryAsset>>,
    stories: Res<Stories>,
    theme: Res<Theme>,
    mut notices: ResMut<Notices>,
) {
    if stories.is_changed() && !notices.broken.is_empty() {
        notices.broken.clear();
    }
    if let Some(failed) = failed.read().last() {
        notices.broken = vec![format!("{}: {}", failed.path, failed.error)];
    }
    let Some(asset) = broken.read().last().and_then(|broken| assets.get(broken.story)) else { return };
    let errors = asset.diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error);
    notices.broken = errors.clone().take(MOST).map(|error| line(error, &asset.sources)).collect();
    let more = errors.count().saturating_sub(MOST);
    if more > 0 {
        notices.broken.push(theme.say_with("page-more-mistakes", &[("count", more.into())]));
    }
}

fn tell_landing(mut turns: MessageReader<TurnReady>, theme: Res<Theme>, mut notices: ResMut<Notices>) {
    for turn in turns.read() {
        if matches!(turn.cause, Cause::Chosen(_)) && !notices.passing.is_empty() {
            notices.passing.clear();
        }
        let told = match &turn.cause {
            Cause::Resumed(landing) if *landing != Landing::Exact => after_load(theme.words(), landing),
            Cause::Reloaded(landing @ (Landing::Carried { .. } | Landing::Cut { .. })) => {
                after_reload(theme.words(), landing)
            }
            _ => continue,
        };
        notices.passing.push(told);
    }
}

/// In the corner that prose leaves free the longest.
fn place() -> Node {
    Node {
        position_type: PositionType::Absolute,
        right: px(18),
        bottom: px(18),
        max_width: percent(70),
        padding: UiRect::axes(px(16), px(12)),
        border: px(1).all(),
        border_radius: BorderRadius::all(px(4)),
        flex_direction: FlexDirection::Column,
        row_gap: px(6),
        ..default()
    }
}

fn show(
    notices: Res<Notices>,
    corner: Query<Entity, With<Corner>>,
    theme: Res<Theme>,
    mut commands: Commands,
    mut drawing: ResMut<Drawing>,
) {
    corner.iter().for_each(|corner| commands.entity(corner).try_despawn());
    drawing.more(2);
    if notices.passing.is_empty() && notices.broken.is_empty() {
        return;
    }
    let edge = if notices.broken.is_empty() { theme.inks.line } else { theme.inks.mark };
    commands
        .spawn((
            Name::new("Notices"),
            Corner,
            Part::News,
            place(),
            GlobalZIndex(10),
            BackgroundColor(theme.inks.raised),
            BorderColor::all(edge),
            bevy::picking::Pickable::IGNORE,
        ))
        .with_children(|corner| {
            if !notices.broken.is_empty() {
                corner.spawn(caption(&theme, theme.say("page-broken"), theme.inks.mark));
            }
            for notice in notices.broken.iter().chain(&notices.passing) {
                corner.spawn(caption(&theme, notice, theme.inks.text));
            }
        });
}
