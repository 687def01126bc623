//! The game's window: screens over the engine's messages.
//!
//! `screen` says what is shown, `widgets` and `theme` how it looks, `keys` and `action` what the player can do, `session`
//! holds story and saves. Each screen is a file: `title`, `reading`, `ending`, `codex`, `pack`, `saves`, `history`, `paths`, `endings`; over them lie
//! `pause` and `dialog`; `panel` and `pictures` draw the state.

mod action;
mod autosave;
mod codex;
mod credits;
mod dialog;
mod ending;
mod endings;
mod frenzy;
mod hearing;
mod help;
mod history;
mod hold;
mod keys;
mod layout;
mod note;
mod notice;
mod pack;
mod panel;
mod paths;
mod pause;
mod pictures;
mod preferences;
mod preflight;
mod reading;
mod ready;
mod reload;
mod reveal;
mod saves;
mod screen;
mod scroll;
mod session;
mod settings;
pub mod stage;
mod theme;
mod title;
mod widgets;
mod window;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use bevy::asset::io::AssetSourceBuilder;
use bevy::log::LogPlugin;
use bevy::prelude::*;
use bevy::window::{WindowResizeConstraints, WindowResolution};
use bevy::winit::WinitSettings;

use crate::diagnostic::{Diagnostic, Sources};
use crate::engine::{EnginePlugin, StoryAsset};
use crate::files::{Settings, StoryFilesError, StorySource, Watch};

pub use preflight::{NoWindow, can_open};

/// What to play, and how to start.
#[derive(Debug, Clone)]
pub struct Options {
    pub source: StorySource,
    /// Starts a new playthrough in which chance goes this way.
    pub seed: Option<u64>,
    /// Starts a new playthrough.
    pub new: bool,
}

/// Why the window could not be opened on a story.
#[derive(Debug, thiserror::Error)]
pub enum DesktopError {
    #[error(transparent)]
    Files(#[from] StoryFilesError),
    #[error("`{0}` is not written in Unicode; rename the folder of the story, or play with --terminal")]
    NotUnicode(PathBuf),
    #[error("the story has mistakes")]
    Broken { diagnostics: Vec<Diagnostic>, sources: Box<Sources> },
}

/// Where the game is shown.
#[derive(Debug, Clone)]
pub enum Surface {
    /// A window of the desktop.
    Window,
    /// No window: a test plays.
    Stage(stage::Stage),
}

/// Opens the window and plays until it is closed.
///
/// # Errors
/// If the story cannot be read, or has mistakes; no window is opened then.
pub fn play(options: &Options) -> Result<ExitCode, DesktopError> {
    Ok(match build(options, &Surface::Window)?.run() {
        AppExit::Success => ExitCode::SUCCESS,
        AppExit::Error(code) => ExitCode::from(code.get()),
    })
}

/// Builds the game, ready to run.
///
/// # Errors
/// If the story cannot be read, or has mistakes.
pub fn build(options: &Options, surface: &Surface) -> Result<App, DesktopError> {
    // Before the files are read, so that no change slips in between.
    let watch = options.source.folder().map(Watch::new);
    let files = options.source.read()?;
    let asset = StoryAsset::compile(&files);
    let Some(story) = &asset.story else {
        return Err(DesktopError::Broken { diagnostics: asset.diagnostics, sources: Box::new(asset.sources) });
    };
    let session = session::Session::open(options, story, surface.folder());
    let mut app = App::new();
    // A fault of ours in one system is written to stderr; the player reads on.
    app.set_error_handler(bevy::ecs::error::error);
    if let Some(folder) = options.source.folder() {
        let absolute = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
        let name = absolute.to_str().ok_or_else(|| DesktopError::NotUnicode(folder.to_owned()))?;
        let source = AssetSourceBuilder::platform_default(name, None);
        app.register_asset_source(reload::SOURCE, source);
    }
    let preferences = preferences::Preferences::load(surface.folder().map(Path::to_owned));
    add_platform(&mut app, surface, window(story.title(), &preferences.settings));
    app.add_plugins(EnginePlugin)
        .insert_resource(WinitSettings {
            focused_mode: bevy::winit::UpdateMode::reactive_low_power(session::LONGEST_SLEEP),
            unfocused_mode: bevy::winit::UpdateMode::reactive_low_power(session::LONGEST_SLEEP),
        })
        .insert_resource(session)
        .insert_resource(preferences)
        .add_plugins((
            (
                preferences::plugin,
                theme::plugin,
                layout::plugin,
                widgets::plugin,
                keys::plugin,
                action::plugin,
                hearing::plugin,
                scroll::plugin,
            ),
            (ready::plugin, reload::plugin, autosave::plugin, notice::plugin, pictures::plugin, panel::plugin),
            (settings::plugin, help::plugin, note::plugin, credits::plugin),
            (reveal::plugin, hold::plugin, window::plugin),
            (screen::plugin, title::plugin, reading::plugin, ending::plugin, codex::plugin, pause::plugin),
            (dialog::plugin, saves::plugin, history::plugin, paths::plugin, endings::plugin),
            (pack::plugin, frenzy::plugin),
        ))
        .add_systems(Startup, spawn_camera);
    reload::embed(&mut app, options, &files, watch);
    Ok(app)
}

impl Surface {
    /// The folder for saves, if it is not the platform's.
    fn folder(&self) -> Option<&Path> {
        match self {
            Self::Window => None,
            Self::Stage(stage) => Some(&stage.folder),
        }
    }
}

/// What Bevy brings: window, drawing, input and text.
fn add_platform(app: &mut App, surface: &Surface, window: Window) {
    let log = LogPlugin { filter: "warn,bevy_render=error,wgpu=error,winit=error".to_owned(), ..default() };
    let window = WindowPlugin { primary_window: Some(window), ..default() };
    let plugins = DefaultPlugins.set(window).set(log);
    match surface {
        Surface::Window => app.add_plugins(plugins),
        Surface::Stage(stage) => stage.add_platform(app, plugins),
    };
}

fn window(title: &str, settings: &Settings) -> Window {
    let mut window = Window {
        title: title.to_owned(),
        name: Some("bloodmark".to_owned()),
        resolution: WindowResolution::new(1280, 800),
        resize_constraints: WindowResizeConstraints {
            min_width: window::SMALLEST.0 as f32,
            min_height: window::SMALLEST.1 as f32,
            ..default()
        },
        ..default()
    };
    window::restore(&mut window, settings);
    window
}

fn spawn_camera(mut commands: Commands) {
    commands.spawn((Name::new("Camera"), Camera2d, IsDefaultUiCamera));
}
