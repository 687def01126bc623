//! The house is in order: levels, sizes, first sentences, and the words of the interface.

#[path = "tidy/words.rs"]
mod words;

use std::path::{Path, PathBuf};

const LONGEST_FILE: usize = 800;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn rust_files(folder: &str) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in folder.read_dir().unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() && !path.ends_with("data") {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = std::fs::read_to_string(&path).unwrap();
                found.push((path.strip_prefix(root()).unwrap().to_owned(), text));
            }
        }
    }
    assert!(!found.is_empty(), "no files in {folder}");
    found.sort();
    found
}

/// The levels, read from the table in `lib.rs`.
fn levels() -> Vec<(String, u32)> {
    let map = std::fs::read_to_string(root().join("src/lib.rs")).unwrap();
    let rows = map.lines().filter_map(|line| line.strip_prefix("//! | "));
    let level = |row: &str| {
        let mut cells = row.split(" | ");
        let level = cells.next()?.parse().ok()?;
        let name = cells.next()?.trim_matches(['[', ']', '`', ' ']).to_owned();
        Some((name, level))
    };
    let levels: Vec<_> = rows.filter_map(level).collect();
    assert!(levels.len() >= 9, "the table of levels in lib.rs was not understood: {levels:?}");
    levels
}

/// The modules of the crate that a file names, in `crate::x` and `use crate::{x, y}`, outside of comments and strings.
fn named_modules(text: &str) -> Vec<String> {
    let code: String = text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n");
    let mut named = Vec::new();
    for after in code.split("crate::").skip(1) {
        let parts = match after.strip_prefix('{') {
            Some(list) => outermost_parts(list),
            None => vec![after],
        };
        for part in parts {
            let name: String = part.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
            named.push(name);
        }
    }
    named
}

/// The parts of a list in braces that is given from behind its opening brace, without what stands in braces inside.
fn outermost_parts(list: &str) -> Vec<&str> {
    let (mut depth, mut start, mut parts) = (0, 0, Vec::new());
    for (at, c) in list.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => {
                parts.push(list[start..at].trim());
                break;
            }
            '}' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(list[start..at].trim());
                start = at + 1;
            }
            _ => {}
        }
    }
    parts
}

#[test]
fn a_nested_list_of_imports_is_understood() {
    assert_eq!(named_modules("use crate::{story::{Page, Turn}, files};"), ["story", "files"]);
}

#[test]
fn a_module_names_only_lower_levels() {
    let levels = levels();
    let level_of = |module: &str| levels.iter().find(|(name, _)| name == module).map(|(_, level)| *level);
    let mut faults = Vec::new();
    for (path, text) in rust_files("src") {
        let module = path.iter().nth(1).unwrap().to_string_lossy().trim_end_matches(".rs").to_owned();
        if matches!(module.as_str(), "lib" | "main") {
            continue;
        }
        let own = level_of(&module).unwrap_or_else(|| panic!("`{module}` is missing from the table in lib.rs"));
        for named in named_modules(&text) {
            let is_higher = named != module && level_of(&named).is_some_and(|level| level >= own);
            if is_higher {
                faults.push(format!("{}: level {own} names `{named}`", path.display()));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_rules_name_nothing_but_std_and_thiserror() {
    const OTHERS: [&str; 9] =
        ["bevy", "serde", "ron", "rand", "indexmap", "std::fs", "std::time", "std::thread", "std::env"];
    for (path, text) in rust_files("src/story") {
        let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
        for line in code {
            let named = OTHERS.iter().find(|other| line.contains(&format!("{other}::")));
            assert!(named.is_none(), "{} names {named:?}: {line}", path.display());
        }
    }
}

#[test]
fn features_are_asked_for_at_the_edges_only() {
    for (path, text) in rust_files("src") {
        let is_edge =
            ["src/lib.rs", "src/main.rs"].iter().any(|edge| path == Path::new(edge)) || path.starts_with("src/cli");
        assert!(is_edge || !text.contains("feature ="), "{} asks for a feature", path.display());
    }
}

#[test]
fn every_file_opens_with_a_sentence_and_is_short() {
    for (path, text) in rust_files("src").into_iter().chain(rust_files("tests")).chain(rust_files("examples")) {
        let first = text.lines().next().unwrap_or_default();
        assert!(first.starts_with("//! "), "{} does not open with what it is", path.display());
        let lines = text.lines().count();
        assert!(lines <= LONGEST_FILE, "{} has {lines} lines", path.display());
    }
}

#[test]
fn nothing_is_left_to_do_in_the_tree() {
    let words = [concat!("TO", "DO"), concat!("FIX", "ME"), concat!("dbg", "!(")];
    for (path, text) in rust_files("src").into_iter().chain(rust_files("tests")) {
        for word in words {
            assert!(!text.contains(word), "{} holds {word}", path.display());
        }
    }
}
