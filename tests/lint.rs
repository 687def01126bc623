//! The lint rules: that each example has its fault and no other, that what is planted is found, and that the page of rules is up to date.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use bloodmark::diagnostic::{Diagnostic, draw, line};
use bloodmark::lint::{self, Check, Example};
use bloodmark::source::{Compiled, compile};

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
    let codes: BTreeSet<&str> = texts.iter().flat_map(|text| codes_in(text)).collect();
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
