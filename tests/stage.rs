//! The game without a window, played as a person plays it: every screen at every size, by keys alone, by mouse alone, and by ear.
#![cfg(feature = "desktop")]

#[path = "stage/heard.rs"]
mod heard;
#[path = "stage/layout.rs"]
mod layout;
#[cfg(target_os = "linux")]
#[path = "stage/pictures.rs"]
mod pictures;
#[path = "stage/played.rs"]
mod played;
#[path = "stage/screens.rs"]
mod screens;
#[path = "stage/set.rs"]
mod set;
#[path = "stage/shelf.rs"]
mod shelf;
