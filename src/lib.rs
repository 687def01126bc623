//! Bloodmark, a text-adventure engine.
#![forbid(unsafe_code)]

pub mod diagnostic;
pub mod files;
pub mod source;
pub mod story;
pub mod walkthrough;
