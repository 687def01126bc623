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
    "card", "changes", "codex", "credits", "dialog", "ending", "endings", "files", "full", "help", "history", "keys",
    "landing", "menu", "note", "pack", "page", "paths", "plain", "saves", "settings", "state", "terminal"
);

/// The texts of a language.
pub(super) fn of(language: Language) -> &'static [&'static str] {
    match language {
        Language::English | Language::Pseudo => ENGLISH,
        Language::German => GERMAN,
    }
}
