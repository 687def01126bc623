//! The languages, and how the system's is recognized.

use unic_langid::LanguageIdentifier;

/// A language of the interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Language {
    #[default]
    English,
    German,
    /// English with accents and brackets: what shows without them was left out of the catalogue.
    Pseudo,
}

impl Language {
    /// Those that a reader is offered, in this order.
    pub const OFFERED: [Self; 2] = [Self::English, Self::German];

    /// The code that settings hold: `en`, `de`, `xx`.
    pub fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::German => "de",
            Self::Pseudo => "xx",
        }
    }

    /// Its name in itself.
    pub fn name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::German => "Deutsch",
            Self::Pseudo => "[Ƥşéûðö]",
        }
    }

    /// The language of a code or of a locale as systems name them: `de`, `de_AT.UTF-8`, `de-AT`. None if it is not spoken here.
    pub fn of(code: &str) -> Option<Self> {
        let end = code.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(code.len());
        let language = &code[..end];
        [Self::English, Self::German, Self::Pseudo]
            .into_iter()
            .find(|known| known.code().eq_ignore_ascii_case(language))
    }

    pub(super) fn identifier(self) -> LanguageIdentifier {
        let code = if self == Self::Pseudo { Self::English.code() } else { self.code() };
        code.parse().unwrap_or_default()
    }
}
