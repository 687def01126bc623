//! The pack: people as stars, the threads to them as thick and bright as the bonds.

use bevy::asset::uuid_handle;
use bevy::prelude::*;
use bevy::render::render_resource::AsBindGroup;
use bevy::shader::{Shader, ShaderRef};

use crate::story::{Person, Playthrough};
use crate::telling;

pub(super) const SHADER: Handle<Shader> = uuid_handle!("5b0a5c5e-3f0a-4d0e-9a34-5d8c2f1f6a03");

/// So many people are drawn.
const MOST: usize = 8;

/// A constellation around the one who is played.
#[derive(Asset, TypePath, AsBindGroup, Debug, Clone, Default)]
pub(in crate::desktop) struct PackMaterial {
    /// For each star: where it stands (x to the right, y down, from -1 to 1), how deep the bond is from 0 to 1, and what the thread is:
    /// 0 no star, 1 a star without a thread, 2 a thread, 3 a thread that was cut.
    #[uniform(0)]
    stars: [Vec4; MOST],
    /// The color of each star.
    #[uniform(1)]
    colors: [Vec4; MOST],
}

impl UiMaterial for PackMaterial {
    fn fragment_shader() -> ShaderRef {
        SHADER.into()
    }
}

impl PackMaterial {
    /// The pack in a playthrough.
    pub fn of(playthrough: &Playthrough) -> Self {
        let mut pack = Self::default();
        for (place, person) in playthrough.story().people().iter().take(MOST).enumerate() {
            // Around the middle, each a golden angle from the last, so that none hides another however many there are.
            let angle = 2.4 * place as f32 - 0.62;
            let (bond, thread) = tie(person, playthrough);
            let distance = 0.86 - 0.36 * bond;
            pack.stars[place] = Vec4::new(angle.cos() * distance, angle.sin() * distance, bond, thread);
            let [red, green, blue] = person.color;
            let color = LinearRgba::from(Srgba::rgb_u8(red, green, blue));
            pack.colors[place] = Vec4::new(color.red, color.green, color.blue, 1.0);
        }
        pack
    }
}

/// How deep the bond is, and what the thread is.
fn tie(person: &Person, playthrough: &Playthrough) -> (f32, f32) {
    const CUT: [&str; 3] = ["broken", "released", "dead"];
    let (story, state) = (playthrough.story(), playthrough.state());
    let bond = person.bond.map_or(0.0, |stat| {
        let (value, stat) = (story.stat_value(state, stat), story.stat(stat));
        (f32::from(value) - f32::from(stat.low)) / (f32::from(stat.high) - f32::from(stat.low)).max(1.0)
    });
    let first = person.tie.map(|tie| story.declared_enum(tie).words[0].as_str());
    let word = person.tie.map(|tie| story.enum_word(state, tie));
    let thread = match word {
        Some(word) if CUT.contains(&word) => 3.0,
        Some(_) if word != first => 2.0,
        _ if telling::is_bound(story, state, person) => 1.0,
        _ => 0.0,
    };
    (bond, thread)
}
