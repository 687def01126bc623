//! The menu over the page.

use bevy::prelude::*;
use bevy::text::LetterSpacing;
use bevy::ui_widgets::ScrollArea;

use super::action::Action;
use super::dialog::{card, shade};
use super::hearing::Part;
use super::keys::table::{Command, FIXED, KeyMap};
use super::layout::Layout;
use super::ready::Drawing;
use super::screen::{Menu, Screen};
use super::scroll::Scroller;
use super::session::Session;
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
    session: Res<Session>,
    layout: Res<Layout>,
    map: Res<KeyMap>,
    mut selection: ResMut<Selection>,
    mut drawing: ResMut<Drawing>,
) {
    selection.set(Layer::Menu, 0);
    drawing.more(3);
    let can_undo = playthrough.as_ref().is_some_and(|playing| !playing.log().is_empty());
    let can_redo = playthrough.is_some_and(|playing| session.next_again(&playing).is_some());
    commands
        .spawn((
            Name::new("Pause"),
            DespawnOnExit(Menu::Pause),
            shade(),
            GlobalZIndex(5),
            BackgroundColor(theme.inks.ground.with_alpha(0.82)),
        ))
        .with_children(|shade| {
            let view = Node { max_height: percent(96), overflow: Overflow::scroll_y(), ..card() };
            let ground = (BackgroundColor(theme.inks.raised), BorderColor::all(theme.inks.line));
            shade.spawn((view, Part::Dialog(theme.say("menu-paused")), ground, Scroller, ScrollArea)).with_children(
                |card| {
                    spawn_rows(card, &theme, can_undo, can_redo);
                    if layout.height > KEYS_NEED {
                        spawn_keys(card, &theme, &map);
                    }
                },
            );
        });
}

fn spawn_rows(card: &mut ChildSpawnerCommands, theme: &Theme, can_undo: bool, can_redo: bool) {
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
    if can_redo {
        rows.push(("menu-redo", Action::Redo));
    }
    rows.extend([
        ("menu-saves", Action::Open(Screen::Saves)),
        ("menu-history", Action::Open(Screen::History)),
        ("menu-paths", Action::Open(Screen::Paths)),
        ("menu-endings", Action::Open(Screen::Endings)),
        ("menu-pack", Action::Open(Screen::Pack)),
        ("menu-codex", Action::Open(Screen::Codex)),
        ("menu-settings", Action::Open(Screen::Settings)),
        ("menu-keys", Action::Open(Screen::Help)),
        ("menu-begin-anew", Action::Begin),
        ("menu-title-page", Action::ToTitle),
        ("menu-quit", Action::Quit),
    ]);
    widgets::spawn_rows(card, theme, Layer::Menu, &rows);
}

/// In a lower window the keys are left out, so that the rows have room.
const KEYS_NEED: f32 = 900.0;

/// Those that one looks for first; all of them are on the screen of keys.
const TOLD: [Command; 7] =
    [Command::ReadOn, Command::Undo, Command::Skip, Command::Auto, Command::History, Command::Codex, Command::Help];

fn spawn_keys(card: &mut ChildSpawnerCommands, theme: &Theme, map: &KeyMap) {
    card.spawn((Node { height: px(1), margin: px(16).vertical(), ..default() }, BackgroundColor(theme.inks.line)));
    let fixed = FIXED.iter().take(2).map(|(keys, what)| (theme.say(keys), theme.say(what)));
    let told = TOLD.iter().map(|&command| (map.spoken(theme, command), theme.say(command.message())));
    for (keys, what) in fixed.chain(told) {
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
