//! Plays every story in the tree at random, always the same way.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use bloodmark::files::StorySource;
use bloodmark::source::compile;
use bloodmark::story::{Playthrough, Story, Xoshiro256PlusPlus};

pub fn compiled(folder: &Path) -> Arc<Story> {
    let compiled = compile(&StorySource::Folder(folder.to_owned()).read().unwrap());
    Arc::new(compiled.story.unwrap_or_else(|| panic!("{} does not compile", folder.display())))
}

pub fn at_root(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// The shipped stories and those of `tests/data/play`.
pub fn stories() -> Vec<Arc<Story>> {
    let folders = ["scenes", "tests/data/play"].into_iter().flat_map(|parent| at_root(parent).read_dir().unwrap());
    let mut folders: Vec<PathBuf> = folders.map(|entry| entry.unwrap().path()).filter(|path| path.is_dir()).collect();
    folders.sort();
    folders.iter().map(|folder| compiled(folder)).collect()
}

/// Makes up to `most` choices, calling `see` before each and after the last.
pub fn play(story: &Arc<Story>, seed: u64, most: usize, mut see: impl FnMut(&Playthrough)) -> Playthrough {
    let mut dice = Xoshiro256PlusPlus::from_seed(!seed);
    let mut playthrough = Playthrough::start(Arc::clone(story), seed);
    for _ in 0..most {
        see(&playthrough);
        let open = playthrough.turn().open().count() as u32;
        if open == 0 {
            return playthrough;
        }
        playthrough.choose(1 + dice.below(open) as usize).unwrap();
    }
    see(&playthrough);
    playthrough
}
