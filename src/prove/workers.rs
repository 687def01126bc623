//! Who does the work: this module has no threads of its own, so whoever asks for a proof may bring some.

use std::sync::OnceLock;

/// Somebody who does many jobs, in any order or side by side. What comes of a job depends on nothing but its number, so neither can be seen
/// in a proof.
pub trait Workers: Sync {
    /// Does the jobs numbered from 0 up to `jobs`, each once, and comes back when all are done.
    fn work(&self, jobs: usize, job: &(dyn Fn(usize) + Sync));
}

/// One after the other.
#[derive(Debug, Clone, Copy, Default)]
pub struct Alone;

impl Workers for Alone {
    fn work(&self, jobs: usize, job: &(dyn Fn(usize) + Sync)) {
        (0..jobs).for_each(job);
    }
}

/// What comes of each job, in the order of their numbers.
pub(super) fn gather<T: Send + Sync>(workers: &dyn Workers, jobs: usize, job: impl Fn(usize) -> T + Sync) -> Vec<T> {
    let slots: Vec<OnceLock<T>> = (0..jobs).map(|_| OnceLock::new()).collect();
    workers.work(jobs, &|number| {
        // A job that is done twice has the same result.
        let _ = slots[number].set(job(number));
    });
    slots.into_iter().map(|slot| slot.into_inner().expect("every job is done before `work` comes back")).collect()
}
