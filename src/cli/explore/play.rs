//! Plays with several threads. What is added up does not depend on who played it, so neither order nor threads can be seen in the answers.

use std::ops::Range;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;

use crate::cli::progress::Progress;
use crate::explore::{Explorer, Tally};

/// Plays all, and adds up.
pub(in crate::cli) fn play(explorer: &Explorer, threads: usize) -> Tally {
    let rounds = explorer.rounds();
    let mut progress = Progress::new(rounds.iter().flatten().map(|batch| batch.end - batch.start).sum());
    let mut total = explorer.tally();
    for round in rounds {
        let before = total.taken.clone();
        play_round(explorer, &round, &before, threads, &mut progress).iter().for_each(|tally| total.merge(tally));
    }
    progress.end();
    total
}

fn play_round(
    explorer: &Explorer,
    round: &[Range<u64>],
    before: &[u64],
    threads: usize,
    progress: &mut Progress,
) -> Vec<Tally> {
    let next = AtomicUsize::new(0);
    let (done, finished) = mpsc::channel();
    std::thread::scope(|scope| {
        let players: Vec<_> = (0..threads.clamp(1, round.len().max(1)))
            .map(|_| {
                let (done, next) = (done.clone(), &next);
                scope.spawn(move || {
                    let mut player = explorer.player();
                    while let Some(batch) = round.get(next.fetch_add(1, Ordering::Relaxed)) {
                        player.play(batch.clone(), before);
                        // The other end is there until every sender is gone.
                        let _ = done.send(batch.end - batch.start);
                    }
                    player.finish()
                })
            })
            .collect();
        drop(done);
        finished.iter().for_each(|runs| progress.step(runs));
        let joined = players.into_iter().map(|player| player.join());
        joined.map(|tally| tally.unwrap_or_else(|panic| std::panic::resume_unwind(panic))).collect()
    })
}
