//! The keyboard.

use bevy::input::ButtonState;
use bevy::input::keyboard::{Key, KeyboardInput};
use bevy::prelude::*;
use bevy::window::{MonitorSelection, PrimaryWindow, WindowMode};

use super::action::{Act, Action};
use super::layout::Zoom;
use super::screen::{Menu, Screen};
use super::scroll::Scroll;
use super::widgets::{Item, Layer, Selection};

pub(super) fn plugin(app: &mut App) {
    app.add_systems(Update, (press, zoom, fill_screen).run_if(on_message::<KeyboardInput>));
}

fn pressed<'a>(inputs: &'a mut MessageReader<KeyboardInput>) -> impl Iterator<Item = &'a KeyboardInput> {
    inputs.read().filter(|input| input.state == ButtonState::Pressed)
}

fn press(
    mut inputs: MessageReader<KeyboardInput>,
    items: Query<&Item>,
    screen: Res<State<Screen>>,
    menu: Res<State<Menu>>,
    mut selection: ResMut<Selection>,
    mut acts: MessageWriter<Act>,
    mut scrolls: MessageWriter<Scroll>,
) {
    let layer = Layer::active(*menu.get());
    let rows = items.iter().filter(|item| item.layer == layer).count();
    let row = |order: usize| items.iter().find(|item| item.layer == layer && item.order == order);
    let in_reading = *screen.get() == Screen::Reading && layer == Layer::Screen;
    for input in pressed(&mut inputs) {
        let selected = selection.of(layer);
        match &input.logical_key {
            Key::ArrowDown if rows > 0 => selection.set(layer, (selected + 1) % rows),
            Key::ArrowUp if rows > 0 => selection.set(layer, (selected + rows - 1) % rows),
            Key::Enter if !input.repeat => {
                row(selected).map(|item| acts.write(Act(item.action)));
            }
            Key::Escape if !input.repeat => {
                let toggled = if layer == Layer::Menu { Action::CloseMenu } else { Action::OpenMenu };
                if layer == Layer::Menu || *screen.get() == Screen::Reading {
                    acts.write(Act(toggled));
                }
            }
            Key::Backspace if layer == Layer::Screen && *screen.get() != Screen::Title && !input.repeat => {
                acts.write(Act(Action::Undo));
            }
            Key::Space if in_reading => {
                scrolls.write(Scroll::Page(1.0));
            }
            Key::PageDown => drop(scrolls.write(Scroll::Page(1.0))),
            Key::PageUp => drop(scrolls.write(Scroll::Page(-1.0))),
            Key::Home => drop(scrolls.write(Scroll::Top)),
            Key::End => drop(scrolls.write(Scroll::Bottom)),
            Key::Character(typed) if !input.repeat => {
                let number = typed.parse::<usize>().ok().filter(|number| (1..=9).contains(number));
                number.and_then(|number| row(number - 1)).map(|item| acts.write(Act(item.action)));
            }
            _ => {}
        }
    }
}

fn zoom(mut inputs: MessageReader<KeyboardInput>, mut zoom: ResMut<Zoom>) {
    for input in pressed(&mut inputs) {
        match &input.logical_key {
            Key::Character(typed) if matches!(typed.as_str(), "+" | "=") => zoom.step(true),
            Key::Character(typed) if typed == "-" => zoom.step(false),
            _ => {}
        }
    }
}

fn fill_screen(mut inputs: MessageReader<KeyboardInput>, mut window: Query<&mut Window, With<PrimaryWindow>>) {
    for _ in pressed(&mut inputs).filter(|input| input.logical_key == Key::F11 && !input.repeat) {
        if let Ok(mut window) = window.single_mut() {
            window.mode = match window.mode {
                WindowMode::Windowed => WindowMode::BorderlessFullscreen(MonitorSelection::Current),
                _ => WindowMode::Windowed,
            };
        }
    }
}
