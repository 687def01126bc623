//! How often random playthroughs come to each ending, and between what the true chances lie.

use super::below::offered;
use crate::story::{Stop, Story, Xoshiro256PlusPlus};

/// What to play.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SampleLimits {
    /// Playthroughs, each offered choice as likely as the other.
    pub runs: u32,
    /// Choices in each of them at most.
    pub most_choices: u32,
    /// Where the seeds start.
    pub seed: u64,
}

impl Default for SampleLimits {
    fn default() -> Self {
        Self { runs: 4_000, most_choices: 2_000, seed: 0 }
    }
}

/// What random playthroughs came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sampled {
    pub runs: u32,
    /// How many came to each ending.
    pub endings: Vec<u32>,
    pub dead_ends: u32,
    /// How many were given up after the most choices.
    pub given_up: u32,
}

impl Sampled {
    /// Plays at random.
    pub fn draw(story: &Story, limits: SampleLimits) -> Self {
        let endings = vec![0; story.endings().len()];
        let mut sampled = Self { runs: limits.runs, endings, dead_ends: 0, given_up: 0 };
        for run in 0..limits.runs {
            let seed = limits.seed.wrapping_add(u64::from(run));
            let mut dice = Xoshiro256PlusPlus::from_seed(!seed);
            let (mut state, mut stop) = story.set_off(seed, |_, _| {});
            for _ in 0..limits.most_choices {
                if stop != Stop::Choices {
                    break;
                }
                let open = offered(story, &state);
                let choice = open[dice.below(open.len() as u32) as usize];
                stop = story.walk(&mut state, choice, |_| {}, |_, _| {});
            }
            match stop {
                Stop::Choices => sampled.given_up += 1,
                Stop::DeadEnd => sampled.dead_ends += 1,
                Stop::Ending(ending) => sampled.endings[ending.index()] += 1,
            }
        }
        sampled
    }

    /// Between which parts of a million the chance lies of which so many of the runs are an instance: with a confidence of 95 %, by
    /// Wilson's score interval. The lower end is rounded down and the upper one up.
    pub fn interval(&self, hits: u32) -> (u32, u32) {
        // z² for 95 %, in millionths: 1.959964².
        const Z2: u128 = 3_841_459;
        const MILLION: u128 = 1_000_000;
        let (n, hits) = (u128::from(self.runs), u128::from(hits.min(self.runs)));
        // (hits + z²/2 ± z √(hits (n - hits) / n + z²/4)) / (n + z²), everything times a million.
        let middle = hits * MILLION + Z2 / 2;
        let spread = (Z2 * (hits * (n - hits) * MILLION / n.max(1) + Z2 / 4)).isqrt() + 1;
        let of = n * MILLION + Z2;
        let low = middle.saturating_sub(spread) * MILLION / of;
        let high = ((middle + spread) * MILLION).div_ceil(of).min(MILLION);
        (low as u32, high as u32)
    }
}

#[cfg(test)]
mod tests {
    use super::Sampled;

    #[test]
    fn the_interval_is_wilsons() {
        let sampled = Sampled { runs: 100, endings: Vec::new(), dead_ends: 0, given_up: 0 };
        // From R: `prop.test(x, 100, correct = FALSE)`.
        let near = |(low, high): (u32, u32), wanted: (u32, u32)| {
            assert!(low.abs_diff(wanted.0) <= 2 && high.abs_diff(wanted.1) <= 2, "{low} to {high}");
        };
        near(sampled.interval(50), (403_832, 596_168));
        near(sampled.interval(1), (1_767, 54_486));
        near(sampled.interval(0), (0, 36_994));
    }
}
