//! What can be set: names, values in words, and what one step changes.

use std::ops::RangeInclusive;

use crate::catalogue::{Catalogue, Language};
use crate::desktop::preferences::language;
use crate::files::{Face, Motion, Settings, ThemeName};

/// Something that the player can set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::desktop) enum Setting {
    Language,
    Theme,
    Face,
    TextSize,
    LineHeight,
    Measure,
    Pictures,
    FullScreen,
    Pace,
    AutoAdvance,
    ReadingSpeed,
    DimPast,
    SeenSigns,
    TellChanges,
    HoldToConfirm,
    Motion,
}

/// Which way a setting is changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::desktop) enum Step {
    Less,
    More,
    /// More, and from the last to the first.
    Next,
    /// To this number.
    To(u16),
}

use Setting as S;

/// The settings under their headings.
pub(super) const GROUPS: [(&str, &[Setting]); 3] = [
    (
        "settings-look",
        &[S::Language, S::Theme, S::Face, S::TextSize, S::LineHeight, S::Measure, S::Pictures, S::FullScreen],
    ),
    ("settings-reading", &[S::Pace, S::AutoAdvance, S::ReadingSpeed, S::DimPast, S::SeenSigns, S::TellChanges]),
    ("settings-ease", &[S::Motion, S::HoldToConfirm]),
];

impl Setting {
    /// The messages with its name, and with what it is for.
    pub fn messages(self) -> (&'static str, &'static str) {
        match self {
            S::Language => ("settings-language", "settings-language-why"),
            S::Theme => ("settings-theme", "settings-theme-why"),
            S::Face => ("settings-face", "settings-face-why"),
            S::TextSize => ("settings-text-size", "settings-text-size-why"),
            S::LineHeight => ("settings-line-height", "settings-line-height-why"),
            S::Measure => ("settings-measure", "settings-measure-why"),
            S::Pictures => ("settings-pictures", "settings-pictures-why"),
            S::FullScreen => ("settings-full-screen", "settings-full-screen-why"),
            S::Pace => ("settings-pace", "settings-pace-why"),
            S::AutoAdvance => ("settings-auto-advance", "settings-auto-advance-why"),
            S::ReadingSpeed => ("settings-reading-speed", "settings-reading-speed-why"),
            S::DimPast => ("settings-dim-past", "settings-dim-past-why"),
            S::SeenSigns => ("settings-seen-signs", "settings-seen-signs-why"),
            S::TellChanges => ("settings-tell-changes", "settings-tell-changes-why"),
            S::HoldToConfirm => ("settings-hold-to-confirm", "settings-hold-to-confirm-why"),
            S::Motion => ("settings-motion", "settings-motion-why"),
        }
    }

    /// The range of a number, and how far one step goes.
    pub fn range(self) -> Option<(RangeInclusive<u16>, u16)> {
        match self {
            S::TextSize => Some((Settings::TEXT_SIZE, 10)),
            S::LineHeight => Some((Settings::LINE_HEIGHT, 5)),
            S::Measure => Some((Settings::MEASURE, 3)),
            S::Pace => Some((Settings::PACE, 10)),
            S::ReadingSpeed => Some((Settings::READING_SPEED, 10)),
            _ => None,
        }
    }

    /// The number that is set.
    pub fn number(self, settings: &Settings) -> Option<u16> {
        match self {
            S::TextSize => Some(settings.text_size),
            S::LineHeight => Some(settings.line_height),
            S::Measure => Some(settings.measure),
            S::Pace => Some(settings.pace),
            S::ReadingSpeed => Some(settings.reading_speed),
            _ => None,
        }
    }

    fn number_mut(self, settings: &mut Settings) -> Option<&mut u16> {
        match self {
            S::TextSize => Some(&mut settings.text_size),
            S::LineHeight => Some(&mut settings.line_height),
            S::Measure => Some(&mut settings.measure),
            S::Pace => Some(&mut settings.pace),
            S::ReadingSpeed => Some(&mut settings.reading_speed),
            _ => None,
        }
    }

    fn flag(self, settings: &mut Settings) -> Option<&mut bool> {
        match self {
            S::Pictures => Some(&mut settings.pictures),
            S::FullScreen => Some(&mut settings.full_screen),
            S::AutoAdvance => Some(&mut settings.auto_advance),
            S::DimPast => Some(&mut settings.dim_past),
            S::SeenSigns => Some(&mut settings.seen_signs),
            S::TellChanges => Some(&mut settings.tell_changes),
            S::HoldToConfirm => Some(&mut settings.hold_to_confirm),
            _ => None,
        }
    }

    /// Changes it.
    pub fn change(self, settings: &mut Settings, step: Step) {
        if let Some((range, by)) = self.range() {
            if let Some(number) = self.number_mut(settings) {
                *number = stepped(*number, &range, by, step);
            }
            return;
        }
        if let Some(flag) = self.flag(settings) {
            *flag = match step {
                Step::Less => false,
                Step::More => true,
                Step::Next | Step::To(_) => !*flag,
            };
            return;
        }
        match self {
            S::Theme => settings.theme = neighbor(ThemeName::ALL, settings.theme, step),
            S::Face => settings.face = neighbor(Face::ALL, settings.face, step),
            S::Motion => settings.motion = neighbor(Motion::ALL, settings.motion, step),
            S::Language => {
                let codes: Vec<&str> = std::iter::once("").chain(Language::OFFERED.map(Language::code)).collect();
                let now = codes.iter().find(|code| **code == settings.language).copied().unwrap_or_default();
                neighbor(&codes, now, step).clone_into(&mut settings.language);
            }
            _ => {}
        }
    }

    /// Its value in words.
    pub fn value(self, settings: &Settings, words: &Catalogue) -> String {
        if let Some(number) = self.number(settings) {
            return self.number_in_words(number, words);
        }
        match self {
            S::Language if settings.language.is_empty() => {
                words.say_with("settings-language-system", &[("name", language(settings).name().into())])
            }
            S::Language => language(settings).name().to_owned(),
            S::Theme => words.say(match settings.theme {
                ThemeName::Night => "settings-theme-night",
                ThemeName::Paper => "settings-theme-paper",
                ThemeName::HighContrast => "settings-theme-high-contrast",
            }),
            S::Face => words.say(match settings.face {
                Face::Serif => "settings-face-serif",
                Face::Hyperlegible => "settings-face-hyperlegible",
                Face::Dyslexic => "settings-face-dyslexic",
            }),
            S::Motion => words.say(match settings.motion {
                Motion::System => "settings-motion-system",
                Motion::Full => "settings-motion-full",
                Motion::Reduced => "settings-motion-reduced",
            }),
            _ => {
                let is_on = self.flag(&mut settings.clone()).is_some_and(|flag| *flag);
                words.say(if is_on { "settings-on" } else { "settings-off" })
            }
        }
    }

    /// A number that it could have, in words.
    pub fn number_in_words(self, number: u16, words: &Catalogue) -> String {
        let said = |message: &str| words.say_with(message, &[("number", usize::from(number).into())]);
        match self {
            S::Measure => said("settings-characters"),
            S::Pace if number == 0 => words.say("settings-at-once"),
            S::Pace => said("settings-characters-a-second"),
            S::ReadingSpeed => said("settings-words-a-minute"),
            _ => said("settings-percent"),
        }
    }
}

/// One step on, to the next whole step, within the range.
fn stepped(number: u16, range: &RangeInclusive<u16>, by: u16, step: Step) -> u16 {
    let (low, high) = (*range.start(), *range.end());
    let next = match step {
        Step::Less => number.saturating_sub(1) / by * by,
        Step::More => (number / by + 1) * by,
        Step::Next if number >= high => low,
        Step::Next => (number / by + 1) * by,
        Step::To(wanted) => (wanted + by / 2) / by * by,
    };
    next.clamp(low, high)
}

/// The value before or behind one.
fn neighbor<T: Copy + PartialEq>(all: &[T], now: T, step: Step) -> T {
    let at = all.iter().position(|one| *one == now).unwrap_or(0);
    let next = match step {
        Step::Less => at.saturating_sub(1),
        Step::More => (at + 1).min(all.len() - 1),
        Step::Next => (at + 1) % all.len(),
        Step::To(at) => usize::from(at).min(all.len() - 1),
    };
    all[next]
}
