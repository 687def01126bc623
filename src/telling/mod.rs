//! The state in words, never in numbers: what every view says the same of moon, mark, ties, and of what has changed; and whole playthroughs
//! as they were read.

#![deny(clippy::disallowed_methods, clippy::disallowed_types)]

mod card;
mod changes;
mod codex;
mod find;
mod history;
mod landing;
mod paths;
mod state;
mod transcript;

pub use card::{Card, ago};
pub use changes::changes;
pub use codex::{Codex, CodexEntry};
pub use find::find_words;
pub use history::{HistoryPage, history};
pub use landing::{after_load, after_reload};
pub use paths::{ChapterPaths, EndingSeen, endings, paths};
pub use state::{called, chapter, chapter_heading, is_bound, is_met, mark, mark_at, moon, moon_on, tie, ties};
pub use transcript::{Offered, Transcript, TranscriptPage};
