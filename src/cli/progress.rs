//! A counter on the standard error, if that is a terminal and there is time to read it.

use std::io::{IsTerminal, Write};
use std::time::{Duration, Instant};

/// So often the counter is written.
const PAUSE: Duration = Duration::from_millis(100);

pub(super) struct Progress {
    of: u64,
    done: u64,
    is_shown: bool,
    last: Instant,
}

impl Progress {
    pub fn new(of: u64) -> Self {
        Self { of, done: 0, is_shown: false, last: Instant::now() }
    }

    /// So many more are done.
    pub fn step(&mut self, more: u64) {
        self.done += more;
        let mut out = std::io::stderr();
        if self.last.elapsed() >= PAUSE && out.is_terminal() {
            self.is_shown = true;
            self.last = Instant::now();
            // Whoever cannot see it misses nothing.
            let _ = write!(out, "\r{} of {}", self.done, self.of).and_then(|()| out.flush());
        }
    }

    /// Wipes the counter away.
    pub fn end(&self) {
        if self.is_shown {
            let _ = write!(std::io::stderr(), "\r{:44}\r", "");
        }
    }
}
