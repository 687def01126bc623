//! Which language the system speaks.

use crate::catalogue::Language;

/// The language of messages that the environment names, as POSIX orders its variables; none if the interface does not speak it.
pub fn system_language() -> Option<Language> {
    let named = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()));
    named.and_then(|locale| Language::of(&locale)).filter(|language| *language != Language::Pseudo)
}
