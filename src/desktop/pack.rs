//! The pack, large: the stars with their names, the tie to each in words, and beside them moon and mark.

use bevy::input::ButtonState;
use bevy::input::keyboard::{Key, KeyboardInput};
use bevy::prelude::*;
use bevy::text::LineHeight;
use bevy::ui::prelude::AccessibleLabel;

use super::action::{Action, Actions};
use super::hearing::Part;
use super::layout::Layout;
use super::panel::say;
use super::pictures::{PackMaterial, Picture, PictureMaterials, PlaceMaterial, spawn_picture, star};
use super::ready::Drawing;
use super::screen::{Menu, Screen};
use super::theme::Theme;
use super::widgets::{Item, Label, Layer, Row, Selection, caption, spawn_centered_screen, spawn_row};
use crate::engine::Playthrough;
use crate::story::Playthrough as Playing;
use crate::telling;

pub(super) fn plugin(app: &mut App) {
    app.add_systems(OnEnter(Screen::Pack), spawn).add_systems(
        Update,
        (turn.run_if(on_message::<KeyboardInput>), focus).chain().after(Actions).run_if(in_state(Screen::Pack)),
    );
}

/// The line that says what the tie to the selected star is.
#[derive(Component)]
struct TieWords;

/// Who can be seen, by their place among the people, in the order of the rows.
#[derive(Component)]
struct Constellation(Vec<usize>);

/// The size of the constellation, and whether moon and mark stand beside it and not below.
fn arrangement(layout: Layout) -> (Vec2, bool) {
    if layout.is_compact() {
        let width = (layout.width - 56.0).clamp(200.0, 620.0);
        (Vec2::new(width, (width * 0.66).min(layout.height * 0.62)), false)
    } else {
        let width = (layout.width - 56.0 - SIDE - 40.0).min(820.0);
        (Vec2::new(width, (layout.height - 290.0).clamp(260.0, 560.0)), true)
    }
}

/// The width of what stands beside the constellation.
const SIDE: f32 = 230.0;

fn spawn(
    mut commands: Commands,
    theme: Res<Theme>,
    layout: Res<Layout>,
    playthrough: Option<Res<Playthrough>>,
    mut selection: ResMut<Selection>,
    mut pictures: PictureMaterials,
    mut places: ResMut<Assets<PlaceMaterial>>,
    mut drawing: ResMut<Drawing>,
) {
    let Some(playthrough) = playthrough else { return };
    drawing.more(4);
    selection.begin(Layer::Screen);
    let seen: Vec<usize> =
        (0..playthrough.story().people().len()).filter(|&person| star(&playthrough, person).is_some()).collect();
    let (size, is_beside) = arrangement(*layout);
    let screen = (Name::new("Pack"), DespawnOnExit(Screen::Pack), MaterialNode(places.add(PlaceMaterial::quiet())));
    spawn_centered_screen(&mut commands, screen, |page| {
        spawn_title(page, &theme);
        let flex_direction = if is_beside { FlexDirection::Row } else { FlexDirection::Column };
        let both =
            Node { flex_direction, align_items: AlignItems::Center, column_gap: px(40), row_gap: px(18), ..default() };
        page.spawn(both).with_children(|both| {
            both.spawn(Node { flex_direction: FlexDirection::Column, align_items: AlignItems::Center, ..default() })
                .with_children(|left| {
                    spawn_stars(left, &theme, &playthrough, &mut pictures, &seen, size);
                    spawn_tie(left, &theme);
                });
            spawn_beside(both, &theme, &playthrough, &mut pictures, is_beside);
        });
        spawn_way_back(page, &theme, seen.len());
    });
}

fn spawn_title(page: &mut ChildSpawnerCommands, theme: &Theme) {
    page.spawn((
        Text::new(theme.say("pack-title")),
        Part::Heading(1),
        theme.serif(34.0),
        LineHeight::RelativeToFont(1.3),
        TextColor(theme.inks.text),
    ));
}

/// The row below the stars.
fn spawn_way_back(page: &mut ChildSpawnerCommands, theme: &Theme, order: usize) {
    let rows = Node { width: px(320), margin: px(14).top(), flex_direction: FlexDirection::Column, ..default() };
    page.spawn(rows).with_children(|rows| {
        let item = Item { layer: Layer::Screen, order, action: Action::Back };
        let label = Label::plain(&theme.say("menu-back-to-story"), theme.inks.text);
        spawn_row(rows, theme, &Row { item, key: Some(order + 1), label: &label, size: 19.0 });
    });
}

/// The constellation, and over each star what can be selected, with the name below it.
fn spawn_stars(
    parent: &mut ChildSpawnerCommands,
    theme: &Theme,
    playing: &Playing,
    pictures: &mut PictureMaterials,
    seen: &[usize],
    size: Vec2,
) {
    let frame = Node { width: px(size.x), height: px(size.y), flex_shrink: 0.0, ..default() };
    parent.spawn((Name::new("Constellation"), Constellation(seen.to_vec()), frame)).with_children(|frame| {
        spawn_picture(frame, Picture::Pack, pictures, size);
        for (order, &person) in seen.iter().enumerate() {
            let Some(at) = star(playing, person) else { continue };
            let Some(person) = playing.story().people().get(person) else { continue };
            spawn_star(frame, theme, playing, person, (order, at));
        }
    });
}

/// How wide what can be pointed at is around a star.
const TOUCH: f32 = 52.0;

fn spawn_star(
    frame: &mut ChildSpawnerCommands,
    theme: &Theme,
    playing: &Playing,
    person: &crate::story::Person,
    (order, at): (usize, Vec2),
) {
    let (story, state) = (playing.story(), playing.state());
    let node = Node {
        position_type: PositionType::Absolute,
        left: percent(100.0 * at.x),
        top: percent(100.0 * at.y),
        margin: UiRect { left: px(-TOUCH / 2.0), top: px(-TOUCH / 2.0), ..default() },
        width: px(TOUCH),
        height: px(TOUCH),
        border_radius: BorderRadius::all(percent(50)),
        flex_direction: FlexDirection::Column,
        align_items: AlignItems::Center,
        ..default()
    };
    let told = telling::tie(theme.words(), story, state, person).unwrap_or_default();
    let item = Item { layer: Layer::Screen, order, action: Action::Select(order) };
    frame.spawn((Name::new("Star"), item, node, AccessibleLabel::new(told))).with_children(|star| {
        // No wider than nothing, so that the name stands below the middle of the star however long it is.
        let anchor =
            Node { width: px(0), margin: px(TOUCH * 0.86).top(), justify_content: JustifyContent::Center, ..default() };
        star.spawn(anchor).with_children(|anchor| {
            let name = telling::called(theme.words(), story, state, person);
            anchor.spawn((
                caption(theme, name, theme.inks.text),
                TextLayout::no_wrap(),
                Node { flex_shrink: 0.0, ..default() },
            ));
        });
    });
}

fn spawn_tie(parent: &mut ChildSpawnerCommands, theme: &Theme) {
    parent.spawn((
        TieWords,
        Part::News,
        Text::default(),
        theme.italic(22.0),
        LineHeight::RelativeToFont(1.4),
        TextColor(theme.inks.accent),
        TextLayout::justify(Justify::Center),
        Node { min_height: px(31), margin: px(6).top(), ..default() },
    ));
}

/// Moon and mark, with their words.
fn spawn_beside(
    parent: &mut ChildSpawnerCommands,
    theme: &Theme,
    playing: &Playing,
    pictures: &mut PictureMaterials,
    is_beside: bool,
) {
    let (flex_direction, gap) = if is_beside { (FlexDirection::Column, px(24)) } else { (FlexDirection::Row, px(40)) };
    let node = Node {
        flex_direction,
        align_items: AlignItems::Center,
        justify_content: JustifyContent::Center,
        row_gap: gap,
        column_gap: gap,
        ..default()
    };
    parent.spawn(node).with_children(|beside| {
        for (picture, size) in [(Picture::Moon, Vec2::splat(116.0)), (Picture::Mark, Vec2::new(200.0, 264.0))] {
            let words = say(theme, picture, playing);
            if words.is_empty() {
                continue;
            }
            let cell = Node {
                width: px(if is_beside { SIDE } else { SIDE * 0.9 }),
                flex_shrink: 1.0,
                flex_direction: FlexDirection::Column,
                align_items: AlignItems::Center,
                row_gap: px(10),
                ..default()
            };
            beside.spawn(cell).with_children(|cell| {
                spawn_picture(cell, picture, pictures, size);
                cell.spawn((
                    Part::Silent,
                    caption(theme, words, theme.inks.quiet),
                    TextLayout::justify(Justify::Center),
                ));
            });
        }
    });
}

/// Left and Right do as Up and Down: stars stand on all sides.
fn turn(
    mut inputs: MessageReader<KeyboardInput>,
    items: Query<&Item>,
    menu: Res<State<Menu>>,
    mut selection: ResMut<Selection>,
) {
    let rows = items.iter().filter(|item| item.layer == Layer::Screen).count();
    for input in inputs.read().filter(|input| input.state == ButtonState::Pressed) {
        let towards = match &input.logical_key {
            Key::ArrowRight => 1,
            Key::ArrowLeft => rows.saturating_sub(1),
            _ => continue,
        };
        if rows > 0 && *menu.get() == Menu::Closed {
            let row = (selection.of(Layer::Screen) + towards) % rows;
            selection.set(Layer::Screen, row);
        }
    }
}

/// The selected star has a ring, and its tie is said below.
fn focus(
    selection: Res<Selection>,
    new: Query<(), Added<TieWords>>,
    stars: Query<(&Constellation, &Children)>,
    pictures: Query<&MaterialNode<PackMaterial>>,
    mut packs: ResMut<Assets<PackMaterial>>,
    mut words: Query<&mut Text, With<TieWords>>,
    playthrough: Option<Res<Playthrough>>,
    theme: Res<Theme>,
    mut drawing: ResMut<Drawing>,
) {
    let Some(playthrough) = playthrough.filter(|_| selection.is_changed() || !new.is_empty()) else { return };
    let (story, state) = (playthrough.story(), playthrough.state());
    for (Constellation(seen), children) in &stars {
        let person = seen.get(selection.of(Layer::Screen)).copied();
        for child in children {
            if let Ok(MaterialNode(handle)) = pictures.get(*child)
                && let Some(mut pack) = packs.get_mut(handle)
            {
                pack.look_at(person);
            }
        }
        let tie = person.and_then(|person| telling::tie(theme.words(), story, state, story.people().get(person)?));
        let said = tie.unwrap_or_else(|| theme.say(if seen.is_empty() { "pack-alone" } else { "pack-hint" }));
        for mut text in &mut words {
            text.0.clone_from(&said);
        }
    }
    drawing.more(3);
}
