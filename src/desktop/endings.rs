//! The gallery of endings: those that were found, and closed doors with the writer's hint for the others.

use bevy::prelude::*;

use super::action::Action;
use super::paths::{PathsDeed, spawn_door};
use super::pictures::PlaceMaterial;
use super::ready::Drawing;
use super::screen::Screen;
use super::session::Session;
use super::theme::Theme;
use super::widgets::{
    Item, Label, Layer, Row, Selection, caption, column, flexible, row_node, spawn_centered_screen, spawn_item,
    spawn_row, spawn_title,
};
use crate::engine::Stories;
use crate::story::{Ending, EndingId};

pub(super) fn plugin(app: &mut App) {
    app.add_systems(OnEnter(Screen::Endings), spawn);
}

fn spawn(
    mut commands: Commands,
    theme: Res<Theme>,
    session: Res<Session>,
    stories: Res<Stories>,
    mut selection: ResMut<Selection>,
    mut places: ResMut<Assets<PlaceMaterial>>,
    mut drawing: ResMut<Drawing>,
) {
    drawing.more(4);
    selection.begin(Layer::Screen);
    let Some(story) = stories.get(&session.story) else { return };
    let times = |id: u32| session.memory().times_ended(story, EndingId(id));
    let endings: Vec<(u32, usize, &Ending)> =
        (0..).zip(story.endings()).map(|(id, ending)| (id, times(id), ending)).collect();
    let found = endings.iter().filter(|(_, times, _)| *times > 0).count();
    let screen =
        (Name::new("Endings"), DespawnOnExit(Screen::Endings), MaterialNode(places.add(PlaceMaterial::night())));
    spawn_centered_screen(&mut commands, screen, |page| {
        spawn_title(page, &theme, &theme.say("endings-title"));
        let counts = [("found", found.into()), ("all", endings.len().into())];
        let count = caption(&theme, theme.say_with("endings-count", &counts), theme.inks.quiet);
        page.spawn((count, Node { margin: px(18).bottom(), ..default() }));
        page.spawn(column(&theme)).with_children(|column| {
            for (order, (id, times, ending)) in endings.iter().enumerate() {
                if *times > 0 {
                    let item = Item { layer: Layer::Screen, order, action: Action::Paths(PathsDeed::AskEnding(*id)) };
                    spawn_found(column, &theme, item, ending, *times);
                } else {
                    let item = Item { layer: Layer::Screen, order, action: Action::Stay };
                    spawn_closed(column, &theme, item, &ending.hint);
                }
            }
            column.spawn(Node { height: px(16), ..default() });
            let item = Item { layer: Layer::Screen, order: endings.len(), action: Action::Back };
            let label = Label::plain(&theme.say("menu-back"), theme.inks.text);
            spawn_row(column, &theme, &Row { item, key: None, label: &label, size: 19.0 });
        });
    });
}

fn spawn_found(column: &mut ChildSpawnerCommands, theme: &Theme, item: Item, ending: &Ending, times: usize) {
    let times = theme.say_with("endings-times", &[("count", times.into())]);
    let label = format!("{}. {}. {times}", ending.title, ending.epilogue);
    spawn_item(column, item, &label, entry(), |row| {
        spawn_door(row, theme, true);
        row.spawn(lines()).with_children(|lines| {
            let head = Node {
                justify_content: JustifyContent::SpaceBetween,
                align_items: AlignItems::Baseline,
                column_gap: px(14),
                flex_wrap: FlexWrap::Wrap,
                ..default()
            };
            lines.spawn(head).with_children(|head| {
                head.spawn((Text::new(&ending.title), theme.serif(23.0), TextColor(theme.inks.text)));
                head.spawn(caption(theme, &times, theme.inks.accent));
            });
            if !ending.epilogue.is_empty() {
                let epilogue = (Text::new(&ending.epilogue), theme.italic(17.0), theme.leading());
                lines.spawn((epilogue, TextColor(theme.inks.text)));
            }
        });
    });
}

fn spawn_closed(column: &mut ChildSpawnerCommands, theme: &Theme, item: Item, hint: &str) {
    let closed = theme.say("endings-closed");
    let label = if hint.is_empty() { closed.clone() } else { format!("{closed}: {hint}") };
    spawn_item(column, item, &label, entry(), |row| {
        spawn_door(row, theme, false);
        row.spawn(lines()).with_children(|lines| {
            lines.spawn(caption(theme, &closed, theme.inks.closed));
            if !hint.is_empty() {
                let hint = (Text::new(hint), theme.italic(17.0), theme.leading());
                lines.spawn((hint, TextColor(theme.inks.quiet)));
            }
        });
    });
}

fn entry() -> Node {
    Node { padding: UiRect::axes(px(14), px(11)), column_gap: px(18), ..row_node() }
}

fn lines() -> Node {
    Node { flex_direction: FlexDirection::Column, row_gap: px(3), ..flexible() }
}
