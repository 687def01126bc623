//! What stands on the page: chapter headings, turns, the choices made and the choices to make.

use bevy::prelude::*;
use bevy::text::{LetterSpacing, LineHeight};
use bevy::ui::prelude::AccessibleLabel;

use super::pacing::Earlier;
use crate::desktop::action::Action;
use crate::desktop::hearing::Part;
use crate::desktop::reveal::{AfterWords, Reveal};
use crate::desktop::theme::{Inks, PROSE, Theme};
use crate::desktop::widgets::{
    Item, Label, Layer, Row, caption, flexible, rule, spawn_key, spawn_row, spawn_sign, spawn_text, spawn_words,
};
use crate::files::Settings;
use crate::story::{BeatId, ChoiceId, Look, Offer, Page, Playthrough, Stop, Story, StoryState, Turn};
use crate::telling::changes;

/// The turn that is to be answered.
#[derive(Component)]
pub(in crate::desktop) struct CurrentTurn;

/// The choices to make.
#[derive(Component)]
pub(super) struct ChoiceList;

/// What a choice changed.
#[derive(Component)]
pub(super) struct ChangeLine;

/// Writes turns, as the player has set it.
pub(super) struct Writer<'a> {
    pub theme: &'a Theme,
    pub playthrough: &'a Playthrough,
    pub settings: &'a Settings,
    pub earlier: &'a Earlier,
    /// Whether the current turn appears word by word.
    pub reveals: bool,
}

/// So many past turns stand on the page.
pub(super) const MOST_PAST: usize = 24;

/// The color of text once it was read.
pub(super) fn dimmed(inks: &Inks, color: Color) -> Color {
    if color == inks.text { inks.quiet } else { color }
}

impl Writer<'_> {
    /// Spawns the turns before the current one, as they were read.
    pub fn spawn_past(&self, column: &mut ChildSpawnerCommands) {
        let Self { theme, playthrough, settings, .. } = *self;
        let skipped = playthrough.log().len().saturating_sub(MOST_PAST);
        let ink = if settings.dim_past { theme.inks.quiet } else { theme.inks.text };
        let mut number = 0;
        let mut before: Option<StoryState> = None;
        let mut made: Option<(Look, Page)> = None;
        playthrough.retell(|turn, state, choice| {
            let is_current = choice.is_none();
            if number >= skipped && !is_current {
                column.spawn(block()).with_children(|block| {
                    self.spawn_head(block, turn, before.as_ref(), state, made.take(), theme.inks.quiet);
                    spawn_prose(block, theme, turn.page(), ink);
                });
            }
            before = Some(state.clone());
            made = choice.and_then(|choice| label_of(turn, choice));
            number += 1;
        });
    }

    /// Spawns the current turn, with the choice that led to it.
    pub fn spawn_turn(&self, column: &mut ChildSpawnerCommands, extra: impl Bundle) {
        let mut before: Option<StoryState> = None;
        let mut made: Option<(Look, Page)> = None;
        self.playthrough.retell(|turn, state, choice| {
            if let Some(choice) = choice {
                before = Some(state.clone());
                made = label_of(turn, choice);
            }
        });
        let (turn, theme) = (self.playthrough.turn(), self.theme);
        column.spawn((CurrentTurn, Part::News, extra, block())).with_children(|block| {
            self.spawn_head(block, turn, before.as_ref(), self.playthrough.state(), made, theme.inks.accent);
            if self.reveals {
                block.spawn((Reveal::default(), self::block())).with_children(|block| {
                    for_paragraphs(turn.page(), theme.inks.text, |label, node| {
                        if let Some(text) = spawn_words(block, theme, label, PROSE, node) {
                            block.commands_mut().entity(text).insert(Part::Prose);
                        }
                    });
                });
            } else {
                spawn_prose(block, theme, turn.page(), theme.inks.text);
            }
        });
    }

    /// What stands above the prose of a turn: the chapter, the choice that led here, and what it changed.
    fn spawn_head(
        &self,
        block: &mut ChildSpawnerCommands,
        turn: &Turn,
        before: Option<&StoryState>,
        after: &StoryState,
        made: Option<(Look, Page)>,
        ink: Color,
    ) {
        let (theme, story) = (self.theme, self.playthrough.story());
        spawn_heading(block, theme, story, before.map(StoryState::beat), turn);
        if let Some(made) = made {
            spawn_made(block, theme, made);
        }
        let changed = before.map(|before| changes(theme.words(), story, before, after)).unwrap_or_default();
        if self.settings.tell_changes && !changed.is_empty() {
            let node = Node { margin: UiRect::bottom(px(14)), width: percent(100), ..default() };
            block.spawn((Name::new("Changes"), ChangeLine, caption(theme, changed, ink), node));
        }
    }
}

/// The label and the voice of a choice as a turn offers it.
fn label_of(turn: &Turn, choice: ChoiceId) -> Option<(Look, Page)> {
    let offer = turn.offers().iter().find(|offer| offer.choice == choice)?;
    Some((offer.look, offer.label.clone()))
}

fn block() -> impl Bundle {
    Node { width: percent(100), flex_direction: FlexDirection::Column, flex_shrink: 0.0, ..default() }
}

/// The title of the chapter, where one begins.
fn spawn_heading(block: &mut ChildSpawnerCommands, theme: &Theme, story: &Story, before: Option<BeatId>, turn: &Turn) {
    let chapter = turn.beats().first().and_then(|&beat| story.chapter_of(beat));
    let is_same = before.is_some_and(|before| story.chapter_of(before) == chapter);
    let Some(chapter) = chapter.filter(|_| !is_same) else { return };
    let heading = Node {
        width: percent(100),
        flex_direction: FlexDirection::Column,
        align_items: AlignItems::Center,
        margin: UiRect::bottom(px(4)),
        ..default()
    };
    block.spawn(heading).with_children(|heading| {
        heading.spawn((
            Text::new(theme.say_with("page-chapter", &[("number", (&spelled(theme, chapter.number)).into())])),
            theme.sans(13.0),
            LetterSpacing::Px(3.0),
            TextColor(theme.inks.quiet),
        ));
        heading.spawn((
            Part::Heading(1),
            Text::new(&chapter.title),
            theme.serif(38.0),
            LineHeight::RelativeToFont(1.3),
            TextColor(theme.inks.text),
        ));
        heading.spawn(rule(theme));
    });
}

/// A number as a word, as far as there are words.
fn spelled(theme: &Theme, number: u16) -> String {
    if (1..=12).contains(&number) { theme.say(&format!("number-{number}")) } else { number.to_string() }
}

/// The choice that was made, between the turns.
fn spawn_made(block: &mut ChildSpawnerCommands, theme: &Theme, (voice, label): (Look, Page)) {
    let color = if voice == Look::Mark { theme.inks.mark } else { theme.inks.accent };
    let frame =
        Node { margin: UiRect::vertical(px(14)), padding: UiRect::left(px(17)), column_gap: px(12), ..default() };
    block.spawn(frame).with_children(|row| {
        row.spawn((Part::Silent, Text::new("›"), theme.serif(18.0), TextColor(color), theme.leading()));
        spawn_text(row, theme, &Label::of(&label, color, voice != Look::Say), 18.0, flexible());
    });
}

fn spawn_prose(block: &mut ChildSpawnerCommands, theme: &Theme, page: &Page, color: Color) {
    for_paragraphs(page, color, |label, node| {
        if let Some(text) = spawn_text(block, theme, label, PROSE, node) {
            block.commands_mut().entity(text).insert(Part::Prose);
        }
    });
}

/// Does something with each paragraph, and the node that it stands in.
fn for_paragraphs(page: &Page, color: Color, mut spawn: impl FnMut(&Label, Node)) {
    for paragraph in page.paragraphs() {
        let runs = paragraph.runs().map(|(run, style)| (run.to_owned(), style)).collect();
        spawn(&Label { runs, color }, Node { margin: UiRect::bottom(px(14)), width: percent(100), ..default() });
    }
}

impl Writer<'_> {
    /// Spawns the choices of the current turn, or the way on where there is none.
    pub fn spawn_choices(&self, column: &mut ChildSpawnerCommands) {
        let Self { theme, playthrough, .. } = *self;
        let turn = playthrough.turn();
        let list = Node {
            flex_direction: FlexDirection::Column,
            flex_shrink: 0.0,
            row_gap: px(2),
            // The bar of a row stands in the margin, its text below the prose.
            margin: UiRect { left: px(-17), right: px(-17), top: px(8), bottom: px(24) },
            ..default()
        };
        let mut choices = column.spawn((Name::new("Choices"), ChoiceList, list));
        if self.reveals {
            choices.insert((AfterWords, Visibility::Hidden));
        }
        choices.with_children(|list| match turn.stop() {
            Stop::Choices => {
                let mut number = 0;
                for offer in turn.offers() {
                    if offer.is_open {
                        number += 1;
                        self.spawn_open(list, offer, number);
                    } else {
                        spawn_locked(list, theme, offer);
                    }
                }
            }
            Stop::Ending(_) => spawn_way_on(list, theme, "page-close-book", Action::Finish),
            Stop::DeadEnd => {
                turn.offers().iter().for_each(|offer| spawn_locked(list, theme, offer));
                let label = Label::plain(&theme.say("page-dead-end"), theme.inks.mark);
                spawn_text(list, theme, &label, 18.0, Node { margin: px(17).left(), ..default() });
                if playthrough.log().is_empty() {
                    spawn_way_on(list, theme, "menu-title-page", Action::ToTitle);
                } else {
                    spawn_way_on(list, theme, "page-go-back", Action::Undo);
                }
            }
        });
    }

    fn spawn_open(&self, list: &mut ChildSpawnerCommands, offer: &Offer, number: usize) {
        let theme = self.theme;
        let label = match offer.look {
            Look::Mark => Label::of(&offer.label, theme.inks.mark, true),
            Look::Say | Look::Do => Label::of(&offer.label, theme.inks.text, false),
        };
        let item = Item { layer: Layer::Screen, order: number - 1, action: Action::Choose(number) };
        let row =
            spawn_row(list, theme, &Row { item, key: (number <= 9).then_some(number), label: &label, size: 19.0 });
        if self.settings.seen_signs && self.earlier.has_taken(offer.choice) {
            let said: String = label.runs.iter().map(|(run, _)| run.as_str()).collect();
            let said = theme.say_with("page-taken-before", &[("choice", (&said).into())]);
            list.commands_mut()
                .entity(row)
                .insert(AccessibleLabel::new(said))
                .with_children(|row| spawn_sign(row, theme));
        }
    }
}

/// A choice that cannot be taken now, and why.
fn spawn_locked(list: &mut ChildSpawnerCommands, theme: &Theme, offer: &Offer) {
    let frame = Node { padding: UiRect::axes(px(17), px(7)), column_gap: px(14), ..default() };
    let locked = Part::Locked { label: plain(&offer.label), reason: plain(&offer.reason) };
    list.spawn((frame, locked)).with_children(|row| {
        spawn_key(row, theme, "–", 19.0);
        row.spawn(Node { flex_direction: FlexDirection::Column, ..flexible() }).with_children(|lines| {
            spawn_text(lines, theme, &Label::of(&offer.label, theme.inks.closed, false), 19.0, Node::default());
            spawn_text(lines, theme, &Label::of(&offer.reason, theme.inks.quiet, true), 16.0, Node::default());
        });
    });
}

/// The text of a page without its style.
fn plain(page: &Page) -> String {
    Label::of(page, Color::NONE, false).runs.iter().map(|(run, _)| run.as_str()).collect()
}

fn spawn_way_on(list: &mut ChildSpawnerCommands, theme: &Theme, message: &str, action: Action) {
    let item = Item { layer: Layer::Screen, order: 0, action };
    let label = Label::plain(&theme.say(message), theme.inks.text);
    spawn_row(list, theme, &Row { item, key: Some(1), label: &label, size: 19.0 });
}
