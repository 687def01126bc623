//! The rows of settings: a name, and its value between arrows, or on a slider.

use bevy::input::ButtonState;
use bevy::input::mouse::MouseButtonInput;
use bevy::picking::events::{Click, Pointer};
use bevy::prelude::*;
use bevy::ui::prelude::AccessibleLabel;
use bevy::ui_widgets::{Activate, Button, Slider, SliderRange, SliderThumb, SliderValue, TrackClick, ValueChange};

use super::{Setting, Step};
use crate::desktop::action::{Act, Action};
use crate::desktop::preferences::Preferences;
use crate::desktop::ready::Drawing;
use crate::desktop::theme::Theme;
use crate::desktop::widgets::{Item, Layer, caption};
use crate::files::Settings;

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Pulled>()
        .add_observer(step)
        .add_observer(pull)
        .add_systems(Update, let_go.run_if(on_message::<MouseButtonInput>))
        .add_systems(PostUpdate, write.run_if(resource_changed::<Preferences>.or_else(resource_changed::<Pulled>)));
}

/// A slider that is being pulled, and where to: taken over when it is let go, as it would move under the pointer otherwise.
#[derive(Resource, Default)]
struct Pulled(Option<(Setting, u16)>);

/// An arrow beside a value.
#[derive(Component, Clone, Copy)]
struct Arrow(Setting, Step);

/// The words of a value.
#[derive(Component)]
struct Value(Setting);

/// A slider.
#[derive(Component)]
struct Handle(Setting);

/// The part of a slider that is below its value.
#[derive(Component)]
struct Filled(Setting);

/// The knob of a slider.
#[derive(Component)]
struct Knob(Setting);

const KNOB: f32 = 14.0;

/// Spawns the row of a setting.
pub(super) fn spawn(
    list: &mut ChildSpawnerCommands,
    theme: &Theme,
    settings: &Settings,
    setting: Setting,
    order: usize,
) {
    let frame = Node {
        width: percent(100),
        padding: UiRect::axes(px(14), px(6)),
        border: px(3).left(),
        column_gap: px(14),
        row_gap: px(2),
        flex_wrap: FlexWrap::Wrap,
        align_items: AlignItems::Center,
        justify_content: JustifyContent::SpaceBetween,
        ..default()
    };
    let item = Item { layer: Layer::Screen, order, action: Action::Change(setting, Step::Next) };
    let row = (Name::new("Row"), item, frame, BorderColor::DEFAULT, BackgroundColor(Color::NONE));
    list.spawn((row, AccessibleLabel::new(label(theme, settings, setting)), Named(setting))).with_children(|row| {
        row.spawn((Text::new(theme.say(setting.messages().0)), theme.serif(18.0), TextColor(theme.inks.text)));
        let control =
            Node { width: px(282), align_items: AlignItems::Center, justify_content: JustifyContent::End, ..default() };
        row.spawn(control).with_children(|control| {
            spawn_arrow(control, theme, Arrow(setting, Step::Less), "‹");
            spawn_value(control, theme, settings, setting);
            spawn_arrow(control, theme, Arrow(setting, Step::More), "›");
        });
    });
}

/// A row whose accessible name holds the value.
#[derive(Component)]
struct Named(Setting);

fn label(theme: &Theme, settings: &Settings, setting: Setting) -> String {
    let (name, value) = (theme.say(setting.messages().0), setting.value(settings, theme.words()));
    theme.say_with("settings-row", &[("name", (&name).into()), ("value", (&value).into())])
}

fn spawn_arrow(control: &mut ChildSpawnerCommands, theme: &Theme, arrow: Arrow, sign: &str) {
    let node = Node { padding: UiRect::axes(px(10), px(2)), flex_shrink: 0.0, ..default() };
    let message = if arrow.1 == Step::Less { "settings-less" } else { "settings-more-of" };
    let name = theme.say_with(message, &[("name", (&theme.say(arrow.0.messages().0)).into())]);
    control.spawn((Name::new("Arrow"), Button, arrow, node, AccessibleLabel::new(name))).with_child((
        Text::new(sign),
        theme.serif(22.0),
        TextColor(theme.inks.accent),
    ));
}

fn spawn_value(control: &mut ChildSpawnerCommands, theme: &Theme, settings: &Settings, setting: Setting) {
    let column = Node {
        flex_grow: 1.0,
        flex_basis: px(0),
        min_width: px(0),
        flex_direction: FlexDirection::Column,
        align_items: AlignItems::Center,
        row_gap: px(2),
        ..default()
    };
    control.spawn(column).with_children(|column| {
        let value = setting.value(settings, theme.words());
        column.spawn((
            Value(setting),
            caption(theme, value, theme.inks.text),
            TextLayout::justify(Justify::Center),
            bevy::picking::Pickable::IGNORE,
        ));
        if let (Some((range, _)), Some(number)) = (setting.range(), setting.number(settings)) {
            let (low, high) = (f32::from(*range.start()), f32::from(*range.end()));
            spawn_slider(column, theme, setting, SliderRange::new(low, high), f32::from(number));
        }
    });
}

fn spawn_slider(column: &mut ChildSpawnerCommands, theme: &Theme, setting: Setting, range: SliderRange, value: f32) {
    let part = range.thumb_position(value) * 100.0;
    let line = |right: Val, width: Val| Node {
        position_type: PositionType::Absolute,
        left: px(0),
        right,
        width,
        top: px(KNOB / 2.0 - 1.0),
        height: px(2),
        ..default()
    };
    let slider = Slider { track_click: TrackClick::Snap, ..default() };
    let node = Node { width: percent(100), height: px(KNOB), flex_shrink: 0.0, ..default() };
    let name = AccessibleLabel::new(theme.say(setting.messages().0));
    let parts = (Name::new("Slider"), Handle(setting), slider, range, SliderValue(value), node, name);
    // A click on the slider is none on its row.
    let keep = |mut click: On<Pointer<Click>>| click.propagate(false);
    column.spawn(parts).observe(keep).with_children(|slider| {
        let ignored = bevy::picking::Pickable::IGNORE;
        slider.spawn((line(px(0), auto()), BackgroundColor(theme.inks.line), ignored));
        slider.spawn((Filled(setting), line(auto(), percent(part)), BackgroundColor(theme.inks.accent), ignored));
        // The knob runs on a way that is shorter than the line by itself.
        let way = Node {
            position_type: PositionType::Absolute,
            left: px(0),
            right: px(KNOB),
            height: percent(100),
            ..default()
        };
        slider.spawn((way, ignored)).with_children(|way| {
            let knob = Node {
                position_type: PositionType::Absolute,
                left: percent(part),
                width: px(KNOB),
                height: px(KNOB),
                border: px(2).all(),
                border_radius: BorderRadius::all(px(KNOB / 2.0)),
                ..default()
            };
            let colors = (BackgroundColor(theme.inks.raised), BorderColor::all(theme.inks.accent));
            way.spawn((Knob(setting), SliderThumb, knob, colors, ignored));
        });
    });
}

fn step(activation: On<Activate>, arrows: Query<&Arrow>, mut acts: MessageWriter<Act>) {
    if let Ok(Arrow(setting, step)) = arrows.get(activation.entity) {
        acts.write(Act(Action::Change(*setting, *step)));
    }
}

fn pull(
    change: On<ValueChange<f32>>,
    handles: Query<&Handle>,
    mut pulled: ResMut<Pulled>,
    mut drawing: ResMut<Drawing>,
) {
    if let Ok(Handle(setting)) = handles.get(change.source) {
        pulled.0 = Some((*setting, change.value.round() as u16));
        drawing.more(3);
    }
}

fn let_go(mut buttons: MessageReader<MouseButtonInput>, mut pulled: ResMut<Pulled>, mut acts: MessageWriter<Act>) {
    if buttons.read().any(|button| button.state == ButtonState::Released)
        && let Some((setting, number)) = pulled.bypass_change_detection().0.take()
    {
        acts.write(Act(Action::Change(setting, Step::To(number))));
    }
}

/// Writes what is set on the rows, or what would be if the slider were let go.
fn write(
    preferences: Res<Preferences>,
    pulled: Res<Pulled>,
    theme: Res<Theme>,
    mut values: Query<(&Value, &mut Text)>,
    mut handles: Query<(Entity, &Handle, &SliderRange, &SliderValue)>,
    mut filled: Query<(&Filled, &mut Node), Without<Knob>>,
    mut knobs: Query<(&Knob, &mut Node), Without<Filled>>,
    rows: Query<(Entity, &Named)>,
    mut drawing: ResMut<Drawing>,
    mut commands: Commands,
) {
    let mut settings = preferences.settings.clone();
    if let Some((setting, number)) = pulled.0 {
        setting.change(&mut settings, Step::To(number));
    }
    for (Value(setting), mut text) in &mut values {
        let said = setting.value(&settings, theme.words());
        if text.0 != said {
            text.0 = said;
            drawing.more(3);
        }
    }
    for (row, Named(setting)) in &rows {
        commands.entity(row).try_insert(AccessibleLabel::new(label(&theme, &settings, *setting)));
    }
    for (entity, Handle(setting), range, now) in &mut handles {
        let Some(number) = setting.number(&settings).map(f32::from) else { continue };
        if now.0 != number {
            commands.entity(entity).insert(SliderValue(number));
        }
        let part = percent(range.thumb_position(number) * 100.0);
        filled.iter_mut().filter(|(of, _)| of.0 == *setting).for_each(|(_, mut node)| node.width = part);
        knobs.iter_mut().filter(|(of, _)| of.0 == *setting).for_each(|(_, mut node)| node.left = part);
    }
}
