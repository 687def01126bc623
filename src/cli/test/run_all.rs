//! Plays many walkthroughs at once. What comes of one depends on no other, so neither order nor threads can be seen in the results.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;

use super::Case;
use crate::cli::progress::Progress;
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
        let mut progress = Progress::new(cases.len() as u64);
        for (position, outcome) in results {
            outcomes[position] = Some(outcome);
            progress.step(1);
        }
        progress.end();
    });
    outcomes.into_iter().map(|outcome| outcome.expect("a thread that panics ends the scope with a panic")).collect()
}

fn at(cases: &[Case], position: usize) -> Option<(usize, &Case)> {
    cases.get(position).map(|case| (position, case))
}
