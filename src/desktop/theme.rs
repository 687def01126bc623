//! Colors, faces and sizes: a book at night.

use bevy::prelude::*;
use bevy::text::LineHeight;

/// Every color of the game.
pub(super) mod palette {
    use bevy::prelude::Color;

    const fn rgb(hex: u32) -> Color {
        Color::srgb(part(hex >> 16), part(hex >> 8), part(hex))
    }

    const fn part(hex: u32) -> f32 {
        (hex & 0xff) as f32 / 255.0
    }

    /// Near-black forest green, behind everything.
    pub const NIGHT: Color = rgb(0x0e_1512);
    /// A little above the night: panels and menus.
    pub const DUSK: Color = rgb(0x15_1f1a);
    /// Lines and edges.
    pub const MOSS: Color = rgb(0x2b_3a31);
    /// Text.
    pub const BONE: Color = rgb(0xe8_e2d4);
    /// Text that was read, and what is beside the text.
    pub const ASH: Color = rgb(0x97_9a8c);
    /// Text that cannot be chosen.
    pub const SMOKE: Color = rgb(0x80_8579);
    /// The mark.
    pub const EMBER: Color = rgb(0xe0_5a48);
    /// Betas, and what is selected.
    pub const GOLD: Color = rgb(0xd8_a94a);
}

/// The faces, all inside the program.
#[derive(Resource, Clone)]
pub(super) struct Fonts {
    serif: Handle<Font>,
    italic: Handle<Font>,
    bold: Handle<Font>,
    bold_italic: Handle<Font>,
    sans: Handle<Font>,
}

/// The size of prose, in logical pixels at scale 1.
pub(super) const PROSE: f32 = 20.0;
/// The widest that prose runs: some 66 characters of its face.
pub(super) const MEASURE: f32 = 640.0;

pub(super) fn plugin(app: &mut App) {
    let mut fonts = app.world_mut().resource_mut::<Assets<Font>>();
    macro_rules! face {
        ($path:literal) => {
            fonts.add(Font::from_bytes(include_bytes!(concat!("../../assets/fonts/", $path, ".ttf")).to_vec()))
        };
    }
    let faces = Fonts {
        serif: face!("literata/Literata_400Regular"),
        italic: face!("literata/Literata_400Regular_Italic"),
        bold: face!("literata/Literata_700Bold"),
        bold_italic: face!("literata/Literata_700Bold_Italic"),
        sans: face!("atkinson_hyperlegible_next/AtkinsonHyperlegibleNext_400Regular"),
    };
    app.insert_resource(faces);
}

impl Fonts {
    fn face(&self, face: &Handle<Font>, size: f32) -> TextFont {
        TextFont { font: face.clone().into(), font_size: FontSize::Px(size), ..default() }
    }

    /// The serif face in a style of prose.
    pub fn prose(&self, style: crate::story::Style, size: f32) -> TextFont {
        let face = match (style.strong, style.emphasis) {
            (false, false) => &self.serif,
            (false, true) => &self.italic,
            (true, false) => &self.bold,
            (true, true) => &self.bold_italic,
        };
        self.face(face, size)
    }

    /// The upright serif face.
    pub fn serif(&self, size: f32) -> TextFont {
        self.face(&self.serif, size)
    }

    /// The italic serif face.
    pub fn italic(&self, size: f32) -> TextFont {
        self.face(&self.italic, size)
    }

    /// The face of the interface.
    pub fn sans(&self, size: f32) -> TextFont {
        self.face(&self.sans, size)
    }
}

/// The distance of lines of prose, in sizes of its text.
pub(super) const LEADING: f32 = 1.55;

/// The distance of lines of prose.
pub(super) fn leading() -> LineHeight {
    LineHeight::RelativeToFont(LEADING)
}
