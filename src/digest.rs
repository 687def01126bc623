//! One number for a state, the same on every machine: by it runs of the terminal, of a test and of the window can be compared.

#![deny(clippy::disallowed_methods, clippy::disallowed_types)]

use std::fmt::Write;

use crate::story::{Playthrough, Story, StoryState};

/// The digest of the state in which a playthrough stands. See [`state_digest`].
pub fn digest(playthrough: &Playthrough) -> String {
    state_digest(playthrough.story(), playthrough.state())
}

/// BLAKE3 of [`state_text`], as 64 hexadecimal digits.
pub fn state_digest(story: &Story, state: &StoryState) -> String {
    blake3::hash(state_text(story, state).as_bytes()).to_hex().to_string()
}

/// What is hashed: the state by names, as UTF-8 text. Every line ends with a line feed; its words stand one space apart, numbers are
/// decimal. The lines stand in this order, those of one kind sorted by the bytes of the name:
///
/// ```text
/// bloodmark-state 1                      the version of this form
/// beat hall/door                         where the playthrough stands
/// stat nerve 5                           every stat
/// enum tie.ada sworn                     every enum
/// flag paid                              every flag that is set; those of rumours are called `knows.<rumour>`
/// once hall/door/kick                    every choice and card that was taken and is offered only once
/// visited hall/door                      every beat that was left, of those that anything asks about
/// visits hall/door 2                     the count of visits, of beats whose prose depends on it
/// detour hall/door/ask                   every detour that is being played, the outermost first
/// deal 0                                 what was drawn for the deck of the beat
/// generator 1 2 3 4                      the four words of the generator
/// ```
///
/// Neither the seed, the choices nor the text of the story are in it: two ways to the same state have the same digest.
pub fn state_text(story: &Story, state: &StoryState) -> String {
    let named = story.name_state(state);
    let mut text = format!("bloodmark-state 1\nbeat {}\n", named.beat);
    let mut line = |kind: &str, rest: std::fmt::Arguments| {
        writeln!(text, "{kind} {rest}").expect("a string can be written to");
    };
    named.stats.iter().for_each(|(name, value)| line("stat", format_args!("{name} {value}")));
    named.enums.iter().for_each(|(name, word)| line("enum", format_args!("{name} {word}")));
    named.flags.iter().for_each(|name| line("flag", format_args!("{name}")));
    named.once.iter().for_each(|name| line("once", format_args!("{name}")));
    named.visited.iter().for_each(|name| line("visited", format_args!("{name}")));
    named.visits.iter().for_each(|(name, count)| line("visits", format_args!("{name} {count}")));
    named.detours.iter().for_each(|name| line("detour", format_args!("{name}")));
    line("deal", format_args!("{}", named.deal));
    let [a, b, c, d] = named.generator;
    line("generator", format_args!("{a} {b} {c} {d}"));
    text
}
