//! Who and what the game is made of: the story, the program, the faces and the libraries.

use bevy::prelude::*;
use bevy::text::LineHeight;

use super::action::Action;
use super::hearing::Part;
use super::pictures::PlaceMaterial;
use super::ready::Drawing;
use super::screen::Screen;
use super::session::Session;
use super::settings::spawn_heading;
use super::theme::Theme;
use super::widgets::{Layer, Selection, caption, rule, spawn_centered_screen, spawn_rows};
use crate::engine::Stories;

pub(super) fn plugin(app: &mut App) {
    app.add_systems(OnEnter(Screen::Credits), spawn);
}

/// The faces, who made them, and that they are free: a name is the same in every language.
const FACES: [(&str, &str); 3] = [
    ("Literata", "TypeTogether"),
    ("Atkinson Hyperlegible Next", "Braille Institute of America"),
    ("OpenDyslexic", "Abbie Gonzalez"),
];

/// The libraries that do most of the work, with their licenses.
const LIBRARIES: [(&str, &str); 6] = [
    ("Bevy", "MIT / Apache-2.0"),
    ("wgpu, winit", "MIT / Apache-2.0"),
    ("AccessKit, Parley", "MIT / Apache-2.0"),
    ("RON, Serde", "MIT / Apache-2.0"),
    ("Fluent", "MIT / Apache-2.0"),
    ("Ratatui, crossterm, clap", "MIT / Apache-2.0"),
];

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
    let screen =
        (Name::new("Credits"), DespawnOnExit(Screen::Credits), MaterialNode(places.add(PlaceMaterial::quiet())));
    spawn_centered_screen(&mut commands, screen, |page| {
        page.spawn((
            Part::Heading(1),
            Text::new(theme.say("credits-title")),
            theme.serif(38.0),
            LineHeight::RelativeToFont(1.3),
            TextColor(theme.inks.text),
        ));
        page.spawn(rule(&theme));
        let column =
            Node { width: percent(100), max_width: px(600), flex_direction: FlexDirection::Column, ..default() };
        page.spawn(column).with_children(|column| {
            if let Some(story) = stories.get(&session.story) {
                spawn_heading(column, &theme, "credits-story");
                let by = [("title", story.title().into()), ("author", story.author().into())];
                let line = if story.author().is_empty() {
                    story.title().to_owned()
                } else {
                    theme.say_with("credits-by", &by)
                };
                spawn_line(column, &theme, &line);
                // What stands in `about` behind its first paragraphs is small print.
                let small_print = story.about().rsplit("\n\n").next().filter(|print| *print != story.about());
                small_print.into_iter().for_each(|print| spawn_small(column, &theme, print));
            }
            spawn_heading(column, &theme, "credits-program");
            let version = [("version", env!("CARGO_PKG_VERSION").into())];
            spawn_line(column, &theme, &theme.say_with("credits-bloodmark", &version));
            spawn_small(column, &theme, &theme.say("credits-license"));
            spawn_heading(column, &theme, "credits-faces");
            FACES.iter().for_each(|(name, by)| spawn_pair(column, &theme, name, by));
            spawn_small(column, &theme, &theme.say("credits-faces-license"));
            spawn_heading(column, &theme, "credits-libraries");
            LIBRARIES.iter().for_each(|(name, license)| spawn_pair(column, &theme, name, license));
            spawn_small(column, &theme, &theme.say("credits-libraries-more"));
            column.spawn(Node { height: px(20), ..default() });
            spawn_rows(column, &theme, Layer::Screen, &[("menu-back", Action::Back)]);
        });
    });
}

fn indented() -> Node {
    Node { margin: UiRect { left: px(17), bottom: px(4), ..default() }, ..default() }
}

fn spawn_line(column: &mut ChildSpawnerCommands, theme: &Theme, words: &str) {
    column.spawn((Text::new(words), theme.serif(19.0), theme.leading(), TextColor(theme.inks.text), indented()));
}

fn spawn_small(column: &mut ChildSpawnerCommands, theme: &Theme, words: &str) {
    column.spawn((caption(theme, words, theme.inks.quiet), indented()));
}

/// A name, and what belongs to it at the other end of the line.
fn spawn_pair(column: &mut ChildSpawnerCommands, theme: &Theme, name: &str, beside: &str) {
    let line = Node {
        margin: px(17).left(),
        padding: px(2).vertical(),
        column_gap: px(16),
        flex_wrap: FlexWrap::Wrap,
        align_items: AlignItems::Baseline,
        justify_content: JustifyContent::SpaceBetween,
        ..default()
    };
    column.spawn(line).with_children(|line| {
        line.spawn((Text::new(name), theme.serif(18.0), TextColor(theme.inks.text)));
        line.spawn(caption(theme, beside, theme.inks.quiet));
    });
}
