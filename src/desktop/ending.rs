//! The page after the last page.

use bevy::prelude::*;
use bevy::text::{LetterSpacing, LineHeight};

use super::action::Action;
use super::hearing::Part;
use super::layout::Layout;
use super::pictures::{PictureMaterials, PlaceMaterial, spawn_mark};
use super::screen::Screen;
use super::theme::Theme;
use super::widgets::{Layer, Selection, caption, rule, spawn_centered_screen, spawn_rows};
use crate::engine::Playthrough;
use crate::story::{Ending, Stop};

pub(super) fn plugin(app: &mut App) {
    app.add_systems(OnEnter(Screen::Ending), spawn);
}

fn spawn(
    mut commands: Commands,
    theme: Res<Theme>,
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
    selection.begin(Layer::Screen);
    let screen = (Name::new("Ending"), DespawnOnExit(Screen::Ending), MaterialNode(places.add(PlaceMaterial::night())));
    spawn_centered_screen(&mut commands, screen, |page| {
        if !layout.is_tiny() {
            spawn_mark(page, &mut pictures, if layout.is_compact() { 120.0 } else { 190.0 });
        }
        spawn_words(page, &theme, &ending);
        spawn_facts(page, &theme, &playthrough);
        spawn_choices(page, &theme, &playthrough);
    });
}

fn spawn_words(page: &mut ChildSpawnerCommands, theme: &Theme, ending: &Ending) {
    page.spawn((
        Text::new(theme.say("ending-heading")),
        theme.sans(13.0),
        LetterSpacing::Px(3.0),
        TextColor(theme.inks.quiet),
        Node { margin: UiRect::top(px(20)), ..default() },
    ));
    page.spawn((
        Part::Heading(1),
        Text::new(&ending.title),
        theme.serif(44.0),
        TextColor(theme.inks.text),
        TextLayout::justify(Justify::Center),
        LineHeight::RelativeToFont(1.25),
    ));
    page.spawn(rule(theme));
    if !ending.epilogue.is_empty() {
        page.spawn((
            Text::new(&ending.epilogue),
            theme.italic(19.0),
            TextColor(theme.inks.text),
            TextLayout::justify(Justify::Center),
            theme.leading(),
            Node { max_width: px(560), margin: UiRect::bottom(px(20)), ..default() },
        ));
    }
}

fn spawn_facts(page: &mut ChildSpawnerCommands, theme: &Theme, playthrough: &Playthrough) {
    let choices = theme.say_with("ending-choices", &[("count", playthrough.log().len().into())]);
    let seed = theme.say_with("ending-seed", &[("seed", (&playthrough.seed().to_string()).into())]);
    let facts = format!("{choices}   ·   {seed}");
    page.spawn((caption(theme, facts, theme.inks.quiet), Node { margin: UiRect::bottom(px(22)), ..default() }));
}

fn spawn_choices(page: &mut ChildSpawnerCommands, theme: &Theme, playthrough: &Playthrough) {
    let mut rows = vec![("menu-endings", Action::Open(Screen::Endings))];
    if !playthrough.log().is_empty() {
        rows.push(("menu-undo", Action::Undo));
    }
    rows.extend([
        ("menu-paths", Action::Open(Screen::Paths)),
        ("menu-begin-anew", Action::Begin),
        ("menu-title-page", Action::ToTitle),
        ("menu-quit", Action::Quit),
    ]);
    page.spawn(Node { width: px(380), flex_direction: FlexDirection::Column, flex_shrink: 0.0, ..default() })
        .with_children(|list| spawn_rows(list, theme, Layer::Screen, &rows));
}
