//! The faces, all inside the program.

use bevy::prelude::*;

/// Three families of four faces each.
#[derive(Clone)]
pub(super) struct Faces {
    pub serif: Family,
    pub hyperlegible: Family,
    pub dyslexic: Family,
}

/// One family.
#[derive(Clone)]
pub(super) struct Family {
    pub regular: Handle<Font>,
    pub italic: Handle<Font>,
    pub bold: Handle<Font>,
    pub bold_italic: Handle<Font>,
    /// What its size is multiplied by, so that it looks as large as the serif.
    pub scale: f32,
    /// How wide a character of running English text is, in sizes of the face.
    pub character: f32,
}

impl Faces {
    pub fn load(fonts: &mut Assets<Font>) -> Self {
        macro_rules! family {
            ($path:literal, $kind:literal, $scale:literal, $character:literal) => {
                Family {
                    regular: face!($path, "400Regular", $kind),
                    italic: face!($path, "400Regular_Italic", $kind),
                    bold: face!($path, "700Bold", $kind),
                    bold_italic: face!($path, "700Bold_Italic", $kind),
                    scale: $scale,
                    character: $character,
                }
            };
        }
        macro_rules! face {
            ($path:literal, $style:literal, $kind:literal) => {{
                let bytes = include_bytes!(concat!("../../../assets/fonts/", $path, "_", $style, ".", $kind));
                fonts.add(Font::from_bytes(bytes.to_vec()))
            }};
        }
        Self {
            serif: family!("literata/Literata", "ttf", 1.0, 0.485),
            hyperlegible: family!("atkinson_hyperlegible_next/AtkinsonHyperlegibleNext", "ttf", 1.0, 0.475),
            dyslexic: family!("opendyslexic/OpenDyslexic", "otf", 0.86, 0.6),
        }
    }
}
