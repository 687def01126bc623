//! What the player can set, with a sample of how it looks.

mod rows;
mod sample;
mod setting;

use bevy::prelude::*;
use bevy::text::{LetterSpacing, LineHeight};
use bevy::ui_widgets::ScrollArea;

use super::action::{Act, Action, Actions};
use super::hearing::Part;
use super::layout::Layout;
use super::pictures::PlaceMaterial;
use super::preferences::Preferences;
use super::ready::Drawing;
use super::screen::Screen;
use super::scroll::Scroller;
use super::theme::Theme;
use super::widgets::{Item, Label, Layer, Row, Selection, caption, spawn_row};
use crate::files::Settings;
use setting::GROUPS;
pub(super) use setting::{Setting, Step};

pub(super) fn plugin(app: &mut App) {
    rows::plugin(app);
    sample::plugin(app);
    app.init_resource::<Asked>()
        .init_resource::<LastScroll>()
        .add_systems(OnEnter(Screen::Settings), spawn)
        .add_systems(PostUpdate, remember_scroll.run_if(in_state(Screen::Settings)))
        .add_systems(Update, carry_out.in_set(Actions).run_if(on_message::<Act>))
        .add_systems(
            Update,
            (
                rearrange.run_if(resource_changed::<Layout>),
                ask.run_if(resource_changed::<Asked>.or_else(resource_changed::<Selection>)),
                explain.run_if(resource_changed::<Selection>.or_else(any_new_explanation)),
            )
                .after(carry_out)
                .run_if(in_state(Screen::Settings)),
        );
}

/// Whether the player was asked if everything should be as at first.
#[derive(Resource, Default, PartialEq)]
struct Asked(bool);

/// Where the rows were scrolled to, for when the screen is spawned again.
#[derive(Resource, Default)]
struct LastScroll(f32);

/// The screen, and whether it was arranged for a narrow window, and with a sample.
#[derive(Component, Clone, Copy, PartialEq)]
struct SettingsScreen {
    is_compact: bool,
    has_sample: bool,
}

impl SettingsScreen {
    fn of(layout: Layout) -> Self {
        let is_compact = layout.is_compact();
        Self { is_compact, has_sample: layout.height > if is_compact { 520.0 } else { 400.0 } }
    }
}

/// Says what the selected setting is for.
#[derive(Component)]
struct Explanation;

#[derive(Component)]
struct ResetLabel;

/// The other rows, below those of the settings: messages and actions. The last but one asks first.
const MORE: [(&str, Action); 5] = [
    ("settings-keys", Action::Open(Screen::Help)),
    ("settings-note", Action::Open(Screen::Note)),
    ("settings-credits", Action::Open(Screen::Credits)),
    ("settings-reset", Action::ResetSettings),
    ("menu-back", Action::Back),
];

fn any_new_explanation(new: Query<(), Added<Explanation>>) -> bool {
    !new.is_empty()
}

fn spawn(
    mut commands: Commands,
    theme: Res<Theme>,
    layout: Res<Layout>,
    preferences: Res<Preferences>,
    mut selection: ResMut<Selection>,
    mut places: ResMut<Assets<PlaceMaterial>>,
    mut last_scroll: ResMut<LastScroll>,
    mut drawing: ResMut<Drawing>,
) {
    drawing.more(4);
    if !selection.is_held() {
        last_scroll.0 = 0.0;
    }
    selection.begin(Layer::Screen);
    let screen = Node { width: percent(100), height: percent(100), flex_direction: FlexDirection::Column, ..default() };
    commands
        .spawn((
            Name::new("Settings"),
            DespawnOnExit(Screen::Settings),
            SettingsScreen::of(*layout),
            screen,
            MaterialNode(places.add(PlaceMaterial::quiet())),
        ))
        .with_children(|screen| {
            let direction = if layout.is_compact() { FlexDirection::ColumnReverse } else { FlexDirection::Row };
            let body = Node {
                width: percent(100),
                flex_grow: 1.0,
                flex_basis: px(0),
                min_height: px(0),
                flex_direction: direction,
                justify_content: JustifyContent::Center,
                align_items: if layout.is_compact() { AlignItems::Center } else { AlignItems::Stretch },
                column_gap: px(56),
                padding: px(28).horizontal(),
                ..default()
            };
            screen.spawn(body).with_children(|body| {
                spawn_list(body, &theme, &preferences.settings, last_scroll.0, layout.is_compact());
                if SettingsScreen::of(*layout).has_sample {
                    sample::spawn(body, &theme, &preferences, *layout);
                }
            });
            spawn_foot(screen, &theme);
        });
}

/// The rows, which scroll.
fn spawn_list(body: &mut ChildSpawnerCommands, theme: &Theme, settings: &Settings, scrolled: f32, is_compact: bool) {
    let view = Node {
        width: if is_compact { percent(100) } else { auto() },
        flex_grow: 1.0,
        flex_shrink: 1.0,
        flex_basis: px(0),
        min_height: px(0),
        min_width: px(0),
        max_width: px(620),
        flex_direction: FlexDirection::Column,
        overflow: Overflow::scroll_y(),
        ..default()
    };
    let list =
        Node { flex_direction: FlexDirection::Column, flex_shrink: 0.0, padding: px(24).vertical(), ..default() };
    let scroller = (Name::new("Rows"), Scroller, ScrollArea, view, ScrollPosition(Vec2::new(0.0, scrolled)));
    body.spawn(scroller).with_children(|view| {
        view.spawn(list).with_children(|list| {
            list.spawn((
                Part::Heading(1),
                Text::new(theme.say("settings-title")),
                theme.serif(34.0),
                LineHeight::RelativeToFont(1.3),
                TextColor(theme.inks.text),
                Node { margin: px(17).left(), ..default() },
            ));
            let mut order = 0;
            for (heading, settings_of) in GROUPS {
                spawn_heading(list, theme, heading);
                for &setting in settings_of {
                    rows::spawn(list, theme, settings, setting, order);
                    order += 1;
                }
            }
            spawn_heading(list, theme, "settings-more");
            for (message, action) in MORE {
                spawn_more(list, theme, message, action, order);
                order += 1;
            }
        });
    });
}

/// A small heading over rows.
pub(super) fn spawn_heading(list: &mut ChildSpawnerCommands, theme: &Theme, message: &str) {
    list.spawn((
        Part::Heading(2),
        Text::new(theme.say(message)),
        theme.sans(13.0),
        LetterSpacing::Px(3.0),
        TextColor(theme.inks.quiet),
        Node { margin: UiRect { left: px(17), top: px(22), bottom: px(8), ..default() }, ..default() },
    ));
}

fn spawn_more(list: &mut ChildSpawnerCommands, theme: &Theme, message: &str, action: Action, order: usize) {
    let label = Label::plain(&theme.say(message), theme.inks.text);
    let item = Item { layer: Layer::Screen, order, action };
    let row = spawn_row(list, theme, &Row { item, key: None, label: &label, size: 18.0 });
    if action == Action::ResetSettings {
        list.commands_mut().entity(row).insert(ResetLabel);
    }
}

/// What the selected row is for, and the keys.
fn spawn_foot(screen: &mut ChildSpawnerCommands, theme: &Theme) {
    let foot = Node {
        width: percent(100),
        flex_shrink: 0.0,
        justify_content: JustifyContent::Center,
        padding: UiRect::axes(px(28), px(12)),
        border: px(1).top(),
        ..default()
    };
    screen
        .spawn((Name::new("Foot"), foot, BackgroundColor(theme.inks.ground), BorderColor::all(theme.inks.line)))
        .with_children(|foot| {
            let words = Node { max_width: px(1080), ..default() };
            foot.spawn((
                Explanation,
                Part::News,
                caption(theme, "", theme.inks.quiet),
                TextLayout::justify(Justify::Center),
                words,
            ));
        });
}

fn explain(
    selection: Res<Selection>,
    items: Query<&Item>,
    theme: Res<Theme>,
    mut explanations: Query<&mut Text, With<Explanation>>,
    mut drawing: ResMut<Drawing>,
) {
    let selected = items.iter().find(|item| item.layer == Layer::Screen && item.order == selection.of(Layer::Screen));
    let message = match selected.map(|item| item.action) {
        Some(Action::Change(setting, _)) => setting.messages().1,
        Some(Action::ResetSettings) => "settings-reset-why",
        _ => "settings-hint",
    };
    for mut text in &mut explanations {
        text.0 = theme.say(message);
        drawing.more(3);
    }
}

/// Asks whether everything should be as at first; asked no more once another row is selected.
fn ask(
    mut asked: ResMut<Asked>,
    selection: Res<Selection>,
    rows: Query<(&Item, &Children), With<ResetLabel>>,
    mut texts: Query<(&mut Text, &mut TextColor)>,
    theme: Res<Theme>,
    mut drawing: ResMut<Drawing>,
) {
    for (item, children) in &rows {
        if selection.of(Layer::Screen) != item.order && asked.0 {
            asked.0 = false;
        }
        let (message, ink) =
            if asked.0 { ("settings-reset-sure", theme.inks.mark) } else { ("settings-reset", theme.inks.text) };
        for child in children {
            if let Ok((mut text, mut color)) = texts.get_mut(*child) {
                text.0 = theme.say(message);
                color.0 = ink;
            }
        }
        drawing.more(3);
    }
}

fn carry_out(mut acts: MessageReader<Act>, mut preferences: ResMut<Preferences>, mut asked: ResMut<Asked>) {
    for Act(action) in acts.read() {
        match action {
            Action::Change(setting, step) => setting.change(&mut preferences.settings, *step),
            Action::ResetSettings if asked.0 => {
                asked.0 = false;
                preferences.reset();
            }
            Action::ResetSettings => asked.0 = true,
            Action::ToggleAuto => {
                preferences.settings.auto_advance = !preferences.settings.auto_advance;
            }
            _ => {
                asked.set_if_neq(Asked(false));
            }
        }
    }
}

fn remember_scroll(
    rows: Query<&ScrollPosition, (With<Scroller>, Changed<ScrollPosition>)>,
    mut last_scroll: ResMut<LastScroll>,
) {
    if let Some(position) = rows.iter().next() {
        last_scroll.0 = position.y;
    }
}

/// Another arrangement where the window has become narrow, or wide.
fn rearrange(
    layout: Res<Layout>,
    shown: Query<&SettingsScreen>,
    screen: Res<State<Screen>>,
    mut screens: ResMut<NextState<Screen>>,
    mut selection: ResMut<Selection>,
    mut drawing: ResMut<Drawing>,
) {
    if shown.iter().any(|shown| *shown != SettingsScreen::of(*layout)) {
        selection.hold();
        screens.set(*screen.get());
        drawing.more(4);
    }
}
