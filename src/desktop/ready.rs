//! Draws until everything that is drawn with is there; after that, only when something changes.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use bevy::prelude::*;
use bevy::render::render_resource::PipelineCache;
use bevy::render::{Render, RenderApp, RenderSystems};
use bevy::window::RequestRedraw;
use bevy::winit::{UpdateMode, WinitSettings};

use super::session::{LONGEST_SLEEP, Session};

/// Set once no shader waits to be compiled. One is in the main world, its twin in the render world.
#[derive(Resource, Clone, Default)]
struct Ready(Arc<AtomicBool>);

/// So many frames in a row without a waiting shader count as ready.
const CALM_FRAMES: u32 = 4;

pub(super) fn plugin(app: &mut App) {
    let ready = Ready::default();
    app.insert_resource(ready.clone())
        .init_resource::<Drawing>()
        .add_systems(Last, (wait_for_story, keep_drawing, set_alarm).chain());
    if let Some(render_app) = app.get_sub_app_mut(RenderApp) {
        render_app.insert_resource(ready).add_systems(Render, note_ready.in_set(RenderSystems::Cleanup));
    } else {
        // Nothing is drawn, so no shader is waited for.
        ready.0.store(true, Ordering::Relaxed);
    }
}

/// Frames that are still wanted. Whoever changes what is seen asks for some: a change takes a frame to lay out and one to draw.
#[derive(Resource, Default)]
pub(super) struct Drawing {
    frames: u32,
    /// When to wake up though nothing happens; to be asked for in each frame.
    alarm: Option<Duration>,
}

impl Drawing {
    /// Draws this many more frames at least.
    pub fn more(&mut self, frames: u32) {
        self.frames = self.frames.max(frames);
    }

    /// Draws a frame after this time, if none is drawn before.
    pub fn wake_in(&mut self, time: Duration) {
        self.alarm = Some(self.alarm.map_or(time, |alarm| alarm.min(time)));
    }
}

fn note_ready(pipelines: Res<PipelineCache>, ready: Res<Ready>, mut calm: Local<u32>) {
    let is_waiting = pipelines.waiting_pipelines().next().is_some();
    *calm = if is_waiting { 0 } else { *calm + 1 };
    ready.0.store(*calm >= CALM_FRAMES, Ordering::Relaxed);
}

/// The story is loaded beside the frames: go on until it is there and taken in, or nothing would show it.
fn wait_for_story(session: Res<Session>, server: Res<AssetServer>, mut drawing: ResMut<Drawing>) {
    if server.get_load_state(&session.story).is_some_and(|state| state.is_loading()) {
        drawing.more(3);
    }
}

fn keep_drawing(ready: Res<Ready>, mut drawing: ResMut<Drawing>, mut redraws: MessageWriter<RequestRedraw>) {
    if drawing.frames > 0 || !ready.0.load(Ordering::Relaxed) {
        drawing.frames = drawing.frames.saturating_sub(1);
        redraws.write(RequestRedraw);
    }
}

/// Without anything to wait for the window sleeps for its longest.
fn set_alarm(mut drawing: ResMut<Drawing>, mut window: ResMut<WinitSettings>) {
    let mode = UpdateMode::reactive_low_power(drawing.alarm.take().unwrap_or(LONGEST_SLEEP));
    if window.focused_mode != mode {
        (window.focused_mode, window.unfocused_mode) = (mode, mode);
    }
}

/// The time since the frame before, in seconds, for what moves: after a rest it is that of one frame.
pub(super) fn tick(time: &Time) -> f32 {
    const LONGEST: f32 = 0.034;
    time.delta_secs().min(LONGEST)
}
