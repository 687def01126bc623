//! What the player has set: one readable file for all stories, in which each bad value falls back alone.

mod field;

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};

use etcetera::BaseStrategy;
use serde::{Deserialize, Serialize};

use super::story_files::read_bounded;
use super::{FoldersError, Notice, atomic, system_language};
use crate::catalogue::{Catalogue, Language};
use crate::source::index::Index;
use field::Value;

macro_rules! words {
    ($($(#[$doc:meta])* $type:ident { $($(#[$of:meta])* $word:ident = $name:literal,)* })*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
        pub enum $type {
            $($(#[$of])* $word,)*
        }

        impl $type {
            /// All of them, in the order in which a screen offers them.
            pub const ALL: &[Self] = &[$(Self::$word,)*];

            /// What it is called in English.
            pub fn name(self) -> &'static str {
                match self { $(Self::$word => $name,)* }
            }
        }

        impl Value for $type {
            type Rule = ();

            fn wanted((): &()) -> Notice {
                Notice::new("files-wanted-word").with("words", [$(stringify!($word),)*].join(", "))
            }

            fn read(written: &str, (): &()) -> Option<Self> {
                let is = |word: &str| written.trim().eq_ignore_ascii_case(word);
                $(if is(stringify!($word)) { return Some(Self::$word); })*
                None
            }
        }
    )*};
}

words! {
    /// The colors.
    ThemeName {
        /// Light on near black.
        #[default]
        Night = "Night",
        /// Dark on light.
        Paper = "Paper",
        /// White on black, 7:1 and more.
        HighContrast = "High contrast",
    }
    /// The face of prose.
    Face {
        #[default]
        Serif = "Serif",
        /// For readers with low vision.
        Hyperlegible = "Hyperlegible",
        /// For readers with dyslexia.
        Dyslexic = "Dyslexic",
    }
    /// How much moves.
    Motion {
        /// As the system asks.
        #[default]
        System = "As the system",
        Full = "Full",
        Reduced = "Reduced",
    }
}

/// Where the window stood when it was closed, in logical pixels; all zero if that is not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WindowPlace {
    pub x: i32,
    pub y: i32,
    pub width: u32,
    pub height: u32,
}

impl WindowPlace {
    /// Whether there is a place to open the window at.
    pub fn is_known(self) -> bool {
        self.width > 0 && self.height > 0
    }
}

/// Names of actions, and the names of the keys that do them.
pub type Keys = BTreeMap<String, Vec<String>>;

macro_rules! settings {
    ($($(#[$doc:meta])* $field:ident: $type:ty = $default:expr, $rule:expr, $comment:literal;)*) => {
        /// What the player has set. The ranges of numbers are constants beside it; [`Settings::load`] gives nothing outside them.
        #[derive(Debug, Clone, PartialEq)]
        pub struct Settings {
            $($(#[$doc])* pub $field: $type,)*
        }

        impl Default for Settings {
            fn default() -> Self {
                Self { $($field: $default,)* }
            }
        }

        impl Settings {
            /// Takes over the value of one field as it is written, if it is one that the field may have.
            fn take(&mut self, field: &str, written: &str) -> Result<(), Refused> {
                match field {
                    $(stringify!($field) => {
                        self.$field = <$type as Value>::read(written, &$rule).ok_or_else(|| Refused::Value {
                            wanted: <$type as Value>::wanted(&$rule),
                            now: <$type as Value>::write(&self.$field),
                        })?;
                    })*
                    _ => return Err(Refused::Unknown),
                }
                Ok(())
            }

            /// Comment, name and value of every field.
            fn fields(&self) -> Vec<(&'static str, &'static str, String)> {
                vec![$(($comment, stringify!($field), <$type as Value>::write(&self.$field)),)*]
            }
        }
    };
}

settings! {
    /// The tag of the interface's language; empty for the system's.
    language: String = String::new(), 35, "Language of the interface, such as \"en\"; \"\" is the system's.";
    /// The colors.
    theme: ThemeName = ThemeName::Night, (), "Colors: Night, Paper or HighContrast.";
    /// The face of prose.
    face: Face = Face::Serif, (), "Face of the text: Serif, Hyperlegible or Dyslexic.";
    /// In percent: [`Settings::TEXT_SIZE`].
    text_size: u16 = 100, Settings::TEXT_SIZE, "Size of the text in percent: 80 to 250.";
    /// In percent of the size of the text: [`Settings::LINE_HEIGHT`].
    line_height: u16 = 155, Settings::LINE_HEIGHT, "Distance of lines in percent of the size: 120 to 220.";
    /// The longest line, in characters: [`Settings::MEASURE`].
    measure: u16 = 66, Settings::MEASURE, "Longest line of text in characters: 45 to 90.";
    /// How fast text appears, in characters a second: [`Settings::PACE`], where 0 is at once.
    pace: u16 = 0, Settings::PACE, "How fast text appears in characters a second: 1 to 200, or 0 for at once.";
    /// Whether pages with one way on turn by themselves.
    auto_advance: bool = false, (), "Whether the story goes on by itself where there is nothing to decide.";
    /// In words a minute: [`Settings::READING_SPEED`]; what `auto_advance` waits for.
    reading_speed: u16 = 230, Settings::READING_SPEED, "How fast you read in words a minute, for that: 80 to 600.";
    /// Whether what lies behind the reader is dimmed.
    dim_past: bool = true, (), "Whether what you have read is dimmed.";
    /// Whether choices that were taken in an earlier playthrough carry a sign.
    seen_signs: bool = true, (), "Whether choices that you took in an earlier playthrough carry a sign.";
    /// Whether a line says what a choice changed.
    tell_changes: bool = true, (), "Whether a line says what a choice changed.";
    /// Whether choices have to be held for a moment.
    hold_to_confirm: bool = false, (), "Whether a choice has to be held for a moment.";
    /// How much moves.
    motion: Motion = Motion::System, (), "How much moves: System, Full or Reduced.";
    /// Whether the place is drawn behind the page.
    pictures: bool = true, (), "Whether the place is drawn behind the text.";
    /// Whether the window fills the screen.
    full_screen: bool = false, (), "Whether the window fills the screen.";
    /// Where the window was last.
    window: WindowPlace = WindowPlace::default(), (), "Where the window was last; zeroes for wherever it fits.";
    /// Whether the content note was shown and put aside.
    content_note_read: bool = false, (), "Whether you have read the content note.";
    /// Actions and the keys that do them; what is not named has its usual keys.
    keys: Keys = Keys::new(), (), "Other keys for actions, such as {\"undo\": [\"Backspace\"]}.";
}

/// Why a field was not taken over.
enum Refused {
    Unknown,
    /// What the field wants, and what it now is.
    Value {
        wanted: Notice,
        now: String,
    },
}

/// Why settings could not be kept. They hold until the program ends.
#[derive(Debug, thiserror::Error)]
pub enum SettingsError {
    #[error(transparent)]
    NoHome(#[from] FoldersError),
    #[error("`{path}` cannot be written: {error}")]
    Unwritable { path: PathBuf, error: io::Error },
}

const FILE: &str = "settings.ron";
/// A longer file is none of ours.
const MAX_BYTES: u64 = 1 << 20;

impl Settings {
    /// Percent.
    pub const TEXT_SIZE: RangeInclusive<u16> = 80..=250;
    /// Percent of the size of the text.
    pub const LINE_HEIGHT: RangeInclusive<u16> = 120..=220;
    /// Characters.
    pub const MEASURE: RangeInclusive<u16> = 45..=90;
    /// Characters a second; 0 is at once.
    pub const PACE: RangeInclusive<u16> = 0..=200;
    /// Words a minute.
    pub const READING_SPEED: RangeInclusive<u16> = 80..=600;

    /// The folder of the file: `bloodmark` in the platform's folder for settings, which on Linux is `$XDG_CONFIG_HOME` or `~/.config`.
    ///
    /// # Errors
    /// If the platform names no home folder.
    pub fn folder() -> Result<PathBuf, FoldersError> {
        let strategy = etcetera::choose_base_strategy().map_err(|_| FoldersError::NoHome)?;
        Ok(strategy.config_dir().join("bloodmark"))
    }

    /// The settings as they were kept, and a sentence for each thing that was wrong with them, in their own language. What is missing is
    /// as it is by default.
    pub fn load() -> (Self, Vec<String>) {
        // Where there is no home there are no settings; whoever saves is told.
        Self::folder().map_or_else(|_| (Self::default(), Vec::new()), |folder| Self::load_in(&folder))
    }

    /// As [`Self::load`], from a folder.
    pub fn load_in(folder: &Path) -> (Self, Vec<String>) {
        let (settings, notices) = Self::look(folder);
        if notices.is_empty() {
            return (settings, Vec::new());
        }
        let words = Catalogue::new(settings.spoken_language());
        let said = notices.iter().map(|notice| notice.say(&words)).collect();
        (settings, said)
    }

    fn look(folder: &Path) -> (Self, Vec<Notice>) {
        let path = folder.join(FILE);
        let unusable =
            |why: Notice| (Self::default(), vec![Notice::new("files-settings-unusable").with_notice("why", why)]);
        // A pipe or a device would never end.
        match path.metadata() {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return (Self::default(), Vec::new()),
            Err(error) => return unusable(Notice::unreadable(&path, &error)),
            Ok(metadata) if !metadata.is_file() => return unusable(Notice::no_file(&path)),
            Ok(_) => {}
        }
        let bytes = match read_bounded(&path, MAX_BYTES + 1) {
            Ok(bytes) => bytes,
            Err(error) => return unusable(Notice::unreadable(&path, &error)),
        };
        let (settings, mut notices) = Self::read(&bytes);
        if !notices.is_empty() {
            notices.extend(keep_aside(&path, &bytes));
        }
        (settings, notices)
    }

    /// Reads a file's bytes.
    fn read(bytes: &[u8]) -> (Self, Vec<Notice>) {
        let mut settings = Self::default();
        let mut notices = Vec::new();
        let text = String::from_utf8_lossy(bytes);
        let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
        let written = field::whole(text).unwrap_or_else(|| {
            notices.push(Notice::new("files-settings-lines").with("file", FILE));
            field::line_by_line(text)
        });
        for (name, value) in written {
            match settings.take(&name, &value) {
                Ok(()) => {}
                Err(Refused::Unknown) => notices.push(Notice::new("files-settings-unknown").with("name", name)),
                Err(Refused::Value { wanted, now }) => {
                    let refused = Notice::new("files-settings-refused").with("name", name).with("now", now);
                    notices.push(refused.with_notice("wanted", wanted));
                }
            }
        }
        (settings, notices)
    }

    /// Keeps the settings, in the platform's folder.
    ///
    /// # Errors
    /// If there is no home folder or it cannot be written; the settings before are still there then.
    pub fn save(&self) -> Result<(), SettingsError> {
        self.save_in(&Self::folder()?)
    }

    /// As [`Self::save`], in a folder, which is made if need be.
    ///
    /// # Errors
    /// If it cannot be written; the settings before are still there then.
    pub fn save_in(&self, folder: &Path) -> Result<(), SettingsError> {
        let path = folder.join(FILE);
        let text = self.to_text();
        // A link stays one: some keep their settings elsewhere.
        let written = fs::create_dir_all(folder).and_then(|()| match path.is_file() {
            true => atomic::overwrite(&path, text.as_bytes()),
            false => atomic::create(&path, text.as_bytes()),
        });
        written.map_err(|error| SettingsError::Unwritable { path, error })
    }

    /// Sets a field by its name, to a value as it is written in the file.
    ///
    /// # Errors
    /// If there is no such field or it cannot have that value; says so. Nothing has changed then.
    pub fn set(&mut self, field: &str, written: &str) -> Result<(), Notice> {
        self.take(field, written).map_err(|refused| match refused {
            Refused::Unknown => Notice::new("files-set-unknown").with("name", field),
            Refused::Value { wanted, .. } => {
                Notice::new("files-set-refused").with("name", field).with_notice("wanted", wanted)
            }
        })
    }

    /// What a field is for and its value, as both are written in the file.
    pub fn describe(&self, field: &str) -> Option<(&'static str, String)> {
        let found = self.fields().into_iter().find(|(_, name, _)| *name == field);
        found.map(|(comment, _, value)| (comment, value))
    }

    /// The language of the interface: the one that is set, else the system's, else English.
    pub fn spoken_language(&self) -> Language {
        Language::of(&self.language).or_else(system_language).unwrap_or_default()
    }

    fn to_text(&self) -> String {
        let mut text =
            "// Settings of Bloodmark. A value that cannot be used falls back to the usual one.\n(\n".to_owned();
        for (comment, name, value) in self.fields() {
            text += &format!("    // {comment}\n    {name}: {value},\n");
        }
        text + ")\n"
    }
}

/// Keeps a file with faults beside itself, once: a copy that is there already is not written again. Says what came of it.
fn keep_aside(path: &Path, bytes: &[u8]) -> Option<Notice> {
    let aside = path.with_added_extension("bad");
    if fs::read(&aside).is_ok_and(|kept| kept == bytes) {
        return None;
    }
    let kept = if aside.is_file() { atomic::overwrite(&aside, bytes) } else { atomic::create(&aside, bytes) };
    // A folder that cannot be written keeps the file itself as it is.
    kept.is_ok().then(|| Notice::new("files-settings-aside").with("path", aside.display()))
}
