//! The saves in a list, each with the moon and the mark as they were.

use bevy::prelude::*;

use super::{SavesDeed, Shelf, words};
use crate::desktop::action::Action;
use crate::desktop::layout::Layout;
use crate::desktop::pictures::{PictureMaterials, PlaceMaterial, spawn_saved};
use crate::desktop::ready::Drawing;
use crate::desktop::screen::Screen;
use crate::desktop::session::Session;
use crate::desktop::theme::Theme;
use crate::desktop::widgets::{
    Item, Label, Layer, Row, Selection, caption, column, flexible, row_node, spawn_centered_screen, spawn_item,
    spawn_row, spawn_section_heading, spawn_title,
};
use crate::engine::{Playthrough, Stories};
use crate::files::{Slot, SlotKind};
use crate::story::Story;

/// Spawns the screen.
pub(super) fn spawn(
    mut commands: Commands,
    theme: Res<Theme>,
    layout: Res<Layout>,
    session: Res<Session>,
    stories: Res<Stories>,
    playthrough: Option<Res<Playthrough>>,
    mut shelf: ResMut<Shelf>,
    mut selection: ResMut<Selection>,
    mut pictures: PictureMaterials,
    mut places: ResMut<Assets<PlaceMaterial>>,
    mut drawing: ResMut<Drawing>,
) {
    drawing.more(4);
    selection.begin(Layer::Screen);
    shelf.slots = session.progress().slots();
    let story = stories.get(&session.story).map(|story| &**story);
    let screen = (Name::new("Saves"), DespawnOnExit(Screen::Saves), MaterialNode(places.add(PlaceMaterial::quiet())));
    let mut list = List { theme: &theme, story, is_narrow: layout.is_compact(), pictures: &mut pictures, rows: 0 };
    spawn_centered_screen(&mut commands, screen, |page| {
        spawn_title(page, &theme, &theme.say("saves-title"));
        page.spawn(Node { max_width: px(theme.measure().max(640.0)), ..column(&theme) }).with_children(|column| {
            if playthrough.is_some() {
                list.spawn_deed(column, "saves-here", Action::Saves(SavesDeed::AskName));
                list.spawn_deed(column, "saves-quick-here", Action::Saves(SavesDeed::Quick));
            }
            list.spawn_slots(column, &shelf.slots);
            list.spawn_deed(column, "saves-import", Action::Saves(SavesDeed::AskImport));
            list.spawn_deed(column, "menu-back", Action::Back);
        });
    });
    selection.limit(Layer::Screen, list.rows);
}

struct List<'a, 'w> {
    theme: &'a Theme,
    story: Option<&'a Story>,
    is_narrow: bool,
    pictures: &'a mut PictureMaterials<'w>,
    /// So many were spawned.
    rows: usize,
}

impl List<'_, '_> {
    fn next(&mut self, action: Action) -> Item {
        self.rows += 1;
        Item { layer: Layer::Screen, order: self.rows - 1, action }
    }

    fn spawn_deed(&mut self, column: &mut ChildSpawnerCommands, message: &str, action: Action) {
        let item = self.next(action);
        let label = Label::plain(&self.theme.say(message), self.theme.inks.text);
        spawn_row(column, self.theme, &Row { item, key: None, label: &label, size: 19.0 });
    }

    fn spawn_slots(&mut self, column: &mut ChildSpawnerCommands, slots: &[Slot]) {
        let group = |kind: SlotKind| match kind {
            SlotKind::Auto | SlotKind::Quick => 0,
            SlotKind::Named => 1,
            SlotKind::Earlier(_) => 2,
        };
        for (number, heading) in
            ["saves-heading-kept", "saves-heading-named", "saves-heading-earlier"].iter().enumerate()
        {
            let mut of_group = slots.iter().enumerate().filter(|(_, slot)| group(slot.kind) == number).peekable();
            if of_group.peek().is_none() && number != 1 {
                continue;
            }
            spawn_section_heading(column, self.theme, &self.theme.say(heading));
            if of_group.peek().is_none() {
                let nothing = caption(self.theme, self.theme.say("saves-none-named"), self.theme.inks.quiet);
                column.spawn((
                    nothing,
                    Node { margin: UiRect { left: px(17), bottom: px(6), ..default() }, ..default() },
                ));
            }
            for (at, slot) in of_group {
                self.spawn_slot(column, at, slot);
            }
        }
        column.spawn(Node { height: px(22), ..default() });
    }

    fn spawn_slot(&mut self, column: &mut ChildSpawnerCommands, at: usize, slot: &Slot) {
        let theme = self.theme;
        let (name, when) = (words::name(theme, slot), words::ago(theme, slot.written));
        let (chapter, facts) = (words::chapter(theme, slot), words::facts(theme, slot));
        let lines = match &slot.fault {
            Some(fault) => vec![(fault.clone(), theme.inks.mark)],
            None => vec![(self.place(slot, &chapter), theme.inks.quiet), (facts, theme.inks.quiet)],
        };
        let said: Vec<&str> = lines.iter().map(|(line, _)| line.as_str()).collect();
        let label = format!("{name}. {}. {when}", said.join(". "));
        let item = self.next(Action::Saves(SavesDeed::Ask(at)));
        let node = Node { align_items: AlignItems::Center, padding: UiRect::axes(px(14), px(9)), ..row_node() };
        let picture = if self.is_narrow { 34.0 } else { 46.0 };
        let mark = slot.card.mark.map(|(coils, heat)| (f32::from(coils), self.heat(heat)));
        spawn_item(column, item, &label, node, |row| {
            if slot.fault.is_none() {
                spawn_saved(row, self.pictures, (slot.card.moon, mark), picture);
            }
            row.spawn(Node { flex_direction: FlexDirection::Column, row_gap: px(2), ..flexible() }).with_children(
                |text| {
                    let head = Node {
                        justify_content: JustifyContent::SpaceBetween,
                        align_items: AlignItems::Baseline,
                        column_gap: px(14),
                        flex_wrap: FlexWrap::Wrap,
                        ..default()
                    };
                    text.spawn(head).with_children(|head| {
                        head.spawn((Text::new(&name), theme.serif(20.0), TextColor(theme.inks.text)));
                        head.spawn(caption(theme, &when, theme.inks.quiet));
                    });
                    for (line, color) in lines.iter().filter(|(line, _)| !line.is_empty()) {
                        text.spawn(caption(theme, line, *color));
                    }
                },
            );
        });
    }

    /// The chapter, and the words that the page begins with.
    fn place(&self, slot: &Slot, chapter: &str) -> String {
        let beat = self.story.and_then(|story| Some((story, story.beat_once_called(&slot.card.beat)?)));
        let first = beat.map(|(story, beat)| super::first_words(story, beat)).unwrap_or_default();
        let parts = [chapter, &first];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("   ·   ")
    }

    /// Heat as a part of the most there can be.
    fn heat(&self, heat: i16) -> f32 {
        let mark = self.story.and_then(|story| Some((story, story.mark()?)));
        mark.map_or(0.0, |(story, mark)| f32::from(heat) / f32::from(story.stat(mark.heat).high).max(1.0))
    }
}
