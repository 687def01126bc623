//! The moon of the day, lit from the side that it is lit from.

use bevy::asset::uuid_handle;
use bevy::prelude::*;
use bevy::render::render_resource::AsBindGroup;
use bevy::shader::{Shader, ShaderRef};

use super::look::{Look, Themed};
use crate::story::Playthrough;

pub(super) const SHADER: Handle<Shader> = uuid_handle!("5b0a5c5e-3f0a-4d0e-9a34-5d8c2f1f6a02");

/// Days from one new moon to the next.
const MONTH: f32 = 28.0;

/// A moon of one phase.
#[derive(Asset, TypePath, AsBindGroup, Debug, Clone, Default)]
pub(in crate::desktop) struct MoonMaterial {
    #[uniform(0)]
    look: Look,
    /// The part of the month that has passed, from 0 to 1, and three numbers of no meaning.
    #[uniform(1)]
    phase: Vec4,
}

impl UiMaterial for MoonMaterial {
    fn fragment_shader() -> ShaderRef {
        SHADER.into()
    }
}

impl Themed for MoonMaterial {
    fn dress(&mut self, look: Look) {
        self.look = look;
    }
}

impl MoonMaterial {
    /// The moon in a playthrough; new where the story has none.
    pub fn of(playthrough: &Playthrough) -> Self {
        let (story, state) = (playthrough.story(), playthrough.state());
        let day = story.moon().map_or(0, |moon| story.stat_value(state, moon));
        Self::on(day)
    }

    /// The moon of a day of the month.
    pub fn on(day: i16) -> Self {
        Self { look: Look::default(), phase: Vec4::new(f32::from(day) / MONTH, 0.0, 0.0, 0.0) }
    }
}
