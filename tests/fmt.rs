//! The layout of files: what it looks like, that it settles at once, and that nothing is lost.
//!
//! Each folder of `tests/data/fmt` is a case: `before.ron` and, laid out, `after.ron`. `UPDATE_EXPECT=1` writes the second anew.

use std::path::PathBuf;
use std::process::{Command, Output};
use std::sync::Arc;

use bloodmark::diagnostic::Sources;
use bloodmark::files::StorySource;
use bloodmark::source::edit::{Edit, apply_to_bytes};
use bloodmark::source::index::{Index, Kind, NodeId};
use bloodmark::source::layout::{LayoutFault, WIDTH, lay_out};
use bloodmark::source::{SourceFile, compile, open};
use proptest::prelude::*;
use random_play::at_root;
use ron::Value;

#[path = "index/generated.rs"]
mod generated;
#[expect(dead_code, reason = "only the playing itself is used here")]
mod random_play;

fn folders(parent: &str) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = at_root(parent).read_dir().unwrap().map(|entry| entry.unwrap().path()).collect();
    found.retain(|path| path.is_dir());
    found.sort();
    assert!(!found.is_empty(), "nothing in {parent}");
    found
}

/// A file laid out; none if it cannot be read.
fn laid_out(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut sources = Sources::default();
    let (id, index, _) = open(&SourceFile::new("file.ron", bytes), &mut sources);
    let text = sources.text(id);
    let after = match lay_out(text, &index?) {
        Err(LayoutFault::Attribute) => return None,
        after => after.unwrap(),
    };
    Some(apply_to_bytes(bytes, vec![Edit::new(0..text.len(), after)]).unwrap())
}

#[test]
fn every_case_comes_out_as_expected() {
    let updates = std::env::var_os("UPDATE_EXPECT").is_some();
    let mut failures = String::new();
    for case in folders("tests/data/fmt") {
        let after = laid_out(&std::fs::read(case.join("before.ron")).unwrap()).unwrap();
        if updates {
            std::fs::write(case.join("after.ron"), &after).unwrap();
        }
        let expected = std::fs::read(case.join("after.ron")).unwrap_or_default();
        if after != expected {
            let (expected, after) = (String::from_utf8_lossy(&expected), String::from_utf8_lossy(&after));
            failures += &format!("{}\n--- expected\n{expected}--- found\n{after}\n", case.display());
        }
    }
    assert!(failures.is_empty(), "\n{failures}");
}

/// Every file of the stories and cases in the tree that can be read, with its text.
fn samples() -> Vec<(PathBuf, String)> {
    let parents = ["scenes", "tests/data/play", "tests/data/check", "tests/data/fmt"];
    let mut found = Vec::new();
    for folder in parents.iter().flat_map(|parent| folders(parent)) {
        let mut files = Vec::new();
        for folder in [folder.clone(), folder.join("walkthroughs")].iter().filter(|folder| folder.is_dir()) {
            files.extend(StorySource::Folder(folder.clone()).read().unwrap());
        }
        for file in files {
            let mut sources = Sources::default();
            if let (id, Some(_), _) = open(&file, &mut sources) {
                found.push((PathBuf::from(&file.path), sources.text(id).to_owned()));
            }
        }
    }
    assert!(found.len() > 150, "most of the files are gone: {} are left", found.len());
    found
}

fn comments(text: &str) -> Vec<String> {
    let index = Index::parse(text).unwrap();
    index.comments().iter().map(|comment| text[comment.clone()].trim_end().to_owned()).collect()
}

/// Brings the texts of a value into one form: the lines of prose trimmed, signs and spaces of conditions and effects as words. This is
/// rougher than what the layout promises, but does not share its code.
fn roughly(value: Value) -> Value {
    match value {
        Value::String(text) => {
            let lines: Vec<&str> = text.trim().lines().map(str::trim).collect();
            let words = lines
                .join("\n")
                .replace("&&", " and ")
                .replace("||", " or ")
                .replace("!=", " ≠ ")
                .replace('!', " not ");
            let kept: String =
                words.chars().filter(|c| !(c.is_whitespace() || matches!(c, ';' | '(' | ')' | '0'))).collect();
            Value::String(kept)
        }
        // So `ron` reads `( )`, other than `()`.
        Value::Seq(items) if items.is_empty() => Value::Unit,
        Value::Seq(items) => Value::Seq(items.into_iter().map(roughly).collect()),
        Value::Map(map) => Value::Map(map.into_iter().map(|(key, value)| (key, roughly(value))).collect()),
        Value::Option(Some(inner)) => Value::Option(Some(Box::new(roughly(*inner)))),
        value => value,
    }
}

/// The keys and kinds of a text in written order.
fn shape(index: &Index, n: NodeId, found: &mut Vec<(Option<String>, Kind)>) {
    // Comments in a key go out of it; only a list or record as a key can hold some.
    let key = index.key(n).filter(|key| !key.contains(['(', '[', '{']));
    found.push((key.map(str::to_owned), index.kind(n)));
    index.children(n).for_each(|child| shape(index, child, found));
}

/// Checks all that holds for any text that can be read.
fn holds(before: &str) -> Result<String, String> {
    let index = Index::parse(before).unwrap();
    let after = lay_out(before, &index).map_err(|fault| format!("{fault}:\n{before}"))?;
    let again = Index::parse(&after).map_err(|fault| format!("{fault}:\n{before}\n---\n{after}"))?;
    let settled = lay_out(&after, &again).map_err(|fault| format!("{fault}:\n{after}"))?;
    if settled != after {
        return Err(format!("it does not settle:\n{before}\n--- first\n{after}\n--- then\n{settled}"));
    }
    if comments(before) != comments(&after) {
        return Err(format!("comments differ:\n{before}\n---\n{after}"));
    }
    let (mut was, mut is) = (Vec::new(), Vec::new());
    shape(&index, index.root(), &mut was);
    shape(&again, again.root(), &mut is);
    let read = |text: &str| ron::from_str::<Value>(text).ok().map(roughly);
    if was != is || read(before) != read(&after) {
        return Err(format!("values differ:\n{before}\n---\n{after}"));
    }
    Ok(after)
}

#[test]
fn every_file_in_the_tree_settles_at_once_and_loses_nothing() {
    for (path, text) in samples() {
        match holds(&text) {
            Ok(after) => {
                let ends_well = after.ends_with('\n') && !after.ends_with("\n\n");
                let is_trimmed =
                    after.lines().all(|line| line.trim_end() == line || path.ends_with("raw_strings/before.ron"));
                assert!(ends_well && is_trimmed, "{}:\n{after}", path.display());
            }
            Err(fault) => assert!(text.contains("#!["), "{}: {fault}", path.display()),
        }
    }
}

#[test]
fn a_story_plays_the_same_afterwards() {
    let transcripts = |files: &[SourceFile]| {
        let compiled = compile(files);
        let story = Arc::new(compiled.story.unwrap_or_else(|| panic!("{:?}", compiled.diagnostics)));
        let mut said = Vec::new();
        for seed in 0..30 {
            random_play::play(&story, seed, 200, |playthrough| {
                // The space that would stand before more text is no part of this one.
                said.push(format!("{:?}", playthrough.turn()).replace("gap: Space", "gap: None"));
            });
        }
        said
    };
    let mut changed = 0;
    for folder in ["scenes", "tests/data/play"].iter().flat_map(|parent| folders(parent)) {
        let files = StorySource::Folder(folder.clone()).read().unwrap();
        let after: Vec<SourceFile> =
            files.iter().map(|file| SourceFile::new(&file.path, untidied(&file.bytes))).collect();
        changed += files.iter().zip(&after).filter(|(before, after)| before != after).count();
        for (before, after) in transcripts(&files).iter().zip(&transcripts(&after)) {
            assert_eq!(before, after, "{} is another story", folder.display());
        }
    }
    assert!(changed >= 14, "there was little to change: {changed} files");
}

/// A file whose prose starts and ends on the lines of its quotation marks, and which was laid out then.
fn untidied(bytes: &[u8]) -> Vec<u8> {
    let text = String::from_utf8(bytes.to_vec()).unwrap();
    let lines = text.lines().map(str::trim).collect::<Vec<_>>().join("\n");
    laid_out(lines.replace("r#\"\n", "r#\"").replace("\n\"#", "\"#").as_bytes()).unwrap()
}

#[test]
fn the_shipped_stories_are_laid_out() {
    for folder in folders("scenes") {
        for (path, text) in samples().iter().filter(|(path, _)| path.starts_with(&folder)) {
            let index = Index::parse(text).unwrap();
            assert!(lay_out(text, &index).unwrap() == *text, "run `bloodmark fmt`: {} would change", path.display());
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(cases(4_000)) })]

    #[test]
    fn whatever_is_generated_settles_at_once_and_loses_nothing(text in generated::document()) {
        layout_holds(&text)?;
    }

    #[test]
    fn whatever_is_damaged_settles_at_once_and_loses_nothing(text in generated::damaged(texts())) {
        layout_holds(&text)?;
    }
}

fn texts() -> Vec<String> {
    samples().into_iter().map(|(_, text)| text).collect()
}

fn layout_holds(text: &str) -> Result<(), TestCaseError> {
    // A carriage return never comes here: reading a file takes it away or refuses it.
    let text = text.replace("\r\n", "\n");
    match Index::parse(&text) {
        Ok(_) if !text.contains("#!") && !text.contains("# !") => {
            prop_assert_eq!(holds(&text).err(), None);
        }
        _ => {}
    }
    Ok(())
}

/// `PROPTEST_CASES` if it is set.
fn cases(usual: u32) -> u32 {
    std::env::var("PROPTEST_CASES").ok().and_then(|count| count.parse().ok()).unwrap_or(usual)
}

fn fmt(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_bloodmark")).arg("fmt").args(arguments).output().unwrap()
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

#[test]
fn the_command_writes_only_what_changes_and_leaves_what_it_cannot_read() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().to_str().unwrap();
    let write = |name: &str, text: &str| std::fs::write(home.path().join(name), text).unwrap();
    let read = |name: &str| std::fs::read_to_string(home.path().join(name)).unwrap();
    std::fs::create_dir(home.path().join("walkthroughs")).unwrap();
    write("story.ron", "(\r\n  title: \"T\", start: \"a/b\")\r\n");
    write("tidy.ron", "(beats: {})\n");
    write("broken.ron", "(beats: {  \n");
    write("walkthroughs/one.ron", "(steps:[])\n");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let private = std::fs::Permissions::from_mode(0o640);
        std::fs::set_permissions(home.path().join("story.ron"), private).unwrap();
    }
    let tidy_before = std::fs::metadata(home.path().join("tidy.ron")).unwrap().modified().unwrap();

    let check = fmt(&[folder, "--check"]);
    assert_eq!(check.status.code(), Some(1));
    assert!(
        out(&check).contains("story.ron:2\n-   title: \"T\", start: \"a/b\")\n+     title: \"T\",\n"),
        "{}",
        out(&check)
    );
    assert!(out(&check).ends_with("2 of 3 files would change\n"), "{}", out(&check));
    assert!(String::from_utf8_lossy(&check.stderr).contains("error[bad-ron]"));
    assert_eq!(read("walkthroughs/one.ron"), "(steps:[])\n", "`--check` has written");

    let json: serde_json::Value = serde_json::from_slice(&fmt(&[folder, "--json"]).stdout).unwrap();
    let changed: Vec<bool> = json.as_array().unwrap().iter().map(|file| file["changed"].as_bool().unwrap()).collect();
    assert_eq!(changed, [true, false, true], "{json}");
    assert_eq!(read("story.ron"), "(\r\n    title: \"T\",\r\n    start: \"a/b\",\r\n)\r\n");
    assert_eq!(
        (read("walkthroughs/one.ron").as_str(), read("broken.ron").as_str()),
        ("(steps: [])\n", "(beats: {  \n")
    );
    assert_eq!(std::fs::metadata(home.path().join("tidy.ron")).unwrap().modified().unwrap(), tidy_before);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(home.path().join("story.ron")).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o640, "other people may read it now");
    }
    let mut names: Vec<String> =
        home.path().read_dir().unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    assert_eq!(names, ["broken.ron", "story.ron", "tidy.ron", "walkthroughs"]);

    std::fs::remove_file(home.path().join("broken.ron")).unwrap();
    let again = fmt(&[folder, "--check"]);
    assert_eq!((again.status.code(), out(&again).as_str()), (Some(0), "0 of 3 files would change\n"));
    assert_eq!(fmt(&["/nonexistent"]).status.code(), Some(2));
}

#[test]
fn no_line_is_longer_than_it_must_be() {
    let text = format!("(a: [{}])", "\"word\", ".repeat(60));
    let after = holds(&text).unwrap();
    assert!(after.lines().all(|line| line.len() <= WIDTH), "{after}");
    let fits = format!("(\n    a: [\"{}\"],\n    b: (c: \"{}\"),\n)\n", "x".repeat(200), "x".repeat(WIDTH - 15));
    assert_eq!(holds(&fits).unwrap(), fits);
}
