//! The screen: how much was seen, the chapters, and the map of one of them.

use bevy::prelude::*;

use super::drawn::{Drawn, spawn_door, spawn_dot, spawn_thread, spawn_tip};
use super::{PathsDeed, PathsPage, words};
use crate::desktop::action::Action;
use crate::desktop::hearing::Part;
use crate::desktop::layout::Layout;
use crate::desktop::pictures::PlaceMaterial;
use crate::desktop::ready::Drawing;
use crate::desktop::screen::Screen;
use crate::desktop::session::Session;
use crate::desktop::theme::Theme;
use crate::desktop::widgets::{
    Item, Label, Layer, Row, Selection, caption, column, spawn_centered_screen, spawn_item, spawn_row, spawn_title,
};
use crate::engine::{Playthrough, Stories};
use crate::map::{Dot, Walked};
use crate::story::{ChapterId, Exit, Story};
use crate::telling::{ChapterPaths, paths};

/// Spawns the screen.
pub(super) fn spawn(
    mut commands: Commands,
    theme: Res<Theme>,
    layout: Res<Layout>,
    session: Res<Session>,
    stories: Res<Stories>,
    playthrough: Option<Res<Playthrough>>,
    mut page: ResMut<PathsPage>,
    mut selection: ResMut<Selection>,
    mut places: ResMut<Assets<PlaceMaterial>>,
    mut drawing: ResMut<Drawing>,
) {
    drawing.more(4);
    let Some(story) = stories.get(&session.story) else { return };
    let (seen, taken) = (session.memory().beats(story), session.memory().choices(story));
    let (chapters, ids) = (paths(story, &seen, &taken), chapter_ids(story));
    page.here = playthrough.map(|playing| playing.state().beat());
    let asked = page.chapter.take();
    let shown = asked.unwrap_or_else(|| chapter_of(&page, story, &chapters, &ids));
    let walked = Walked::of(story, &seen, &taken, ids.get(shown).copied().flatten());
    let mut sheet = Sheet { theme: &theme, story, page: &mut page, rows: 0, first: 0 };
    let screen = (Name::new("Paths"), DespawnOnExit(Screen::Paths), MaterialNode(places.add(PlaceMaterial::quiet())));
    spawn_centered_screen(&mut commands, screen, |view| {
        spawn_title(view, &theme, &theme.say("paths-title"));
        if seen.is_empty() {
            view.spawn(caption(&theme, theme.say("paths-none"), theme.inks.quiet));
        } else {
            sheet.spawn_head(view, &chapters, shown);
            sheet.spawn_map(view, &walked, (layout.width - 2.0 * SIDES).max(120.0));
        }
        sheet.spawn_row(view, "menu-back", Action::Back);
    });
    let first = if asked.is_some() { shown_row(&chapters, shown) } else { sheet.first };
    selection.begin_at(Layer::Screen, first);
    selection.limit(Layer::Screen, sheet.rows);
    page.selected = selection.of(Layer::Screen);
}

/// What a screen leaves free at its sides.
const SIDES: f32 = 32.0;

/// The chapters that have beats, in the order in which [`paths`] tells of them.
fn chapter_ids(story: &Story) -> Vec<Option<ChapterId>> {
    let chapters = (0..).map(ChapterId).take(story.chapters().len()).map(Some).chain([None]);
    let has_beats = |chapter: &Option<ChapterId>| {
        story.scenes().iter().any(|scene| scene.chapter == *chapter && scene.beats().next().is_some())
    };
    chapters.filter(has_beats).collect()
}

/// The chapter to begin with: where the reader stands, or else the furthest that was seen.
fn chapter_of(page: &PathsPage, story: &Story, chapters: &[ChapterPaths], ids: &[Option<ChapterId>]) -> usize {
    let here = page.here.map(|beat| story.scene(story.beat(beat).scene).chapter);
    let here = here.and_then(|chapter| ids.iter().position(|id| *id == chapter));
    here.or_else(|| chapters.iter().rposition(|chapter| chapter.seen > 0 && chapter.number > 0)).unwrap_or(0)
}

/// The row of a chapter among those that were seen.
fn shown_row(chapters: &[ChapterPaths], shown: usize) -> usize {
    chapters.iter().take(shown).filter(|chapter| chapter.seen > 0).count()
}

struct Sheet<'a> {
    theme: &'a Theme,
    story: &'a Story,
    page: &'a mut PathsPage,
    /// So many were spawned.
    rows: usize,
    /// The row that is selected first.
    first: usize,
}

impl Sheet<'_> {
    fn next(&mut self, action: Action) -> Item {
        self.rows += 1;
        Item { layer: Layer::Screen, order: self.rows - 1, action }
    }

    fn spawn_row(&mut self, view: &mut ChildSpawnerCommands, message: &str, action: Action) {
        let item = self.next(action);
        let label = Label::plain(&self.theme.say(message), self.theme.inks.text);
        view.spawn(Node { max_width: px(440), flex_shrink: 0.0, ..column(self.theme) }).with_children(|column| {
            spawn_row(column, self.theme, &Row { item, key: None, label: &label, size: 19.0 });
        });
    }

    fn spawn_head(&mut self, view: &mut ChildSpawnerCommands, chapters: &[ChapterPaths], shown: usize) {
        let theme = self.theme;
        let (seen, all) = chapters.iter().fold((0, 0), |sum, next| (sum.0 + next.seen, sum.1 + next.beats));
        let percent = [("percent", (seen * 100 / all.max(1)).into())];
        view.spawn(caption(theme, theme.say_with("paths-all", &percent), theme.inks.quiet));
        let tabs = Node {
            flex_wrap: FlexWrap::Wrap,
            justify_content: JustifyContent::Center,
            align_items: AlignItems::Center,
            column_gap: px(4),
            margin: px(16).vertical(),
            ..default()
        };
        view.spawn(tabs).with_children(|tabs| {
            for (at, chapter) in chapters.iter().enumerate() {
                self.spawn_tab(tabs, chapter, at, at == shown);
            }
        });
        let Some(chapter) = chapters.get(shown) else { return };
        view.spawn((
            Part::Heading(2),
            Text::new(title(theme, chapter)),
            theme.serif(27.0),
            TextColor(theme.inks.text),
            TextLayout::justify(Justify::Center),
        ));
        let facts = [("percent", chapter.percent().into()), ("doors", chapter.closed_doors.into())];
        let facts = caption(theme, theme.say_with("paths-chapter-seen", &facts), theme.inks.quiet);
        view.spawn((facts, Node { margin: UiRect { top: px(6), bottom: px(12), ..default() }, ..default() }));
        self.spawn_row(view, "paths-start", Action::Paths(PathsDeed::AskStart));
    }

    /// A chapter by its number; one that was not seen is a closed door.
    fn spawn_tab(&mut self, tabs: &mut ChildSpawnerCommands, chapter: &ChapterPaths, at: usize, is_shown: bool) {
        let theme = self.theme;
        if chapter.seen == 0 {
            tabs.spawn(Node { padding: UiRect::axes(px(9), px(4)), ..default() })
                .with_children(|tab| spawn_door(tab, theme, false));
            return;
        }
        let item = self.next(Action::Paths(PathsDeed::Chapter(at)));
        let node = Node {
            padding: UiRect::axes(px(13), px(5)),
            border: px(3).left(),
            flex_direction: FlexDirection::Column,
            align_items: AlignItems::Center,
            ..default()
        };
        let number = if chapter.number == 0 { "·".to_owned() } else { chapter.number.to_string() };
        let (ink, line) = if is_shown { (theme.inks.text, theme.inks.accent) } else { (theme.inks.quiet, Color::NONE) };
        spawn_item(tabs, item, &title(theme, chapter), node, |tab| {
            tab.spawn((Text::new(number), theme.serif(22.0), TextColor(ink)));
            tab.spawn((Node { width: px(18), height: px(2), ..default() }, BackgroundColor(line)));
        });
    }

    fn spawn_map(&mut self, view: &mut ChildSpawnerCommands, walked: &Walked, room: f32) {
        let narrow = (room / walked.width.max(1) as f32).min(1.0);
        let width = (walked.width as f32 * narrow).max(room.min(TIP)).round();
        let aside = (width - walked.width as f32 * narrow) / 2.0;
        let at = |(x, y): (i32, i32)| (x as f32 * narrow + aside, y as f32);
        let (here, story, theme) = (self.page.here, self.story, self.theme);
        self.page.width = width;
        self.page.dots.clear();
        let map = Node {
            width: px(width),
            height: px(walked.height as f32 + UNDER),
            margin: UiRect { top: px(14), ..default() },
            flex_shrink: 0.0,
            ..default()
        };
        view.spawn((Name::new("Map"), map)).with_children(|map| {
            for thread in &walked.threads {
                for ends in thread.windows(2) {
                    spawn_thread(map, theme, at(ends[0]), at(ends[1]));
                }
            }
            let mut dots = walked.dots.clone();
            dots.sort_by_key(|dot| (dot.y, dot.x));
            for dot in dots {
                let item = self.next(Action::Paths(PathsDeed::Ask(dot.beat)));
                let (x, y) = at((dot.x, dot.y));
                let is_here = here == Some(dot.beat);
                if is_here || self.page.dots.is_empty() {
                    self.first = item.order;
                }
                let drawn = Drawn {
                    order: item.order,
                    action: item.action,
                    at: (x, y),
                    label: &words(theme, story, dot.beat),
                    is_here,
                    is_ending: matches!(story.beat(dot.beat).exit, Exit::Ending(_)),
                    is_closed: dot.closed > 0,
                };
                spawn_dot(map, theme, &drawn);
                self.page.dots.push((item.order, Dot { x: x as i32, y: y as i32, ..dot }));
            }
            spawn_tip(map, theme, width.min(TIP));
        });
    }
}

/// How wide the words at a dot are, and how much room they need under the lowest.
const TIP: f32 = 330.0;
const UNDER: f32 = 150.0;

fn title(theme: &Theme, chapter: &ChapterPaths) -> String {
    let number = usize::from(chapter.number);
    match (number, chapter.title.as_str()) {
        (0, _) => theme.say("paths-between"),
        (_, "") => theme.say_with("state-chapter-untitled", &[("number", number.into())]),
        (_, title) => theme.say_with("state-chapter", &[("number", number.into()), ("title", title.into())]),
    }
}
