//! The looks of the full screen: a book at night, in as many colors as the terminal has.

use ratatui::style::{Color, Modifier, Style};

use crate::story::Look;

/// How much color there is to work with. Nothing is said by color alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Theme {
    /// Any color, on a background of our own.
    True,
    /// The terminal's sixteen, on its own background.
    Sixteen,
    /// None: only bold, dim and italic.
    Colorless,
}

const NIGHT: Color = Color::Rgb(0x0e, 0x15, 0x12);
const BONE: Color = Color::Rgb(0xe8, 0xe2, 0xd4);
const FADED: Color = Color::Rgb(0x8f, 0x8d, 0x82);
const EMBER: Color = Color::Rgb(0xe0, 0x5a, 0x48);
const GOLD: Color = Color::Rgb(0xd8, 0xa9, 0x4a);
const SILVER: Color = Color::Rgb(0xc9, 0xd1, 0xd9);
const BLUE: Color = Color::Rgb(0x8a, 0xb4, 0xd6);

impl Theme {
    /// What `NO_COLOR` and `COLORTERM` ask for.
    pub fn from_environment() -> Self {
        if std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty()) {
            return Self::Colorless;
        }
        match std::env::var("COLORTERM").as_deref() {
            Ok("truecolor" | "24bit") => Self::True,
            _ => Self::Sixteen,
        }
    }

    fn pick(self, own: Color, nearest: Color) -> Style {
        match self {
            Self::True => Style::new().fg(own),
            Self::Sixteen => Style::new().fg(nearest),
            Self::Colorless => Style::new(),
        }
    }

    /// Prose of the current turn, and whatever has no look of its own.
    pub(super) fn prose(self) -> Style {
        match self {
            Self::True => Style::new().fg(BONE).bg(NIGHT),
            Self::Sixteen | Self::Colorless => Style::new(),
        }
    }

    /// What lies behind the reader, and what is only said in passing.
    pub(super) fn faded(self) -> Style {
        match self {
            Self::True => Style::new().fg(FADED),
            Self::Sixteen | Self::Colorless => Style::new().add_modifier(Modifier::DIM),
        }
    }

    /// The title, and the name of an ending.
    pub(super) fn title(self) -> Style {
        self.pick(EMBER, Color::LightRed).add_modifier(Modifier::BOLD)
    }

    /// The line above the page.
    pub(super) fn status(self) -> Style {
        self.pick(SILVER, Color::Reset)
    }

    /// A choice, by the voice it is in.
    pub(super) fn choice(self, look: Look) -> Style {
        match look {
            Look::Say => self.pick(BLUE, Color::LightBlue),
            Look::Do => self.pick(BONE, Color::Reset),
            Look::Mark => self.pick(EMBER, Color::LightRed).add_modifier(Modifier::ITALIC),
        }
    }

    /// The words for what a choice has changed.
    pub(super) fn change(self) -> Style {
        self.pick(GOLD, Color::Yellow)
    }

    /// What is wrong with the story's files.
    pub(super) fn fault(self) -> Style {
        self.pick(EMBER, Color::LightRed)
    }

    /// Prose as its writer wants it to stand out.
    pub(super) fn set(self, base: Style, style: crate::story::Style) -> Style {
        let base = if style.emphasis { base.add_modifier(Modifier::ITALIC) } else { base };
        if style.strong { base.add_modifier(Modifier::BOLD) } else { base }
    }
}
