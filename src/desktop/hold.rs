//! Choices that are held for a moment before they are taken, for whoever chooses by mistake easily.

use bevy::picking::events::{Pointer, Press};
use bevy::picking::hover::Hovered;
use bevy::picking::pointer::PointerButton;
use bevy::prelude::*;

use super::action::{Act, Action, Actions};
use super::preferences::Preferences;
use super::ready::{Drawing, tick};
use super::screen::Menu;
use super::theme::Theme;
use super::widgets::Item;

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Hold>().add_observer(press).add_systems(Update, go_on.before(Actions));
}

/// So long a choice is held, in seconds.
const ENOUGH: f32 = 0.5;

/// The choice that is held.
#[derive(Resource, Default)]
pub(super) struct Hold(Option<Held>);

struct Held {
    row: Entity,
    action: Action,
    /// None: by the pointer.
    key: Option<KeyCode>,
    seconds: f32,
}

/// Fills while a choice is held.
#[derive(Component)]
struct Bar;

impl Hold {
    /// A key goes down on a choice.
    pub fn begin(&mut self, row: Entity, action: Action, key: KeyCode) {
        if self.0.is_none() {
            self.0 = Some(Held { row, action, key: Some(key), seconds: 0.0 });
        }
    }
}

/// The pointer goes down on a choice.
fn press(
    press: On<Pointer<Press>>,
    items: Query<&Item>,
    menu: Res<State<Menu>>,
    preferences: Res<Preferences>,
    mut hold: ResMut<Hold>,
    mut drawing: ResMut<Drawing>,
) {
    let Ok(item) = items.get(press.entity) else { return };
    let is_choice = matches!(item.action, Action::Choose(_)) && *menu.get() == Menu::Closed;
    if preferences.settings.hold_to_confirm && is_choice && press.button == PointerButton::Primary && hold.0.is_none() {
        hold.0 = Some(Held { row: press.entity, action: item.action, key: None, seconds: 0.0 });
        drawing.more(3);
    }
}

/// The bar fills as long as the choice is held; a full one takes it.
fn go_on(
    mut hold: ResMut<Hold>,
    held_keys: Res<ButtonInput<KeyCode>>,
    held_buttons: Res<ButtonInput<MouseButton>>,
    items: Query<&Hovered, With<Item>>,
    time: Res<Time>,
    theme: Res<Theme>,
    mut bars: Query<(Entity, &mut Node), With<Bar>>,
    mut acts: MessageWriter<Act>,
    mut drawing: ResMut<Drawing>,
    mut commands: Commands,
) {
    let Some(held) = &mut hold.bypass_change_detection().0 else { return };
    drawing.more(3);
    let is_hovered = items.get(held.row).is_ok_and(Hovered::get);
    let is_held =
        held.key.map_or_else(|| held_buttons.pressed(MouseButton::Left) && is_hovered, |key| held_keys.pressed(key));
    held.seconds += tick(&time);
    let is_enough = held.seconds >= ENOUGH;
    if is_enough && is_held {
        acts.write(Act(held.action));
    }
    if is_enough || !is_held {
        bars.iter().for_each(|(bar, _)| commands.entity(bar).try_despawn());
        hold.0 = None;
        return;
    }
    let width = percent(100.0 * held.seconds / ENOUGH);
    if let Ok((_, mut node)) = bars.single_mut() {
        node.width = width;
    } else if let Ok(mut row) = commands.get_entity(held.row) {
        let node = Node {
            position_type: PositionType::Absolute,
            left: px(0),
            bottom: px(0),
            height: px(2),
            width,
            ..default()
        };
        row.with_child((Bar, node, BackgroundColor(theme.inks.accent), bevy::picking::Pickable::IGNORE));
    }
}
