//! The words of the interface: every language says the same things, and what the program says is there.

use std::collections::{BTreeMap, BTreeSet};

use super::{root, rust_files};

/// The variables of each message of a language, by its name.
fn messages(code: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut found = BTreeMap::new();
    for entry in root().join("assets/text").join(code).read_dir().unwrap() {
        let text = std::fs::read_to_string(entry.unwrap().path()).unwrap();
        let mut name = String::new();
        for line in text.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty()) {
            if !line.starts_with(' ') {
                name = line.split(" =").next().unwrap().to_owned();
                assert!(found.insert(name.clone(), BTreeSet::new()).is_none(), "{code}: `{name}` is there twice");
            }
            let variables: &mut BTreeSet<String> = found.get_mut(&name).unwrap();
            variables.extend(
                line.split('$').skip(1).map(|rest| {
                    rest.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect::<String>()
                }),
            );
        }
    }
    found
}

#[test]
fn every_language_has_the_same_messages_with_the_same_variables() {
    assert_eq!(messages("en"), messages("de"));
    let listed = std::fs::read_to_string(root().join("src/catalogue/texts.rs")).unwrap();
    for entry in root().join("assets/text/en").read_dir().unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let stem = name.trim_end_matches(".ftl");
        assert!(listed.contains(&format!("\"{stem}\"")), "`{name}` is not in the program");
    }
}

/// What stands around the part of a name that is put in.
fn ends<'a>(((start, _), (_, end)): ((&'a str, &str), (&str, &'a str))) -> (&'a str, &'a str) {
    (start, end)
}

#[test]
fn every_message_that_the_program_names_is_there_and_none_is_left_over() {
    let messages = messages("en");
    let kinds: BTreeSet<&str> = messages.keys().filter_map(|name| name.split('-').next()).collect();
    let mut named = BTreeSet::new();
    let mut put_together: Vec<(String, String)> = Vec::new();
    let mut faults = Vec::new();
    for folder in ["src/desktop", "src/telling", "src/terminal", "src/files"] {
        for (path, text) in rust_files(folder) {
            let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
            for line in code {
                for word in line.split('"').skip(1).step_by(2) {
                    if let Some((start, end)) = word.split_once('{').zip(word.rsplit_once('}')).map(ends) {
                        put_together.push((start.to_owned(), end.to_owned()));
                    }
                    let is_name = word.contains('-') && word.chars().all(|c| matches!(c, 'a'..='z' | '0'..='9' | '-'));
                    if !is_name || !kinds.contains(word.split('-').next().unwrap()) {
                        continue;
                    }
                    if !messages.contains_key(word) && !word.ends_with('-') {
                        faults.push(format!("{} says `{word}`, which no language has", path.display()));
                    }
                    named.insert(word.to_owned());
                }
            }
        }
    }
    // A name can be put together from a part and what follows, or from another name and an end.
    let starts: Vec<&String> = named.iter().filter(|name| name.ends_with('-')).collect();
    let fits = |(start, end): &(String, String), name: &str| match start.as_str() {
        "" => end.starts_with('-') && name.strip_suffix(end.as_str()).is_some_and(|name| named.contains(name)),
        start => start.ends_with('-') && name.starts_with(start) && name.ends_with(end.as_str()),
    };
    let is_left = |name: &&String| {
        let is_begun = starts.iter().any(|start| name.starts_with(start.as_str()));
        !named.contains(*name) && !is_begun && !put_together.iter().any(|parts| fits(parts, name))
    };
    faults.extend(messages.keys().filter(is_left).map(|name| format!("`{name}` is said nowhere")));
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
