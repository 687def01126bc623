//! Renaming: every mention follows, nothing else changes, and what was saved before is understood.
//!
//! Each folder of `tests/data/rename` holds a story and cases: a file whose first line is `OLD NEW`, and below it what differs afterwards, or
//! why nothing does. `UPDATE_EXPECT=1` writes what is below the first line anew.

use std::path::Path;
use std::sync::Arc;

use bloodmark::files::StorySource;
use bloodmark::rename::{ChangedFile, Renamed, rename};
use bloodmark::source::{SourceFile, compile};
use bloodmark::story::{Landing, Playthrough, Story};
use bloodmark::walkthrough::{Step, begin, parse, run};

mod tree;

/// A story's files and walkthroughs, called by their names alone.
struct Files {
    story: Vec<SourceFile>,
    walkthroughs: Vec<SourceFile>,
}

fn files(folder: &Path) -> Files {
    let named = |files: Vec<SourceFile>, folder: &str| -> Vec<SourceFile> {
        files.into_iter().map(|file| SourceFile::new(format!("{folder}{}.ron", file.stem()), file.bytes)).collect()
    };
    let source = StorySource::Folder(folder.to_owned());
    let story = named(source.read().unwrap(), "");
    Files { story, walkthroughs: named(source.read_walkthroughs().unwrap(), "walkthroughs/") }
}

fn text(file: &[u8]) -> &str {
    std::str::from_utf8(file).unwrap()
}

impl Files {
    fn all(&self) -> impl Iterator<Item = &SourceFile> {
        self.story.iter().chain(&self.walkthroughs)
    }

    fn after(&self, renamed: &Renamed) -> Self {
        let one = |file: &SourceFile| match renamed.files.iter().find(|changed| changed.path == file.path) {
            Some(ChangedFile { path, new_path, bytes }) => {
                SourceFile::new(new_path.as_ref().unwrap_or(path), bytes.clone())
            }
            None => file.clone(),
        };
        Self { story: self.story.iter().map(one).collect(), walkthroughs: self.walkthroughs.iter().map(one).collect() }
    }

    fn compile(&self) -> Arc<Story> {
        Arc::new(compile(&self.story).story.expect("the story is sound"))
    }
}

/// The lines that differ, by the longest common subsequence.
fn difference(before: &str, after: &str) -> String {
    let (a, b): (Vec<&str>, Vec<&str>) = (before.lines().collect(), after.lines().collect());
    let mut longest = vec![vec![0; b.len() + 1]; a.len() + 1];
    for i in (0..a.len()).rev() {
        for j in (0..b.len()).rev() {
            longest[i][j] =
                if a[i] == b[j] { longest[i + 1][j + 1] + 1 } else { longest[i + 1][j].max(longest[i][j + 1]) };
        }
    }
    let (mut i, mut j, mut out) = (0, 0, String::new());
    while i < a.len() || j < b.len() {
        if i < a.len() && j < b.len() && a[i] == b[j] {
            (i, j) = (i + 1, j + 1);
        } else if i < a.len() && (j == b.len() || longest[i + 1][j] >= longest[i][j + 1]) {
            out += &format!("- {}\n", a[i].trim());
            i += 1;
        } else {
            out += &format!("+ {}\n", b[j].trim());
            j += 1;
        }
    }
    out
}

/// What a case leads to, in words.
fn outcome(files: &Files, old: &str, new: &str) -> String {
    let renamed = match rename(&files.story, &files.walkthroughs, old, new) {
        Ok(renamed) => renamed,
        Err(fault) => return format!("{fault}\n"),
    };
    let mut out = format!("{} -> `{}`, {} mentions\n", renamed.what, renamed.new, renamed.mentions);
    for file in files.all() {
        if let Some(changed) = renamed.files.iter().find(|changed| changed.path == file.path) {
            let to = changed.new_path.as_ref().map(|path| format!(" -> {path}")).unwrap_or_default();
            out += &format!("{}{to}\n{}", file.path, difference(text(&file.bytes), text(&changed.bytes)));
        }
    }
    let after = files.after(&renamed);
    let story = after.compile();
    for file in &after.walkthroughs {
        run(&parse(text(&file.bytes)).unwrap(), &story).unwrap_or_else(|failure| panic!("{old} {new}: {failure}"));
    }
    out
}

#[test]
fn every_mention_follows() {
    let mut failures = String::new();
    for folder in tree::folders("tests/data/rename") {
        let files = files(&folder.join("story"));
        for case in tree::files(&folder.join("cases")) {
            let expected = std::fs::read_to_string(&case).unwrap();
            let (first, _) = expected.split_once('\n').unwrap_or((&expected, ""));
            let (old, new) = first.split_once(' ').expect("the first line is OLD NEW");
            let found = format!("{first}\n{}", outcome(&files, old, new));
            if std::env::var_os("UPDATE_EXPECT").is_some() {
                std::fs::write(&case, &found).unwrap();
            } else if found != expected {
                failures += &format!("{}\n--- expected\n{expected}--- found\n{found}\n", case.display());
            }
        }
    }
    assert!(failures.is_empty(), "\n{failures}");
}

/// Names of everything that can be renamed in a story, as they are asked for.
fn names(story: &Story) -> Vec<String> {
    let scenes = story.scenes().iter().map(|scene| format!("scene:{}", scene.name));
    let beats = story.beats().iter().map(|beat| beat.name.clone());
    let choices = (0..).map(bloodmark::story::ChoiceId).take(story.choices().len());
    let stats = story.stats().iter().map(|stat| format!("stat:{}", stat.name));
    let flags = story.flags().iter().map(|flag| match flag.name.starts_with("knows.") {
        true => flag.name.clone(),
        false => format!("flag:{}", flag.name),
    });
    let words = story.enums().iter().flat_map(|one| one.words.iter().map(move |word| format!("{}={word}", one.name)));
    let enums = story.enums().iter().map(|one| format!("enum:{}", one.name));
    let names = scenes.chain(beats).chain(choices.map(|choice| story.full_choice_name(choice)));
    names.chain(stats).chain(flags).chain(words).chain(enums).collect()
}

/// So many things of each story are renamed.
const SAMPLES: usize = 40;

#[test]
fn a_save_from_before_is_taken_up_after_any_renaming() {
    let folders = tree::folders("scenes").into_iter().chain(tree::folders("tests/data/play"));
    for folder in folders {
        let files = files(&folder);
        let story = files.compile();
        let records: Vec<_> =
            files.walkthroughs.iter().take(3).map(|file| half_way(text(&file.bytes), &story)).collect();
        let names = names(&story);
        let step = (names.len() / SAMPLES).max(1);
        for old in names.iter().step_by(step) {
            let renamed = rename(&files.story, &files.walkthroughs, old, "zz_new")
                .unwrap_or_else(|fault| panic!("{}: {old}: {fault}", folder.display()));
            assert!(renamed.not_followed.is_empty(), "{}: {old}", folder.display());
            let after = files.after(&renamed);
            let story = after.compile();
            for (record, file) in records.iter().zip(&after.walkthroughs) {
                let (playthrough, landing) = Playthrough::resume(Arc::clone(&story), record);
                let is_kept = matches!(landing, Landing::Exact | Landing::Replayed);
                assert!(is_kept, "{}: {old}: {landing:?}", folder.display());
                assert_eq!(playthrough.log().len(), record.log.len());
                // A walkthrough may see the word that is gone.
                let passes = renamed.is_shown || run(&parse(text(&file.bytes)).unwrap(), &story).is_ok();
                assert!(passes, "{}: {old}", folder.display());
            }
        }
    }
}

/// The record of a walkthrough, left in the middle.
fn half_way(walkthrough: &str, story: &Arc<Story>) -> bloodmark::story::Record {
    let walkthrough = parse(walkthrough).unwrap();
    let mut playthrough = begin(&walkthrough, story).unwrap();
    let half = walkthrough.steps.len() / 2;
    for step in &walkthrough.steps[..half] {
        if let Step::Choose(name) = step {
            playthrough.choose_named(name).unwrap();
        }
    }
    playthrough.record()
}
