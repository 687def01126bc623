//! The window remembers where it was, how large, and whether it filled the screen.

use bevy::prelude::*;
use bevy::window::{
    Monitor, MonitorSelection, PrimaryWindow, WindowCloseRequested, WindowMode, WindowMoved, WindowPosition,
    WindowResized,
};

use super::preferences::Preferences;
use super::ready::Drawing;
use crate::engine::TurnReady;
use crate::files::{Settings, WindowPlace};

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Place>()
        .add_systems(Update, note.run_if(on_message::<WindowMoved>.or_else(on_message::<WindowResized>)))
        .add_systems(Update, fit_to_screens.run_if(any_with_component::<Monitor>))
        .add_systems(PostUpdate, fill_screen.run_if(resource_changed::<Preferences>))
        .add_systems(
            PostUpdate,
            keep.run_if(
                on_message::<TurnReady>.or_else(on_message::<WindowCloseRequested>).or_else(on_message::<AppExit>),
            ),
        );
}

/// Where the window is now; it is kept with the next choice, and when the game is left.
#[derive(Resource, Default)]
struct Place(WindowPlace);

/// The smallest window that can be had, in logical pixels.
pub(super) const SMALLEST: (u32, u32) = (320, 240);

/// Opens a window where it was.
pub(super) fn restore(window: &mut Window, settings: &Settings) {
    let place = settings.window;
    if place.is_known() {
        window.resolution.set(place.width.max(SMALLEST.0) as f32, place.height.max(SMALLEST.1) as f32);
        window.position = WindowPosition::At(IVec2::new(place.x, place.y));
    }
    window.mode = mode(settings);
}

fn mode(settings: &Settings) -> WindowMode {
    if settings.full_screen {
        WindowMode::BorderlessFullscreen(MonitorSelection::Current)
    } else {
        WindowMode::Windowed
    }
}

fn note(mut moves: MessageReader<WindowMoved>, mut place: ResMut<Place>, window: Query<&Window, With<PrimaryWindow>>) {
    let moved = moves.read().last().map(|moved| moved.position);
    let Some(window) = window.iter().next().filter(|window| window.mode == WindowMode::Windowed) else { return };
    if let Some(position) = moved {
        let position = (position.as_vec2() / window.scale_factor()).round().as_ivec2();
        (place.0.x, place.0.y) = (position.x, position.y);
    }
    let size = window.size().round().as_uvec2();
    (place.0.width, place.0.height) = (size.x, size.y);
}

fn keep(place: Res<Place>, mut preferences: ResMut<Preferences>) {
    if place.0.is_known() && preferences.settings.window != place.0 {
        preferences.settings.window = place.0;
    }
}

fn fill_screen(
    preferences: Res<Preferences>,
    mut window: Query<&mut Window, With<PrimaryWindow>>,
    mut drawing: ResMut<Drawing>,
) {
    let wanted = mode(&preferences.settings);
    for mut window in &mut window {
        if window.mode != wanted {
            window.mode = wanted;
            drawing.more(4);
        }
    }
}

/// Once: a window that would open outside of the screens that there are now, or larger than they are, is brought onto one.
fn fit_to_screens(
    monitors: Query<&Monitor>,
    preferences: Res<Preferences>,
    mut window: Query<&mut Window, With<PrimaryWindow>>,
    mut is_done: Local<bool>,
) {
    let place = preferences.settings.window;
    if std::mem::replace(&mut *is_done, true) || !place.is_known() {
        return;
    }
    for mut window in &mut window {
        let scale = window.scale_factor();
        let at = (IVec2::new(place.x, place.y).as_vec2() * scale).as_ivec2();
        let screens = monitors.iter().map(|monitor| {
            let size = UVec2::new(monitor.physical_width, monitor.physical_height).as_ivec2();
            IRect::from_corners(monitor.physical_position, monitor.physical_position + size)
        });
        let Some((at, size)) = fitted(IRect::from_corners(at, at + window.physical_size().as_ivec2()), screens) else {
            continue;
        };
        if window.position != WindowPosition::At(at) {
            window.position = WindowPosition::At(at);
        }
        if window.physical_size() != size {
            window.resolution.set_physical_resolution(size.x, size.y);
        }
    }
}

/// Where a window goes and how large it is, so that the screen which shows most of it shows all of it. None if there is no screen.
fn fitted(window: IRect, screens: impl Iterator<Item = IRect>) -> Option<(IVec2, UVec2)> {
    let shown = |screen: &IRect| {
        let both = screen.intersect(window);
        i64::from(both.width().max(0)) * i64::from(both.height().max(0))
    };
    let away = |screen: &IRect| {
        let apart = screen.center() - window.center();
        i64::from(apart.x.abs()) + i64::from(apart.y.abs())
    };
    let screen = screens.max_by_key(|screen| (shown(screen), -away(screen)))?;
    let size = window.size().min(screen.size());
    let at = window.min.clamp(screen.min, screen.max - size);
    Some((at, size.as_uvec2()))
}
