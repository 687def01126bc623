//! The mark: a burned spiral, as long as it has grown, as bright as it is awake.

use bevy::asset::uuid_handle;
use bevy::prelude::*;
use bevy::render::render_resource::AsBindGroup;
use bevy::shader::{Shader, ShaderRef};

use crate::story::Playthrough;

pub(super) const SHADER: Handle<Shader> = uuid_handle!("5b0a5c5e-3f0a-4d0e-9a34-5d8c2f1f6a01");

/// A spiral of so many coils.
#[derive(Asset, TypePath, AsBindGroup, Debug, Clone, Default)]
pub(in crate::desktop) struct MarkMaterial {
    /// Coils, heat from 0 to 1, and two numbers of no meaning.
    #[uniform(0)]
    shape: Vec4,
}

impl UiMaterial for MarkMaterial {
    fn fragment_shader() -> ShaderRef {
        SHADER.into()
    }
}

impl MarkMaterial {
    /// The mark in a playthrough; none where the story has none.
    pub fn of(playthrough: &Playthrough) -> Self {
        let (story, state) = (playthrough.story(), playthrough.state());
        let Some(mark) = story.mark() else { return Self::default() };
        let coils = f32::from(story.stat_value(state, mark.coils));
        Self::with(coils, heat(playthrough))
    }

    /// A mark of so many coils, with heat from 0 to 1.
    pub fn with(coils: f32, heat: f32) -> Self {
        Self { shape: Vec4::new(coils, heat, 0.0, 0.0) }
    }

    /// The mark on the title page.
    pub fn emblem() -> Self {
        Self { shape: Vec4::new(4.0, 0.45, 0.0, 0.0) }
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
