//! The place behind the page, at night and quiet: a drawing for each setting that is known.

use bevy::asset::uuid_handle;
use bevy::prelude::*;
use bevy::render::render_resource::AsBindGroup;
use bevy::shader::{Shader, ShaderRef};

use super::mark::heat;
use crate::story::Playthrough;

pub(super) const SHADER: Handle<Shader> = uuid_handle!("5b0a5c5e-3f0a-4d0e-9a34-5d8c2f1f6a04");

/// A place, drawn.
#[derive(Asset, TypePath, AsBindGroup, Debug, Clone, PartialEq)]
pub(in crate::desktop) struct PlaceMaterial {
    /// How clearly it is seen, from 0 to 1; which [`Place`]; how full the moon is, from 0 to 1; the heat of the mark, from 0 to 1.
    #[uniform(0)]
    light: Vec4,
}

impl UiMaterial for PlaceMaterial {
    fn fragment_shader() -> ShaderRef {
        SHADER.into()
    }
}

/// What can be drawn. The numbers are those of the shader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Forest = 0,
    Cabin = 1,
    Chapel = 2,
    Coast = 3,
    Wolfsbane = 4,
    HunterLine = 5,
    BeaconHills = 6,
    Dream = 7,
    Camp = 8,
    Shed = 9,
    Ridge = 10,
    Frenzy = 11,
    /// Fog, and nothing in it.
    Nowhere = 12,
}

impl Place {
    /// The place for a setting of a story. A setting that is not known is fog.
    fn of(setting: &str) -> Self {
        match setting {
            "" | "forest" | "wood" | "woods" => Self::Forest,
            "cabin" | "den" | "room" | "house" => Self::Cabin,
            "chapel" | "church" | "grave" | "ruin" => Self::Chapel,
            "coast" | "sea" | "shore" | "beach" => Self::Coast,
            "wolfsbane" | "field" | "garden" => Self::Wolfsbane,
            "hunter_line" | "fields" | "border" => Self::HunterLine,
            "beacon_hills" | "town" | "village" => Self::BeaconHills,
            "dream" | "nightmare" => Self::Dream,
            "fire" | "camp" | "river" => Self::Camp,
            "shed" | "barn" | "fold" => Self::Shed,
            "ridge" | "hills" | "mountain" | "tower" => Self::Ridge,
            "frenzy" | "red" => Self::Frenzy,
            _ => Self::Nowhere,
        }
    }
}

/// How clearly a place is seen behind text.
const QUIET: f32 = 0.42;

impl PlaceMaterial {
    /// A forest, as it is behind a title.
    pub fn night() -> Self {
        Self { light: Vec4::new(1.0, Place::Forest as u8 as f32, 0.4, 0.0) }
    }

    /// A forest, as it is behind text.
    pub fn quiet() -> Self {
        Self { light: Vec4::new(QUIET, Place::Forest as u8 as f32, 0.3, 0.0) }
    }

    /// Where a playthrough stands, as it is behind text.
    pub fn of(playthrough: &Playthrough) -> Self {
        let (story, state) = (playthrough.story(), playthrough.state());
        let place = Place::of(story.setting_of(state.beat()));
        let moon = story.moon().map_or(0.3, |moon| fullness(story.stat_value(state, moon)));
        Self { light: Vec4::new(QUIET, place as u8 as f32, moon, heat(playthrough)) }
    }
}

/// How much of the moon is lit on a day of its 28, from 0 to 1.
fn fullness(day: i16) -> f32 {
    let turn = f32::from(day.rem_euclid(28)) / 28.0;
    0.5 - 0.5 * (turn * std::f32::consts::TAU).cos()
}
