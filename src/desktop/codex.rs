//! The codex: what the reader knows of people and rumors, to be looked up while reading.

use bevy::prelude::*;
use bevy::text::{LetterSpacing, LineHeight};

use super::action::Action;
use super::pictures::PlaceMaterial;
use super::ready::Drawing;
use super::screen::Screen;
use super::theme::{Fonts, MEASURE, PROSE, palette};
use super::widgets::{Label, Layer, Selection, caption, rule, spawn_centered_screen, spawn_rows, spawn_text};
use crate::engine::Playthrough;
use crate::telling::{Codex, CodexEntry};

pub(super) fn plugin(app: &mut App) {
    app.add_systems(OnEnter(Screen::Codex), spawn);
}

fn spawn(
    mut commands: Commands,
    fonts: Res<Fonts>,
    playthrough: Option<Res<Playthrough>>,
    mut selection: ResMut<Selection>,
    mut places: ResMut<Assets<PlaceMaterial>>,
    mut drawing: ResMut<Drawing>,
) {
    let Some(playthrough) = playthrough else { return };
    let codex = Codex::of(playthrough.story(), playthrough.state());
    drawing.more(4);
    selection.set(Layer::Screen, 0);
    let screen = (Name::new("Codex"), DespawnOnExit(Screen::Codex), MaterialNode(places.add(PlaceMaterial::quiet())));
    spawn_centered_screen(&mut commands, screen, |page| {
        page.spawn((Text::new("Codex"), fonts.serif(38.0), LineHeight::RelativeToFont(1.3), TextColor(palette::BONE)));
        page.spawn(rule());
        let column =
            Node { width: percent(100), max_width: px(MEASURE), flex_direction: FlexDirection::Column, ..default() };
        page.spawn(column).with_children(|column| {
            if codex.is_empty() {
                let nothing = "You know nothing yet that is worth writing down.";
                column.spawn((caption(&fonts, nothing, palette::ASH), Node { margin: px(20).bottom(), ..default() }));
            }
            spawn_section(column, &fonts, "PEOPLE", &codex.people);
            let rumours = format!("RUMORS, {} OF {}", codex.rumours.len(), codex.rumours_in_all);
            spawn_section(column, &fonts, &rumours, &codex.rumours);
            spawn_rows(column, &fonts, Layer::Screen, &[("Back to the story", Action::CloseCodex)]);
        });
    });
}

fn spawn_section(column: &mut ChildSpawnerCommands, fonts: &Fonts, title: &str, entries: &[CodexEntry]) {
    if entries.is_empty() {
        return;
    }
    column.spawn((
        Text::new(title),
        fonts.sans(13.0),
        LetterSpacing::Px(3.0),
        TextColor(palette::ASH),
        Node { margin: UiRect { top: px(10), bottom: px(14), ..default() }, ..default() },
    ));
    for entry in entries {
        spawn_entry(column, fonts, entry);
    }
}

fn spawn_entry(column: &mut ChildSpawnerCommands, fonts: &Fonts, entry: &CodexEntry) {
    let head = Node { column_gap: px(12), align_items: AlignItems::Baseline, flex_wrap: FlexWrap::Wrap, ..default() };
    column.spawn(head).with_children(|head| {
        head.spawn((Text::new(&entry.title), fonts.serif(23.0), TextColor(palette::BONE)));
        if !entry.beside.is_empty() {
            head.spawn(caption(fonts, &entry.beside, palette::GOLD));
        }
    });
    for paragraph in entry.page.paragraphs() {
        let runs = paragraph.runs().map(|(run, style)| (run.to_owned(), style)).collect();
        let node = Node { margin: UiRect { top: px(4), bottom: px(8), ..default() }, width: percent(100), ..default() };
        spawn_text(column, fonts, &Label { runs, color: palette::BONE }, PROSE * 0.9, node);
    }
    column.spawn(Node { height: px(16), ..default() });
}
