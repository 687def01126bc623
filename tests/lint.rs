//! The lint rules: that each example has its fault and no other, that what is planted is found, and that the page of rules is up to date.

#[path = "lint/planted.rs"]
mod planted;
#[path = "lint/sound.rs"]
mod sound;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::Instant;

use bloodmark::diagnostic::{Diagnostic, Fix, Severity, draw, line};
use bloodmark::lint::{self, Check, Example};
use bloodmark::source::edit::{Edit, apply_to_bytes};
use bloodmark::source::{Compiled, SourceFile, compile};
use planted::Place;

fn at_root(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn told(example: &Example) -> (Compiled, Vec<Diagnostic>) {
    let compiled = compile(&example.files());
    let told = lint::all(&compiled);
    (compiled, told)
}

fn lines(told: &[Diagnostic], compiled: &Compiled) -> String {
    told.iter().map(|diagnostic| line(diagnostic, &compiled.sources) + "\n").collect()
}

#[test]
fn each_example_has_its_fault_and_no_other_and_instead_has_none() {
    let mut failures = String::new();
    for rule in lint::rules() {
        let (compiled, found) = told(&rule.example);
        let codes: Vec<&str> = found.iter().map(|diagnostic| diagnostic.code).collect();
        if codes != [rule.id] || found[0].severity != rule.severity {
            failures += &format!("the example of `{}` has:\n{}\n", rule.id, lines(&found, &compiled));
        }
        let by_loader = compiled.diagnostics.iter().any(|diagnostic| diagnostic.code == rule.id);
        if by_loader != matches!(rule.check, Check::Loader) {
            failures += &format!("`{}` is not told by whom it says\n", rule.id);
        }
        if found.iter().any(|diagnostic| draw(diagnostic, &compiled.sources, false).is_empty()) {
            failures += &format!("`{}` cannot be drawn\n", rule.id);
        }
        let (compiled, found) = told(&rule.instead);
        if !found.is_empty() || compiled.story.is_none() {
            failures += &format!("what to write instead of `{}` has:\n{}\n", rule.id, lines(&found, &compiled));
        }
    }
    assert!(failures.is_empty(), "\n{failures}");
}

#[test]
fn rules_are_in_order_and_each_has_a_file_of_its_name() {
    let ids: Vec<&str> = lint::rules().iter().map(|rule| rule.id).collect();
    assert!(ids.is_sorted(), "{ids:?}");
    let files = at_root("src/lint/rules").read_dir().unwrap().map(|entry| entry.unwrap().path());
    let stems = files.map(|path| path.file_stem().unwrap().to_str().unwrap().replace('_', "-"));
    let stems: BTreeSet<String> = stems.filter(|stem| stem != "mod").collect();
    assert_eq!(stems, ids.iter().map(|&id| id.to_owned()).collect());
    assert!(ids.iter().all(|id| lint::find(id).is_some_and(|rule| rule.id == *id)));
}

fn rust_files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in folder.read_dir().unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { rust_files(&path, found) } else { found.push(path) }
    }
}

/// The texts in quotation marks that stand where the loader names a fault: behind one of the calls that make a diagnostic.
fn codes_in(text: &str) -> impl Iterator<Item = &str> {
    const CALLS: [&str; 6] =
        ["Diagnostic::error(", "Fault::new(", "self.report(", "code: ", "=> (", "=> {\n                (\""];
    let text = text.split("#[cfg(test)]").next().unwrap_or(text);
    CALLS.iter().flat_map(move |call| {
        text.split(call).skip(1).filter_map(move |after| {
            let after = if call.ends_with('"') { after } else { after.trim_start().strip_prefix('"')? };
            let code = &after[..after.find('"')?];
            let is_code =
                code.contains('-') && code.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
            is_code.then_some(code)
        })
    })
}

#[test]
fn whatever_the_loader_can_tell_has_a_rule() {
    let mut files = Vec::new();
    rust_files(&at_root("src/source"), &mut files);
    let texts: Vec<String> = files.iter().map(|path| std::fs::read_to_string(path).unwrap()).collect();
    /// Told of walkthroughs, by `test`; `docs/testing.md` is about those.
    const OF_WALKTHROUGHS: [&str; 2] = ["unknown-step", "visits-not-kept"];
    let codes = texts.iter().flat_map(|text| codes_in(text)).filter(|code| !OF_WALKTHROUGHS.contains(code));
    let codes: BTreeSet<&str> = codes.collect();
    let by_loader = lint::rules().iter().filter(|rule| matches!(rule.check, Check::Loader));
    let rules: BTreeSet<&str> = by_loader.map(|rule| rule.id).collect();
    assert_eq!(codes, rules);
}

#[test]
fn the_page_of_rules_is_up_to_date() {
    let (path, page) = (at_root("docs/lints.md"), lint::page());
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        std::fs::write(&path, &page).unwrap();
    }
    let written = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(written == page, "docs/lints.md is out of date: run `UPDATE_EXPECT=1 cargo test --test lint`");
}

/// The files of a case; `story.ron` of all cases if it has none of its own.
fn case_files(case: &Path) -> Vec<SourceFile> {
    let read = |path: &Path| {
        let name = path.file_name().unwrap().to_str().unwrap();
        SourceFile::new(name, std::fs::read(path).unwrap())
    };
    let paths = case.read_dir().unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<SourceFile> =
        paths.filter(|path| path.extension().is_some_and(|end| end == "ron")).map(|path| read(&path)).collect();
    if files.iter().all(|file| file.path != "story.ron") {
        files.push(read(&at_root("tests/data/lint/story.ron")));
    }
    files
}

fn folders_in(folder: &Path) -> Vec<PathBuf> {
    let mut folders: Vec<PathBuf> = folder.read_dir().unwrap().map(|entry| entry.unwrap().path()).collect();
    folders.retain(|path| path.is_dir());
    folders.sort();
    folders
}

/// Each folder `tests/data/lint/<rule>/<case>` is a story; `expected.txt` says what the rule finds in it, errors of others beside it.
#[test]
fn rules_fire_where_they_should_and_nowhere_else() {
    let updates = std::env::var_os("UPDATE_EXPECT").is_some();
    let mut failures = String::new();
    for folder in folders_in(&at_root("tests/data/lint")) {
        let rule = folder.file_name().unwrap().to_str().unwrap();
        assert!(lint::find(rule).is_some(), "no rule is called {rule}");
        for case in folders_in(&folder) {
            let compiled = compile(&case_files(&case));
            let mut found = lint::all(&compiled);
            found.retain(|told| told.code == rule || told.severity == Severity::Error);
            let (said, path) = (lines(&found, &compiled), case.join("expected.txt"));
            if updates {
                std::fs::write(&path, &said).unwrap();
            }
            let expected = std::fs::read_to_string(&path).unwrap_or_else(|_| "expected.txt is missing".to_owned());
            if said != expected {
                failures += &format!("{}\n--- expected\n{expected}--- found\n{said}\n", case.display());
            }
        }
    }
    assert!(failures.is_empty(), "\n{failures}");
}

#[test]
fn what_is_planted_in_twenty_thousand_beats_is_found_and_nothing_else() {
    let (files, planted) = planted::story();
    let compiled = compile(&files);
    let started = Instant::now();
    let found = lint::all(&compiled);
    let taken = started.elapsed();
    let place = |told: &Diagnostic| {
        let place = compiled.sources.place(told.primary.file, told.primary.range().start);
        (told.code.to_owned(), compiled.sources.path(told.primary.file).to_owned(), place.line, place.column)
    };
    let found: BTreeSet<Place> = found.iter().map(place).collect();
    let planted: BTreeSet<Place> = planted.into_iter().collect();
    let rules: BTreeSet<&str> = planted.iter().chain(&found).map(|(rule, ..)| rule.as_str()).collect();
    let of = |rule: &str, places: &BTreeSet<Place>| places.iter().filter(|place| place.0 == rule).count();
    println!("{} beats, all rules in {taken:?}", compiled.story.as_ref().map_or(0, |story| story.beats().len()));
    println!("{:20} {:>7} {:>5} {:>9}", "rule", "planted", "found", "elsewhere");
    for rule in &rules {
        let elsewhere = found.difference(&planted).filter(|place| place.0 == *rule).count();
        println!("{rule:20} {:>7} {:>5} {elsewhere:>9}", of(rule, &planted), of(rule, &found) - elsewhere);
    }
    assert_eq!(planted.len(), (planted::KINDS.len() + 1) * planted::EACH);
    let missed: Vec<_> = planted.difference(&found).collect();
    let elsewhere: Vec<_> = found.difference(&planted).collect();
    assert!(missed.is_empty() && elsewhere.is_empty(), "missed: {missed:#?}\nelsewhere: {elsewhere:#?}");
}

/// The story with these edits carried out.
fn edited(files: &[SourceFile], fix: &Fix, compiled: &Compiled) -> Vec<SourceFile> {
    let mut files = files.to_vec();
    for file in &mut files {
        let of_file = fix.edits.iter().filter(|(span, _)| compiled.sources.path(span.file) == file.path);
        let edits: Vec<Edit> = of_file.map(|(span, with)| Edit::new(span.range(), with)).collect();
        file.bytes = apply_to_bytes(&file.bytes, edits).unwrap();
    }
    files
}

#[test]
fn each_fix_of_an_example_mends_it() {
    let mut mended = BTreeSet::new();
    for rule in lint::rules() {
        let files = rule.example.files();
        let (compiled, found) = told(&rule.example);
        for fix in found.iter().flat_map(|told| &told.fixes) {
            assert!(!fix.edits.is_empty() && !fix.title.is_empty(), "{}", rule.id);
            let after = compile(&edited(&files, fix, &compiled));
            let left = lint::all(&after);
            assert!(left.iter().all(|told| told.code != rule.id), "{} {fix:?}:\n{}", rule.id, lines(&left, &after));
            mended.insert(rule.id);
        }
    }
    println!("{} rules have fixes: {mended:?}", mended.len());
    assert!(mended.len() > 15, "{mended:?}");
}

#[test]
fn safe_fixes_are_carried_out_until_none_is_left_and_leave_other_bytes_alone() {
    for rule in lint::rules() {
        let plain = rule.example.files();
        if plain.iter().any(|file| std::str::from_utf8(&file.bytes).is_err()) {
            continue;
        }
        let has_safe_fix = told(&rule.example).1.iter().any(|told| told.fixes.iter().any(|fix| fix.is_safe));
        // As it may come from another system: with a byte order mark and lines ended by CR LF.
        let foreign = |file: &SourceFile| {
            let text = String::from_utf8_lossy(&file.bytes).replace('\n', "\r\n");
            SourceFile::new(file.path.clone(), format!("\u{feff}{text}"))
        };
        for files in [plain.clone(), plain.iter().map(foreign).collect()] {
            let mended = lint::mend(&files);
            assert_eq!(!mended.done.is_empty(), has_safe_fix, "{}", rule.id);
            assert_eq!(mended.left.is_empty(), has_safe_fix, "{}: {:?}", rule.id, mended.left);
            if !has_safe_fix {
                assert_eq!(mended.files, files, "{}", rule.id);
                continue;
            }
            let returns = |file: &SourceFile| (file.bytes.iter().filter(|byte| **byte == b'\r').count(), file.bytes[0]);
            let lines = |file: &SourceFile| file.bytes.iter().filter(|byte| **byte == b'\n').count();
            for (before, after) in files.iter().zip(&mended.files) {
                assert_eq!(returns(before).1, returns(after).1, "the byte order mark of {}", rule.id);
                assert!(returns(after).0 == 0 || returns(after).0 == lines(after), "line ends of {}", rule.id);
            }
        }
    }
}

#[test]
fn conditions_beyond_writing_out_are_left_alone_in_good_time() {
    let named: String = (1..7).map(|n| format!("\"n{n}\": \"n{0} and n{0} or not n{0}\", ", n - 1)).collect();
    let story = format!(
        r#"(title: "T", start: "hall/door", flags: ["a"], named: {{"n0": "a", {named}}}, endings: {{"out": (title: "O", hint: "H.", epilogue: "E.")}})"#
    );
    let hall = r#"(beats: {"door": (text: "{if n6 and a}x{else}y{end}", then: "set a", ending: "out")})"#;
    let compiled = compile(&[SourceFile::new("story.ron", story), SourceFile::new("hall.ron", hall)]);
    let started = Instant::now();
    lint::check(&compiled);
    assert!(compiled.story.is_some() && started.elapsed().as_secs() < 5, "{:?}", started.elapsed());
}

#[test]
fn many_faults_are_mended_in_rounds() {
    let says = r#"{cycle: {cycle: {first: Home , it seems . }}}"#;
    let beats = format!(
        r#"(beats: {{
    "door": (text: "{says}", allow: ["goto-ring", "long-wait", "self-goto"], then: "set a; set a; set a", goto: "next"),
    "next": (text: "{{if a}}N.{{end}}", ending: "out"),
}})"#
    );
    let story =
        r#"(title: "T", start: "hall/door", flags: ["a"], endings: {"out": (title: "O", hint: "H.", epilogue: "E.")})"#;
    let mended = lint::mend(&[SourceFile::new("story.ron", story), SourceFile::new("hall.ron", beats)]);
    assert!(mended.left.is_empty(), "{}", lines(&mended.left, &mended.compiled));
    let text = String::from_utf8(mended.files[1].bytes.clone()).unwrap();
    assert!(text.contains(r#""door": (text: "Home, it seems.", then: "set a", goto: "next")"#), "{text}");
}
