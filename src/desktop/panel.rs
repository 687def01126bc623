//! The state in pictures and words, beside the page: moon, mark and pack.

use bevy::picking::events::{Click, Pointer};
use bevy::picking::pointer::PointerButton;
use bevy::prelude::*;

use super::action::{Act, Action};
use super::hearing::Part;
use super::layout::Layout;
use super::pictures::{Picture, PictureMaterials, spawn_picture};
use super::ready::Drawing;
use super::screen::{Menu, Screen};
use super::theme::Theme;
use super::widgets::caption;
use crate::engine::{Cause, Play, Playthrough, StateChanged, TurnReady};
use crate::story::{Change, Playthrough as Playing, StatId};
use crate::telling;

pub(super) fn plugin(app: &mut App) {
    app.add_systems(Update, arrange.run_if(resource_changed::<Layout>)).add_systems(Update, write.after(Play));
}

#[derive(Component)]
struct Panel;

/// The words under a picture.
#[derive(Component, Clone, Copy, PartialEq, Eq)]
pub(super) struct Words(Picture);

const PICTURES: [Picture; 3] = [Picture::Moon, Picture::Mark, Picture::Pack];

/// Spawns the panel.
pub(super) fn spawn_panel(
    screen: &mut ChildSpawnerCommands,
    theme: &Theme,
    layout: Layout,
    pictures: &mut PictureMaterials,
) {
    let mut panel = screen.spawn((Name::new("Panel"), Panel, frame(layout)));
    panel.observe(open_pack).with_children(|panel| {
        for picture in PICTURES {
            panel.spawn(cell(layout)).insert(Cell).with_children(|cell| {
                spawn_picture(cell, picture, pictures, size(picture, layout));
                cell.spawn((Words(picture), Part::Silent, caption(theme, "", theme.inks.quiet), words_node(layout)));
            });
        }
    });
}

/// A click on the panel shows its pictures large.
fn open_pack(mut click: On<Pointer<Click>>, menu: Res<State<Menu>>, mut acts: MessageWriter<Act>) {
    click.propagate(false);
    if click.button == PointerButton::Primary && *menu.get() == Menu::Closed {
        acts.write(Act(Action::Open(Screen::Pack)));
    }
}

#[derive(Component)]
struct Cell;

fn frame(layout: Layout) -> Node {
    let display = if layout.is_tiny() { Display::None } else { Display::Flex };
    if layout.is_compact() {
        let padding = UiRect::axes(px(20), px(8));
        let direction = FlexDirection::Row;
        let justify_content = JustifyContent::SpaceBetween;
        Node { display, flex_direction: direction, padding, justify_content, flex_shrink: 0.0, ..default() }
    } else {
        Node {
            display,
            width: px(248),
            height: percent(100),
            flex_direction: FlexDirection::Column,
            align_items: AlignItems::Center,
            justify_content: JustifyContent::Center,
            row_gap: px(26),
            padding: UiRect { left: px(28), ..default() },
            flex_shrink: 0.0,
            ..default()
        }
    }
}

fn cell(layout: Layout) -> Node {
    let (flex_direction, gap) =
        if layout.is_compact() { (FlexDirection::Row, 12.0) } else { (FlexDirection::Column, 10.0) };
    Node {
        flex_direction,
        align_items: AlignItems::Center,
        column_gap: px(gap),
        row_gap: px(gap),
        flex_shrink: 1.0,
        min_width: px(0),
        ..default()
    }
}

fn words_node(layout: Layout) -> Node {
    Node { max_width: if layout.is_compact() { px(170) } else { px(216) }, flex_shrink: 1.0, ..default() }
}

fn size(picture: Picture, layout: Layout) -> Vec2 {
    match (picture, layout.is_compact()) {
        (_, true) => Vec2::splat(56.0),
        (Picture::Moon, false) => Vec2::splat(92.0),
        (Picture::Mark, false) => Vec2::new(200.0, 264.0) * ((layout.height - 540.0) / 264.0).clamp(0.6, 1.0),
        (Picture::Pack, false) => Vec2::new(216.0, 150.0),
    }
}

fn arrange(
    layout: Res<Layout>,
    mut panels: Query<&mut Node, (With<Panel>, Without<Cell>, Without<Picture>, Without<Words>)>,
    mut cells: Query<&mut Node, (With<Cell>, Without<Picture>, Without<Words>)>,
    mut pictures: Query<(&Picture, &mut Node), Without<Words>>,
    mut words: Query<&mut Node, With<Words>>,
) {
    panels.iter_mut().for_each(|mut node| *node = frame(*layout));
    cells.iter_mut().for_each(|mut node| *node = cell(*layout));
    words.iter_mut().for_each(|mut node| *node = words_node(*layout));
    for (picture, mut node) in &mut pictures {
        let size = size(*picture, *layout);
        (node.width, node.height) = (px(size.x), px(size.y));
    }
}

/// Writes the words; those that the last choice changed stand out until the next.
fn write(
    mut turns: MessageReader<TurnReady>,
    mut changes: MessageReader<StateChanged>,
    new: Query<(), Added<Words>>,
    playthrough: Option<Res<Playthrough>>,
    mut words: Query<(&Words, &mut Text, &mut TextColor)>,
    theme: Res<Theme>,
    mut drawing: ResMut<Drawing>,
) {
    let causes: Vec<&Cause> = turns.read().map(|turn| &turn.cause).collect();
    let is_moved = causes.iter().any(|cause| !matches!(cause, Cause::Reloaded(_)));
    let changed: Vec<Change> = changes.read().flat_map(|changed| changed.changes.iter().copied()).collect();
    let Some(playing) = playthrough.filter(|_| !causes.is_empty() || !new.is_empty()) else { return };
    for (Words(picture), mut text, mut color) in &mut words {
        let said = say(&theme, *picture, &playing);
        let is_news = is_moved && changed.iter().any(|change| concerns(*picture, change, &playing)) && text.0 != said;
        color.0 = if is_news { theme.inks.accent } else { theme.inks.quiet };
        text.0 = said;
    }
    drawing.more(2);
}

fn concerns(picture: Picture, change: &Change, playing: &Playing) -> bool {
    let story = playing.story();
    let is = |stat: StatId| matches!(change, Change::Stat { stat: changed, .. } if *changed == stat);
    match picture {
        Picture::Moon => story.moon().is_some_and(is),
        Picture::Mark => story.mark().is_some_and(|mark| is(mark.coils) || is(mark.heat)),
        Picture::Pack => story.people().iter().any(|person| {
            person.bond.is_some_and(is) || matches!(change, Change::Enum { name, .. } if Some(*name) == person.tie)
        }),
    }
}

/// What a picture shows, in words.
pub(super) fn say(theme: &Theme, picture: Picture, playing: &Playing) -> String {
    let (story, state) = (playing.story(), playing.state());
    match picture {
        Picture::Moon => {
            telling::moon(theme.words(), story, state).map(|(_, words)| capital(&words)).unwrap_or_default()
        }
        Picture::Mark => telling::mark(story, state).map(|words| capital(&words)).unwrap_or_default(),
        Picture::Pack => {
            let ties: Vec<String> = telling::ties(theme.words(), story, state).collect();
            if ties.is_empty() { theme.say("state-alone") } else { ties.join("\n") }
        }
    }
}

fn capital(words: &str) -> String {
    let mut chars = words.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}
