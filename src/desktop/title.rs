//! The title page.

use bevy::prelude::*;
use bevy::text::{LetterSpacing, LineHeight};

use super::action::Action;
use super::layout::Layout;
use super::pictures::{PlaceMaterial, spawn_emblem};
use super::screen::Screen;
use super::session::Session;
use super::theme::{Fonts, leading, palette};
use super::widgets::{Item, Label, Layer, Row, Selection, caption, rule, spawn_row};
use crate::engine::StoryAsset;
use crate::story::Story;

pub(super) fn plugin(app: &mut App) {
    app.add_systems(OnEnter(Screen::Title), forget).add_systems(
        Update,
        spawn
            .run_if(in_state(Screen::Title))
            .run_if(not(any_with_component::<TitlePage>).or_else(resource_changed::<Layout>)),
    );
}

#[derive(Component)]
struct TitlePage;

fn forget(mut selection: ResMut<Selection>) {
    selection.set(Layer::Screen, 0);
}

/// As soon as the story is there, and again when the window has another size.
fn spawn(
    old: Query<Entity, With<TitlePage>>,
    session: Res<Session>,
    stories: Res<Assets<StoryAsset>>,
    fonts: Res<Fonts>,
    layout: Res<Layout>,
    mut places: ResMut<Assets<PlaceMaterial>>,
    mut commands: Commands,
    mut drawing: ResMut<super::ready::Drawing>,
) {
    drawing.more(4);
    let Some(story) = stories.get(&session.story).and_then(|asset| asset.story.clone()) else { return };
    old.iter().for_each(|old| commands.entity(old).despawn());
    let page = Node {
        width: percent(100),
        height: percent(100),
        flex_direction: FlexDirection::Column,
        align_items: AlignItems::Center,
        justify_content: JustifyContent::Center,
        padding: px(28).all(),
        overflow: Overflow::scroll_y(),
        ..default()
    };
    commands
        .spawn((
            Name::new("Title page"),
            TitlePage,
            DespawnOnExit(Screen::Title),
            page,
            MaterialNode(places.add(PlaceMaterial::night())),
        ))
        .with_children(|page| {
            if !layout.is_tiny() {
                spawn_emblem(page, if layout.is_compact() { 96.0 } else { 132.0 });
            }
            spawn_heading(page, &fonts, &story, *layout);
            spawn_choices(page, &fonts, &session);
            spawn_notes(page, &fonts, &story, *layout);
        });
}

fn spawn_heading(page: &mut ChildSpawnerCommands, fonts: &Fonts, story: &Story, layout: Layout) {
    let size = if layout.is_compact() { 40.0 } else { 54.0 };
    page.spawn((
        Text::new(story.title()),
        fonts.serif(size),
        TextColor(palette::BONE),
        TextLayout::justify(Justify::Center),
        LineHeight::RelativeToFont(1.15),
        Node { margin: UiRect::top(px(18)), ..default() },
    ));
    if let Some(opening) = story.about().split("\n\n").next().filter(|_| !layout.is_tiny()) {
        page.spawn((
            Text::new(opening),
            fonts.italic(17.0),
            TextColor(palette::ASH),
            TextLayout::justify(Justify::Center),
            leading(),
            Node { max_width: px(560), margin: UiRect::top(px(14)), ..default() },
        ));
    }
    page.spawn(rule());
}

fn spawn_choices(page: &mut ChildSpawnerCommands, fonts: &Fonts, session: &Session) {
    let continues = session.offers_to_continue();
    let mut rows = vec![];
    if continues {
        rows.push(("Continue", Action::Continue));
    }
    rows.push((if continues { "Begin anew" } else { "Begin" }, Action::Begin));
    rows.push(("Quit", Action::Quit));
    page.spawn(Node { width: px(280), flex_direction: FlexDirection::Column, flex_shrink: 0.0, ..default() })
        .with_children(|list| {
            for (order, (label, action)) in rows.into_iter().enumerate() {
                let label = Label::plain(label, palette::BONE);
                let item = Item { layer: Layer::Screen, order, action };
                spawn_row(list, fonts, &Row { item, key: Some(order + 1), label: &label, size: 20.0 });
            }
        });
}

fn spawn_notes(page: &mut ChildSpawnerCommands, fonts: &Fonts, story: &Story, layout: Layout) {
    if layout.is_tiny() {
        return;
    }
    page.spawn(rule());
    let width = Node { max_width: px(620), margin: UiRect::bottom(px(8)), ..default() };
    // What stands in `about` behind its first paragraph is small print.
    let small_print = story.about().split("\n\n").skip(1);
    for note in std::iter::once(story.content_note()).chain(small_print).filter(|note| !note.is_empty()) {
        page.spawn((caption(fonts, note, palette::ASH), TextLayout::justify(Justify::Center), width.clone()));
    }
    let keys = "1-9 or Up, Down and Enter choose   ·   + and - text size   ·   F11 full screen   ·   Esc menu";
    page.spawn((
        caption(fonts, keys, palette::SMOKE),
        LetterSpacing::Px(0.2),
        TextLayout::justify(Justify::Center),
        width,
    ));
}
