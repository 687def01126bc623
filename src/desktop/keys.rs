//! The keyboard.

use bevy::input::ButtonState;
use bevy::input::keyboard::{Key, KeyboardInput};
use bevy::prelude::*;
use bevy::ui::UiGlobalTransform;
use bevy::window::{MonitorSelection, PrimaryWindow, WindowMode};

use super::action::{Act, Action, Actions};
use super::layout::step_size;
use super::preferences::Preferences;
use super::ready::Drawing;
use super::screen::{Menu, Screen};
use super::scroll::{BringIntoSight, Scroll, Scroller, hidden};
use super::widgets::{Item, Layer, Selection};

pub(super) fn plugin(app: &mut App) {
    app.add_systems(
        Update,
        (choose, take_selected, screens_and_undo, turn_pages, zoom, fill_screen)
            .before(Actions)
            .run_if(on_message::<KeyboardInput>),
    );
}

fn pressed<'a>(inputs: &'a mut MessageReader<KeyboardInput>) -> impl Iterator<Item = &'a KeyboardInput> {
    inputs.read().filter(|input| input.state == ButtonState::Pressed)
}

fn pressed_once<'a>(inputs: &'a mut MessageReader<KeyboardInput>) -> impl Iterator<Item = &'a KeyboardInput> {
    pressed(inputs).filter(|input| !input.repeat)
}

/// The number of a digit key: by what it types, or by where it is on keyboards that type digits only with shift.
fn digit(input: &KeyboardInput) -> Option<usize> {
    const ROW: [KeyCode; 9] = [
        KeyCode::Digit1,
        KeyCode::Digit2,
        KeyCode::Digit3,
        KeyCode::Digit4,
        KeyCode::Digit5,
        KeyCode::Digit6,
        KeyCode::Digit7,
        KeyCode::Digit8,
        KeyCode::Digit9,
    ];
    let typed = match &input.logical_key {
        Key::Character(typed) => typed.parse().ok().filter(|number| (1..=9).contains(number)),
        _ => None,
    };
    typed.or_else(|| ROW.iter().position(|code| *code == input.key_code).map(|place| place + 1))
}

/// Digits take a row at once; arrows select one.
fn choose(
    mut inputs: MessageReader<KeyboardInput>,
    items: Query<(Entity, &Item)>,
    menu: Res<State<Menu>>,
    mut selection: ResMut<Selection>,
    mut acts: MessageWriter<Act>,
    mut commands: Commands,
) {
    let layer = Layer::active(*menu.get());
    let rows = items.iter().filter(|(_, item)| item.layer == layer).count();
    let row = |order: usize| items.iter().find(|(_, item)| item.layer == layer && item.order == order);
    for input in pressed(&mut inputs) {
        let selected = selection.of(layer);
        let towards = match &input.logical_key {
            Key::ArrowDown => 1,
            Key::ArrowUp => rows.saturating_sub(1),
            _ => {
                if let Some((_, item)) = digit(input).filter(|_| !input.repeat).and_then(|digit| row(digit - 1)) {
                    acts.write(Act(item.action));
                }
                continue;
            }
        };
        if rows > 0 {
            selection.set(layer, (selected + towards) % rows);
            if let Some((row, _)) = row(selection.of(layer)) {
                commands.entity(row).try_insert(BringIntoSight);
            }
        }
    }
}

/// Enter takes the selected row, if it can be seen; if not, it turns the page first.
fn take_selected(
    mut inputs: MessageReader<KeyboardInput>,
    items: Query<(&Item, &ComputedNode, &UiGlobalTransform)>,
    scrollers: Query<(&ComputedNode, &UiGlobalTransform), With<Scroller>>,
    menu: Res<State<Menu>>,
    selection: Res<Selection>,
    mut acts: MessageWriter<Act>,
    mut scrolls: MessageWriter<Scroll>,
) {
    let layer = Layer::active(*menu.get());
    for _ in pressed_once(&mut inputs).filter(|input| input.logical_key == Key::Enter) {
        let selected = items.iter().find(|(item, ..)| item.layer == layer && item.order == selection.of(layer));
        let Some((item, node, transform)) = selected else { continue };
        let is_below = scrollers.iter().any(|(seen, seen_transform)| {
            layer == Layer::Screen && hidden(node, transform, seen, seen_transform).1 > node.size().y / 2.0
        });
        if is_below {
            scrolls.write(Scroll::Page(1.0));
        } else {
            acts.write(Act(item.action));
        }
    }
}

fn is_letter(typed: &str, letter: char) -> bool {
    typed.chars().eq([letter]) || typed.chars().eq([letter.to_ascii_uppercase()])
}

/// Escape opens the menu over the page and closes it; Backspace takes a choice back; C opens the codex and closes it, P the pack.
fn screens_and_undo(
    mut inputs: MessageReader<KeyboardInput>,
    screen: Res<State<Screen>>,
    menu: Res<State<Menu>>,
    mut acts: MessageWriter<Act>,
) {
    for input in pressed_once(&mut inputs) {
        let action = match (&input.logical_key, menu.get(), screen.get()) {
            (Key::Escape, Menu::Pause, _) => Action::CloseMenu,
            (Key::Escape, Menu::Closed, Screen::Reading) => Action::OpenMenu,
            (Key::Backspace, Menu::Closed, Screen::Reading | Screen::Ending) => Action::Undo,
            (Key::Character(typed), Menu::Closed, Screen::Reading) if is_letter(typed, 'c') => {
                Action::Open(Screen::Codex)
            }
            (Key::Character(typed), Menu::Closed, Screen::Codex) if is_letter(typed, 'c') => Action::Back,
            (Key::Character(typed), Menu::Closed, Screen::Reading) if is_letter(typed, 'p') => {
                Action::Open(Screen::Pack)
            }
            (Key::Character(typed), Menu::Closed, Screen::Pack) if is_letter(typed, 'p') => Action::Back,
            (Key::Escape | Key::Backspace, Menu::Closed, other) if *other != Screen::Title => Action::Back,
            _ => continue,
        };
        acts.write(Act(action));
    }
}

fn turn_pages(mut inputs: MessageReader<KeyboardInput>, menu: Res<State<Menu>>, mut scrolls: MessageWriter<Scroll>) {
    if *menu.get() != Menu::Closed {
        inputs.clear();
    }
    for input in pressed(&mut inputs) {
        let scroll = match &input.logical_key {
            Key::Space | Key::PageDown => Scroll::Page(1.0),
            Key::PageUp => Scroll::Page(-1.0),
            Key::Home => Scroll::Top,
            Key::End => Scroll::Bottom,
            _ => continue,
        };
        scrolls.write(scroll);
    }
}

fn zoom(mut inputs: MessageReader<KeyboardInput>, mut preferences: ResMut<Preferences>, mut drawing: ResMut<Drawing>) {
    for input in pressed(&mut inputs) {
        let Key::Character(typed) = &input.logical_key else { continue };
        match typed.as_str() {
            "+" | "=" => step_size(&mut preferences.settings, true),
            "-" => step_size(&mut preferences.settings, false),
            _ => continue,
        }
        drawing.more(3);
    }
}

fn fill_screen(mut inputs: MessageReader<KeyboardInput>, mut window: Query<&mut Window, With<PrimaryWindow>>) {
    for _ in pressed_once(&mut inputs).filter(|input| input.logical_key == Key::F11) {
        if let Ok(mut window) = window.single_mut() {
            window.mode = match window.mode {
                WindowMode::Windowed => WindowMode::BorderlessFullscreen(MonitorSelection::Current),
                _ => WindowMode::Windowed,
            };
        }
    }
}
