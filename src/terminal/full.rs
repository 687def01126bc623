//! Plays on the whole screen: a loop around the [`Reader`], which knows no terminal.

mod book;
mod draw;
mod look_up;
mod overlay;
mod paper;
mod reader;
mod screen;
mod sheet;
mod theme;

pub use reader::Reader;
pub use theme::{Colors, Theme};

use std::io;
use std::time::Duration;

use ratatui::crossterm::event;

use super::Session;
use screen::Screen;

/// How often a story in a folder is asked whether it has changed.
const LOOK_EVERY: Duration = Duration::from_millis(250);

/// Plays until the reader quits.
///
/// # Errors
/// If the terminal fails; it is given back all the same.
pub(super) fn play_full(session: Session) -> io::Result<()> {
    let theme = Theme::from_environment(session.settings().theme);
    let mut reader = Reader::new(session, theme);
    let mut screen = Screen::take()?;
    loop {
        screen.terminal.draw(|frame| reader.draw(frame))?;
        while reader.session().is_watched() && !event::poll(LOOK_EVERY)? {
            if reader.look() {
                screen.terminal.draw(|frame| reader.draw(frame))?;
            }
        }
        // All that has come in meanwhile, before drawing once.
        loop {
            reader.take(&event::read()?);
            if reader.is_done() {
                return Ok(());
            }
            if !event::poll(Duration::ZERO)? {
                break;
            }
        }
    }
}
