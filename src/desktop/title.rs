//! The title page.

use bevy::prelude::*;
use bevy::text::{LetterSpacing, LineHeight};

use super::action::Action;
use super::hearing::Part;
use super::keys::table::{Command, FIXED, KeyMap};
use super::layout::Layout;
use super::pictures::{PlaceMaterial, spawn_emblem};
use super::screen::Screen;
use super::session::Session;
use super::theme::Theme;
use super::widgets::{Layer, Selection, caption, rule, spawn_centered_screen, spawn_rows};
use crate::engine::{Play, Stories};
use crate::story::Story;

pub(super) fn plugin(app: &mut App) {
    app.add_systems(OnEnter(Screen::Title), forget).add_systems(
        Update,
        spawn
            .run_if(in_state(Screen::Title))
            .run_if(
                not(any_with_component::<TitlePage>)
                    .or_else(resource_changed::<Layout>)
                    .or_else(resource_changed::<Stories>)
                    .or_else(resource_changed::<Theme>),
            )
            .after(Play),
    );
}

#[derive(Component)]
struct TitlePage;

fn forget(mut selection: ResMut<Selection>) {
    selection.begin(Layer::Screen);
}

/// As soon as the story is there, and again when the window has another size.
fn spawn(
    old: Query<Entity, With<TitlePage>>,
    session: Res<Session>,
    stories: Res<Stories>,
    theme: Res<Theme>,
    layout: Res<Layout>,
    map: Res<KeyMap>,
    mut places: ResMut<Assets<PlaceMaterial>>,
    mut commands: Commands,
    mut drawing: ResMut<super::ready::Drawing>,
) {
    let Some(story) = stories.get(&session.story) else { return };
    drawing.more(4);
    old.iter().for_each(|old| commands.entity(old).try_despawn());
    let screen = (
        Name::new("Title page"),
        TitlePage,
        DespawnOnExit(Screen::Title),
        MaterialNode(places.add(PlaceMaterial::night())),
    );
    spawn_centered_screen(&mut commands, screen, |page| {
        if !layout.is_tiny() {
            spawn_emblem(page, if layout.is_compact() { 96.0 } else { 132.0 });
        }
        spawn_heading(page, &theme, story, *layout);
        spawn_choices(page, &theme, &session, story);
        spawn_notes(page, &theme, story, &map, *layout);
    });
}

fn spawn_heading(page: &mut ChildSpawnerCommands, theme: &Theme, story: &Story, layout: Layout) {
    let size = if layout.is_compact() { 40.0 } else { 54.0 };
    page.spawn((
        Part::Heading(1),
        Text::new(story.title()),
        theme.serif(size),
        TextColor(theme.inks.text),
        TextLayout::justify(Justify::Center),
        LineHeight::RelativeToFont(1.15),
        Node { margin: UiRect::top(px(18)), ..default() },
    ));
    if let Some(opening) = story.about().split("\n\n").next().filter(|_| !layout.is_tiny()) {
        page.spawn((
            Text::new(opening),
            theme.italic(17.0),
            TextColor(theme.inks.quiet),
            TextLayout::justify(Justify::Center),
            theme.leading(),
            Node { max_width: px(560), margin: UiRect::top(px(14)), ..default() },
        ));
    }
    page.spawn(rule(theme));
}

fn spawn_choices(page: &mut ChildSpawnerCommands, theme: &Theme, session: &Session, story: &Story) {
    let continues = session.offers_to_continue();
    let mut rows = vec![];
    if continues {
        rows.push(("menu-continue", Action::Continue));
    }
    rows.push((if continues { "menu-begin-anew" } else { "menu-begin" }, Action::Begin));
    if !session.progress().slots().is_empty() {
        rows.push(("menu-load", Action::Open(Screen::Saves)));
    }
    if !session.memory().beats(story).is_empty() {
        rows.push(("menu-paths", Action::Open(Screen::Paths)));
    }
    if session.memory().finished() > 0 {
        rows.push(("menu-endings", Action::Open(Screen::Endings)));
    }
    rows.extend([("menu-settings", Action::Open(Screen::Settings)), ("menu-quit", Action::Quit)]);
    page.spawn(Node { width: px(360), flex_direction: FlexDirection::Column, flex_shrink: 0.0, ..default() })
        .with_children(|list| spawn_rows(list, theme, Layer::Screen, &rows));
}

fn spawn_notes(page: &mut ChildSpawnerCommands, theme: &Theme, story: &Story, map: &KeyMap, layout: Layout) {
    if layout.is_tiny() {
        return;
    }
    page.spawn(rule(theme));
    let width = Node { max_width: px(620), margin: UiRect::bottom(px(8)), ..default() };
    // What stands in `about` behind its first paragraph is small print; the content note has a page of its own.
    for note in story.about().split("\n\n").skip(1).filter(|note| !note.is_empty()) {
        page.spawn((caption(theme, note, theme.inks.quiet), TextLayout::justify(Justify::Center), width.clone()));
    }
    let does = |keys: String, what: &str| {
        theme.say_with("keys-does", &[("keys", (&keys).into()), ("what", (&theme.say(what)).into())])
    };
    let fixed = FIXED.iter().take(2).map(|(keys, what)| does(theme.say(keys), what));
    let told = [Command::FullScreen, Command::Help].map(|command| does(map.spoken(theme, command), command.message()));
    let keys = fixed.chain(told).collect::<Vec<_>>().join("   ·   ");
    page.spawn((
        caption(theme, keys, theme.inks.closed),
        LetterSpacing::Px(0.2),
        TextLayout::justify(Justify::Center),
        width,
    ));
}
