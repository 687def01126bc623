//! Every walkthrough passes: those of the shipped stories, and those of the small stories in `tests/data/play`.

use std::path::Path;
use std::sync::Arc;

use bloodmark::diagnostic::draw;
use bloodmark::files::StorySource;
use bloodmark::source::compile;
use bloodmark::story::{Stop, Story};
use bloodmark::walkthrough::{Outcome, test};

mod tree;

fn story(source: &StorySource) -> Arc<Story> {
    let compiled = compile(&source.read().unwrap());
    let faults: Vec<String> = compiled.diagnostics.iter().map(|d| draw(d, &compiled.sources, false)).collect();
    Arc::new(compiled.story.unwrap_or_else(|| panic!("{}", faults.join("\n\n"))))
}

/// Plays every walkthrough of a story.
fn outcomes(folder: &Path) -> (Arc<Story>, Vec<Outcome>) {
    let source = StorySource::Folder(folder.to_owned());
    let (story, kept) = (story(&source), source.read_transcripts().unwrap());
    let walkthroughs = source.read_walkthroughs().unwrap();
    let lying = tree::files(&folder.join("walkthroughs")).len();
    assert_eq!(
        walkthroughs.len() + kept.len(),
        lying,
        "something else lies beside the walkthroughs of {}",
        folder.display()
    );
    let beside = |path: &str| kept.iter().find(|kept| Path::new(&kept.path) == Path::new(path).with_extension("txt"));
    let outcomes = walkthroughs.iter().map(|file| test(file, beside(&file.path), &story)).collect();
    (story, outcomes)
}

#[test]
fn every_walkthrough_passes() {
    let mut failures = String::new();
    for folder in tree::folders("scenes").into_iter().chain(tree::folders("tests/data/play")) {
        for outcome in outcomes(&folder).1 {
            for fault in &outcome.faults {
                let difference = fault.difference.as_deref().unwrap_or_default();
                failures += &format!("{}\n{difference}\n", draw(&fault.diagnostic, &outcome.sources, false));
            }
        }
    }
    assert!(failures.is_empty(), "\n{failures}");
}

#[test]
fn every_ending_of_a_shipped_story_has_a_walkthrough() {
    for folder in tree::folders("scenes") {
        let (story, outcomes) = outcomes(&folder);
        for ending in story.endings() {
            let ends_here = |outcome: &Outcome| {
                let stop = outcome.playthrough.as_ref().map(|playthrough| playthrough.turn().stop());
                matches!(stop, Some(Stop::Ending(id)) if story.ending(id) == ending)
            };
            assert!(outcomes.iter().any(ends_here), "no walkthrough in {} ends at `{}`", folder.display(), ending.id);
        }
    }
}
