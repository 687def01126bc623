//! What can be seen and heard: the nodes that are laid out, and the tree that is given to screen readers.

use bevy::a11y::AccessibilityNode;
use bevy::input_focus::InputFocus;
use bevy::math::Rect;
use bevy::prelude::*;
use bevy::text::{ComputedTextBlock, TextLayoutInfo};
use bevy::ui::{CalculatedClip, ComputedStackIndex, UiGlobalTransform};

use super::Show;

/// A node as it is laid out, in physical pixels.
#[derive(Debug, Clone, PartialEq)]
pub struct Seen {
    pub entity: Entity,
    /// Its name and those of the nodes that it is in, outermost first; those without a name are left out.
    pub path: String,
    /// The text, if it is a text.
    pub text: Option<String>,
    /// Its box.
    pub area: Rect,
    /// Where the letters of a text stand: from the first to the last across, and all lines down.
    pub ink: Option<Rect>,
    /// The size of all that is in it.
    pub content: Vec2,
    /// Where it can be seen at most: what it is in cuts it there.
    pub clip: Option<Rect>,
    /// The higher, the nearer to the reader.
    pub stack: u32,
    /// How far its content is scrolled, if that can be.
    pub scrolled: Option<f32>,
    /// The nearest node around it that scrolls.
    pub scroller: Option<Entity>,
    /// The outermost node that it is in.
    pub root: Entity,
}

impl Seen {
    /// The part of its box that can be seen.
    pub fn visible(&self) -> Rect {
        self.clip.map_or(self.area, |clip| clip.intersect(self.area))
    }
}

/// A node of the tree that screen readers are given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accessible {
    pub entity: Entity,
    /// How deep it is in the tree; 0 for those in the window itself.
    pub depth: usize,
    pub role: String,
    pub label: String,
    pub value: String,
    /// What is said behind its name.
    pub description: String,
    /// The key that chooses it.
    pub shortcut: String,
    pub is_disabled: bool,
    pub is_focused: bool,
    pub is_modal: bool,
    /// How urgently its changes are read aloud.
    pub live: Option<String>,
    pub level: Option<usize>,
    /// The place among its kind, from 1, and how many there are.
    pub place: Option<(usize, usize)>,
}

impl Show {
    /// All nodes that are laid out and not hidden, from the back to the front.
    pub fn look(&mut self) -> Vec<Seen> {
        let world = self.app.world_mut();
        let mut query = world.query::<(Entity, &Node, &ComputedNode, &UiGlobalTransform, &ComputedStackIndex)>();
        let found: Vec<_> = query
            .iter(world)
            .map(|(entity, node, computed, transform, stack)| (entity, node.overflow, *computed, *transform, stack.0))
            .collect();
        let mut seen: Vec<Seen> = found
            .into_iter()
            .filter(|(entity, _, computed, ..)| !computed.is_empty() && is_visible(world, *entity))
            .map(|(entity, overflow, computed, transform, stack)| {
                let is_scroller = overflow.y == OverflowAxis::Scroll;
                let corner = transform.translation + computed.content_box().min;
                let ink = world.get::<TextLayoutInfo>(entity).and_then(ink);
                Seen {
                    entity,
                    path: path(world, entity),
                    text: world.get::<Text>(entity).map(|_| text(world, entity)),
                    area: Rect::from_center_size(transform.translation, computed.size()),
                    ink: ink.map(|ink| Rect { min: corner + ink.min, max: corner + ink.max }),
                    content: computed.content_size(),
                    clip: world.get::<CalculatedClip>(entity).map(|clip| clip.clip),
                    stack,
                    scrolled: is_scroller.then_some(computed.scroll_position.y),
                    scroller: scroller(world, entity),
                    root: around(world, entity).last().unwrap_or(entity),
                }
            })
            .collect();
        seen.sort_by_key(|seen| seen.stack);
        seen
    }

    /// The first node with this text, or in whose text this stands.
    pub fn find(&mut self, text: &str) -> Option<Seen> {
        let seen = self.look();
        let is = |seen: &&Seen| seen.text.as_deref() == Some(text);
        let holds = |seen: &&Seen| seen.text.as_deref().is_some_and(|own| own.contains(text));
        seen.iter().find(is).or_else(|| seen.iter().find(holds)).cloned()
    }

    /// The tree for screen readers, each node before those in it, from the back to the front: as Bevy gives it to the platform. Nodes
    /// that only hold others are left out, as platforms do.
    pub fn listen(&mut self) -> Vec<Accessible> {
        let world = self.app.world_mut();
        let mut query =
            world.query_filtered::<(Entity, Option<&ChildOf>, &ComputedStackIndex), With<AccessibilityNode>>();
        let all = query.iter(world).map(|(entity, child_of, stack)| (stack.0, entity, child_of.map(ChildOf::parent)));
        let is_root =
            |parent: &Option<Entity>| parent.is_none_or(|parent| world.get::<AccessibilityNode>(parent).is_none());
        let mut roots: Vec<(u32, Entity, Option<Entity>)> = all.filter(|(.., parent)| is_root(parent)).collect();
        roots.sort();
        let mut tree = Vec::new();
        for (_, root, _) in roots {
            hear(world, root, 0, &mut tree);
        }
        tree
    }
}

/// Adds a node and all in it.
fn hear(world: &World, entity: Entity, depth: usize, tree: &mut Vec<Accessible>) {
    let Some(node) = world.get::<AccessibilityNode>(entity) else { return };
    let focus = world.get_resource::<InputFocus>().and_then(InputFocus::get);
    let role = format!("{:?}", node.role());
    let only_holds = role == "GenericContainer" && node.label().is_none() && node.live().is_none();
    let inside = if only_holds { depth } else { depth + 1 };
    let told = Accessible {
        entity,
        depth,
        role,
        label: node.label().unwrap_or_default().to_owned(),
        value: node.value().unwrap_or_default().to_owned(),
        description: node.description().unwrap_or_default().to_owned(),
        shortcut: node.keyboard_shortcut().unwrap_or_default().to_owned(),
        is_disabled: node.is_disabled(),
        is_focused: focus == Some(entity),
        is_modal: node.is_modal(),
        live: node.live().map(|live| format!("{live:?}")),
        level: node.level(),
        place: node.position_in_set().zip(node.size_of_set()),
    };
    if !only_holds {
        tree.push(told);
    }
    for child in world.get::<Children>(entity).into_iter().flatten() {
        hear(world, *child, inside, tree);
    }
}

fn is_visible(world: &World, entity: Entity) -> bool {
    world.get::<InheritedVisibility>(entity).is_none_or(|visibility| visibility.get())
}

/// The nodes around one, nearest first.
fn around(world: &World, entity: Entity) -> impl Iterator<Item = Entity> + '_ {
    std::iter::successors(world.get::<ChildOf>(entity), |child_of| world.get::<ChildOf>(child_of.parent()))
        .map(ChildOf::parent)
}

fn scroller(world: &World, entity: Entity) -> Option<Entity> {
    let scrolls = |node: &Node| node.overflow.y == OverflowAxis::Scroll;
    around(world, entity).find(|&around| world.get::<Node>(around).is_some_and(scrolls))
}

fn path(world: &World, entity: Entity) -> String {
    let all = std::iter::once(entity).chain(around(world, entity));
    let mut names: Vec<&str> = all.filter_map(|entity| world.get::<Name>(entity)).map(Name::as_str).collect();
    names.reverse();
    names.join(" / ")
}

/// Where the letters stand in a text, from its corner; a space at the end of a line is no letter.
fn ink(layout: &TextLayoutInfo) -> Option<Rect> {
    let ends = layout.glyphs.iter().map(|glyph| {
        let half = glyph.atlas_info.rect.width() / 2.0;
        (glyph.position.x - half, glyph.position.x + half)
    });
    let (left, right) = ends.reduce(|all, next| (all.0.min(next.0), all.1.max(next.1)))?;
    Some(Rect::new(left, 0.0, right, layout.size.y))
}

/// The text of a node with that of its spans.
fn text(world: &World, entity: Entity) -> String {
    let Some(block) = world.get::<ComputedTextBlock>(entity) else { return String::new() };
    let parts = block.entities().iter().map(|part| {
        let own = world.get::<Text>(part.entity).map(|text| text.0.as_str());
        own.or_else(|| world.get::<TextSpan>(part.entity).map(|span| span.0.as_str())).unwrap_or_default()
    });
    parts.collect()
}
