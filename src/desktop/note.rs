//! The content note: what may weigh on a reader, before the first page and whenever they want to look.

use bevy::prelude::*;
use bevy::text::LineHeight;

use super::action::Action;
use super::hearing::Part;
use super::pictures::PlaceMaterial;
use super::preferences::Preferences;
use super::ready::Drawing;
use super::screen::Screen;
use super::session::Session;
use super::theme::Theme;
use super::widgets::{Layer, Selection, caption, rule, spawn_centered_screen, spawn_rows};
use crate::engine::Stories;

pub(super) fn plugin(app: &mut App) {
    app.add_systems(OnEnter(Screen::Note), spawn);
}

fn spawn(
    mut commands: Commands,
    theme: Res<Theme>,
    session: Res<Session>,
    stories: Res<Stories>,
    preferences: Res<Preferences>,
    mut selection: ResMut<Selection>,
    mut places: ResMut<Assets<PlaceMaterial>>,
    mut drawing: ResMut<Drawing>,
) {
    drawing.more(4);
    selection.begin(Layer::Screen);
    let note = stories.get(&session.story).map(|story| story.content_note()).unwrap_or_default();
    let is_before_first_page = !preferences.settings.content_note_read;
    let screen = (Name::new("Note"), DespawnOnExit(Screen::Note), MaterialNode(places.add(PlaceMaterial::quiet())));
    spawn_centered_screen(&mut commands, screen, |page| {
        page.spawn((
            Part::Heading(1),
            Text::new(theme.say("note-title")),
            theme.serif(38.0),
            LineHeight::RelativeToFont(1.3),
            TextColor(theme.inks.text),
            TextLayout::justify(Justify::Center),
        ));
        page.spawn(rule(&theme));
        let width = Node { max_width: px(560), margin: px(20).bottom(), ..default() };
        let words = if note.is_empty() { theme.say("note-none") } else { note.to_owned() };
        page.spawn((
            Text::new(words),
            theme.serif(20.0),
            theme.leading(),
            TextColor(theme.inks.text),
            TextLayout::justify(Justify::Center),
            width.clone(),
        ));
        if is_before_first_page {
            let hint = caption(&theme, theme.say("note-again"), theme.inks.quiet);
            page.spawn((hint, TextLayout::justify(Justify::Center), width));
        }
        let rows: &[(&str, Action)] = if is_before_first_page {
            &[("menu-read-on", Action::ReadOn), ("menu-title-page", Action::ToTitle)]
        } else {
            &[("menu-back", Action::Back)]
        };
        page.spawn(Node { width: px(280), flex_direction: FlexDirection::Column, flex_shrink: 0.0, ..default() })
            .with_children(|list| spawn_rows(list, &theme, Layer::Screen, rows));
    });
}
