//! The page of frenzy: its margins close, its type is ember, its words shake once, and what the panel says falls away.

use bevy::prelude::*;
use bevy::ui::UiTransform;

use super::panel::Words;
use super::pictures::is_frenzy;
use super::preferences::Preferences;
use super::reading::{Column, CurrentTurn};
use super::ready::Drawing;
use super::theme::Theme;
use crate::engine::{Play, Playthrough};

pub(super) fn plugin(app: &mut App) {
    app.add_systems(PostUpdate, (enter, fall_away, shake).chain().before(bevy::ui::UiSystems::Layout))
        .add_systems(Update, end_shaking.before(Play));
}

/// Text that was ember as long as it was new.
#[derive(Component)]
struct Ember;

/// A paragraph that shakes, for so many seconds since it began to.
#[derive(Component)]
struct Shaking {
    seconds: f32,
    /// So that no two shake alike.
    phase: f32,
}

/// How long words shake.
const SHAKE: f32 = 0.55;

/// How far they go at first, in pixels at scale 1.
const FAR: f32 = 5.0;

/// How wide the column is, in parts of what it is elsewhere.
const CLOSED: f32 = 0.66;

/// A new turn: where there is frenzy its text is ember, and where there is not the page is as it was.
fn enter(
    new: Query<Entity, Added<CurrentTurn>>,
    embers: Query<Entity, With<Ember>>,
    children: Query<&Children>,
    mut colors: Query<&mut TextColor>,
    paragraphs: Query<(), With<Text>>,
    mut columns: Query<&mut Node, With<Column>>,
    playthrough: Option<Res<Playthrough>>,
    (theme, preferences): (Res<Theme>, Res<Preferences>),
    mut commands: Commands,
) {
    let Some(playthrough) = playthrough.filter(|_| !new.is_empty()) else { return };
    let is_red = is_frenzy(&playthrough);
    for ember in &embers {
        commands.entity(ember).try_remove::<Ember>();
        if let Ok(mut color) = colors.get_mut(ember) {
            color.0 = theme.inks.quiet;
        }
    }
    for mut column in &mut columns {
        let width = px(theme.measure() * if is_red { CLOSED } else { 1.0 } + 2.0 * super::reading::MARGIN);
        if column.max_width != width {
            column.max_width = width;
        }
    }
    for part in new.iter().flat_map(|turn| children.iter_descendants(turn)).filter(|_| is_red) {
        let Ok(mut color) = colors.get_mut(part) else { continue };
        if color.0 == theme.inks.text {
            color.0 = theme.inks.mark;
            commands.entity(part).try_insert(Ember);
        }
        if paragraphs.contains(part) && !preferences.is_still() {
            commands.entity(part).try_insert(Shaking { seconds: 0.0, phase: part.index_u32() as f32 * 2.4 });
        }
    }
}

/// The panel has no words for it.
fn fall_away(playthrough: Option<Res<Playthrough>>, mut words: Query<&mut Visibility, With<Words>>) {
    let is_red = playthrough.is_some_and(|playthrough| is_frenzy(&playthrough));
    let visibility = if is_red { Visibility::Hidden } else { Visibility::Inherited };
    for mut word in &mut words {
        word.set_if_neq(visibility);
    }
}

/// Less and less far, until the words stand still.
fn shake(mut shaking: Query<(&Shaking, &mut UiTransform)>, mut drawing: ResMut<Drawing>) {
    for (shaking, mut transform) in &mut shaking {
        let left = (1.0 - shaking.seconds / SHAKE).max(0.0);
        let (turn, far) = (shaking.seconds * 38.0 + shaking.phase, FAR * left * left);
        transform.translation = Val2::px(far * turn.sin(), 0.6 * far * (turn * 1.31).cos());
        drawing.more(2);
    }
}

fn end_shaking(time: Res<Time>, mut shaking: Query<(Entity, &mut Shaking, &mut UiTransform)>, mut commands: Commands) {
    for (entity, mut shaking, mut transform) in &mut shaking {
        shaking.seconds += time.delta_secs().min(0.05);
        if shaking.seconds >= SHAKE {
            transform.translation = Val2::ZERO;
            commands.entity(entity).try_remove::<Shaking>();
        }
    }
}
