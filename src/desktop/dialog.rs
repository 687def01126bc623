//! A question over the screen: an answer in rows, or in a line that is typed.

use std::time::Duration;

use bevy::ecs::system::SystemParam;
use bevy::input::ButtonState;
use bevy::input::keyboard::{Key, KeyboardInput};
use bevy::input_focus::{FocusCause, InputFocus};
use bevy::prelude::*;
use bevy::text::{EditableText, EditableTextFilter, LetterSpacing, TextCursorStyle, TextEdit};
use bevy::ui_widgets::ScrollArea;

use super::action::{Act, Action, Actions};
use super::hearing::Part;
use super::ready::Drawing;
use super::screen::Menu;
use super::scroll::Scroller;
use super::theme::Theme;
use super::widgets::{Item, Label, Layer, Row, Selection, caption, spawn_row};

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Question>()
        .add_systems(OnEnter(Menu::Ask), spawn)
        .add_systems(OnExit(Menu::Ask), leave)
        .add_systems(Update, answer.before(Actions).run_if(in_state(Menu::Ask)).run_if(on_message::<KeyboardInput>));
}

/// What is asked.
#[derive(Resource, Debug, Clone, Default)]
pub(super) struct Question {
    pub heading: String,
    /// May be empty.
    pub text: String,
    /// What stands in the line to be typed, if there is one.
    pub line: Option<String>,
    pub answers: Vec<(String, Action)>,
}

/// Asks questions.
#[derive(SystemParam)]
pub(super) struct Asking<'w> {
    question: ResMut<'w, Question>,
    menus: ResMut<'w, NextState<Menu>>,
}

impl Asking<'_> {
    /// Asks a question over the screen. The first answer is the selected one, and Escape answers nothing.
    pub fn ask(&mut self, question: Question) {
        *self.question = question;
        self.menus.set(Menu::Ask);
    }
}

/// The line that is typed.
#[derive(Component)]
pub(super) struct Line;

/// So long a line may be, in characters.
const LONGEST: usize = 400;

/// Whether keys go into a line of text.
pub(super) fn is_typing(focus: Res<InputFocus>, lines: Query<(), With<EditableText>>) -> bool {
    focus.get().is_some_and(|focused| lines.contains(focused))
}

fn spawn(
    mut commands: Commands,
    theme: Res<Theme>,
    question: Res<Question>,
    mut selection: ResMut<Selection>,
    mut focus: ResMut<InputFocus>,
    mut drawing: ResMut<Drawing>,
) {
    selection.set(Layer::Menu, 0);
    drawing.more(4);
    let screen = (Name::new("Question"), DespawnOnExit(Menu::Ask), shade(), GlobalZIndex(5));
    commands.spawn((screen, BackgroundColor(theme.inks.ground.with_alpha(0.82)))).with_children(|shade| {
        let name = Part::Dialog(question.heading.clone());
        let ground = (name, BackgroundColor(theme.inks.raised), BorderColor::all(theme.inks.line));
        let view = Node { max_height: percent(94), overflow: Overflow::scroll_y(), ..card() };
        shade.spawn((view, ground, Scroller, ScrollArea)).with_children(|card| {
            spawn_words(card, &theme, &question);
            if let Some(line) = &question.line {
                let line = card.spawn((Line, Part::Line(question.heading.clone()), field(&theme, line))).id();
                focus.set(line, FocusCause::Navigated);
            }
            for (order, (answer, action)) in question.answers.iter().enumerate() {
                let item = Item { layer: Layer::Menu, order, action: *action };
                let label = Label::plain(answer, theme.inks.text);
                let key = question.line.is_none().then_some(order + 1);
                spawn_row(card, &theme, &Row { item, key, label: &label, size: 19.0 });
            }
        });
    });
}

fn spawn_words(card: &mut ChildSpawnerCommands, theme: &Theme, question: &Question) {
    card.spawn((
        Text::new(&question.heading),
        theme.sans(13.0),
        LetterSpacing::Px(3.0),
        TextColor(theme.inks.quiet),
        Node { margin: UiRect { left: px(17), right: px(17), bottom: px(12), ..default() }, ..default() },
    ));
    if !question.text.is_empty() {
        card.spawn((
            Text::new(&question.text),
            theme.serif(18.0),
            theme.leading(),
            TextColor(theme.inks.text),
            Node { margin: UiRect { left: px(17), right: px(17), bottom: px(14), ..default() }, ..default() },
        ));
    }
    if question.line.is_some() {
        let typing = theme.say("dialog-typing");
        let node = Node { margin: UiRect { left: px(17), right: px(17), bottom: px(6), ..default() }, ..default() };
        card.spawn((caption(theme, typing, theme.inks.quiet), node));
    }
}

/// A line to be typed in, on a rule of its own.
pub(super) fn field(theme: &Theme, words: &str) -> impl Bundle + use<> {
    let mut text = EditableText::new(words);
    text.max_characters = Some(LONGEST);
    text.allow_newlines = false;
    // It does not blink: nothing is drawn while nothing moves.
    text.cursor_blink_period = Duration::MAX;
    text.cursor_width = 0.09;
    text.queue_edit(TextEdit::SelectAll);
    let style = TextCursorStyle {
        color: theme.inks.accent,
        selection_color: theme.inks.accent.with_alpha(0.28),
        unfocused_selection_color: Color::NONE,
        selected_text_color: None,
    };
    let node = Node {
        margin: UiRect { left: px(17), right: px(17), bottom: px(14), ..default() },
        padding: UiRect::axes(px(2), px(5)),
        border: px(1).bottom(),
        overflow: Overflow::clip(),
        ..default()
    };
    (
        Name::new("Line"),
        text,
        EditableTextFilter::new(|c| !c.is_control()),
        TextLayout::no_wrap(),
        theme.serif(19.0),
        TextColor(theme.inks.text),
        style,
        BorderColor::all(theme.inks.accent),
        node,
    )
}

fn leave(mut focus: ResMut<InputFocus>, mut drawing: ResMut<Drawing>) {
    focus.clear();
    drawing.more(4);
}

/// Escape leaves the question. While a line is typed, arrows and Enter still choose the answer.
fn answer(
    mut inputs: MessageReader<KeyboardInput>,
    items: Query<&Item>,
    focus: Res<InputFocus>,
    lines: Query<(), With<EditableText>>,
    mut selection: ResMut<Selection>,
    mut acts: MessageWriter<Act>,
    mut drawing: ResMut<Drawing>,
) {
    let is_typing = is_typing(focus, lines);
    let answers = items.iter().filter(|item| item.layer == Layer::Menu).count().max(1);
    for input in inputs.read().filter(|input| input.state == ButtonState::Pressed) {
        drawing.more(3);
        let selected = selection.of(Layer::Menu);
        match &input.logical_key {
            Key::Escape => {
                acts.write(Act(Action::CloseMenu));
            }
            Key::Backspace if !is_typing => {
                acts.write(Act(Action::CloseMenu));
            }
            Key::ArrowDown if is_typing => selection.set(Layer::Menu, (selected + 1) % answers),
            Key::ArrowUp if is_typing => selection.set(Layer::Menu, (selected + answers - 1) % answers),
            Key::Enter if is_typing && !input.repeat => {
                let chosen = items.iter().find(|item| item.layer == Layer::Menu && item.order == selected);
                chosen.map(|item| acts.write(Act(item.action)));
            }
            _ => {}
        }
    }
}

/// Over the whole window.
pub(super) fn shade() -> Node {
    Node {
        position_type: PositionType::Absolute,
        width: percent(100),
        height: percent(100),
        align_items: AlignItems::Center,
        justify_content: JustifyContent::Center,
        ..default()
    }
}

/// What lies over the screen.
pub(super) fn card() -> Node {
    Node {
        width: px(420),
        max_width: percent(92),
        flex_direction: FlexDirection::Column,
        padding: UiRect::axes(px(26), px(22)),
        border: px(1).all(),
        border_radius: BorderRadius::all(px(6)),
        ..default()
    }
}
