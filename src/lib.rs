//! Bloodmark, a text-adventure engine.
#![forbid(unsafe_code)]

pub mod cli;
#[cfg(feature = "desktop")]
pub mod desktop;
pub mod diagnostic;
#[cfg(feature = "engine")]
pub mod engine;
pub mod files;
pub mod source;
pub mod story;
pub mod terminal;
pub mod walkthrough;
