//! How many choices a second are played: with the full text, and without it but with coverage; on one thread and on two.
//!
//! `cargo run --release --manifest-path benches/Cargo.toml [seconds] [story folder …]`. Time is that of the processor, as Linux counts it for
//! each thread, so that other work on the machine matters little.

mod generated;
mod table;

use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use bloodmark::explore::{Explorer, Options};
use bloodmark::files::StorySource;
use bloodmark::source::{SourceFile, compile};
use bloodmark::story::{BeatId, ChoiceId, Playthrough, Stop, Story, StoryState, Watch, Xoshiro256PlusPlus};

/// Playthroughs are given up after so many choices.
const MOST: usize = 1000;

fn story(files: &[SourceFile]) -> Arc<Story> {
    let compiled = compile(files);
    Arc::new(compiled.story.unwrap_or_else(|| panic!("{:?}", compiled.diagnostics.first())))
}

/// The time this thread was at work, in nanoseconds; where that cannot be read, the time that passed.
fn at_work(since: Instant) -> u64 {
    let stat = std::fs::read_to_string("/proc/thread-self/schedstat");
    let counted = stat.ok().and_then(|stat| stat.split_whitespace().next()?.parse().ok());
    counted.unwrap_or(since.elapsed().as_nanos() as u64)
}

/// Calls `play` for about so many seconds. Gives choices for each second of processor time.
fn measure(seconds: f64, mut play: impl FnMut(u64) -> u64) -> f64 {
    let (mut seed, mut choices) = (0, 0);
    for _ in 0..20 {
        play(seed);
        seed += 1;
    }
    let (start, began) = (Instant::now(), at_work(Instant::now()));
    while start.elapsed().as_secs_f64() < seconds {
        for _ in 0..20 {
            choices += play(seed);
            seed += 1;
        }
    }
    choices as f64 / ((at_work(start) - began) as f64 / 1e9)
}

/// Plays with the full text, as a reader would see it.
fn with_text(story: &Arc<Story>, seconds: f64) -> f64 {
    let mut playthrough = Playthrough::start(Arc::clone(story), 0);
    let mut bytes = 0;
    let speed = measure(seconds, |seed| {
        let mut dice = Xoshiro256PlusPlus::from_seed(!seed);
        playthrough.restart(seed);
        let mut choices = 0;
        loop {
            let turn = playthrough.turn();
            bytes += turn.page().text().len();
            let open = turn.open().count() as u32;
            if open == 0 || choices == MOST as u64 {
                return choices;
            }
            playthrough.choose(1 + dice.below(open) as usize).expect("the choice is open");
            choices += 1;
        }
    });
    assert!(bytes > 0);
    speed
}

struct Coverage {
    entered: Vec<u32>,
    taken: Vec<u32>,
}

impl Watch for Coverage {
    fn chosen(&mut self, choice: ChoiceId, _: &StoryState) {
        self.taken[choice.index()] += 1;
    }

    fn entered(&mut self, beat: BeatId, _: &StoryState) {
        self.entered[beat.index()] += 1;
    }
}

/// Plays without a text, and counts beats and choices.
fn with_coverage(story: &Story, seconds: f64) -> f64 {
    let mut coverage = Coverage { entered: vec![0; story.beats().len()], taken: vec![0; story.choices().len()] };
    let mut state = story.set_off(0, |_, _| {}).0;
    let mut open = Vec::new();
    measure(seconds, |seed| {
        let mut dice = Xoshiro256PlusPlus::from_seed(!seed);
        let mut stop = story.set_off_in(&mut state, seed, &mut coverage);
        for choices in 0..MOST as u64 {
            if stop != Stop::Choices {
                return choices;
            }
            story.open(&state, &mut open);
            let choice = open[dice.below(open.len() as u32) as usize];
            stop = story.walk_watched(&mut state, choice, &mut coverage);
        }
        MOST as u64
    })
}

/// Plays as `bloodmark explore` does, with all that it notes.
fn as_explorer(story: &Story, seconds: f64) -> f64 {
    let explorer = Explorer::new(story, Options { most_choices: MOST as u32, ..Options::default() });
    let mut player = explorer.player();
    let mut before = 0;
    measure(seconds, |seed| {
        player.play(seed..seed + 1, &[]);
        let steps = player.steps();
        steps - std::mem::replace(&mut before, steps)
    })
}

/// The sum of two threads.
fn twice(play: impl Fn() -> f64 + Sync) -> f64 {
    std::thread::scope(|scope| {
        let other = scope.spawn(&play);
        play() + other.join().expect("it measures")
    })
}

fn main() {
    let mut arguments = std::env::args().skip(1);
    let seconds: f64 = arguments.next().and_then(|seconds| seconds.parse().ok()).unwrap_or(1.0);
    let mut stories: Vec<(String, Arc<Story>)> = [200, 2_000, 20_000]
        .into_iter()
        .map(|beats| (format!("generated, {beats} beats"), story(&generated::files(beats))))
        .collect();
    let folders: Vec<String> = arguments.collect();
    let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("../scenes/blood_marked_alpha");
    for folder in std::iter::once(shipped.display().to_string()).chain(folders) {
        let files = StorySource::Folder(folder.clone().into()).read().expect("the folder is a story");
        stories.push((folder, story(&files)));
    }
    println!("millions of choices for each second of processor time; `x` is the ratio to the table peer");
    println!(
        "{:<26} {:>9} {:>9} {:>9} {:>9} {:>9} {:>16}",
        "story", "peer", "text", "text, 2", "coverage", "cov., 2", "explore"
    );
    for (name, story) in &stories {
        let peer = table::Table::of(story).map(|table| measure(seconds, |seed| table.play(seed, MOST)));
        let text = with_text(story, seconds);
        let text_twice = twice(|| with_text(story, seconds));
        let coverage = with_coverage(story, seconds);
        let coverage_twice = twice(|| with_coverage(story, seconds));
        let explore = as_explorer(story, seconds);
        let ratio = peer.map_or_else(|| "-".to_owned(), |peer| format!("{:.2} x", coverage / peer));
        let million = |speed: f64| speed / 1e6;
        let short: String = name.chars().rev().take(26).collect::<Vec<_>>().into_iter().rev().collect();
        println!(
            "{short:<26} {:>9} {:>9.2} {:>9.2} {:>9.2} {:>9.2} {:>9.2}  ({ratio})",
            peer.map_or_else(|| "-".to_owned(), |peer| format!("{:.2}", million(peer))),
            million(text),
            million(text_twice),
            million(coverage),
            million(coverage_twice),
            million(explore)
        );
    }
}
