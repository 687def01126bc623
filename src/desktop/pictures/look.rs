//! What all pictures are given of the theme.

use bevy::asset::uuid_handle;
use bevy::prelude::*;
use bevy::render::render_resource::ShaderType;
use bevy::shader::Shader;

use crate::desktop::theme::Theme;
use crate::files::ThemeName;

pub(super) const SHADER: Handle<Shader> = uuid_handle!("5b0a5c5e-3f0a-4d0e-9a34-5d8c2f1f6a05");

/// The colors of a theme, linear; the fourth number of the ground tells how it is drawn: 0 light in the dark, 1 ink on paper, 2 hard outlines.
#[derive(ShaderType, Debug, Clone, Copy, PartialEq, Default)]
pub(in crate::desktop) struct Look {
    ground: Vec4,
    ink: Vec4,
    mark: Vec4,
    accent: Vec4,
}

impl Look {
    /// The look of a theme.
    pub fn of(theme: &Theme) -> Self {
        let kind = match theme.name {
            ThemeName::Night => 0.0,
            ThemeName::Paper => 1.0,
            ThemeName::HighContrast => 2.0,
        };
        Self {
            ground: linear(theme.inks.ground).with_w(kind),
            ink: linear(theme.inks.text),
            mark: linear(theme.inks.mark),
            accent: linear(theme.inks.accent),
        }
    }

    /// Whether it is ink on paper.
    pub fn is_paper(&self) -> bool {
        self.ground.w == 1.0
    }
}

/// A color as it is mixed.
pub(super) fn linear(color: Color) -> Vec4 {
    LinearRgba::from(color).to_vec4()
}

/// A picture whose colors come from the theme.
pub(super) trait Themed: UiMaterial {
    /// Takes over the look of a theme.
    fn dress(&mut self, look: Look);
}

/// Pictures are dressed as they appear; in a new theme every screen is spawned again.
pub(super) fn dress<M: Themed>(
    new: Query<&MaterialNode<M>, Added<MaterialNode<M>>>,
    mut materials: ResMut<Assets<M>>,
    theme: Res<Theme>,
) {
    for MaterialNode(handle) in &new {
        if let Some(mut material) = materials.get_mut(handle) {
            material.dress(Look::of(&theme));
        }
    }
}
