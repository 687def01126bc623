//! Every color of the game, in three themes.

use bevy::prelude::*;

use crate::files::ThemeName;

/// The colors of a theme, by what they are for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::desktop) struct Inks {
    /// Behind everything.
    pub ground: Color,
    /// A little above the ground: panels and menus.
    pub raised: Color,
    /// Lines and edges.
    pub line: Color,
    pub text: Color,
    /// Text that was read, and what is beside the text.
    pub quiet: Color,
    /// Text that cannot be chosen.
    pub closed: Color,
    /// The mark, and what is wrong.
    pub mark: Color,
    /// What is selected, and what has just changed.
    pub accent: Color,
}

const fn rgb(hex: u32) -> Color {
    Color::srgb(part(hex >> 16), part(hex >> 8), part(hex))
}

const fn part(hex: u32) -> f32 {
    (hex & 0xff) as f32 / 255.0
}

/// A book at night: near-black forest green and bone.
const NIGHT: Inks = Inks {
    ground: rgb(0x0e_1512),
    raised: rgb(0x15_1f1a),
    line: rgb(0x2b_3a31),
    text: rgb(0xe8_e2d4),
    quiet: rgb(0x97_9a8c),
    closed: rgb(0x80_8579),
    mark: rgb(0xe0_5a48),
    accent: rgb(0xd8_a94a),
};

/// A book by day.
const PAPER: Inks = Inks {
    ground: rgb(0xf3_eee2),
    raised: rgb(0xe9_e2d1),
    line: rgb(0xc4_b9a0),
    text: rgb(0x1f_1c16),
    quiet: rgb(0x5a_5547),
    closed: rgb(0x66_6151),
    mark: rgb(0xa0_2a1c),
    accent: rgb(0x75_5008),
};

/// White on black: every text at least 7:1.
const HIGH_CONTRAST: Inks = Inks {
    ground: rgb(0x00_0000),
    raised: rgb(0x0c_0c0c),
    line: rgb(0x9a_9a9a),
    text: rgb(0xff_ffff),
    quiet: rgb(0xd6_d6d6),
    closed: rgb(0xb4_b4b4),
    mark: rgb(0xff_8f7d),
    accent: rgb(0xff_d45a),
};

impl Inks {
    /// The colors of a theme.
    pub fn of(theme: ThemeName) -> Self {
        match theme {
            ThemeName::Night => NIGHT,
            ThemeName::Paper => PAPER,
            ThemeName::HighContrast => HIGH_CONTRAST,
        }
    }
}
