//! The page moves: by keys and wheel, and to the newest turn when there is one.

use bevy::prelude::*;
use bevy::ui::{UiGlobalTransform, UiSystems};

use super::ready::Drawing;

pub(super) fn plugin(app: &mut App) {
    app.add_message::<Scroll>().add_systems(PostUpdate, (scroll, settle, show_row).chain().after(UiSystems::Layout));
}

/// The player moves the page.
#[derive(Message, Debug, Clone, Copy)]
pub(super) enum Scroll {
    /// By so many times what is seen of it.
    Page(f32),
    Top,
    Bottom,
}

/// The node whose content moves.
#[derive(Component)]
pub(super) struct Scroller;

/// Bring this part of the content to the top, once it has a size; if it has none after a few frames, there is nothing to bring.
#[derive(Component, Default)]
pub(super) struct BringToTop {
    frames: u8,
    /// It waits so many frames at least, until what stands before it has its size.
    least: u8,
}

impl BringToTop {
    /// For what is spawned with all that stands before it.
    pub fn late() -> Self {
        Self { frames: 0, least: 3 }
    }
}

/// Bring this part of the content into sight.
#[derive(Component)]
pub(super) struct BringIntoSight;

/// So many frames a new part may take to have a size.
const PATIENCE: u8 = 8;

/// So much of what stands before stays in sight, in logical pixels.
const OVERLAP: f32 = 28.0;

fn reach(node: &ComputedNode) -> f32 {
    (node.content_size().y - node.size().y).max(0.0) * node.inverse_scale_factor()
}

/// Where the content stands: the position may still be that of longer content which is gone.
fn at(position: &ScrollPosition, node: &ComputedNode) -> f32 {
    position.y.clamp(0.0, reach(node))
}

fn scroll(
    mut scrolls: MessageReader<Scroll>,
    mut scrollers: Query<(&mut ScrollPosition, &ComputedNode), With<Scroller>>,
    mut drawing: ResMut<Drawing>,
) {
    for scroll in scrolls.read() {
        for (mut position, node) in &mut scrollers {
            let seen = node.size().y * node.inverse_scale_factor();
            let wanted = match scroll {
                Scroll::Page(pages) => at(&position, node) + pages * (seen - 2.0 * OVERLAP),
                Scroll::Top => 0.0,
                Scroll::Bottom => f32::MAX,
            };
            position.y = wanted.clamp(0.0, reach(node));
        }
        drawing.more(2);
    }
}

fn settle(
    mut news: Query<(Entity, &ComputedNode, &UiGlobalTransform, &mut BringToTop)>,
    mut scrollers: Query<(&mut ScrollPosition, &ComputedNode, &UiGlobalTransform), With<Scroller>>,
    parents: Query<&ChildOf>,
    mut commands: Commands,
    mut drawing: ResMut<Drawing>,
) {
    for (news_entity, news_node, news_transform, mut waiting) in &mut news {
        let around = parents.iter_ancestors(news_entity).find(|&around| scrollers.contains(around));
        let Some((mut position, node, transform)) = around.and_then(|around| scrollers.get_mut(around).ok()) else {
            continue;
        };
        drawing.more(2);
        waiting.frames += 1;
        let is_early = news_node.size().y <= 0.0 || waiting.frames <= waiting.least;
        if is_early && waiting.frames < PATIENCE {
            continue;
        }
        let top_of = |node: &ComputedNode, transform: &UiGlobalTransform| transform.translation.y - node.size().y / 2.0;
        let distance = (top_of(news_node, news_transform) - top_of(node, transform)) * node.inverse_scale_factor();
        position.y = (at(&position, node) + distance - OVERLAP).clamp(0.0, reach(node));
        commands.entity(news_entity).try_remove::<BringToTop>();
    }
}

/// Moves the content by as little as brings a row into sight.
fn show_row(
    rows: Query<(Entity, &ComputedNode, &UiGlobalTransform), With<BringIntoSight>>,
    mut scrollers: Query<(&mut ScrollPosition, &ComputedNode, &UiGlobalTransform), With<Scroller>>,
    parents: Query<&ChildOf>,
    mut commands: Commands,
    mut drawing: ResMut<Drawing>,
) {
    for (row, row_node, row_transform) in &rows {
        commands.entity(row).try_remove::<BringIntoSight>();
        let around = parents.iter_ancestors(row).find(|&around| scrollers.contains(around));
        let Some((mut position, node, transform)) = around.and_then(|around| scrollers.get_mut(around).ok()) else {
            continue;
        };
        let (hidden_above, hidden_below) = hidden(row_node, row_transform, node, transform);
        let inwards = OVERLAP / node.inverse_scale_factor();
        let moved = if hidden_above + inwards > 0.0 {
            -(hidden_above + inwards)
        } else if hidden_below + inwards > 0.0 {
            hidden_below + inwards
        } else {
            continue;
        };
        position.y = (at(&position, node) + moved * node.inverse_scale_factor()).clamp(0.0, reach(node));
        drawing.more(2);
    }
}

/// By how many physical pixels a part reaches out of what is seen, above and below; negative where it does not.
pub(super) fn hidden(
    part: &ComputedNode,
    part_transform: &UiGlobalTransform,
    seen: &ComputedNode,
    seen_transform: &UiGlobalTransform,
) -> (f32, f32) {
    let (part_half, seen_half) = (part.size().y / 2.0, seen.size().y / 2.0);
    let distance = part_transform.translation.y - seen_transform.translation.y;
    (-(distance - part_half) - seen_half, distance + part_half - seen_half)
}
