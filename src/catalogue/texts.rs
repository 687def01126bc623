//! The files of `assets/text`, inside the program.

use super::Language;

macro_rules! texts {
    ($code:literal: $($name:literal),+ $(,)?) => {
        &[$(include_str!(concat!("../../assets/text/", $code, "/", $name, ".ftl"))),+]
    };
}

macro_rules! languages {
    ($($name:literal),+ $(,)?) => {
        const ENGLISH: &[&str] = texts!("en": $($name),+);
        const GERMAN: &[&str] = texts!("de": $($name),+);
    };
}

languages!(
    "card", "changes", "codex", "ending", "files", "full", "landing", "menu", "page", "plain", "state", "terminal",
    "title"
);

/// The texts of a language.
pub(super) fn of(language: Language) -> &'static [&'static str] {
    match language {
        Language::English | Language::Pseudo => ENGLISH,
        Language::German => GERMAN,
    }
}
