//! Arrows move over the map as they point, and the selected place says what it is.

use bevy::input::ButtonState;
use bevy::input::keyboard::{Key, KeyboardInput};
use bevy::prelude::*;
use bevy::ui::UiGlobalTransform;

use super::{PathsPage, words};
use crate::desktop::action::Actions;
use crate::desktop::ready::Drawing;
use crate::desktop::screen::{Menu, Screen};
use crate::desktop::scroll::BringIntoSight;
use crate::desktop::session::Session;
use crate::desktop::theme::Theme;
use crate::desktop::widgets::{Item, Layer, Selection};
use crate::engine::{Play, Stories};

pub(super) fn plugin(app: &mut App) {
    app.add_systems(
        Update,
        (
            steer.after(Actions).run_if(in_state(Menu::Closed)).run_if(on_message::<KeyboardInput>),
            tell.run_if(resource_changed::<Selection>.or_else(any_match_filter::<Added<Tip>>)),
        )
            .chain()
            .before(Play)
            .run_if(in_state(Screen::Paths)),
    )
    .add_systems(Last, note.run_if(in_state(Screen::Paths)).run_if(resource_changed::<Selection>));
}

/// The words at the selected dot.
#[derive(Component)]
pub(super) struct Tip;

/// The words that the beat begins with.
#[derive(Component)]
pub(super) struct Words;

/// Whether the reader is there, and how many ways are closed.
#[derive(Component)]
pub(super) struct Facts;

fn note(selection: Res<Selection>, mut page: ResMut<PathsPage>) {
    page.selected = selection.of(Layer::Screen);
}

/// Selects the nearest row in the direction of the arrow; if there is none, the same stays selected.
fn steer(
    mut inputs: MessageReader<KeyboardInput>,
    rows: Query<(Entity, &Item, &ComputedNode, &UiGlobalTransform)>,
    page: Res<PathsPage>,
    mut selection: ResMut<Selection>,
    mut commands: Commands,
    mut drawing: ResMut<Drawing>,
) {
    for input in inputs.read().filter(|input| input.state == ButtonState::Pressed) {
        let direction = match &input.logical_key {
            Key::ArrowUp => Vec2::NEG_Y,
            Key::ArrowDown => Vec2::Y,
            Key::ArrowLeft => Vec2::NEG_X,
            Key::ArrowRight => Vec2::X,
            _ => continue,
        };
        let Some((_, from, node, at)) = rows.iter().find(|(_, item, ..)| item.order == page.selected) else { continue };
        let cost = |to: &ComputedNode, there: &UiGlobalTransform| {
            let way = there.translation - at.translation;
            let along = way.dot(direction);
            // Wide rows lie under everything that they reach under.
            let half = if direction.x == 0.0 { (node.size().x + to.size().x) / 2.0 } else { 0.0 };
            let beside = (way.dot(direction.perp()).abs() - half).max(0.0);
            (along > 4.0).then_some(along + 3.0 * beside)
        };
        let others = rows.iter().filter(|(_, item, ..)| item.layer == Layer::Screen && item.order != from.order);
        let costs = others.filter_map(|(entity, item, node, there)| Some((cost(node, there)?, entity, item.order)));
        let nearest = costs.min_by(|a, b| a.0.total_cmp(&b.0));
        selection.set(Layer::Screen, nearest.map_or(from.order, |(_, _, order)| order));
        if let Some((_, entity, _)) = nearest {
            commands.entity(entity).try_insert(BringIntoSight);
        }
        drawing.more(3);
    }
}

/// Under its dot, as far as the map reaches.
fn tell(
    page: Res<PathsPage>,
    selection: Res<Selection>,
    theme: Res<Theme>,
    session: Res<Session>,
    stories: Res<Stories>,
    mut tips: Query<&mut Node, With<Tip>>,
    mut texts: ParamSet<(Query<&mut Text, With<Words>>, Query<&mut Text, With<Facts>>)>,
    mut drawing: ResMut<Drawing>,
) {
    let Some(story) = stories.get(&session.story) else { return };
    drawing.more(3);
    let selected = page.dots.iter().find(|(order, _)| *order == selection.of(Layer::Screen));
    for mut node in &mut tips {
        node.display = if selected.is_some() { Display::Flex } else { Display::None };
        if let (Some((_, dot)), Val::Px(width)) = (selected, node.width) {
            node.left = px((dot.x as f32 - width / 2.0).clamp(0.0, (page.width - width).max(0.0)));
            node.top = px(dot.y as f32 + BELOW);
        }
    }
    let Some((_, dot)) = selected else { return };
    let here = (page.here == Some(dot.beat)).then(|| theme.say("paths-here"));
    let doors = (dot.closed > 0).then(|| theme.say_with("paths-closed-ways", &[("count", dot.closed.into())]));
    let facts: Vec<String> = [here, doors].into_iter().flatten().collect();
    texts.p0().iter_mut().for_each(|mut text| text.0 = words(&theme, story, dot.beat));
    texts.p1().iter_mut().for_each(|mut text| text.0 = facts.join(" "));
}

/// So far under the middle of a dot.
const BELOW: f32 = 20.0;
