//! The page after the last page.

use bevy::prelude::*;
use bevy::text::{LetterSpacing, LineHeight};

use super::action::Action;
use super::layout::Layout;
use super::pictures::{PictureMaterials, PlaceMaterial, spawn_mark};
use super::screen::Screen;
use super::theme::{Fonts, leading, palette};
use super::widgets::{Layer, Selection, caption, rule, spawn_centered_screen, spawn_rows};
use crate::engine::Playthrough;
use crate::story::{Ending, Stop};

pub(super) fn plugin(app: &mut App) {
    app.add_systems(OnEnter(Screen::Ending), spawn);
}

fn spawn(
    mut commands: Commands,
    fonts: Res<Fonts>,
    layout: Res<Layout>,
    playthrough: Option<Res<Playthrough>>,
    mut selection: ResMut<Selection>,
    mut pictures: PictureMaterials,
    mut places: ResMut<Assets<PlaceMaterial>>,
    mut drawing: ResMut<super::ready::Drawing>,
) {
    let Some(playthrough) = playthrough else { return };
    let Stop::Ending(ending) = playthrough.turn().stop() else { return };
    let ending = playthrough.story().ending(ending).clone();
    drawing.more(4);
    selection.set(Layer::Screen, 0);
    let screen = (Name::new("Ending"), DespawnOnExit(Screen::Ending), MaterialNode(places.add(PlaceMaterial::night())));
    spawn_centered_screen(&mut commands, screen, |page| {
        if !layout.is_tiny() {
            spawn_mark(page, &mut pictures, if layout.is_compact() { 120.0 } else { 190.0 });
        }
        spawn_words(page, &fonts, &ending);
        spawn_facts(page, &fonts, &playthrough);
        spawn_choices(page, &fonts, &playthrough);
    });
}

fn spawn_words(page: &mut ChildSpawnerCommands, fonts: &Fonts, ending: &Ending) {
    page.spawn((
        Text::new("AN ENDING"),
        fonts.sans(13.0),
        LetterSpacing::Px(3.0),
        TextColor(palette::ASH),
        Node { margin: UiRect::top(px(20)), ..default() },
    ));
    page.spawn((
        Text::new(&ending.title),
        fonts.serif(44.0),
        TextColor(palette::BONE),
        TextLayout::justify(Justify::Center),
        LineHeight::RelativeToFont(1.25),
    ));
    page.spawn(rule());
    if !ending.epilogue.is_empty() {
        page.spawn((
            Text::new(&ending.epilogue),
            fonts.italic(19.0),
            TextColor(palette::BONE),
            TextLayout::justify(Justify::Center),
            leading(),
            Node { max_width: px(560), margin: UiRect::bottom(px(20)), ..default() },
        ));
    }
}

fn spawn_facts(page: &mut ChildSpawnerCommands, fonts: &Fonts, playthrough: &Playthrough) {
    let choices = playthrough.log().len();
    let plural = if choices == 1 { "choice" } else { "choices" };
    let facts = format!("{choices} {plural}   ·   seed {}", playthrough.seed());
    page.spawn((caption(fonts, facts, palette::ASH), Node { margin: UiRect::bottom(px(22)), ..default() }));
}

fn spawn_choices(page: &mut ChildSpawnerCommands, fonts: &Fonts, playthrough: &Playthrough) {
    let mut rows = vec![];
    if !playthrough.log().is_empty() {
        rows.push(("Take the last choice back", Action::Undo));
    }
    rows.extend([("Begin anew", Action::Begin), ("Title page", Action::ToTitle), ("Quit", Action::Quit)]);
    page.spawn(Node { width: px(320), flex_direction: FlexDirection::Column, flex_shrink: 0.0, ..default() })
        .with_children(|list| spawn_rows(list, fonts, Layer::Screen, &rows));
}
