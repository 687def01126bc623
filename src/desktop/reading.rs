//! The page: prose as it was read, choices below it.

mod pacing;
mod page;

use bevy::prelude::*;
use bevy::ui_widgets::{ControlOrientation, ScrollArea, Scrollbar, ScrollbarThumb};

use super::hearing::Part;
use super::layout::Layout;
use super::panel::spawn_panel;
use super::pictures::{PictureMaterials, PlaceMaterial};
use super::preferences::Preferences;
use super::ready::Drawing;
use super::screen::Screen;
use super::scroll::{BringToTop, Scroller};
use super::theme::Theme;
use super::widgets::{Layer, Selection};
use crate::engine::{Cause, Play, Playthrough, TurnReady};
use pacing::Earlier;
pub(super) use page::CurrentTurn;
use page::{ChangeLine, ChoiceList, Writer};

pub(super) fn plugin(app: &mut App) {
    pacing::plugin(app);
    app.init_resource::<News>()
        .add_systems(OnEnter(Screen::Reading), spawn_page)
        .add_systems(Update, (note_turn, retire, show, change_place).chain().in_set(Writing).after(Play))
        .add_systems(Update, arrange.run_if(resource_changed::<Layout>));
}

/// Where the page is written.
#[derive(SystemSet, Debug, Clone, PartialEq, Eq, Hash)]
struct Writing;

/// What has happened since the page was last written.
#[derive(Resource, Default)]
enum News {
    #[default]
    None,
    /// One more turn follows on the page.
    Turn,
    /// The page is written anew.
    Page,
    /// As [`Self::Page`], with its last turn new to the reader.
    NewPage,
}

#[derive(Component)]
struct ReadingScreen;

/// Where turns are written.
#[derive(Component)]
pub(super) struct Column;

fn spawn_page(
    mut commands: Commands,
    theme: Res<Theme>,
    layout: Res<Layout>,
    mut news: ResMut<News>,
    mut pictures: PictureMaterials,
    mut places: ResMut<Assets<PlaceMaterial>>,
    playthrough: Option<Res<Playthrough>>,
) {
    // What was written on a page that is gone is new no longer.
    *news = if matches!(*news, News::NewPage) { News::NewPage } else { News::Page };
    let place = playthrough.map_or_else(PlaceMaterial::quiet, |playing| PlaceMaterial::of(&playing));
    let root = (
        Name::new("Reading"),
        ReadingScreen,
        DespawnOnExit(Screen::Reading),
        arrangement(*layout),
        MaterialNode(places.add(place)),
    );
    commands.spawn(root).with_children(|screen| {
        spawn_panel(screen, &theme, *layout, &mut pictures);
        spawn_scroller(screen, &theme);
    });
}

/// Behind the page is the place where the story stands.
fn change_place(
    mut turns: MessageReader<TurnReady>,
    playthrough: Option<Res<Playthrough>>,
    screens: Query<&MaterialNode<PlaceMaterial>, With<ReadingScreen>>,
    mut places: ResMut<Assets<PlaceMaterial>>,
    mut drawing: ResMut<Drawing>,
) {
    let Some(playthrough) = playthrough.filter(|_| turns.read().count() > 0) else { return };
    let place = PlaceMaterial::of(&playthrough);
    for MaterialNode(handle) in &screens {
        if let Some(mut shown) = places.get_mut(handle)
            && shown.show(place.clone())
        {
            drawing.more(3);
        }
    }
}

fn arrangement(layout: Layout) -> Node {
    let direction = if layout.is_compact() { FlexDirection::Column } else { FlexDirection::Row };
    Node { width: percent(100), height: percent(100), flex_direction: direction, ..default() }
}

fn arrange(mut screens: Query<&mut Node, With<ReadingScreen>>, layout: Res<Layout>) {
    for mut node in &mut screens {
        *node = arrangement(*layout);
    }
}

fn spawn_scroller(screen: &mut ChildSpawnerCommands, theme: &Theme) {
    let frame = Node { flex_grow: 1.0, flex_basis: px(0), min_width: px(0), min_height: px(0), ..default() };
    screen.spawn(frame).with_children(|frame| {
        let view = Node {
            width: percent(100),
            height: percent(100),
            flex_direction: FlexDirection::Column,
            align_items: AlignItems::Center,
            overflow: Overflow::scroll_y(),
            ..default()
        };
        let column = Node {
            width: percent(100),
            max_width: px(theme.measure() + 2.0 * MARGIN),
            flex_direction: FlexDirection::Column,
            flex_shrink: 0.0,
            padding: UiRect::axes(px(MARGIN), px(30)),
            ..default()
        };
        let scroller = frame
            .spawn((Name::new("Page"), Scroller, ScrollArea, view))
            .with_child((Name::new("Column"), Column, Part::Story, column))
            .id();
        frame.spawn(fade(theme, true));
        frame.spawn(fade(theme, false));
        frame.spawn(scrollbar(theme, scroller));
    });
}

/// Room beside the prose: for the rows of choices, which reach into it.
pub(super) const MARGIN: f32 = 28.0;

/// Text goes into the dark at the edge of the page, and is not cut there.
fn fade(theme: &Theme, top: bool) -> impl Bundle + use<> {
    let (near, far) =
        (ColorStop::percent(theme.inks.ground.with_alpha(0.0), 0.0), ColorStop::percent(theme.inks.ground, 100.0));
    let gradient =
        if top { LinearGradient::to_top(vec![near, far]) } else { LinearGradient::to_bottom(vec![near, far]) };
    let (above, below) = if top { (px(0), auto()) } else { (auto(), px(0)) };
    let edge = Node {
        position_type: PositionType::Absolute,
        width: percent(100),
        height: px(FADE),
        top: above,
        bottom: below,
        ..default()
    };
    (edge, BackgroundGradient::from(gradient), bevy::picking::Pickable::IGNORE)
}

/// The height of the edge in which text fades.
const FADE: f32 = 26.0;

fn scrollbar(theme: &Theme, target: Entity) -> impl Bundle + use<> {
    let track = Node {
        position_type: PositionType::Absolute,
        right: px(4),
        top: px(4),
        bottom: px(4),
        width: px(6),
        ..default()
    };
    let thumb = Node {
        position_type: PositionType::Absolute,
        width: percent(100),
        border_radius: BorderRadius::all(px(3)),
        ..default()
    };
    (
        Name::new("Scrollbar"),
        Scrollbar::new(target, ControlOrientation::Vertical, 24.0),
        track,
        children![(ScrollbarThumb::default(), thumb, BackgroundColor(theme.inks.line))],
    )
}

fn note_turn(mut turns: MessageReader<TurnReady>, mut news: ResMut<News>) {
    for turn in turns.read() {
        *news = match (&turn.cause, &*news) {
            (Cause::Chosen(_), News::None) => News::Turn,
            (Cause::Chosen(_) | Cause::Begun, _) => News::NewPage,
            _ => News::Page,
        };
    }
}

/// Makes room for one more turn: the one before it dims, its choices go, and so does the oldest.
fn retire(
    news: Res<News>,
    column: Query<&Children, With<Column>>,
    lists: Query<Entity, With<ChoiceList>>,
    current: Query<Entity, With<CurrentTurn>>,
    children: Query<&Children>,
    mut colors: Query<(&mut TextColor, Has<ChangeLine>)>,
    theme: Res<Theme>,
    preferences: Res<Preferences>,
    mut commands: Commands,
) {
    if !matches!(*news, News::Turn) {
        return;
    }
    lists.iter().for_each(|list| commands.entity(list).try_despawn());
    for turn in &current {
        commands.entity(turn).try_remove::<(CurrentTurn, Part)>();
        for part in children.iter_descendants(turn) {
            let Ok((mut color, is_change)) = colors.get_mut(part) else { continue };
            if is_change {
                color.0 = theme.inks.quiet;
            } else if preferences.settings.dim_past {
                color.0 = page::dimmed(&theme.inks, color.0);
            }
        }
    }
    for parts in &column {
        let too_many = parts.len().saturating_sub(page::MOST_PAST + 1);
        parts.iter().take(too_many).for_each(|oldest| commands.entity(oldest).try_despawn());
    }
}

/// Writes what is new.
fn show(
    mut news: ResMut<News>,
    column: Query<Entity, With<Column>>,
    playthrough: Option<Res<Playthrough>>,
    theme: Res<Theme>,
    preferences: Res<Preferences>,
    earlier: Res<Earlier>,
    mut selection: ResMut<Selection>,
    mut commands: Commands,
    mut drawing: ResMut<Drawing>,
) {
    let (Ok(column), Some(playthrough)) = (column.single(), playthrough) else { return };
    let (is_whole_page, is_new) = match *news {
        News::None => return,
        News::Turn => (false, true),
        News::Page => (true, false),
        News::NewPage => (true, true),
    };
    *news = News::None;
    drawing.more(4);
    selection.begin(Layer::Screen);
    if is_whole_page {
        commands.entity(column).despawn_children();
    }
    let settings = &preferences.settings;
    let reveals = is_new && settings.pace > 0 && !preferences.is_still();
    let writer = Writer { theme: &theme, playthrough: &playthrough, settings, earlier: &earlier, reveals };
    commands.entity(column).with_children(|column| {
        if is_whole_page {
            writer.spawn_past(column);
        }
        writer.spawn_turn(column, BringToTop::new(is_whole_page));
        writer.spawn_choices(column);
    });
}
