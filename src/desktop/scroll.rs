//! The page moves: by keys and wheel, and to the newest turn when there is one.

use bevy::ecs::system::SystemParam;
use bevy::input::mouse::MouseWheel;
use bevy::prelude::*;
use bevy::ui::{UiGlobalTransform, UiSystems};

use super::preferences::Preferences;
use super::ready::{Drawing, tick};

pub(super) fn plugin(app: &mut App) {
    app.add_message::<Scroll>()
        .add_systems(PostUpdate, (scroll, settle, show_row, glide).chain().after(UiSystems::Layout));
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
#[derive(Component)]
pub(super) struct BringToTop {
    frames: u8,
    /// It waits so many frames at least, until what stands before it has its size.
    least: u8,
    is_at_once: bool,
}

impl BringToTop {
    /// At once, or seen to move there.
    pub fn new(is_at_once: bool) -> Self {
        Self { frames: 0, least: 0, is_at_once }
    }

    /// At once, for what is spawned with all that stands before it.
    pub fn late() -> Self {
        Self { frames: 0, least: 3, is_at_once: true }
    }
}

/// The content moves to where it was asked to be.
#[derive(Component)]
pub(super) struct Glide {
    from: f32,
    to: f32,
    /// Seconds since it began.
    time: f32,
}

/// A move takes so long, in seconds.
const GLIDE: f32 = 0.3;

/// Moves content: at once, or so that the eye can follow.
#[derive(SystemParam)]
struct Mover<'w, 's> {
    preferences: Res<'w, Preferences>,
    drawing: ResMut<'w, Drawing>,
    commands: Commands<'w, 's>,
}

impl Mover<'_, '_> {
    fn go(&mut self, scroller: Entity, position: &mut ScrollPosition, from: f32, to: f32, is_at_once: bool) {
        self.drawing.more(2);
        if is_at_once || self.preferences.is_still() {
            position.y = to;
            self.commands.entity(scroller).try_remove::<Glide>();
        } else if from != to {
            self.commands.entity(scroller).try_insert(Glide { from, to, time: 0.0 });
        }
    }
}

/// The content goes on to where it shall be; the wheel stops it.
fn glide(
    mut scrollers: Query<(Entity, &mut Glide, &mut ScrollPosition)>,
    mut wheels: MessageReader<MouseWheel>,
    time: Res<Time>,
    mut drawing: ResMut<Drawing>,
    mut commands: Commands,
) {
    let is_turned = wheels.read().count() > 0;
    for (scroller, mut glide, mut position) in &mut scrollers {
        drawing.more(2);
        glide.time += tick(&time);
        let left = 1.0 - (glide.time / GLIDE).min(1.0);
        if !is_turned {
            position.y = glide.to + (glide.from - glide.to) * left.powi(3);
        }
        if left <= 0.0 || is_turned {
            commands.entity(scroller).try_remove::<Glide>();
        }
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
    mut scrollers: Query<(Entity, &mut ScrollPosition, &ComputedNode, Option<&Glide>), With<Scroller>>,
    mut mover: Mover,
) {
    for scroll in scrolls.read() {
        for (scroller, mut position, node, glide) in &mut scrollers {
            let seen = node.size().y * node.inverse_scale_factor();
            let from = at(&position, node);
            let wanted = match scroll {
                Scroll::Page(pages) => glide.map_or(from, |glide| glide.to) + pages * (seen - 2.0 * OVERLAP),
                Scroll::Top => 0.0,
                Scroll::Bottom => f32::MAX,
            };
            mover.go(scroller, &mut position, from, wanted.clamp(0.0, reach(node)), false);
        }
    }
}

fn settle(
    mut news: Query<(Entity, &ComputedNode, &UiGlobalTransform, &mut BringToTop)>,
    mut scrollers: Query<(Entity, &mut ScrollPosition, &ComputedNode, &UiGlobalTransform), With<Scroller>>,
    parents: Query<&ChildOf>,
    mut mover: Mover,
) {
    for (news_entity, news_node, news_transform, mut waiting) in &mut news {
        let Some(scroller) = parents.iter_ancestors(news_entity).find(|around| scrollers.contains(*around)) else {
            continue;
        };
        let Ok((scroller, mut position, node, transform)) = scrollers.get_mut(scroller) else { continue };
        mover.drawing.more(2);
        waiting.frames += 1;
        let is_early = news_node.size().y <= 0.0 || waiting.frames <= waiting.least;
        if is_early && waiting.frames < PATIENCE {
            continue;
        }
        let top_of = |node: &ComputedNode, transform: &UiGlobalTransform| transform.translation.y - node.size().y / 2.0;
        let distance = (top_of(news_node, news_transform) - top_of(node, transform)) * node.inverse_scale_factor();
        let from = at(&position, node);
        let wanted = (from + distance - OVERLAP).clamp(0.0, reach(node));
        mover.go(scroller, &mut position, from, wanted, waiting.is_at_once);
        mover.commands.entity(news_entity).try_remove::<BringToTop>();
    }
}

/// Moves the content by as little as brings a row into sight.
fn show_row(
    rows: Query<(Entity, &ComputedNode, &UiGlobalTransform), With<BringIntoSight>>,
    mut scrollers: Query<(Entity, &mut ScrollPosition, &ComputedNode, &UiGlobalTransform), With<Scroller>>,
    parents: Query<&ChildOf>,
    mut mover: Mover,
) {
    for (row, row_node, row_transform) in &rows {
        mover.commands.entity(row).try_remove::<BringIntoSight>();
        let Some(scroller) = parents.iter_ancestors(row).find(|around| scrollers.contains(*around)) else { continue };
        let Ok((scroller, mut position, node, transform)) = scrollers.get_mut(scroller) else { continue };
        let (hidden_above, hidden_below) = hidden(row_node, row_transform, node, transform);
        let inwards = OVERLAP / node.inverse_scale_factor();
        let moved = if hidden_above + inwards > 0.0 {
            -(hidden_above + inwards)
        } else if hidden_below + inwards > 0.0 {
            hidden_below + inwards
        } else {
            continue;
        };
        let from = at(&position, node);
        let wanted = (from + moved * node.inverse_scale_factor()).clamp(0.0, reach(node));
        mover.go(scroller, &mut position, from, wanted, false);
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
