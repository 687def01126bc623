//! Keys, pointer and wheel, as a window sends them.

use bevy::input::ButtonState;
use bevy::input::keyboard::{Key, KeyboardInput};
use bevy::input::mouse::{MouseButtonInput, MouseScrollUnit, MouseWheel};
use bevy::input::touch::TouchPhase;
use bevy::prelude::*;
use bevy::window::WindowEvent;

use super::Show;

/// Keys that type nothing, by their name.
const NAMED: [(&str, Key, KeyCode); 18] = [
    ("Enter", Key::Enter, KeyCode::Enter),
    ("Escape", Key::Escape, KeyCode::Escape),
    ("Backspace", Key::Backspace, KeyCode::Backspace),
    ("Delete", Key::Delete, KeyCode::Delete),
    ("Tab", Key::Tab, KeyCode::Tab),
    ("Space", Key::Space, KeyCode::Space),
    ("Up", Key::ArrowUp, KeyCode::ArrowUp),
    ("Down", Key::ArrowDown, KeyCode::ArrowDown),
    ("Left", Key::ArrowLeft, KeyCode::ArrowLeft),
    ("Right", Key::ArrowRight, KeyCode::ArrowRight),
    ("Page Up", Key::PageUp, KeyCode::PageUp),
    ("Page Down", Key::PageDown, KeyCode::PageDown),
    ("Home", Key::Home, KeyCode::Home),
    ("End", Key::End, KeyCode::End),
    ("F1", Key::F1, KeyCode::F1),
    ("F5", Key::F5, KeyCode::F5),
    ("F9", Key::F9, KeyCode::F9),
    ("F11", Key::F11, KeyCode::F11),
];

/// Where the letters and digits are on a keyboard.
const PLACES: [KeyCode; 36] = [
    KeyCode::KeyA,
    KeyCode::KeyB,
    KeyCode::KeyC,
    KeyCode::KeyD,
    KeyCode::KeyE,
    KeyCode::KeyF,
    KeyCode::KeyG,
    KeyCode::KeyH,
    KeyCode::KeyI,
    KeyCode::KeyJ,
    KeyCode::KeyK,
    KeyCode::KeyL,
    KeyCode::KeyM,
    KeyCode::KeyN,
    KeyCode::KeyO,
    KeyCode::KeyP,
    KeyCode::KeyQ,
    KeyCode::KeyR,
    KeyCode::KeyS,
    KeyCode::KeyT,
    KeyCode::KeyU,
    KeyCode::KeyV,
    KeyCode::KeyW,
    KeyCode::KeyX,
    KeyCode::KeyY,
    KeyCode::KeyZ,
    KeyCode::Digit0,
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

/// The logical and the physical key of a name, or of a character that a key types.
fn key(name: &str) -> (Key, KeyCode) {
    if let Some((_, logical, physical)) = NAMED.iter().find(|(named, ..)| *named == name) {
        return (logical.clone(), *physical);
    }
    let typed = name.chars().next().filter(|_| name.chars().count() == 1);
    let typed = typed.unwrap_or_else(|| panic!("no key is called `{name}`"));
    let place = match typed.to_ascii_lowercase() {
        letter @ 'a'..='z' => Some(letter as usize - 'a' as usize),
        digit @ '0'..='9' => Some(26 + digit as usize - '0' as usize),
        _ => None,
    };
    let physical = match typed {
        '-' => KeyCode::Minus,
        '+' | '=' => KeyCode::Equal,
        _ => place.map_or(KeyCode::Slash, |place| PLACES[place]),
    };
    (Key::Character(name.into()), physical)
}

impl Show {
    /// Presses a key and lets it go, and the game settles. The key is a character, or a name such as `Enter`, `Escape` or `Page Down`.
    ///
    /// # Panics
    /// If no key has this name.
    pub fn press(&mut self, name: &str) {
        self.send_key(name);
        self.settle();
        self.release_key(name);
        self.settle();
    }

    /// Presses a key; nothing is drawn yet.
    ///
    /// # Panics
    /// If no key has this name.
    pub fn send_key(&mut self, name: &str) {
        self.move_key(name, ButtonState::Pressed);
    }

    /// Lets a key go; nothing is drawn yet.
    ///
    /// # Panics
    /// If no key has this name.
    pub fn release_key(&mut self, name: &str) {
        self.move_key(name, ButtonState::Released);
    }

    fn move_key(&mut self, name: &str, state: ButtonState) {
        let (logical_key, key_code) = key(name);
        let text = match &logical_key {
            Key::Character(typed) if state == ButtonState::Pressed => Some(typed.clone()),
            Key::Space if state == ButtonState::Pressed => Some(" ".into()),
            _ => None,
        };
        self.tell(KeyboardInput { key_code, logical_key, state, text, repeat: false, window: self.window });
    }

    /// Moves the pointer to a place in physical pixels, and the game settles.
    pub fn point(&mut self, place: Vec2) {
        let position = place / self.stage.scale;
        if let Some(mut window) = self.app.world_mut().get_mut::<Window>(self.window) {
            window.set_physical_cursor_position(Some(place.as_dvec2()));
        }
        let delta = Some(position - self.cursor);
        self.cursor = position;
        self.tell(CursorMoved { window: self.window, position, delta });
        self.settle();
    }

    /// Moves the pointer to a place in physical pixels and clicks there, and the game settles.
    pub fn click(&mut self, place: Vec2) {
        self.point(place);
        for state in [ButtonState::Pressed, ButtonState::Released] {
            self.tell(MouseButtonInput { button: MouseButton::Left, state, window: self.window });
            self.settle();
        }
    }

    /// Turns the wheel by so many notches, down where there are more than none, and the game settles.
    pub fn turn_wheel(&mut self, notches: f32) {
        let (unit, phase) = (MouseScrollUnit::Line, TouchPhase::Moved);
        self.tell(MouseWheel { unit, x: 0.0, y: -notches, window: self.window, phase });
        self.settle();
    }

    /// What happens to a window is told twice: by itself, and in the order of all that happens to it.
    fn tell<M: Message + Clone + Into<WindowEvent>>(&mut self, message: M) {
        self.send::<WindowEvent>(message.clone().into());
        self.send(message);
    }
}
