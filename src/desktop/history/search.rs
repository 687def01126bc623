//! Words are found as they are typed, marked, and walked from one to the next.

use std::ops::Range;

use bevy::ecs::system::SystemParam;
use bevy::input::ButtonState;
use bevy::input::keyboard::{Key, KeyboardInput};
use bevy::input_focus::{FocusCause, InputFocus};
use bevy::prelude::*;
use bevy::text::{EditableText, TextBackgroundColor, Underline};

use crate::desktop::action::Actions;
use crate::desktop::ready::Drawing;
use crate::desktop::screen::{Menu, Screen};
use crate::desktop::scroll::{BringIntoSight, Scroller};
use crate::desktop::theme::Theme;
use crate::story::Style;
use crate::telling::find_words;

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Search>().add_systems(OnExit(Screen::History), leave).add_systems(
        Update,
        (press.run_if(on_message::<KeyboardInput>).run_if(in_state(Menu::Closed)), look, mark)
            .chain()
            // What leaves the line leaves nothing else.
            .after(Actions)
            .run_if(in_state(Screen::History)),
    );
}

/// The line in which the words are typed.
#[derive(Component)]
pub(super) struct Needle;

/// Which of how many hits is shown.
#[derive(Component)]
pub(super) struct Count;

/// What is looked for.
#[derive(Resource, Default)]
pub(super) struct Search {
    words: String,
    /// In the order of reading.
    hits: Vec<(Entity, Range<usize>)>,
    /// The hit that is shown.
    at: usize,
}

/// Text in which words are marked.
#[derive(Component)]
pub(super) struct Paragraph {
    runs: Vec<(String, Style)>,
    pub color: Color,
    pub size: f32,
    is_marked: bool,
}

/// Where words are marked in a paragraph, and which of them is shown.
type Marks = (Vec<Range<usize>>, Option<usize>);

impl Paragraph {
    pub fn new(runs: Vec<(String, Style)>, color: Color, size: f32) -> Self {
        Self { runs, color, size, is_marked: false }
    }

    fn text(&self) -> String {
        self.runs.iter().map(|(run, _)| run.as_str()).collect()
    }

    /// Spawns its text, cut where marks begin and end.
    pub fn spawn_runs(&self, spawned: &mut EntityCommands, theme: &Theme, marks: Option<&Marks>) {
        let (ranges, shown) = marks.map_or((&[][..], None), |(ranges, shown)| (ranges.as_slice(), *shown));
        spawned.with_children(|spans| {
            let mut start = 0;
            for (run, style) in &self.runs {
                for (piece, mark) in pieces(start..start + run.len(), ranges) {
                    let words = &run[piece.start - start..piece.end - start];
                    let face = (theme.prose(*style, self.size), theme.leading());
                    let mut span = spans.spawn((TextSpan::new(words), face, TextColor(self.color)));
                    if let Some(mark) = mark {
                        span.insert((TextColor(theme.inks.accent), Underline));
                        if shown == Some(mark) {
                            span.insert(TextBackgroundColor(theme.inks.accent.with_alpha(0.25)));
                        }
                    }
                }
                start += run.len();
            }
        });
    }
}

/// A stretch cut into pieces, each with the number of the mark that it is in.
fn pieces(all: Range<usize>, marks: &[Range<usize>]) -> Vec<(Range<usize>, Option<usize>)> {
    let mut pieces = Vec::new();
    let mut from = all.start;
    for (number, mark) in marks.iter().enumerate() {
        let (start, end) = (mark.start.max(from).min(all.end), mark.end.min(all.end));
        if start >= end {
            continue;
        }
        pieces.extend([(from..start, None), (start..end, Some(number))]);
        from = end;
    }
    pieces.push((from..all.end, None));
    pieces.retain(|(piece, _)| !piece.is_empty());
    pieces
}

/// The way into the line.
#[derive(SystemParam)]
pub(super) struct Searching<'w, 's> {
    focus: ResMut<'w, InputFocus>,
    needles: Query<'w, 's, Entity, With<Needle>>,
}

impl Searching<'_, '_> {
    /// Keys go into the line from here on.
    pub fn begin(&mut self) {
        if let Ok(needle) = self.needles.single() {
            self.focus.set(needle, FocusCause::Navigated);
        }
    }
}

fn leave(mut focus: ResMut<InputFocus>) {
    focus.clear();
}

/// Enter and Down go to the next hit, Up to the one before, and Escape leaves the line. `/` and Ctrl+F go into it.
fn press(
    mut inputs: MessageReader<KeyboardInput>,
    held: Res<ButtonInput<Key>>,
    mut searching: Searching,
    mut search: ResMut<Search>,
    mut drawing: ResMut<Drawing>,
) {
    let is_typing = searching.needles.single().is_ok_and(|needle| searching.focus.get() == Some(needle));
    for input in inputs.read().filter(|input| input.state == ButtonState::Pressed) {
        drawing.more(3);
        let hits = search.hits.len().max(1);
        match &input.logical_key {
            Key::Escape if is_typing => searching.focus.clear(),
            Key::Enter | Key::ArrowDown if is_typing => search.at = (search.at + 1) % hits,
            Key::ArrowUp if is_typing => search.at = (search.at + hits - 1) % hits,
            Key::Character(typed)
                if !is_typing && (typed == "/" || (typed.eq_ignore_ascii_case("f") && held.pressed(Key::Control))) =>
            {
                searching.begin();
            }
            _ => {}
        }
    }
}

/// Looks for what is typed, from the paragraph on that stands first.
fn look(
    needles: Query<&EditableText, With<Needle>>,
    paragraphs: Query<(Entity, &Paragraph)>,
    roots: Query<Entity, With<Scroller>>,
    children: Query<&Children>,
    mut search: ResMut<Search>,
    mut drawing: ResMut<Drawing>,
) {
    let Ok(needle) = needles.single() else { return };
    let words = needle.value().to_string();
    if words == search.words {
        return;
    }
    drawing.more(4);
    // Depth first is the order of reading.
    let order = roots.iter().flat_map(|root| children.iter_descendants_depth_first(root).collect::<Vec<_>>());
    let found = order.filter_map(|entity| paragraphs.get(entity).ok());
    let hits = found.flat_map(|(entity, paragraph)| {
        find_words(&paragraph.text(), words.trim()).into_iter().map(move |hit| (entity, hit))
    });
    *search = Search { hits: hits.collect(), words, at: 0 };
}

/// Marks what was found, and brings the hit that is shown into sight.
fn mark(
    search: Res<Search>,
    mut paragraphs: Query<(Entity, &mut Paragraph)>,
    mut counts: Query<&mut Text, With<Count>>,
    theme: Res<Theme>,
    mut commands: Commands,
    mut drawing: ResMut<Drawing>,
) {
    if !search.is_changed() || search.is_added() {
        return;
    }
    drawing.more(4);
    let shown = search.hits.get(search.at);
    for (entity, mut paragraph) in &mut paragraphs {
        let of_it = search.hits.iter().filter(|(hit, _)| *hit == entity);
        let ranges: Vec<Range<usize>> = of_it.map(|(_, range)| range.clone()).collect();
        if ranges.is_empty() && !paragraph.is_marked {
            continue;
        }
        let shown = shown.filter(|(hit, _)| *hit == entity);
        let shown = shown.and_then(|(_, range)| ranges.iter().position(|other| other == range));
        paragraph.is_marked = !ranges.is_empty();
        let mut spawned = commands.entity(entity);
        spawned.despawn_children();
        paragraph.spawn_runs(&mut spawned, &theme, Some(&(ranges, shown)));
        if shown.is_some() {
            spawned.insert(BringIntoSight);
        }
    }
    let numbers = [("at", (search.at + 1).into()), ("all", search.hits.len().into())];
    let count = match (search.words.trim().is_empty(), search.hits.is_empty()) {
        (true, _) => String::new(),
        (_, true) => theme.say("history-nothing"),
        _ => theme.say_with("history-count", &numbers),
    };
    counts.iter_mut().for_each(|mut text| text.0.clone_from(&count));
}
