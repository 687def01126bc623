//! The screen: a line to search with, and below it everything that was read.

use bevy::prelude::*;
use bevy::ui_widgets::ScrollArea;

use super::HistoryDeed;
use super::search::{Count, Needle, Paragraph, Search};
use crate::desktop::action::Action;
use crate::desktop::dialog::field;
use crate::desktop::hearing::Part;
use crate::desktop::pictures::PlaceMaterial;
use crate::desktop::ready::Drawing;
use crate::desktop::screen::Screen;
use crate::desktop::scroll::{BringToTop, Scroller};
use crate::desktop::theme::{PROSE, Theme};
use crate::desktop::widgets::{
    Item, Label, Layer, Row, Selection, caption, column, flexible, row_node, rule, spawn_item, spawn_row,
};
use crate::engine::Playthrough;
use crate::story::{Chapter, Look, Page, Style};

/// Spawns the screen, at the newest page.
pub(super) fn spawn(
    mut commands: Commands,
    theme: Res<Theme>,
    playthrough: Option<Res<Playthrough>>,
    mut selection: ResMut<Selection>,
    mut search: ResMut<Search>,
    mut places: ResMut<Assets<PlaceMaterial>>,
    mut drawing: ResMut<Drawing>,
) {
    drawing.more(4);
    let Some(playthrough) = playthrough else { return };
    *search = Search::default();
    let whole = Node { width: percent(100), height: percent(100), flex_direction: FlexDirection::Column, ..default() };
    let ground = MaterialNode(places.add(PlaceMaterial::quiet()));
    let screen = (Name::new("History"), DespawnOnExit(Screen::History), ground, whole);
    let made = playthrough.log().len();
    commands.spawn(screen).with_children(|screen| {
        spawn_bar(screen, &theme);
        let view = Node {
            width: percent(100),
            flex_grow: 1.0,
            flex_basis: px(0),
            min_height: px(0),
            flex_direction: FlexDirection::Column,
            align_items: AlignItems::Center,
            overflow: Overflow::scroll_y(),
            padding: px(28).horizontal(),
            ..default()
        };
        screen.spawn((Name::new("Pages"), view, Scroller, ScrollArea)).with_children(|view| {
            let pages = Node { flex_shrink: 0.0, padding: px(18).vertical(), ..column(&theme) };
            view.spawn(pages).with_children(|column| spawn_pages(column, &theme, &playthrough));
        });
    });
    // The choice that was made last, or the way back where there is none.
    selection.begin_at(Layer::Screen, made.saturating_sub(1));
}

fn spawn_bar(screen: &mut ChildSpawnerCommands, theme: &Theme) {
    let bar = Node {
        width: percent(100),
        align_items: AlignItems::Center,
        justify_content: JustifyContent::Center,
        padding: UiRect { left: px(28), right: px(28), top: px(12), bottom: px(8) },
        border: px(1).bottom(),
        flex_shrink: 0.0,
        ..default()
    };
    let edge = (BackgroundColor(theme.inks.raised), BorderColor::all(theme.inks.line));
    screen.spawn((Name::new("Bar"), bar, edge)).with_children(|bar| {
        bar.spawn(Node {
            flex_direction: FlexDirection::Row,
            align_items: AlignItems::Center,
            column_gap: px(12),
            ..column(theme)
        })
        .with_children(|bar| {
            bar.spawn(caption(theme, theme.say("history-search"), theme.inks.quiet));
            let line = bar.spawn((Needle, Part::Line(theme.say("history-search")), field(theme, ""))).id();
            bar.commands().entity(line).entry::<Node>().and_modify(|mut node| {
                node.margin = UiRect::ZERO;
                node.flex_grow = 1.0;
                node.min_width = px(60);
            });
            bar.spawn((Count, caption(theme, "", theme.inks.accent), Node { flex_shrink: 0.0, ..default() }));
        });
    });
}

fn spawn_pages(column: &mut ChildSpawnerCommands, theme: &Theme, playthrough: &Playthrough) {
    let story = playthrough.story();
    let (mut chapter, mut number, made) = (None, 0, playthrough.log().len());
    playthrough.retell(|turn, _, choice| {
        let here = turn.beats().first().and_then(|&beat| story.chapter_of(beat));
        let begun = here.filter(|_| here != chapter);
        chapter = here;
        let block = Node { width: percent(100), flex_direction: FlexDirection::Column, flex_shrink: 0.0, ..default() };
        column.spawn(block).with_children(|block| {
            if let Some(chapter) = begun {
                spawn_heading(block, theme, chapter);
            }
            spawn_prose(block, theme, turn.page());
            let offer = turn.offers().iter().find(|offer| Some(offer.choice) == choice);
            if let Some(offer) = offer {
                let row = spawn_made(block, theme, number, (offer.look, &offer.label));
                // Where the last choice was made is where the reader comes in.
                if number + 1 == made {
                    block.commands().entity(row).insert(BringToTop::late());
                }
            }
        });
        number += 1;
    });
    column.spawn(rule(theme));
    let rows = [
        ("history-find", Action::History(HistoryDeed::Search)),
        ("history-write", Action::History(HistoryDeed::Write)),
        ("menu-back", Action::Back),
    ];
    for (at, (message, action)) in rows.into_iter().enumerate() {
        let item = Item { layer: Layer::Screen, order: made + at, action };
        let label = Label::plain(&theme.say(message), theme.inks.text);
        spawn_row(column, theme, &Row { item, key: None, label: &label, size: 19.0 });
    }
}

/// The heading of a chapter.
pub(super) fn heading(theme: &Theme, chapter: &Chapter) -> String {
    let number = [("number", usize::from(chapter.number).into()), ("title", (&chapter.title).into())];
    theme.say_with(if chapter.title.is_empty() { "state-chapter-untitled" } else { "state-chapter" }, &number)
}

fn spawn_heading(block: &mut ChildSpawnerCommands, theme: &Theme, chapter: &Chapter) {
    let node = Node { margin: UiRect { top: px(20), bottom: px(16), ..default() }, ..default() };
    block.spawn((
        Part::Heading(2),
        Text::new(heading(theme, chapter)),
        theme.serif(27.0),
        TextColor(theme.inks.text),
        node,
    ));
}

fn spawn_prose(block: &mut ChildSpawnerCommands, theme: &Theme, page: &Page) {
    for paragraph in page.paragraphs() {
        let runs = paragraph.runs().map(|(run, style)| (run.to_owned(), style)).collect();
        let node = Node { margin: UiRect::bottom(px(12)), width: percent(100), ..default() };
        spawn_paragraph(block, theme, Paragraph::new(runs, theme.inks.text, PROSE * 0.9), node);
    }
}

/// A choice that was made: the row that leads back to it.
fn spawn_made(block: &mut ChildSpawnerCommands, theme: &Theme, number: usize, (voice, label): (Look, &Page)) -> Entity {
    let color = if voice == Look::Mark { theme.inks.mark } else { theme.inks.accent };
    let runs: Vec<(String, Style)> = Label::of(label, color, voice != Look::Say).runs;
    let item = Item { layer: Layer::Screen, order: number, action: Action::History(HistoryDeed::AskRewind(number)) };
    let node = Node { margin: UiRect { top: px(2), bottom: px(16), ..default() }, ..row_node() };
    spawn_item(block, item, label.text(), node, |row| {
        row.spawn((Text::new("›"), theme.serif(17.0), TextColor(color), theme.leading()));
        spawn_paragraph(row, theme, Paragraph::new(runs, color, 17.0), flexible());
    })
}

fn spawn_paragraph(parent: &mut ChildSpawnerCommands, theme: &Theme, paragraph: Paragraph, node: Node) {
    let face = (theme.serif(paragraph.size), theme.leading(), TextColor(paragraph.color));
    let mut spawned = parent.spawn((Part::Prose, Text::default(), face, node));
    paragraph.spawn_runs(&mut spawned, theme, None);
    spawned.insert(paragraph);
}
