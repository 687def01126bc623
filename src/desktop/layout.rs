//! Fits everything to the window: how large, and whether the panel stands beside the text or above it.

use bevy::prelude::*;
use bevy::ui::UiScale;
use bevy::window::{PrimaryWindow, WindowResized};

use super::ready::Drawing;

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Zoom>()
        .init_resource::<Layout>()
        .add_systems(PreUpdate, fit.run_if(on_message::<WindowResized>.or_else(resource_changed::<Zoom>)));
}

/// What the player multiplied the size of everything by: 0.8 to 2.5.
#[derive(Resource)]
pub(super) struct Zoom(f32);

impl Default for Zoom {
    fn default() -> Self {
        Self(1.0)
    }
}

impl Zoom {
    /// One step larger, or smaller.
    pub fn step(&mut self, larger: bool) {
        let factor = if larger { 1.1 } else { 1.0 / 1.1 };
        self.set(self.0 * factor);
    }

    /// So many times the usual size, or the nearest to it that there is.
    pub fn set(&mut self, factor: f32) {
        self.0 = factor.clamp(0.8, 2.5);
    }
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
    zoom: Res<Zoom>,
    mut scale: ResMut<UiScale>,
    mut layout: ResMut<Layout>,
    mut drawing: ResMut<Drawing>,
) {
    let Ok(window) = window.single() else { return };
    let size = window.size();
    let by_window = (size / DESIGNED).min_element().clamp(0.75, 4.0);
    scale.0 = by_window * zoom.0;
    let scaled = size / scale.0;
    layout.set_if_neq(Layout { width: scaled.x, height: scaled.y });
    drawing.more(3);
}
