//! The place behind the page, at night and quiet: a drawing for each setting that is known.

use bevy::asset::uuid_handle;
use bevy::prelude::*;
use bevy::render::render_resource::{AsBindGroup, RenderPipelineDescriptor};
use bevy::shader::{Shader, ShaderRef};
use bevy::ui::UiSystems;

use super::look::{Look, Themed};
use super::mark::heat;
use crate::desktop::preferences::Preferences;
use crate::desktop::theme::Theme;
use crate::files::ThemeName;
use crate::story::Playthrough;

pub(super) const SHADER: Handle<Shader> = uuid_handle!("5b0a5c5e-3f0a-4d0e-9a34-5d8c2f1f6a04");

/// A place, drawn.
#[derive(Asset, TypePath, AsBindGroup, Debug, Clone, PartialEq)]
#[bind_group_data(PlaceKey)]
pub(in crate::desktop) struct PlaceMaterial {
    #[uniform(0)]
    look: Look,
    /// How clearly it is seen, how full the moon is and the heat of the mark, all from 0 to 1; and a number of no meaning.
    #[uniform(1)]
    light: Vec4,
    place: Place,
}

/// Each place, in each way of drawing, is a program of its own: one that could draw all of them would cost as much as all of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(in crate::desktop) struct PlaceKey {
    place: Place,
    is_paper: bool,
}

impl From<&PlaceMaterial> for PlaceKey {
    fn from(material: &PlaceMaterial) -> Self {
        Self { place: material.place, is_paper: material.look.is_paper() }
    }
}

impl UiMaterial for PlaceMaterial {
    fn fragment_shader() -> ShaderRef {
        SHADER.into()
    }

    fn specialize(descriptor: &mut RenderPipelineDescriptor, key: UiMaterialKey<Self>) {
        let Some(fragment) = &mut descriptor.fragment else { return };
        let PlaceKey { place, is_paper } = key.bind_group_data;
        fragment.shader_defs.push(place.name().into());
        if is_paper {
            fragment.shader_defs.push("PAPER".into());
        }
    }
}

impl Themed for PlaceMaterial {
    fn dress(&mut self, look: Look) {
        self.look = look;
    }
}

macro_rules! places {
    ($($place:ident = $name:literal,)*) => {
        /// What can be drawn.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        enum Place {
            $($place,)*
            /// Fog, and nothing in it.
            Nowhere,
        }

        impl Place {
            /// What it is called in the shader.
            fn name(self) -> &'static str {
                match self {
                    $(Self::$place => $name,)*
                    Self::Nowhere => "NOWHERE",
                }
            }
        }
    };
}

places! {
    Forest = "FOREST",
    Cabin = "CABIN",
    Chapel = "CHAPEL",
    Coast = "COAST",
    Wolfsbane = "WOLFSBANE",
    HunterLine = "HUNTER_LINE",
    BeaconHills = "BEACON_HILLS",
    Dream = "DREAM",
    Camp = "CAMP",
    Shed = "SHED",
    Ridge = "RIDGE",
    Frenzy = "FRENZY",
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
    fn new(place: Place, clearness: f32, moon: f32, heat: f32) -> Self {
        Self { look: Look::default(), light: Vec4::new(clearness, moon, heat, 0.0), place }
    }

    /// A forest, as it is behind a title.
    pub fn night() -> Self {
        Self::new(Place::Forest, 1.0, 0.4, 0.0)
    }

    /// A forest, as it is behind text.
    pub fn quiet() -> Self {
        Self::new(Place::Forest, QUIET, 0.3, 0.0)
    }

    /// Where a playthrough stands, as it is behind text.
    pub fn of(playthrough: &Playthrough) -> Self {
        let (story, state) = (playthrough.story(), playthrough.state());
        let moon = story.moon().map_or(0.3, |moon| fullness(story.stat_value(state, moon)));
        Self::new(place_of(playthrough), QUIET, moon, heat(playthrough))
    }

    /// Shows what another shows, as this is dressed. Gives whether that is anything else.
    pub fn show(&mut self, other: Self) -> bool {
        let other = Self { look: self.look, ..other };
        let is_other = *self != other;
        *self = other;
        is_other
    }
}

fn place_of(playthrough: &Playthrough) -> Place {
    Place::of(playthrough.story().setting_of(playthrough.state().beat()))
}

/// Whether a playthrough stands where the mark has taken over.
pub(in crate::desktop) fn is_frenzy(playthrough: &Playthrough) -> bool {
    place_of(playthrough) == Place::Frenzy
}

/// How much of the moon is lit on a day of its 28, from 0 to 1.
fn fullness(day: i16) -> f32 {
    let turn = f32::from(day.rem_euclid(28)) / 28.0;
    0.5 - 0.5 * (turn * std::f32::consts::TAU).cos()
}

pub(super) fn plugin(app: &mut App) {
    app.add_systems(PostUpdate, leave_out.before(UiSystems::Layout));
}

/// Where the player wants none, and where every contrast counts, there is nothing behind the page.
fn leave_out(
    new: Query<Entity, Added<MaterialNode<PlaceMaterial>>>,
    preferences: Res<Preferences>,
    theme: Res<Theme>,
    mut commands: Commands,
) {
    if preferences.settings.pictures && theme.name != ThemeName::HighContrast {
        return;
    }
    for place in &new {
        commands.entity(place).try_remove::<MaterialNode<PlaceMaterial>>();
    }
}
