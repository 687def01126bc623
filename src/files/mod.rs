//! The only reader and writer of disk: stories, saves, settings and caches.

mod atomic;
mod cache;
mod embedded;
mod faults;
mod folders;
mod locale;
mod memory;
mod new_story;
mod notice;
mod playthrough_file;
mod progress;
mod rewrite;
mod save;
mod saves;
mod seed;
mod settings;
mod story_files;
mod watch;
mod write;

pub use cache::{cache_path, program_stamp, read_cache, write_cache};
pub use embedded::{embedded_lighthouse, embedded_story};
pub use folders::{FoldersError, data_folder, home_folder};
pub use locale::system_language;
pub use memory::Memory;
pub use new_story::{NewStory, NewStoryError, new_story};
pub use notice::Notice;
pub use playthrough_file::{PlaythroughFileError, read_playthrough};
pub use progress::{Progress, Resumed};
pub use rewrite::{Rewrite, RewriteError, rewrite};
pub use save::{Save, SaveFault, decode_save, encode_save};
pub use saves::{Loaded, Saves, SavesError, Slot, SlotId, SlotKind};
pub use seed::fresh_seed;
pub use settings::{Face, Keys, Motion, Settings, SettingsError, ThemeName, WindowPlace};
pub use story_files::{StoryFilesError, StorySource};
pub use watch::Watch;
pub use write::write_file;
