//! The pack: people as stars, the threads to them as thick and bright as the bonds.

use bevy::asset::uuid_handle;
use bevy::prelude::*;
use bevy::render::render_resource::AsBindGroup;
use bevy::shader::{Shader, ShaderRef};

use super::look::{Look, Themed, linear};
use super::moment::Moment;
use crate::story::{Person, Playthrough};
use crate::telling;

pub(super) const SHADER: Handle<Shader> = uuid_handle!("5b0a5c5e-3f0a-4d0e-9a34-5d8c2f1f6a03");

/// So many people are drawn.
pub(super) const MOST: usize = 8;

/// A constellation around the one who is played.
#[derive(Asset, TypePath, AsBindGroup, Debug, Clone, Default)]
pub(in crate::desktop) struct PackMaterial {
    #[uniform(0)]
    look: Look,
    /// For each star: where it stands (x to the right, y down, from -1 to 1), how deep the bond is from 0 to 1, and the [`Thread`].
    #[uniform(1)]
    stars: [Vec4; MOST],
    /// The color of each star, and how much its thread has just changed.
    #[uniform(2)]
    colors: [Vec4; MOST],
    /// Which star is looked at, less than 0 for none; three numbers of no meaning.
    #[uniform(3)]
    view: Vec4,
}

/// What leads to a star. The numbers are those of the shader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Thread {
    /// There is not even a star.
    Nobody = 0,
    None = 1,
    Tied = 2,
    Cut = 3,
    Dead = 4,
}

impl UiMaterial for PackMaterial {
    fn fragment_shader() -> ShaderRef {
        SHADER.into()
    }
}

impl Themed for PackMaterial {
    fn dress(&mut self, look: Look) {
        self.look = look;
    }
}

impl PackMaterial {
    /// The pack in a playthrough, with what the last choice changed.
    pub fn of(playthrough: &Playthrough, moment: &Moment) -> Self {
        let mut pack = Self { view: Vec4::NEG_X, ..Self::default() };
        for (place, person) in playthrough.story().people().iter().take(MOST).enumerate() {
            let (bond, thread) = tie(person, playthrough);
            let at = place_of(place, bond);
            pack.stars[place] = Vec4::new(at.x, at.y, bond, f32::from(thread as u8));
            let [red, green, blue] = person.color;
            let is_new = if moment.has_changed(place) { 1.0 } else { 0.0 };
            pack.colors[place] = linear(Srgba::rgb_u8(red, green, blue).into()).with_w(is_new);
        }
        pack
    }

    /// Looks at a person, by the place among the people.
    pub fn look_at(&mut self, person: Option<usize>) {
        self.view.x = person.map_or(-1.0, |person| person as f32);
    }
}

/// Where a person stands in the picture, from 0 to 1 to the right and down; nothing for one who is not seen.
pub(in crate::desktop) fn star(playthrough: &Playthrough, person: usize) -> Option<Vec2> {
    let (bond, thread) = tie(playthrough.story().people().get(person).filter(|_| person < MOST)?, playthrough);
    (thread != Thread::Nobody).then(|| 0.5 + place_of(person, bond) * 0.46)
}

/// Around the middle, each a golden angle from the last, so that none hides another however many there are; the deeper the bond, the nearer.
fn place_of(place: usize, bond: f32) -> Vec2 {
    Vec2::from_angle(2.4 * place as f32 - 0.62) * (0.86 - 0.30 * bond)
}

/// How deep the bond is, and what the thread is.
fn tie(person: &Person, playthrough: &Playthrough) -> (f32, Thread) {
    let (story, state) = (playthrough.story(), playthrough.state());
    let bond = person.bond.map_or(0.0, |stat| {
        let (value, stat) = (story.stat_value(state, stat), story.stat(stat));
        (f32::from(value) - f32::from(stat.low)) / (f32::from(stat.high) - f32::from(stat.low)).max(1.0)
    });
    let first = person.tie.map(|tie| story.declared_enum(tie).words[0].as_str());
    let word = person.tie.map(|tie| story.enum_word(state, tie));
    let thread = match word {
        Some("dead") => Thread::Dead,
        Some("broken" | "released") => Thread::Cut,
        Some(_) if word != first => Thread::Tied,
        _ if telling::is_bound(story, state, person) => Thread::None,
        _ => Thread::Nobody,
    };
    (bond, thread)
}
