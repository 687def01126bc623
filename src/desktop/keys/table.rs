//! What keys do: the one table that the keyboard, the help screen and the menu are made from.

use bevy::prelude::*;

use super::names;
use crate::desktop::preferences::Preferences;
use crate::desktop::theme::Theme;

macro_rules! commands {
    ($($command:ident = $name:literal, $message:literal, [$($key:literal),*];)*) => {
        /// What a key of the player's choice does.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub(in crate::desktop) enum Command {
            $($command,)*
        }

        impl Command {
            /// All of them, in the order of the help screen.
            pub const ALL: &[Self] = &[$(Self::$command,)*];

            /// Its name in the settings.
            pub fn name(self) -> &'static str {
                match self { $(Self::$command => $name,)* }
            }

            /// The message that says what it does.
            pub fn message(self) -> &'static str {
                match self { $(Self::$command => $message,)* }
            }

            /// The keys that do it as long as no others are set.
            pub fn usual(self) -> &'static [&'static str] {
                match self { $(Self::$command => &[$($key),*],)* }
            }
        }
    };
}

commands! {
    ReadOn = "read_on", "keys-read-on", ["Space"];
    Undo = "undo", "keys-undo", ["Backspace"];
    Redo = "redo", "keys-redo", ["Shift+Backspace", "Ctrl+Y"];
    Skip = "skip", "keys-skip", ["Tab"];
    Auto = "auto", "keys-auto", ["A"];
    QuickSave = "quick_save", "keys-quick-save", ["F5"];
    QuickLoad = "quick_load", "keys-quick-load", ["F9"];
    Saves = "saves", "keys-saves", ["S"];
    History = "history", "keys-history", ["H"];
    Paths = "paths", "keys-paths", ["M"];
    Pack = "pack", "keys-pack", ["P"];
    Codex = "codex", "keys-codex", ["C"];
    Settings = "settings", "keys-settings", ["O"];
    Help = "help", "keys-help", ["F1", "?"];
    Larger = "larger", "keys-larger", ["+", "="];
    Smaller = "smaller", "keys-smaller", ["-"];
    FullScreen = "full_screen", "keys-full-screen", ["F11"];
}

/// Keys that do the same whatever is set, so that nobody can lock themselves out: the messages with their names, and with what they do.
pub(in crate::desktop) const FIXED: [(&str, &str); 5] = [
    ("keys-digits-keys", "keys-digits"),
    ("keys-rows-keys", "keys-rows"),
    ("keys-change-keys", "keys-change"),
    ("keys-pages-keys", "keys-pages"),
    ("keys-menu-keys", "keys-menu"),
];

/// Whether a key always does the same.
pub(in crate::desktop) fn is_fixed(key: &str) -> bool {
    const NAMES: [&str; 10] = ["Enter", "Escape", "Up", "Down", "Left", "Right", "PageUp", "PageDown", "Home", "End"];
    NAMES.contains(&key) || matches!(key.as_bytes(), [b'0'..=b'9'])
}

/// Which keys do what now.
#[derive(Resource, Debug, Clone, Default)]
pub(in crate::desktop) struct KeyMap(Vec<(Command, Vec<String>)>);

impl KeyMap {
    /// The keys as they are set; those of other commands are the usual ones, as far as they are free.
    pub fn of(preferences: &Preferences) -> Self {
        let set = &preferences.settings.keys;
        let own = |command: &Command| {
            let keys = set.get(command.name())?;
            Some(keys.iter().filter(|key| !is_fixed(key)).cloned().collect::<Vec<_>>())
        };
        let taken: Vec<String> = Command::ALL.iter().filter_map(own).flatten().collect();
        let keys = Command::ALL.iter().map(|command| {
            let usual = || {
                let free = command.usual().iter().filter(|key| !taken.iter().any(|taken| taken == *key));
                free.map(|key| (*key).to_owned()).collect()
            };
            (*command, own(command).unwrap_or_else(usual))
        });
        Self(keys.collect())
    }

    /// What a key does.
    pub fn command(&self, key: &str) -> Option<Command> {
        self.0.iter().find(|(_, keys)| keys.iter().any(|own| own == key)).map(|(command, _)| *command)
    }

    /// The keys of a command.
    pub fn keys(&self, command: Command) -> &[String] {
        self.0.iter().find(|(own, _)| *own == command).map(|(_, keys)| keys.as_slice()).unwrap_or_default()
    }

    /// The keys of a command as they are called on the screen; a word for none.
    pub fn spoken(&self, theme: &Theme, command: Command) -> String {
        let keys: Vec<String> = self.keys(command).iter().map(|key| names::spoken(theme, key)).collect();
        match keys.as_slice() {
            [] => theme.say("keys-none"),
            [one] => one.clone(),
            [first, second, ..] => theme.say_with("keys-either", &[("first", first.into()), ("second", second.into())]),
        }
    }

    /// Gives a command one key, which any other that has it loses.
    pub fn set(preferences: &mut Preferences, command: Command, key: &str) {
        let now = Self::of(preferences);
        let keys = &mut preferences.settings.keys;
        if let Some(other) = now.command(key).filter(|other| *other != command) {
            let left = now.keys(other).iter().filter(|own| *own != key).cloned().collect();
            keys.insert(other.name().to_owned(), left);
        }
        keys.insert(command.name().to_owned(), vec![key.to_owned()]);
    }

    /// Gives a command its usual keys, which any other that has them loses.
    pub fn reset(preferences: &mut Preferences, command: Command) {
        let keys = &mut preferences.settings.keys;
        keys.remove(command.name());
        for (_, others) in keys.iter_mut() {
            others.retain(|key| !command.usual().contains(&key.as_str()));
        }
    }
}
