//! Rows that can be chosen, and text: the look of everything that is not a picture.

use bevy::picking::events::{Click, Pointer};
use bevy::picking::hover::Hovered;
use bevy::picking::pointer::PointerButton;
use bevy::prelude::*;
use bevy::text::LineHeight;
use bevy::ui::prelude::AccessibleLabel;
use bevy::ui_widgets::ScrollArea;

use super::action::{Act, Action};
use super::ready::Drawing;
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

    /// The screen will be spawned again, with the same row selected.
    pub fn hold(&mut self) {
        self.is_held = true;
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
    mut acts: MessageWriter<Act>,
) {
    let Ok(item) = items.get(click.entity) else { return };
    click.propagate(false);
    if click.button == PointerButton::Primary && item.layer == Layer::active(*menu.get()) {
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
    mut items: Query<(&Item, &mut BackgroundColor, &mut BorderColor)>,
    new: Query<(), Added<Item>>,
    theme: Res<Theme>,
    mut drawing: ResMut<Drawing>,
) {
    if !selection.is_changed() && new.is_empty() {
        return;
    }
    for (item, mut ground, mut border) in &mut items {
        let is_selected = selection.of(item.layer) == item.order;
        ground.0 = if is_selected { theme.inks.text.with_alpha(0.022) } else { Color::NONE };
        *border =
            BorderColor { left: if is_selected { theme.inks.accent } else { Color::NONE }, ..BorderColor::DEFAULT };
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
pub(super) fn spawn_row(parent: &mut ChildSpawnerCommands, theme: &Theme, row: &Row) {
    let label: String = row.label.runs.iter().map(|(run, _)| run.as_str()).collect();
    let frame = Node {
        width: percent(100),
        padding: UiRect::axes(px(14), px(7)),
        border: px(3).left(),
        column_gap: px(14),
        align_items: AlignItems::FlexStart,
        ..default()
    };
    parent
        .spawn((
            Name::new("Row"),
            row.item,
            frame,
            BorderColor::DEFAULT,
            BackgroundColor(Color::NONE),
            AccessibleLabel::new(label),
        ))
        .with_children(|row_parts| {
            if let Some(key) = row.key {
                spawn_key(row_parts, theme, &key.to_string(), row.size);
            }
            spawn_text(row_parts, theme, row.label, row.size, flexible());
        });
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

/// A line of the interface.
pub(super) fn caption(theme: &Theme, text: impl Into<String>, color: Color) -> impl Bundle {
    (Text::new(text), theme.sans(14.0), TextColor(color), LineHeight::RelativeToFont(1.35))
}

/// A thin line across.
pub(super) fn rule(theme: &Theme) -> impl Bundle + use<> {
    (Node { width: px(72), height: px(1), margin: px(22).vertical(), ..default() }, BackgroundColor(theme.inks.line))
}
