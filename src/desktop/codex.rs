//! The codex: what the reader knows of people and rumors, to be looked up while reading.

use bevy::prelude::*;
use bevy::text::{LetterSpacing, LineHeight};

use super::action::Action;
use super::hearing::Part;
use super::pictures::PlaceMaterial;
use super::ready::Drawing;
use super::screen::Screen;
use super::theme::{PROSE, Theme};
use super::widgets::{Label, Layer, Selection, caption, rule, spawn_centered_screen, spawn_rows, spawn_text};
use crate::engine::Playthrough;
use crate::telling::{Codex, CodexEntry};

pub(super) fn plugin(app: &mut App) {
    app.add_systems(OnEnter(Screen::Codex), spawn);
}

fn spawn(
    mut commands: Commands,
    theme: Res<Theme>,
    playthrough: Option<Res<Playthrough>>,
    mut selection: ResMut<Selection>,
    mut places: ResMut<Assets<PlaceMaterial>>,
    mut drawing: ResMut<Drawing>,
) {
    let Some(playthrough) = playthrough else { return };
    let codex = Codex::of(playthrough.story(), playthrough.state());
    drawing.more(4);
    selection.begin(Layer::Screen);
    let screen = (Name::new("Codex"), DespawnOnExit(Screen::Codex), MaterialNode(places.add(PlaceMaterial::quiet())));
    spawn_centered_screen(&mut commands, screen, |page| {
        page.spawn((
            Part::Heading(1),
            Text::new(theme.say("codex-title")),
            theme.serif(38.0),
            LineHeight::RelativeToFont(1.3),
            TextColor(theme.inks.text),
        ));
        page.spawn(rule(&theme));
        let column = Node {
            width: percent(100),
            max_width: px(theme.measure()),
            flex_direction: FlexDirection::Column,
            ..default()
        };
        page.spawn(column).with_children(|column| {
            if codex.is_empty() {
                let nothing = theme.say("codex-empty");
                column
                    .spawn((caption(&theme, nothing, theme.inks.quiet), Node { margin: px(20).bottom(), ..default() }));
            }
            spawn_section(column, &theme, &theme.say("codex-people"), &codex.people);
            let counts = [("known", codex.rumours.len().into()), ("all", codex.rumours_in_all.into())];
            let rumours = theme.say_with("codex-rumors", &counts);
            spawn_section(column, &theme, &rumours, &codex.rumours);
            spawn_rows(column, &theme, Layer::Screen, &[("menu-back-to-story", Action::Back)]);
        });
    });
}

fn spawn_section(column: &mut ChildSpawnerCommands, theme: &Theme, title: &str, entries: &[CodexEntry]) {
    if entries.is_empty() {
        return;
    }
    column.spawn((
        Part::Heading(2),
        Text::new(title),
        theme.sans(13.0),
        LetterSpacing::Px(3.0),
        TextColor(theme.inks.quiet),
        Node { margin: UiRect { top: px(10), bottom: px(14), ..default() }, ..default() },
    ));
    for entry in entries {
        spawn_entry(column, theme, entry);
    }
}

fn spawn_entry(column: &mut ChildSpawnerCommands, theme: &Theme, entry: &CodexEntry) {
    let head = Node { column_gap: px(12), align_items: AlignItems::Baseline, flex_wrap: FlexWrap::Wrap, ..default() };
    column.spawn(head).with_children(|head| {
        head.spawn((Part::Heading(3), Text::new(&entry.title), theme.serif(23.0), TextColor(theme.inks.text)));
        if !entry.beside.is_empty() {
            head.spawn(caption(theme, &entry.beside, theme.inks.accent));
        }
    });
    for paragraph in entry.page.paragraphs() {
        let runs = paragraph.runs().map(|(run, style)| (run.to_owned(), style)).collect();
        let node = Node { margin: UiRect { top: px(4), bottom: px(8), ..default() }, width: percent(100), ..default() };
        spawn_text(column, theme, &Label { runs, color: theme.inks.text }, PROSE * 0.9, node);
    }
    column.spawn(Node { height: px(16), ..default() });
}
