//! The place behind the page: a forest at night, quiet.

use bevy::asset::uuid_handle;
use bevy::prelude::*;
use bevy::render::render_resource::AsBindGroup;
use bevy::shader::{Shader, ShaderRef};

pub(super) const SHADER: Handle<Shader> = uuid_handle!("5b0a5c5e-3f0a-4d0e-9a34-5d8c2f1f6a04");

/// A forest.
#[derive(Asset, TypePath, AsBindGroup, Debug, Clone)]
pub(in crate::desktop) struct PlaceMaterial {
    /// How clearly it is seen, from 0 to 1, and three numbers of no meaning.
    #[uniform(0)]
    light: Vec4,
}

impl UiMaterial for PlaceMaterial {
    fn fragment_shader() -> ShaderRef {
        SHADER.into()
    }
}

impl PlaceMaterial {
    /// As it is behind a title.
    pub fn night() -> Self {
        Self { light: Vec4::new(1.0, 0.0, 0.0, 0.0) }
    }

    /// As it is behind text.
    pub fn quiet() -> Self {
        Self { light: Vec4::new(0.32, 0.0, 0.0, 0.0) }
    }
}
