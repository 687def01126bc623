//! Every walkthrough passes: those of the shipped stories, and those of the small stories in `tests/data/play`.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use bloodmark::diagnostic::draw;
use bloodmark::files::StorySource;
use bloodmark::source::compile;
use bloodmark::story::Story;
use bloodmark::walkthrough::{Walkthrough, parse, run};

fn folders(parent: &str) -> Vec<PathBuf> {
    let parent = Path::new(env!("CARGO_MANIFEST_DIR")).join(parent);
    let mut folders: Vec<PathBuf> = parent.read_dir().unwrap().map(|entry| entry.unwrap().path()).collect();
    folders.retain(|folder| folder.is_dir());
    folders.sort();
    assert!(!folders.is_empty(), "no stories in {parent:?}");
    folders
}

fn story(folder: &Path) -> Arc<Story> {
    let compiled = compile(&StorySource::Folder(folder.to_owned()).read().unwrap());
    let faults: Vec<String> = compiled.diagnostics.iter().map(|d| draw(d, &compiled.sources, false)).collect();
    Arc::new(compiled.story.unwrap_or_else(|| panic!("{}", faults.join("\n\n"))))
}

fn walkthroughs(folder: &Path) -> Vec<(PathBuf, Walkthrough)> {
    let mut paths: Vec<PathBuf> =
        folder.join("walkthroughs").read_dir().unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    assert!(!paths.is_empty(), "no walkthroughs in {folder:?}");
    paths
        .into_iter()
        .map(|path| {
            let text = std::fs::read_to_string(&path).unwrap();
            let walkthrough = parse(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            (path, walkthrough)
        })
        .collect()
}

#[test]
fn every_walkthrough_passes() {
    let mut failures = String::new();
    for folder in folders("scenes").into_iter().chain(folders("tests/data/play")) {
        let story = story(&folder);
        for (path, walkthrough) in walkthroughs(&folder) {
            if let Err(failure) = run(&walkthrough, &story) {
                failures += &format!("{}: {failure}\n", path.display());
            }
        }
    }
    assert!(failures.is_empty(), "\n{failures}");
}

#[test]
fn every_ending_of_a_shipped_story_has_a_walkthrough() {
    for folder in folders("scenes") {
        let walkthroughs = walkthroughs(&folder);
        for ending in story(&folder).endings() {
            let is_reached = walkthroughs.iter().any(|(_, walkthrough)| walkthrough.ends == ending.id);
            assert!(is_reached, "no walkthrough in {folder:?} ends at `{}`", ending.id);
        }
    }
}
