//! Rows that can be chosen, and text: the look of everything that is not a picture.

use bevy::picking::events::{Click, Pointer};
use bevy::picking::hover::Hovered;
use bevy::picking::pointer::PointerButton;
use bevy::prelude::*;
use bevy::text::{LetterSpacing, LineHeight};
use bevy::ui::prelude::AccessibleLabel;
use bevy::ui_widgets::ScrollArea;

use super::action::{Act, Action};
use super::hearing::Part;
use super::preferences::Preferences;
use super::ready::Drawing;
use super::reveal::Word;
use super::screen::Menu;
use super::scroll::Scroller;
use super::theme::Theme;
use crate::story::{Page, Style};

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Selection>()
        .add_observer(act_on_click)
        .add_systems(Update, select_hovered.run_if(on_message::<CursorMoved>))
        .add_systems(PostUpdate, paint);
}

/// Which rows can be chosen now: those of the menu, if there is one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Layer {
    #[default]
    Screen,
    Menu,
}

impl Layer {
    /// The layer that keys speak to.
    pub fn active(menu: Menu) -> Self {
        if menu == Menu::Closed { Self::Screen } else { Self::Menu }
    }
}

/// A row that can be chosen.
#[derive(Component, Debug, Clone, Copy)]
#[require(Hovered)]
pub(super) struct Item {
    pub layer: Layer,
    /// From 0, top to bottom.
    pub order: usize,
    pub action: Action,
}

/// A row that is selected by a ring around it.
#[derive(Component)]
pub(super) struct Ring;

/// The row that Enter would choose, in each layer.
#[derive(Resource, Default)]
pub(super) struct Selection {
    screen: usize,
    menu: usize,
    is_held: bool,
}

impl Selection {
    /// The selected row of a layer.
    pub fn of(&self, layer: Layer) -> usize {
        match layer {
            Layer::Screen => self.screen,
            Layer::Menu => self.menu,
        }
    }

    /// A layer is spawned: its first row is selected, or the same as before if it is only spawned again.
    pub fn begin(&mut self, layer: Layer) {
        if !std::mem::take(&mut self.is_held) {
            self.set(layer, 0);
        }
    }

    /// Whether the screen is spawned again, and not opened.
    pub fn is_held(&self) -> bool {
        self.is_held
    }

    /// As [`Self::begin`], with another row selected first.
    pub fn begin_at(&mut self, layer: Layer, order: usize) {
        if !std::mem::take(&mut self.is_held) {
            self.set(layer, order);
        }
    }

    /// The screen will be spawned again, with the same row selected.
    pub fn hold(&mut self) {
        self.is_held = true;
    }

    /// A layer has only so many rows: the last is selected where the selected one is gone.
    pub fn limit(&mut self, layer: Layer, rows: usize) {
        if self.of(layer) >= rows {
            self.set(layer, rows.saturating_sub(1));
        }
    }

    /// Selects a row.
    pub fn set(&mut self, layer: Layer, order: usize) {
        match layer {
            Layer::Screen => self.screen = order,
            Layer::Menu => self.menu = order,
        }
    }
}

/// Rows have the focus of the system but no keys of their own: `keys` knows when Enter turns the page first.
fn act_on_click(
    mut click: On<Pointer<Click>>,
    items: Query<&Item>,
    menu: Res<State<Menu>>,
    preferences: Res<Preferences>,
    mut acts: MessageWriter<Act>,
) {
    let Ok(item) = items.get(click.entity) else { return };
    click.propagate(false);
    // A choice that has to be held is not taken by a click.
    let is_held = preferences.settings.hold_to_confirm && matches!(item.action, Action::Choose(_));
    if click.button == PointerButton::Primary && item.layer == Layer::active(*menu.get()) && !is_held {
        acts.write(Act(item.action));
    }
}

/// Only where the pointer moves: a row that comes to lie under a pointer at rest was not pointed at.
fn select_hovered(items: Query<(&Item, &Hovered)>, mut selection: ResMut<Selection>) {
    for (item, _) in items.iter().filter(|(_, hovered)| hovered.get()) {
        if selection.of(item.layer) != item.order {
            selection.set(item.layer, item.order);
        }
    }
}

/// The selected row stands out by a bar and a ground, not by color alone.
fn paint(
    selection: Res<Selection>,
    mut items: Query<(&Item, &mut BackgroundColor, &mut BorderColor, Has<Ring>)>,
    new: Query<(), Added<Item>>,
    theme: Res<Theme>,
    mut drawing: ResMut<Drawing>,
) {
    if !selection.is_changed() && new.is_empty() {
        return;
    }
    for (item, mut ground, mut border, is_ring) in &mut items {
        let is_selected = selection.of(item.layer) == item.order;
        ground.0 = if is_selected { theme.inks.text.with_alpha(0.022) } else { Color::NONE };
        let ink = if is_selected { theme.inks.accent } else { Color::NONE };
        *border = if is_ring { BorderColor::all(ink) } else { BorderColor { left: ink, ..BorderColor::DEFAULT } };
    }
    drawing.more(2);
}

/// What a row says.
pub(super) struct Row<'a> {
    pub item: Item,
    /// In front of the label: the key that chooses it.
    pub key: Option<usize>,
    pub label: &'a Label,
    pub size: f32,
}

/// Styled text of one paragraph.
pub(super) struct Label {
    pub runs: Vec<(String, Style)>,
    pub color: Color,
}

impl Label {
    /// Upright text.
    pub fn plain(text: &str, color: Color) -> Self {
        Self { runs: vec![(text.to_owned(), Style::default())], color }
    }

    /// The text of a page, its paragraphs joined; `turn` switches emphasis everywhere.
    pub fn of(page: &Page, color: Color, turn: bool) -> Self {
        let mut runs = Vec::new();
        for paragraph in page.paragraphs() {
            if !runs.is_empty() {
                runs.push((" ".to_owned(), Style::default()));
            }
            let turned = |style: Style| Style { emphasis: style.emphasis != turn, ..style };
            runs.extend(paragraph.runs().map(|(run, style)| (run.to_owned(), turned(style))));
        }
        Self { runs, color }
    }
}

/// Spawns a row.
pub(super) fn spawn_row(parent: &mut ChildSpawnerCommands, theme: &Theme, row: &Row) -> Entity {
    let label: String = row.label.runs.iter().map(|(run, _)| run.as_str()).collect();
    spawn_item(parent, row.item, &label, row_node(), |row_parts| {
        if let Some(key) = row.key {
            // The tenth row has no key, and stands below the ninth all the same.
            let key = if key <= 9 { key.to_string() } else { String::new() };
            spawn_key(row_parts, theme, &key, row.size);
        }
        spawn_text(row_parts, theme, row.label, row.size, flexible());
    })
}

/// How a row stands.
pub(super) fn row_node() -> Node {
    Node {
        width: percent(100),
        padding: UiRect::axes(px(14), px(7)),
        border: px(3).left(),
        column_gap: px(14),
        align_items: AlignItems::FlexStart,
        ..default()
    }
}

/// Spawns a row with content of its own, and gives it; screen readers read the label.
pub(super) fn spawn_item(
    parent: &mut ChildSpawnerCommands,
    item: Item,
    label: &str,
    node: Node,
    content: impl FnOnce(&mut ChildSpawnerCommands),
) -> Entity {
    let row = (item, node, BorderColor::DEFAULT, BackgroundColor(Color::NONE), AccessibleLabel::new(label));
    parent.spawn((Name::new("Row"), row)).with_children(content).id()
}

/// Spawns the small heading of a part of a screen.
pub(super) fn spawn_section_heading(parent: &mut ChildSpawnerCommands, theme: &Theme, words: &str) {
    parent.spawn((
        Part::Heading(2),
        Text::new(words),
        theme.sans(13.0),
        LetterSpacing::Px(3.0),
        TextColor(theme.inks.quiet),
        Node { margin: UiRect { left: px(17), top: px(22), bottom: px(8), ..default() }, ..default() },
    ));
}

/// Spawns the title of a screen, with the line below it.
pub(super) fn spawn_title(parent: &mut ChildSpawnerCommands, theme: &Theme, words: &str) {
    parent.spawn((
        Part::Heading(1),
        Text::new(words),
        theme.serif(38.0),
        LineHeight::RelativeToFont(1.3),
        TextColor(theme.inks.text),
        TextLayout::justify(Justify::Center),
    ));
    parent.spawn(rule(theme));
}

/// The column in which a screen stands, as wide as prose.
pub(super) fn column(theme: &Theme) -> Node {
    Node { width: percent(100), max_width: px(theme.measure()), flex_direction: FlexDirection::Column, ..default() }
}

/// Spawns rows that are numbered from the top, each with the name of its message.
pub(super) fn spawn_rows(list: &mut ChildSpawnerCommands, theme: &Theme, layer: Layer, rows: &[(&str, Action)]) {
    for (order, (message, action)) in rows.iter().enumerate() {
        let label = Label::plain(&theme.say(message), theme.inks.text);
        let item = Item { layer, order, action: *action };
        spawn_row(list, theme, &Row { item, key: Some(order + 1), label: &label, size: 19.0 });
    }
}

/// Spawns a screen whose content stands in the middle, and scrolls where the window is too small for it.
pub(super) fn spawn_centered_screen(
    commands: &mut Commands,
    screen: impl Bundle,
    content: impl FnOnce(&mut ChildSpawnerCommands),
) {
    let view = Node {
        width: percent(100),
        height: percent(100),
        flex_direction: FlexDirection::Column,
        padding: px(28).horizontal(),
        overflow: Overflow::scroll_y(),
        ..default()
    };
    let middle = Node {
        width: percent(100),
        flex_direction: FlexDirection::Column,
        align_items: AlignItems::Center,
        flex_shrink: 0.0,
        margin: auto().vertical(),
        padding: px(20).vertical(),
        ..default()
    };
    commands.spawn((screen, view, Scroller, ScrollArea)).with_children(|view| {
        view.spawn(middle).with_children(content);
    });
}

/// The key in front of a label whose text has this size: on one line with it.
pub(super) fn spawn_key(parent: &mut ChildSpawnerCommands, theme: &Theme, key: &str, size: f32) {
    let node = Node { min_width: px(14), flex_shrink: 0.0, ..default() };
    parent.spawn((
        Text::new(key),
        theme.sans(size * 0.8),
        TextColor(theme.inks.quiet),
        LineHeight::Px(size * theme.lines()),
        node,
    ));
}

/// A node that takes the room that is left and breaks its text there.
pub(super) fn flexible() -> Node {
    Node { flex_grow: 1.0, flex_shrink: 1.0, flex_basis: px(0), min_width: px(0), ..default() }
}

/// Spawns styled text, if it has any.
pub(super) fn spawn_text(
    parent: &mut ChildSpawnerCommands,
    theme: &Theme,
    label: &Label,
    size: f32,
    node: Node,
) -> Option<Entity> {
    let mut runs = label.runs.iter();
    let (first, style) = runs.next()?;
    let text = parent
        .spawn((Text::new(first), theme.prose(*style, size), TextColor(label.color), theme.leading(), node))
        .with_children(|spans| {
            for (run, style) in runs {
                spans.spawn((TextSpan::new(run), theme.prose(*style, size), TextColor(label.color), theme.leading()));
            }
        })
        .id();
    Some(text)
}

/// As [`spawn_text`], each word for itself, to appear in its turn.
pub(super) fn spawn_words(
    parent: &mut ChildSpawnerCommands,
    theme: &Theme,
    label: &Label,
    size: f32,
    node: Node,
) -> Option<Entity> {
    let words = label.runs.iter().flat_map(|(run, style)| run.split_inclusive(' ').map(|word| (word, *style)));
    let mut words = words.map(|(text, style)| {
        let word = Word { length: text.chars().count(), color: label.color };
        (text, (word, theme.prose(style, size), TextColor(label.color.with_alpha(0.0)), theme.leading()))
    });
    let (first, look) = words.next()?;
    let mut text = parent.spawn((Text::new(first), look, node));
    text.with_children(|spans| {
        for (text, look) in words {
            spans.spawn((TextSpan::new(text), look));
        }
    });
    Some(text.id())
}

/// The small sign of a choice that was taken in an earlier playthrough: a ring.
pub(super) fn spawn_sign(parent: &mut ChildSpawnerCommands, theme: &Theme) {
    let ring = Node {
        width: px(9),
        height: px(9),
        border: px(1.5).all(),
        border_radius: BorderRadius::all(px(4.5)),
        margin: UiRect { left: px(8), top: px(11), ..default() },
        flex_shrink: 0.0,
        ..default()
    };
    parent.spawn((Name::new("Taken before"), ring, BorderColor::all(theme.inks.quiet)));
}

/// A line of the interface.
pub(super) fn caption(theme: &Theme, text: impl Into<String>, color: Color) -> impl Bundle {
    (Text::new(text), theme.sans(14.0), TextColor(color), LineHeight::RelativeToFont(1.35))
}

/// A thin line across.
pub(super) fn rule(theme: &Theme) -> impl Bundle + use<> {
    (Node { width: px(72), height: px(1), margin: px(22).vertical(), ..default() }, BackgroundColor(theme.inks.line))
}
