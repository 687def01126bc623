//! The looks of the full screen: three palettes, in as many colors as the terminal has.

use ratatui::style::{Color, Modifier, Style};

use crate::files::ThemeName;
use crate::story::Look;

/// How much color there is to work with. Nothing is said by color alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Colors {
    /// Any color, on a background of our own.
    True,
    /// The terminal's sixteen, on its own background.
    Sixteen,
    /// None: only bold, dim and italic.
    None,
}

/// A palette and how much of it can be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Theme {
    pub colors: Colors,
    pub name: ThemeName,
}

/// The colors of a theme.
#[derive(Debug, Clone, Copy)]
struct Palette {
    ground: Color,
    text: Color,
    faded: Color,
    ember: Color,
    gold: Color,
    status: Color,
    blue: Color,
}

const fn rgb(color: u32) -> Color {
    Color::Rgb((color >> 16) as u8, (color >> 8) as u8, color as u8)
}

const NIGHT: Palette = Palette {
    ground: rgb(0x0e1512),
    text: rgb(0xe8e2d4),
    faded: rgb(0x8f8d82),
    ember: rgb(0xe05a48),
    gold: rgb(0xd8a94a),
    status: rgb(0xc9d1d9),
    blue: rgb(0x8ab4d6),
};
const PAPER: Palette = Palette {
    ground: rgb(0xf4efe4),
    text: rgb(0x1f1b16),
    faded: rgb(0x625c51),
    ember: rgb(0x9a2a1b),
    gold: rgb(0x6f500c),
    status: rgb(0x454a52),
    blue: rgb(0x1c5480),
};
const HIGH_CONTRAST: Palette = Palette {
    ground: rgb(0x000000),
    text: rgb(0xffffff),
    faded: rgb(0xcfcfcf),
    ember: rgb(0xff9a85),
    gold: rgb(0xffd75f),
    status: rgb(0xf0f0f0),
    blue: rgb(0x8fd0ff),
};

impl Theme {
    /// A theme in as many colors as `NO_COLOR` and `COLORTERM` ask for.
    pub fn from_environment(name: ThemeName) -> Self {
        let is_unwanted = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        let colors = match std::env::var("COLORTERM").as_deref() {
            _ if is_unwanted => Colors::None,
            Ok("truecolor" | "24bit") => Colors::True,
            _ => Colors::Sixteen,
        };
        Self { colors, name }
    }

    /// Without colors.
    pub fn colorless() -> Self {
        Self { colors: Colors::None, name: ThemeName::Night }
    }

    fn palette(self) -> Palette {
        match self.name {
            ThemeName::Night => NIGHT,
            ThemeName::Paper => PAPER,
            ThemeName::HighContrast => HIGH_CONTRAST,
        }
    }

    /// A color of the palette, or the nearest of the sixteen: on the terminal's own ground only those of its own theme can be read.
    fn pick(self, own: Color, nearest: Color) -> Style {
        match (self.colors, self.name) {
            (Colors::True, _) => Style::new().fg(own),
            (Colors::Sixteen, ThemeName::Night) => Style::new().fg(nearest),
            (Colors::Sixteen | Colors::None, _) => Style::new(),
        }
    }

    /// Prose of the current turn, and whatever has no look of its own.
    pub(super) fn prose(self) -> Style {
        let Palette { text, ground, .. } = self.palette();
        match (self.colors, self.name) {
            (Colors::True, _) => Style::new().fg(text).bg(ground),
            (Colors::Sixteen, ThemeName::Paper) => Style::new().fg(Color::Black).bg(Color::White),
            (Colors::Sixteen, ThemeName::HighContrast) => Style::new().fg(Color::White).bg(Color::Black),
            (Colors::Sixteen | Colors::None, _) => Style::new(),
        }
    }

    /// What lies behind the reader, and what is only said in passing.
    pub(super) fn faded(self) -> Style {
        match (self.colors, self.name) {
            (Colors::True, _) => Style::new().fg(self.palette().faded),
            (_, ThemeName::HighContrast) => Style::new(),
            (Colors::Sixteen | Colors::None, _) => Style::new().add_modifier(Modifier::DIM),
        }
    }

    /// The title, and the name of an ending.
    pub(super) fn title(self) -> Style {
        self.pick(self.palette().ember, Color::LightRed).add_modifier(Modifier::BOLD)
    }

    /// The line above the page.
    pub(super) fn status(self) -> Style {
        self.pick(self.palette().status, Color::Reset)
    }

    /// A choice, by the voice it is in.
    pub(super) fn choice(self, look: Look) -> Style {
        match look {
            Look::Say => self.pick(self.palette().blue, Color::LightBlue),
            Look::Do => self.pick(self.palette().text, Color::Reset),
            Look::Mark => self.pick(self.palette().ember, Color::LightRed).add_modifier(Modifier::ITALIC),
        }
    }

    /// The words for what a choice has changed.
    pub(super) fn change(self) -> Style {
        self.pick(self.palette().gold, Color::Yellow)
    }

    /// What is wrong with the story's files.
    pub(super) fn fault(self) -> Style {
        self.pick(self.palette().ember, Color::LightRed)
    }

    /// Prose as its writer wants it to stand out.
    pub(super) fn set(self, base: Style, style: crate::story::Style) -> Style {
        let base = if style.emphasis { base.add_modifier(Modifier::ITALIC) } else { base };
        if style.strong { base.add_modifier(Modifier::BOLD) } else { base }
    }
}
