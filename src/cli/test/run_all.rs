//! Plays many walkthroughs at once. What comes of one depends on no other, so neither order nor threads can be seen in the results.

use std::io::{IsTerminal, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::time::{Duration, Instant};

use super::Case;
use crate::story::Story;
use crate::walkthrough::{Outcome, test};

/// The outcomes, in the order of the cases.
pub(super) fn run_all(cases: &[Case], story: &Arc<Story>, threads: usize) -> Vec<Outcome> {
    let next = AtomicUsize::new(0);
    let (done, results) = mpsc::channel();
    let mut outcomes: Vec<Option<Outcome>> = cases.iter().map(|_| None).collect();
    std::thread::scope(|scope| {
        for _ in 0..threads.clamp(1, cases.len().max(1)) {
            let (done, next) = (done.clone(), &next);
            scope.spawn(move || {
                while let Some((position, case)) = at(cases, next.fetch_add(1, Ordering::Relaxed)) {
                    // The other end is there until every sender is gone.
                    let _ = done.send((position, test(&case.file, case.kept.as_ref(), story)));
                }
            });
        }
        drop(done);
        let mut progress = Progress::new(cases.len());
        for (position, outcome) in results {
            outcomes[position] = Some(outcome);
            progress.step();
        }
        progress.end();
    });
    outcomes.into_iter().map(|outcome| outcome.expect("a thread that panics ends the scope with a panic")).collect()
}

fn at(cases: &[Case], position: usize) -> Option<(usize, &Case)> {
    cases.get(position).map(|case| (position, case))
}

/// A counter on the standard error, if that is a terminal and there is time to read it.
struct Progress {
    of: usize,
    done: usize,
    is_shown: bool,
    last: Instant,
}

/// So often the counter is written.
const PAUSE: Duration = Duration::from_millis(100);

impl Progress {
    fn new(of: usize) -> Self {
        Self { of, done: 0, is_shown: false, last: Instant::now() }
    }

    fn step(&mut self) {
        self.done += 1;
        let mut out = std::io::stderr();
        if self.last.elapsed() >= PAUSE && out.is_terminal() {
            self.is_shown = true;
            self.last = Instant::now();
            // Whoever cannot see it misses nothing.
            let _ = write!(out, "\r{} of {}", self.done, self.of).and_then(|()| out.flush());
        }
    }

    fn end(&self) {
        if self.is_shown {
            let _ = write!(std::io::stderr(), "\r{:24}\r", "");
        }
    }
}
