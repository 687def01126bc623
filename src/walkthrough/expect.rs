//! What steps expect of a turn, and what stands there instead.

use super::compare;
use crate::diagnostic::did_you_mean;
use crate::source::{Thing, ask, mentions_in};
use crate::story::{ChoiceId, Playthrough, Stop};

/// An expectation that is not met.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unmet {
    /// The name of the fault, as that of a diagnostic.
    pub code: &'static str,
    /// Lower case, no full stop, names in backticks.
    pub message: String,
    /// What is nearest, or what stands there instead.
    pub hint: Option<String>,
    pub expected: String,
    pub found: String,
}

impl Unmet {
    pub(super) fn new(code: &'static str, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), hint: None, expected: String::new(), found: String::new() }
    }

    pub(super) fn hint(self, hint: impl Into<String>) -> Self {
        Self { hint: Some(hint.into()), ..self }
    }

    pub(super) fn expected(self, expected: impl Into<String>) -> Self {
        Self { expected: expected.into(), ..self }
    }

    pub(super) fn found(self, found: impl Into<String>) -> Self {
        Self { found: found.into(), ..self }
    }
}

fn page(playthrough: &Playthrough) -> &str {
    playthrough.turn().page().text()
}

pub(super) fn see(text: &str, playthrough: &Playthrough) -> Result<(), Unmet> {
    let page = page(playthrough);
    if compare::contains(page, text) {
        return Ok(());
    }
    let why = Unmet::new("not-seen", "the page does not say this").expected(text).found(page);
    Err(match compare::nearest(page, text) {
        Some(near) => why.hint(format!("it says \"{near}\"")),
        None => why,
    })
}

pub(super) fn not_see(text: &str, playthrough: &Playthrough) -> Result<(), Unmet> {
    let page = page(playthrough);
    match compare::contains(page, text) {
        false => Ok(()),
        true => Err(Unmet::new("seen", "the page says this").expected(format!("not: {text}")).found(page)),
    }
}

fn offered_names(playthrough: &Playthrough) -> Vec<&str> {
    let story = playthrough.story();
    playthrough.turn().open().map(|offer| story.choice(offer.choice).name.as_str()).collect()
}

/// What is offered, in a sentence.
pub(super) fn list_offered(playthrough: &Playthrough) -> String {
    let names = offered_names(playthrough);
    if let Stop::Ending(ending) = playthrough.turn().stop() {
        return format!("the story ended at `{}`", playthrough.story().ending(ending).id);
    }
    match names.is_empty() {
        true => "nothing is offered here".to_owned(),
        false => format!("offered here: {}", names.iter().map(|n| format!("`{n}`")).collect::<Vec<_>>().join(", ")),
    }
}

pub(super) fn offered(name: &str, playthrough: &Playthrough) -> Result<(), Unmet> {
    if offered_names(playthrough).contains(&name) { Ok(()) } else { Err(cannot_choose(name, playthrough)) }
}

pub(super) fn not_offered(name: &str, playthrough: &Playthrough) -> Result<(), Unmet> {
    if !offered_names(playthrough).contains(&name) {
        return Ok(());
    }
    let why = Unmet::new("offered", format!("`{name}` is offered")).found(list_offered(playthrough));
    Err(why.expected(format!("no choice `{name}`")))
}

/// Why a choice that is not offered is not.
pub(super) fn cannot_choose(name: &str, playthrough: &Playthrough) -> Unmet {
    let (story, beat) = (playthrough.story(), playthrough.state().beat());
    let here = story.find_choice(beat, name);
    let reason = match here {
        _ if playthrough.has_ended() => "the story has ended".to_owned(),
        Some(choice) => why_closed(choice, playthrough).to_owned(),
        None => format!("`{}` has no such choice", story.beat(beat).name),
    };
    let why = Unmet::new("not-offered", format!("`{name}` is not offered: {reason}"));
    let near = || did_you_mean(name, offered_names(playthrough)).filter(|_| here.is_none());
    let offered = list_offered(playthrough);
    why.expected(format!("the choice `{name}`")).found(offered.clone()).hint(near().unwrap_or(offered))
}

fn why_closed(id: ChoiceId, playthrough: &Playthrough) -> &'static str {
    let (story, state) = (playthrough.story(), playthrough.state());
    let choice = story.choice(id);
    if choice.once.is_some_and(|bit| state.bit(bit)) {
        "it was chosen before, and is offered once"
    } else if choice.when.is_some_and(|when| !story.holds(when, state)) {
        "its condition does not hold"
    } else if choice.fallback {
        "another choice is open"
    } else {
        "it was not drawn"
    }
}

pub(super) fn check(condition: &str, playthrough: &Playthrough) -> Result<(), Unmet> {
    let values = || values(condition, playthrough);
    match ask(condition, playthrough.story(), playthrough.state()) {
        Ok(true) => Ok(()),
        Ok(false) => {
            let why = Unmet::new("check-failed", "this does not hold").expected(condition).found(values());
            Err(if values().is_empty() { why } else { why.hint(format!("here {}", values())) })
        }
        Err(fault) => Err(Unmet::new(fault.code, fault.message).expected(condition)),
    }
}

/// What stands behind each name in a condition, as in "nerve is 3, paid is not set".
fn values(condition: &str, playthrough: &Playthrough) -> String {
    let (story, state) = (playthrough.story(), playthrough.state());
    let is_set = |is: bool| if is { "is set" } else { "is not set" };
    let mut words: Vec<String> = Vec::new();
    let mut mentions = mentions_in(condition, story);
    mentions.sort_by_key(|(_, range)| range.start);
    for (thing, _) in mentions {
        let said = match thing {
            Thing::Stat(id) => format!("`{}` is {}", story.stat(id).name, story.stat_value(state, id)),
            Thing::Enum(id) => format!("`{}` is `{}`", story.declared_enum(id).name, story.enum_word(state, id)),
            Thing::Flag(id) => format!("`{}` {}", story.flag(id).name, is_set(story.flag_value(state, id))),
            Thing::Rumour(id) => {
                let name = format!("knows.{}", story.rumour(id).id);
                let flag = story.flags().iter().find(|flag| flag.name == name);
                format!("`{name}` {}", is_set(flag.is_some_and(|flag| state.bit(flag.bit))))
            }
            Thing::NamedCondition(id) => {
                let named = story.named_condition(id);
                let holds = story.holds(named.condition, state);
                format!("`{}` {}", named.name, if holds { "holds" } else { "does not hold" })
            }
            Thing::Beat(id) => {
                let beat = story.beat(id);
                let was = beat.visited.is_some_and(|bit| state.bit(bit));
                format!("`{}` was {}", beat.name, if was { "visited" } else { "not visited" })
            }
            _ => continue,
        };
        if !words.contains(&said) {
            words.push(said);
        }
    }
    words.join(", ")
}
