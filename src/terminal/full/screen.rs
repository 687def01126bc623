//! The terminal taken for the whole screen, and given back on every way out.

use std::io::{self, stdout};

use ratatui::DefaultTerminal;
use ratatui::crossterm::event::{DisableMouseCapture, EnableMouseCapture};
use ratatui::crossterm::execute;

/// The terminal in raw mode, on its other screen, with the mouse. Dropped, also in a panic, it is as it was; a panic's message is
/// printed after that.
pub(super) struct Screen {
    pub terminal: DefaultTerminal,
}

impl Screen {
    /// Takes the terminal.
    ///
    /// # Errors
    /// If it cannot be had; it is as it was then.
    pub(super) fn take() -> io::Result<Self> {
        let terminal = ratatui::try_init().inspect_err(|_| give_back())?;
        let screen = Self { terminal };
        give_back_when_told()?;
        execute!(stdout(), EnableMouseCapture)?;
        Ok(screen)
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        give_back();
    }
}

fn give_back() {
    // Best effort: a terminal that is gone needs nothing back.
    let _ = execute!(stdout(), DisableMouseCapture);
    let _ = ratatui::try_restore();
}

/// Gives the terminal back when the program is told to end from outside, and ends as it would have without that. All is saved: every
/// choice is, as it is made. A thread waits for it, so that the program sleeps between keys.
#[cfg(unix)]
fn give_back_when_told() -> io::Result<()> {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    let mut signals = signal_hook::iterator::Signals::new([SIGTERM, SIGHUP, SIGINT])?;
    std::thread::spawn(move || {
        if let Some(signal) = signals.forever().next() {
            give_back();
            // If even that fails, the next signal is met by nobody.
            let _ = signal_hook::low_level::emulate_default_handler(signal);
        }
    });
    Ok(())
}

#[cfg(not(unix))]
fn give_back_when_told() -> io::Result<()> {
    Ok(())
}
