//! What screen readers are given: role and name of all that is seen, what is read aloud as it appears, and where the focus is.

use accesskit::{Action as Asked, Live, Node as Told, Role};
use bevy::a11y::{AccessibilityNode, AccessibilitySystems, ActionRequest};
use bevy::input_focus::{FocusCause, InputFocus};
use bevy::prelude::*;
use bevy::ui::UiSystems;
use bevy::ui_widgets::ScrollArea;

use super::action::{Act, Actions};
use super::panel::say;
use super::pictures::Picture;
use super::screen::Menu;
use super::theme::Theme;
use super::widgets::{Item, Layer, Selection};
use crate::engine::{Playthrough, TurnReady};

pub(super) fn plugin(app: &mut App) {
    app.add_message::<ActionRequest>()
        .add_systems(Update, answer.before(Actions).run_if(on_message::<ActionRequest>))
        .add_systems(
            PostUpdate,
            (tell_nodes, tell_texts, tell_rows, tell_pictures, tell_scrolled, fall_silent, follow_selection)
                .chain()
                .after(UiSystems::PostLayout)
                .before(AccessibilitySystems::Update),
        );
}

/// What a node is to who listens, where that cannot be told from what it is made of.
#[derive(Component, Debug, Clone, PartialEq, Eq)]
pub(super) enum Part {
    /// A heading; the title of a screen is of level 1.
    Heading(usize),
    /// A paragraph of the story.
    Prose,
    /// The pages of the story.
    Story,
    /// What is read aloud as it appears.
    News,
    /// What lies over the screen until it is closed, by its name.
    Dialog(String),
    /// A choice that cannot be taken, and why.
    Locked { label: String, reason: String },
    /// Says what is said elsewhere.
    Silent,
}

/// Every node has a place in the tree, so that what is in it is told in its order; the words of a row are told as its name.
fn tell_nodes(
    new: Query<(Entity, Option<&Part>, Has<Text>, Has<ScrollArea>), (Added<Node>, Without<AccessibilityNode>)>,
    parents: Query<&ChildOf>,
    rows: Query<(), With<Item>>,
    parts: Query<&Part>,
    mut commands: Commands,
) {
    let is_told_by = |around: Entity| rows.contains(around) || matches!(parts.get(around), Ok(Part::Locked { .. }));
    for (entity, part, is_text, is_scrolled) in &new {
        if part == Some(&Part::Silent) || parents.iter_ancestors(entity).any(is_told_by) {
            continue;
        }
        let mut told = Told::new(match part {
            Some(Part::Heading(_)) => Role::Heading,
            Some(Part::Prose) => Role::Paragraph,
            Some(Part::Story) => Role::Document,
            Some(Part::Dialog(_)) => Role::Dialog,
            Some(Part::Locked { .. }) => Role::Button,
            _ if is_text => Role::Label,
            _ if is_scrolled => Role::ScrollView,
            _ => Role::GenericContainer,
        });
        match part {
            Some(Part::Heading(level)) => told.set_level(*level),
            Some(Part::News) => told.set_live(Live::Polite),
            Some(Part::Dialog(name)) => {
                told.set_label(name.as_str());
                told.set_modal();
            }
            Some(Part::Locked { label, reason }) => {
                told.set_label(label.as_str());
                told.set_description(reason.as_str());
                told.set_disabled();
            }
            _ => {}
        }
        commands.entity(entity).try_insert(AccessibilityNode::from(told));
    }
}

fn tell_texts(
    mut changed: Query<(Entity, &mut AccessibilityNode), Or<(Changed<Text>, Added<AccessibilityNode>)>>,
    texts: Query<(), With<Text>>,
    mut reader: TextUiReader,
) {
    for (entity, mut told) in &mut changed {
        if !texts.contains(entity) {
            continue;
        }
        let text: String = reader.iter(entity).map(|(_, _, part, ..)| part).collect();
        match told.role() {
            Role::Label => told.set_value(text),
            _ => told.set_label(text),
        }
    }
}

/// Each row is a button, and says which of how many it is and the key that chooses it.
fn tell_rows(mut rows: Query<(&Item, &mut AccessibilityNode)>, new: Query<(), Added<Item>>) {
    if new.is_empty() {
        return;
    }
    let orders: Vec<(Layer, usize)> = rows.iter().map(|(item, _)| (item.layer, item.order)).collect();
    for (item, mut told) in &mut rows {
        let number = item.order + 1;
        told.set_role(Role::Button);
        told.set_position_in_set(number);
        told.set_size_of_set(orders.iter().filter(|(layer, _)| *layer == item.layer).count());
        if number <= 9 {
            told.set_keyboard_shortcut(number.to_string());
        }
        told.add_action(Asked::Click);
        told.add_action(Asked::Focus);
    }
}

/// A picture says in words what it shows, and says it aloud when that changes.
fn tell_pictures(
    mut turns: MessageReader<TurnReady>,
    playthrough: Option<Res<Playthrough>>,
    theme: Res<Theme>,
    new: Query<(), Added<Picture>>,
    mut pictures: Query<(&Picture, &mut AccessibilityNode)>,
) {
    let is_turn = turns.read().count() > 0;
    let Some(playing) = playthrough.filter(|_| is_turn || !new.is_empty()) else { return };
    for (picture, mut told) in &mut pictures {
        let said = say(&theme, *picture, &playing);
        told.set_role(Role::Image);
        told.set_live(Live::Polite);
        if told.label() != Some(said.as_str()) {
            told.set_label(said);
        }
    }
}

fn tell_scrolled(
    mut areas: Query<
        (&ScrollPosition, &ComputedNode, &mut AccessibilityNode),
        (With<ScrollArea>, Or<(Changed<ScrollPosition>, Changed<ComputedNode>)>),
    >,
) {
    for (position, node, mut told) in &mut areas {
        let reach = (node.content_size().y - node.size().y).max(0.0) * node.inverse_scale_factor();
        told.set_scroll_y(position.y.clamp(0.0, reach).into());
        told.set_scroll_y_min(0.0);
        told.set_scroll_y_max(reach.into());
    }
}

/// What is no news any more is not read aloud when it changes.
fn fall_silent(mut old: RemovedComponents<Part>, mut nodes: Query<&mut AccessibilityNode>) {
    for entity in old.read() {
        if let Ok(mut told) = nodes.get_mut(entity) {
            told.clear_live();
        }
    }
}

/// The focus of the system is on the selected row, unless something else holds it, as a field that is typed in does.
fn follow_selection(
    selection: Res<Selection>,
    menu: Res<State<Menu>>,
    items: Query<(Entity, &Item)>,
    living: Query<()>,
    mut focus: ResMut<InputFocus>,
) {
    let layer = Layer::active(*menu.get());
    let is_selected = |item: &Item| item.layer == layer && item.order == selection.of(layer);
    let wanted = items.iter().find(|(_, item)| is_selected(item)).map(|(row, _)| row);
    let held = focus.get();
    let is_elsewhere = held.is_some_and(|held| living.contains(held) && !items.contains(held));
    if is_elsewhere || held == wanted {
        return;
    }
    match wanted {
        Some(row) => focus.set(row, FocusCause::Navigated),
        None => focus.clear(),
    }
}

/// Does what a screen reader asks for.
fn answer(
    mut requests: MessageReader<ActionRequest>,
    items: Query<&Item>,
    menu: Res<State<Menu>>,
    mut selection: ResMut<Selection>,
    mut acts: MessageWriter<Act>,
) {
    for request in requests.read() {
        let row = Entity::try_from_bits(request.target_node.0).and_then(|row| items.get(row).ok());
        let Some(item) = row.filter(|item| item.layer == Layer::active(*menu.get())) else { continue };
        match request.action {
            Asked::Click => {
                acts.write(Act(item.action));
            }
            Asked::Focus => selection.set(item.layer, item.order),
            _ => {}
        }
    }
}
