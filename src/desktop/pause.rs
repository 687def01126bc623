//! The menu over the page.

use bevy::prelude::*;
use bevy::text::LetterSpacing;
use bevy::ui_widgets::ScrollArea;

use super::action::Action;
use super::hearing::Part;
use super::layout::Layout;
use super::ready::Drawing;
use super::screen::{Menu, Screen};
use super::theme::Theme;
use super::widgets::{self, Layer, Selection, caption};
use crate::engine::Playthrough;

pub(super) fn plugin(app: &mut App) {
    app.add_systems(OnEnter(Menu::Pause), spawn).add_systems(OnExit(Menu::Pause), redraw);
}

fn redraw(mut drawing: ResMut<Drawing>) {
    drawing.more(3);
}

fn spawn(
    mut commands: Commands,
    theme: Res<Theme>,
    playthrough: Option<Res<Playthrough>>,
    layout: Res<Layout>,
    mut selection: ResMut<Selection>,
    mut drawing: ResMut<Drawing>,
) {
    selection.set(Layer::Menu, 0);
    drawing.more(3);
    let can_undo = playthrough.is_some_and(|playing| !playing.log().is_empty());
    commands
        .spawn((
            Name::new("Pause"),
            DespawnOnExit(Menu::Pause),
            shade(),
            ScrollArea,
            GlobalZIndex(5),
            BackgroundColor(theme.inks.ground.with_alpha(0.82)),
        ))
        .with_children(|shade| {
            let name = Part::Dialog(theme.say("menu-paused"));
            shade
                .spawn((card(), name, BackgroundColor(theme.inks.raised), BorderColor::all(theme.inks.line)))
                .with_children(|card| {
                    spawn_rows(card, &theme, can_undo);
                    if layout.height > KEYS_NEED {
                        spawn_keys(card, &theme);
                    }
                });
        });
}

/// Over the whole window; it scrolls where that is too low.
fn shade() -> Node {
    Node {
        position_type: PositionType::Absolute,
        width: percent(100),
        height: percent(100),
        flex_direction: FlexDirection::Column,
        overflow: Overflow::scroll_y(),
        ..default()
    }
}

fn card() -> Node {
    Node {
        width: px(420),
        max_width: percent(92),
        margin: auto().all(),
        flex_shrink: 0.0,
        flex_direction: FlexDirection::Column,
        padding: UiRect::axes(px(26), px(22)),
        border: px(1).all(),
        border_radius: BorderRadius::all(px(6)),
        ..default()
    }
}

fn spawn_rows(card: &mut ChildSpawnerCommands, theme: &Theme, can_undo: bool) {
    card.spawn((
        Text::new(theme.say("menu-paused")),
        theme.sans(13.0),
        LetterSpacing::Px(3.0),
        TextColor(theme.inks.quiet),
        Node { margin: UiRect { left: px(17), bottom: px(12), ..default() }, ..default() },
    ));
    let mut rows = vec![("menu-read-on", Action::CloseMenu)];
    if can_undo {
        rows.push(("menu-undo", Action::Undo));
    }
    rows.push(("menu-codex", Action::Open(Screen::Codex)));
    rows.extend([
        ("menu-begin-anew", Action::Begin),
        ("menu-title-page", Action::ToTitle),
        ("menu-quit", Action::Quit),
    ]);
    widgets::spawn_rows(card, theme, Layer::Menu, &rows);
}

/// In a lower window the keys are left out, so that the rows have room.
const KEYS_NEED: f32 = 600.0;

const KEYS: [(&str, &str); 7] = [
    ("1-9, or Up, Down and Enter", "choose"),
    ("Space, Page Up, Page Down", "turn the page"),
    ("Backspace", "take a choice back"),
    ("C", "codex: people and rumors"),
    ("+ and -", "text size"),
    ("F11", "full screen"),
    ("Esc", "this menu"),
];

fn spawn_keys(card: &mut ChildSpawnerCommands, theme: &Theme) {
    card.spawn((Node { height: px(1), margin: px(16).vertical(), ..default() }, BackgroundColor(theme.inks.line)));
    for (keys, what) in KEYS {
        let line = Node {
            justify_content: JustifyContent::SpaceBetween,
            padding: UiRect::axes(px(17), px(2)),
            column_gap: px(16),
            ..default()
        };
        card.spawn(line).with_children(|line| {
            line.spawn(caption(theme, keys, theme.inks.text));
            line.spawn((caption(theme, what, theme.inks.quiet), TextLayout::justify(Justify::Right)));
        });
    }
    card.spawn((
        caption(theme, theme.say("menu-saved"), theme.inks.quiet),
        Node { margin: UiRect { left: px(17), top: px(14), ..default() }, ..default() },
    ));
}
