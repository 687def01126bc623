//! The mark: a spiral burned into a forearm, as long as it has grown, as bright as it is awake.

use bevy::asset::uuid_handle;
use bevy::prelude::*;
use bevy::render::render_resource::AsBindGroup;
use bevy::shader::{Shader, ShaderRef};

use super::look::{Look, Themed};
use super::moment::Moment;
use crate::story::Playthrough;

pub(super) const SHADER: Handle<Shader> = uuid_handle!("5b0a5c5e-3f0a-4d0e-9a34-5d8c2f1f6a01");

/// Where nothing has just grown: more coils than there ever are.
const NOTHING_NEW: f32 = 999.0;

/// A spiral of so many coils.
#[derive(Asset, TypePath, AsBindGroup, Debug, Clone)]
pub(in crate::desktop) struct MarkMaterial {
    #[uniform(0)]
    look: Look,
    /// Coils; heat from 0 to 1; where what has just grown begins, in coils; how much its tip burns, from 0 to 1.
    #[uniform(1)]
    shape: Vec4,
    /// Whether it is drawn without the arm; how long its embers have been moving, in seconds; two numbers of no meaning.
    #[uniform(2)]
    setting: Vec4,
}

impl Default for MarkMaterial {
    fn default() -> Self {
        Self::with(0.0, 0.0)
    }
}

impl UiMaterial for MarkMaterial {
    fn fragment_shader() -> ShaderRef {
        SHADER.into()
    }
}

impl Themed for MarkMaterial {
    fn dress(&mut self, look: Look) {
        self.look = look;
    }
}

impl MarkMaterial {
    /// The mark in a playthrough, with what the last choice changed; none where the story has none.
    pub fn of(playthrough: &Playthrough, moment: &Moment) -> Self {
        let (story, state) = (playthrough.story(), playthrough.state());
        let Some(mark) = story.mark() else { return Self::default() };
        let coils = f32::from(story.stat_value(state, mark.coils));
        let mut material = Self::with(moment.coils_of(coils), heat(playthrough));
        material.shape.z = moment.grown_from().unwrap_or(NOTHING_NEW);
        material.shape.w = moment.burning();
        material.setting.y = moment.embers();
        material
    }

    /// A mark of so many coils, with heat from 0 to 1.
    pub fn with(coils: f32, heat: f32) -> Self {
        Self { look: Look::default(), shape: Vec4::new(coils, heat, NOTHING_NEW, 0.0), setting: Vec4::ZERO }
    }

    /// The mark on the title page.
    pub fn emblem() -> Self {
        Self { setting: Vec4::X, ..Self::with(4.0, 0.45) }
    }
}

/// How awake the mark is, from 0 to 1.
pub(super) fn heat(playthrough: &Playthrough) -> f32 {
    let (story, state) = (playthrough.story(), playthrough.state());
    story.mark().map_or(0.0, |mark| {
        let most = f32::from(story.stat(mark.heat).high).max(1.0);
        f32::from(story.stat_value(state, mark.heat)) / most
    })
}
