//! The page moves: by keys and wheel, and to the newest turn when there is one.

use bevy::prelude::*;
use bevy::ui::{UiGlobalTransform, UiSystems};

use super::ready::Drawing;

pub(super) fn plugin(app: &mut App) {
    app.add_message::<Scroll>().add_systems(PostUpdate, (scroll, settle).chain().after(UiSystems::Layout));
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

/// Bring this part of the content to the top, once it has a size.
#[derive(Component)]
pub(super) struct BringToTop;

/// So much of what stands before stays in sight, in logical pixels.
const OVERLAP: f32 = 28.0;

fn reach(node: &ComputedNode) -> f32 {
    (node.content_size().y - node.size().y).max(0.0) * node.inverse_scale_factor()
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
                Scroll::Page(pages) => position.y + pages * (seen - 2.0 * OVERLAP),
                Scroll::Top => 0.0,
                Scroll::Bottom => f32::MAX,
            };
            position.y = wanted.clamp(0.0, reach(node));
        }
        drawing.more(2);
    }
}

fn settle(
    news: Query<(Entity, &ComputedNode, &UiGlobalTransform), With<BringToTop>>,
    mut scrollers: Query<(&mut ScrollPosition, &ComputedNode, &UiGlobalTransform), With<Scroller>>,
    mut commands: Commands,
    mut drawing: ResMut<Drawing>,
) {
    for (news_entity, news_node, news_transform) in &news {
        let Ok((mut position, node, transform)) = scrollers.single_mut() else { return };
        drawing.more(2);
        if news_node.size().y <= 0.0 {
            continue;
        }
        let top_of = |node: &ComputedNode, transform: &UiGlobalTransform| transform.translation.y - node.size().y / 2.0;
        let distance = (top_of(news_node, news_transform) - top_of(node, transform)) * node.inverse_scale_factor();
        position.y = (position.y + distance - OVERLAP).clamp(0.0, reach(node));
        commands.entity(news_entity).remove::<BringToTop>();
    }
}
