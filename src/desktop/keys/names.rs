//! What keys are called: in the settings, and on the screen.

use bevy::input::keyboard::{Key, KeyboardInput};
use bevy::prelude::*;

use crate::desktop::theme::Theme;

/// Keys that type nothing: what they give, their name in the settings, and the message with their name on the screen.
const NAMED: [(Key, &str, &str); 27] = [
    (Key::Enter, "Enter", "key-enter"),
    (Key::Escape, "Escape", "key-escape"),
    (Key::Backspace, "Backspace", "key-backspace"),
    (Key::Delete, "Delete", "key-delete"),
    (Key::Insert, "Insert", "key-insert"),
    (Key::Tab, "Tab", "key-tab"),
    (Key::Space, "Space", "key-space"),
    (Key::ArrowUp, "Up", "key-up"),
    (Key::ArrowDown, "Down", "key-down"),
    (Key::ArrowLeft, "Left", "key-left"),
    (Key::ArrowRight, "Right", "key-right"),
    (Key::PageUp, "PageUp", "key-page-up"),
    (Key::PageDown, "PageDown", "key-page-down"),
    (Key::Home, "Home", "key-home"),
    (Key::End, "End", "key-end"),
    (Key::F1, "F1", ""),
    (Key::F2, "F2", ""),
    (Key::F3, "F3", ""),
    (Key::F4, "F4", ""),
    (Key::F5, "F5", ""),
    (Key::F6, "F6", ""),
    (Key::F7, "F7", ""),
    (Key::F8, "F8", ""),
    (Key::F9, "F9", ""),
    (Key::F10, "F10", ""),
    (Key::F11, "F11", ""),
    (Key::F12, "F12", ""),
];

/// Keys held together with another, in the order in which they stand before it.
const HELD: [(&str, &str, [KeyCode; 2]); 3] = [
    ("Ctrl+", "key-ctrl", [KeyCode::ControlLeft, KeyCode::ControlRight]),
    ("Alt+", "key-alt", [KeyCode::AltLeft, KeyCode::AltRight]),
    ("Shift+", "key-shift", [KeyCode::ShiftLeft, KeyCode::ShiftRight]),
];

/// Letters by where they are on a keyboard, for those that type others.
const LETTERS: [KeyCode; 26] = [
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
];

/// The name of what was pressed, such as `H`, `Ctrl+Y` or `Shift+Backspace`. A character has its shift in itself, and a letter is the same in
/// both cases. None for a key that has no name, and for one that is only held.
pub(super) fn name_of(input: &KeyboardInput, held: &ButtonInput<KeyCode>) -> Option<String> {
    let (key, is_character) = match &input.logical_key {
        Key::Character(typed) => (character(typed, input.key_code)?, true),
        logical => (NAMED.iter().find(|(named, ..)| named == logical)?.1.to_owned(), false),
    };
    let is_held = |(name, _, codes): &&(&str, &str, [KeyCode; 2])| {
        held.any_pressed(*codes) && !(is_character && *name == "Shift+")
    };
    let before: String = HELD.iter().filter(is_held).map(|(name, ..)| *name).collect();
    Some(before + &key)
}

/// The name of a key that types a character. On a keyboard of another alphabet a letter is called by its place.
fn character(typed: &str, place: KeyCode) -> Option<String> {
    let mut chars = typed.chars();
    let (first, rest) = (chars.next()?, chars.next());
    if rest.is_none() && first.is_ascii() {
        return (!first.is_control()).then(|| first.to_ascii_uppercase().to_string());
    }
    let letter = LETTERS.iter().position(|code| *code == place);
    let letter = letter.and_then(|at| u8::try_from(at).ok()).map(|at| char::from(b'A' + at).to_string());
    letter.or_else(|| Some(typed.to_uppercase()))
}

/// What a key is called on the screen.
pub(in crate::desktop) fn spoken(theme: &Theme, name: &str) -> String {
    let mut rest = name;
    let mut said = String::new();
    for (held, message, _) in HELD {
        if let Some(after) = rest.strip_prefix(held).filter(|after| !after.is_empty()) {
            said += &(theme.say(message) + "+");
            rest = after;
        }
    }
    let message = NAMED.iter().find(|(_, named, message)| *named == rest && !message.is_empty());
    said + &message.map_or_else(|| rest.to_owned(), |(.., message)| theme.say(message))
}
