//! Bloodmark: a text-adventure engine on Bevy, and the game that proves it.
//!
//! The modules below stand in the order in which a newcomer reads them. Each names only modules of a lower level; `tests/tidy.rs` reads
//! this list and fails where one names a higher.
//!
//! | level | module | holds |
//! | --- | --- | --- |
//! | 0 | [`story`] | the rules of play: what a story is and what one step does; pure |
//! | 0 | [`diagnostic`] | what is wrong in a file and where, and how that is printed |
//! | 0 | [`lines`] | plain text laid out: wrapped, and aligned in columns; pure |
//! | 0 | [`escape`] | text inside other languages: XML, JSON in a page, Graphviz; pure |
//! | 0 | [`catalogue`] | the words of the interface, in every language; pure |
//! | 1 | [`source`] | from the text of a story's files to a [`story::Story`], and edits back to text; pure |
//! | 1 | [`telling`] | the state, its changes and whole playthroughs in words, the same for every view; pure |
//! | 1 | [`digest`] | one number for a state, the same on every machine; pure |
//! | 2 | [`lint`] | the rules that a story is checked by, and what mends it; pure |
//! | 2 | [`walkthrough`] | scripted playthroughs, run and compared; pure |
//! | 2 | [`statistics`] | the size of a story, written and played; pure |
//! | 2 | [`export`] | a story in other forms: a manuscript, and Twee for Twine; pure |
//! | 2 | [`difference`] | two versions of a story compared, and what becomes of saves; pure |
//! | 2 | [`map`] | the story as a picture: beats, ways and scenes, laid out and drawn; pure |
//! | 3 | [`prove`] | exact answers: what can happen in a story, what cannot, and the playthroughs that show it; pure |
//! | 3 | [`explore`] | many random playthroughs, and what they came to; pure |
//! | 3 | [`rename`] | another name for a thing of a story, and every mention of it; pure |
//! | 3 | [`files`] | the only reader and writer of disk: stories and saves |
//! | 3 | `engine` | the Bevy plugin that any game can use (feature `engine`) |
//! | 4 | [`audit`] | what of a story does nothing: choices, conditions and effects without a difference; pure |
//! | 4 | [`terminal`] | the player in a terminal: full screen, or plain lines |
//! | 4 | `desktop` | the game's window (feature `desktop`) |
//! | 5 | [`cli`] | the command line: thin commands over all of it |
//!
//! What holds everywhere: `story` knows no disk, clock, thread or Bevy, and takes chance from a seed in the state; a writer's mistake is a
//! [`diagnostic::Diagnostic`] and never a panic; only `engine` holds the playthrough of a Bevy app; only `files` touches the disk.
//!
//! A scene file's way to the screen: [`files::StorySource`] reads it, [`source::compile`] makes a [`story::Story`] of it,
//! [`story::Playthrough`] plays that, and `desktop::reading` or [`terminal`] shows each [`story::Turn`].

#![warn(clippy::unwrap_used)]

pub mod story;

pub mod diagnostic;

pub mod lines;

pub mod escape;

pub mod catalogue;

pub mod source;

pub mod telling;

pub mod digest;

pub mod lint;

pub mod walkthrough;

pub mod statistics;

pub mod export;

pub mod difference;

pub mod map;

pub mod prove;

pub mod explore;

pub mod rename;

pub mod files;

#[cfg(feature = "engine")]
pub mod engine;

pub mod audit;

pub mod terminal;

#[cfg(feature = "desktop")]
pub mod desktop;

pub mod cli;
