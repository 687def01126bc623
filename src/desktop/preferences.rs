//! What the player has set, kept in the settings file as soon as it changes.

use std::path::PathBuf;

use bevy::prelude::*;
use bevy::render::renderer::RenderAdapterInfo;
use wgpu::DeviceType;

use crate::catalogue::Language;
use crate::files::{Motion, Settings};

pub(super) fn plugin(app: &mut App) {
    app.add_systems(Startup, note_adapter.run_if(resource_exists::<RenderAdapterInfo>))
        .add_systems(Last, keep.run_if(resource_changed::<Preferences>));
}

/// The settings that hold.
#[derive(Resource)]
pub(super) struct Preferences {
    pub settings: Settings,
    /// As they are in the file.
    kept: Settings,
    /// Where the file is, if not in the platform's folder.
    folder: Option<PathBuf>,
    notices: Vec<String>,
    has_told: bool,
    /// Whether pictures are drawn by the processor, or not at all: effects would cost too much then.
    pub is_slow: bool,
}

impl Preferences {
    /// Reads the settings, from the platform's folder unless another is given.
    pub fn load(folder: Option<PathBuf>) -> Self {
        let (settings, notices) = match &folder {
            Some(folder) => Settings::load_in(folder),
            None => Settings::load(),
        };
        Self { kept: settings.clone(), settings, folder, notices, has_told: false, is_slow: true }
    }

    /// Whether nothing should move by itself.
    pub fn is_still(&self) -> bool {
        match self.settings.motion {
            Motion::Reduced => true,
            Motion::Full => false,
            Motion::System => self.is_slow,
        }
    }

    /// Sets everything as at first, but for what is no matter of taste: keys, the window's place, and what was read.
    pub fn reset(&mut self) {
        let Settings { keys, window, content_note_read, .. } = std::mem::take(&mut self.settings);
        self.settings = Settings { keys, window, content_note_read, ..Settings::default() };
    }

    /// Sentences for the player that were not taken yet.
    pub fn take_notices(&mut self) -> Vec<String> {
        std::mem::take(&mut self.notices)
    }

    fn keep(&mut self) {
        if self.settings == self.kept {
            return;
        }
        let saved = match &self.folder {
            Some(folder) => self.settings.save_in(folder),
            None => self.settings.save(),
        };
        match saved {
            Ok(()) => {
                self.kept = self.settings.clone();
                self.has_told = false;
            }
            Err(_) if self.has_told => {}
            Err(error) => {
                self.has_told = true;
                self.notices.push(format!("Your settings are not kept: {error}."));
            }
        }
    }
}

fn note_adapter(adapter: Res<RenderAdapterInfo>, mut preferences: ResMut<Preferences>) {
    preferences.is_slow = adapter.device_type == DeviceType::Cpu;
}

fn keep(mut preferences: ResMut<Preferences>) {
    preferences.bypass_change_detection().keep();
}

/// The language of the interface: see [`Settings::spoken_language`].
pub(super) fn language(settings: &Settings) -> Language {
    settings.spoken_language()
}
