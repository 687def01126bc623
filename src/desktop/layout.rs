//! Fits everything to the window: how large, and whether the panel stands beside the text or above it.

use bevy::prelude::*;
use bevy::ui::UiScale;
use bevy::window::{PrimaryWindow, WindowResized};

use super::preferences::Preferences;
use super::ready::Drawing;
use crate::files::Settings;

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Layout>()
        .add_systems(PreUpdate, fit.run_if(on_message::<WindowResized>.or_else(resource_changed::<Preferences>)));
}

/// How much larger or smaller one step makes the text, in percent of its designed size.
const STEP: u16 = 10;

/// Makes everything one step larger, or smaller.
pub(super) fn step_size(settings: &mut Settings, larger: bool) {
    let (low, high) = Settings::TEXT_SIZE.into_inner();
    let size = settings.text_size;
    settings.text_size = if larger { (size + STEP).min(high) } else { size.saturating_sub(STEP).max(low) };
}

/// The window as the screens see it, in scaled pixels.
#[derive(Resource, Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Layout {
    pub width: f32,
    pub height: f32,
}

impl Layout {
    /// Whether the panel stands above the text, not beside it.
    pub fn is_compact(self) -> bool {
        self.width < 960.0
    }

    /// Whether there is hardly room for text, so that pictures are left out.
    pub fn is_tiny(self) -> bool {
        self.height < 400.0 || self.width < 480.0
    }
}

/// The window that sizes are made for.
const DESIGNED: Vec2 = Vec2::new(1280.0, 800.0);

fn fit(
    window: Query<&Window, With<PrimaryWindow>>,
    preferences: Res<Preferences>,
    mut scale: ResMut<UiScale>,
    mut layout: ResMut<Layout>,
    mut drawing: ResMut<Drawing>,
) {
    let Ok(window) = window.single() else { return };
    let size = window.size();
    let by_window = (size / DESIGNED).min_element().clamp(0.75, 4.0);
    scale.0 = by_window * f32::from(preferences.settings.text_size) / 100.0;
    let scaled = size / scale.0;
    layout.set_if_neq(Layout { width: scaled.x, height: scaled.y });
    drawing.more(3);
}
