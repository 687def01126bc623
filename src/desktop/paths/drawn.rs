//! Dots, threads and doors.

use bevy::prelude::*;
use bevy::ui::prelude::AccessibleLabel;

use super::steer::{Facts, Tip, Words};
use crate::desktop::action::Action;
use crate::desktop::theme::Theme;
use crate::desktop::widgets::{Item, Layer, Ring, caption};

/// A point of the map as it is drawn, in scaled pixels.
type Point = (f32, f32);

/// Spawns a door, ajar or closed.
pub(in crate::desktop) fn spawn_door(parent: &mut ChildSpawnerCommands, theme: &Theme, is_open: bool) {
    let color = if is_open { theme.inks.accent } else { theme.inks.closed };
    let frame = Node {
        width: px(20),
        height: px(30),
        margin: px(3).top(),
        border: UiRect { left: px(2), right: px(2), top: px(2), bottom: px(0) },
        border_radius: BorderRadius { top_left: px(9), top_right: px(9), ..default() },
        align_items: AlignItems::Center,
        flex_shrink: 0.0,
        ..default()
    };
    let ground = if is_open { theme.inks.accent.with_alpha(0.3) } else { theme.inks.raised };
    parent.spawn((frame, BorderColor::all(color), BackgroundColor(ground))).with_children(|door| {
        let side = if is_open { px(3).left() } else { px(11).left() };
        let handle = Node { width: px(3), height: px(3), margin: side, border_radius: BorderRadius::MAX, ..default() };
        door.spawn((handle, BackgroundColor(color)));
    });
}

/// Spawns a line between two points.
pub(super) fn spawn_thread(map: &mut ChildSpawnerCommands, theme: &Theme, from: Point, to: Point) {
    let (from, to) = (Vec2::from(from), Vec2::from(to));
    let length = from.distance(to);
    if length < 1.0 {
        return;
    }
    let middle = from.midpoint(to);
    let node = Node {
        position_type: PositionType::Absolute,
        left: px(middle.x - length / 2.0),
        top: px(middle.y - 0.75),
        width: px(length),
        height: px(1.5),
        ..default()
    };
    let turn = UiTransform { rotation: Rot2::radians((to - from).to_angle()), ..default() };
    map.spawn((node, turn, BackgroundColor(theme.inks.quiet.with_alpha(0.45)), Pickable::IGNORE));
}

/// A dot as it is drawn.
pub(super) struct Drawn<'a> {
    pub order: usize,
    pub action: Action,
    pub at: Point,
    pub label: &'a str,
    pub is_here: bool,
    pub is_ending: bool,
    pub is_closed: bool,
}

/// The room that can be clicked around a dot, from side to side.
const ROOM: f32 = 26.0;

/// Spawns a dot, with the closed door beside it if there is one.
pub(super) fn spawn_dot(map: &mut ChildSpawnerCommands, theme: &Theme, dot: &Drawn) {
    let node = Node {
        position_type: PositionType::Absolute,
        left: px(dot.at.0 - ROOM / 2.0),
        top: px(dot.at.1 - ROOM / 2.0),
        width: px(ROOM),
        height: px(ROOM),
        border: px(2).all(),
        border_radius: BorderRadius::MAX,
        align_items: AlignItems::Center,
        justify_content: JustifyContent::Center,
        ..default()
    };
    let size = if dot.is_here { 14.0 } else { 10.0 };
    let color = match (dot.is_here, dot.is_ending) {
        (true, _) => theme.inks.accent,
        (_, true) => theme.inks.mark,
        _ => theme.inks.text,
    };
    // An ending is a square: it is not told by color alone.
    let radius = if dot.is_ending { BorderRadius::all(px(1)) } else { BorderRadius::MAX };
    let item = Item { layer: Layer::Screen, order: dot.order, action: dot.action };
    let row = (Name::new("Row"), item, Ring, BorderColor::DEFAULT, BackgroundColor(Color::NONE));
    map.spawn((row, node, AccessibleLabel::new(dot.label))).with_children(|parts| {
        let round = Node { width: px(size), height: px(size), border_radius: radius, ..default() };
        parts.spawn((round, BackgroundColor(color), Pickable::IGNORE));
        if dot.is_closed {
            spawn_small_door(parts, theme);
        }
    });
}

fn spawn_small_door(dot: &mut ChildSpawnerCommands, theme: &Theme) {
    let absolute = Node { position_type: PositionType::Absolute, ..default() };
    let stub = Node { left: px(16), top: px(10), width: px(9), height: px(1.5), ..absolute.clone() };
    let door = Node {
        left: px(25),
        top: px(5),
        width: px(8),
        height: px(12),
        border: UiRect { left: px(1), right: px(1), top: px(1), bottom: px(0) },
        border_radius: BorderRadius { top_left: px(4), top_right: px(4), ..default() },
        ..absolute
    };
    dot.spawn((stub, BackgroundColor(theme.inks.closed.with_alpha(0.5)), Pickable::IGNORE));
    let ground = BackgroundColor(theme.inks.raised);
    dot.spawn((door, ground, BorderColor::all(theme.inks.closed), Pickable::IGNORE));
}

/// Spawns the words that stand at the selected dot.
pub(super) fn spawn_tip(map: &mut ChildSpawnerCommands, theme: &Theme, width: f32) {
    let node = Node {
        display: Display::None,
        position_type: PositionType::Absolute,
        width: px(width),
        flex_direction: FlexDirection::Column,
        padding: UiRect::axes(px(14), px(9)),
        border: px(1).all(),
        border_radius: BorderRadius::all(px(4)),
        row_gap: px(3),
        ..default()
    };
    let ground = (BackgroundColor(theme.inks.raised), BorderColor::all(theme.inks.line));
    map.spawn((Name::new("Words"), Tip, node, ground, ZIndex(2), Pickable::IGNORE)).with_children(|tip| {
        let words = (Text::default(), theme.serif(16.0), theme.leading(), TextColor(theme.inks.text));
        tip.spawn((Words, words, Pickable::IGNORE));
        tip.spawn((Facts, caption(theme, "", theme.inks.accent), Pickable::IGNORE));
    });
}
