//! Edits of files: what was not edited stays byte for byte, and the file can be read again and says what was wanted.

use std::path::{Path, PathBuf};

use bloodmark::source::edit::{
    Edit, EditFault, Place, apply, apply_to_bytes, differences, differs_only_at, insert, move_to, remove, rename_key,
    replace_in_text, replace_text, replace_value,
};
use bloodmark::source::index::{Index, Kind, NodeId};
use proptest::prelude::*;
use proptest::sample::{Index as Pick, select};
use ron::Value;

fn stories(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for path in folder.read_dir().unwrap().map(|entry| entry.unwrap().path()) {
        if path.is_dir() {
            found.extend(stories(&path));
        } else if path.extension().is_some_and(|extension| extension == "ron") {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// Layouts that no shipped story has: comments and commas at odd places, one-line records, nothing in brackets.
const ODD: [&str; 4] = [
    r##"// head
    ( // about it
    /* a */ a /* b */ : /* c */ [1, /* two */ 2 // three
    , 3 /* four */], // behind
    // above b

    // right above b
    b: {"x": (1, 2,), /* y */ "y": (), 7: None, // seven
    }, c: {}, d: [ ], e: ( /* nothing */ ), f: {
        // nothing yet
    },
    g: [
        "one", // first
        r#"two"# // second
    ],
    // last of all
    ) // end"##,
    r###"(text: "a \"quoted\" word\u{e9}\
        and a \x41 \n line
        more", raw: r#"with "marks" and é"#, bare: r"x", two: r##"one "# two"##, tuple: ("a", ('c', true)), none: None)"###,
    "[(a: 1), (a: 1,), Name(a: 1,\n b: 2), Name(\"x\"), (\n    a: 1,\n    b: 2\n), [\n    // first\n    1,\n\n    // second\n    2\n    // end\n]]",
    "(stats: {0: \"zero\",\n    3: \"three\"}, a: [])",
];

fn samples() -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let files = [stories(&root.join("scenes")), stories(&root.join("tests/data/play"))].concat();
    let read = files.iter().map(|path| std::fs::read_to_string(path).unwrap());
    // The odd ones weigh as much as all the others.
    let odd = ODD.iter().cycle().take(files.len()).map(|&text| text.to_owned());
    read.chain(odd).collect()
}

fn nodes(index: &Index) -> Vec<NodeId> {
    let mut found = vec![index.root()];
    let mut at = 0;
    while let Some(&n) = found.get(at) {
        found.extend(index.children(n));
        at += 1;
    }
    found
}

/// A node of a text, often one of those that `is_wanted`.
fn node(index: &Index, pick: Pick, is_wanted: impl Fn(NodeId) -> bool) -> Option<NodeId> {
    let wanted: Vec<NodeId> = nodes(index).into_iter().filter(|&n| is_wanted(n)).collect();
    (!wanted.is_empty()).then(|| *pick.get(&wanted))
}

/// The edited text, after checking that all bytes outside the edits are the same and in order.
fn edited(text: &str, edits: &[Edit]) -> String {
    let result = apply(text, edits.to_vec()).unwrap();
    let mut sorted: Vec<&Edit> = edits.iter().collect();
    sorted.sort_by_key(|edit| (edit.range.start, edit.range.end));
    let (mut rest, mut at) = (result.as_str(), 0);
    for edit in sorted {
        let kept = &text[at..edit.range.start];
        rest = rest.strip_prefix(kept).unwrap_or_else(|| panic!("{kept:?} has changed"));
        rest = rest.strip_prefix(edit.with.as_str()).unwrap();
        at = edit.range.end;
    }
    assert_eq!(rest, &text[at..]);
    result
}

/// What `ron` reads at a path of keys and positions.
fn at<'v>(value: &'v Value, path: &[String]) -> Option<&'v Value> {
    path.iter().try_fold(value, |value, step| match value {
        Value::Map(map) => map.iter().find(|(key, _)| **key == Value::String(step.clone())).map(|(_, value)| value),
        Value::Seq(items) => items.get(step.parse::<usize>().ok()?),
        _ => None,
    })
}

/// The path of a node as steps; none if it goes through a key that is no text.
fn steps(index: &Index, source: &str, mut n: NodeId) -> Option<Vec<String>> {
    let mut steps = Vec::new();
    while let Some(parent) = index.parent(n) {
        steps.push(match index.key_span(n) {
            Some(span) if index.kind(parent) == Kind::Map && !source[span.clone()].contains('"') => return None,
            Some(_) => index.key(n)?.to_owned(),
            None => index.children(parent).position(|other| other == n)?.to_string(),
        });
        n = parent;
    }
    steps.reverse();
    Some(steps)
}

/// Checks that `ron` reads `wanted` at the place of a node.
fn reads(before: &Index, source: &str, n: NodeId, after: &str, wanted: &Value) {
    let Ok(value) = ron::from_str::<Value>(after) else {
        assert!(ron::from_str::<Value>(source).is_err(), "ron refuses {after}");
        return;
    };
    if let Some(steps) = steps(before, source, n) {
        assert_eq!(at(&value, &steps), Some(wanted), "at {steps:?} of {after}");
    }
}

fn text() -> impl Strategy<Value = String> {
    const USUAL: [&str; 16] =
        ["plain", "", " ", "\"", "\"#", "r#\"", "\n", "\\", "\t", "é", "{if a}", "//", "\"##", "r#", "\u{7}", "'"];
    proptest::collection::vec(select(&USUAL[..]), 0..5).prop_map(|parts| parts.concat())
}

const VALUES: [&str; 10] =
    ["1", "\"x\"", "(a: 1)", "[\n  1,\n]", "r#\"y\"#", "None", "{}", "()", "{\"k\": [1, (2, 3)]}", "Name(1)"];

#[derive(Debug, Clone)]
enum Change {
    Value(&'static str),
    Text(String),
    Inside(Pick, Pick, String),
    Rename(&'static str),
    Insert(usize, &'static str),
    Remove,
    Move(usize, Pick),
}

fn change() -> impl Strategy<Value = Change> {
    prop_oneof![
        select(&VALUES[..]).prop_map(Change::Value),
        text().prop_map(Change::Text),
        (any::<Pick>(), any::<Pick>(), text()).prop_map(|(a, b, with)| Change::Inside(a, b, with)),
        select(&["other", "r_2", "two-part", "true", "é", "b"][..]).prop_map(Change::Rename),
        (0..3_usize, select(&VALUES[..])).prop_map(|(place, ron)| Change::Insert(place, ron)),
        Just(Change::Remove),
        (0..3_usize, any::<Pick>()).prop_map(|(place, other)| Change::Move(place, other)),
    ]
}

fn is_text(index: &Index, n: NodeId) -> bool {
    index.kind(n) == Kind::Text
}

fn has_brackets(index: &Index, n: NodeId) -> bool {
    matches!(index.kind(n), Kind::Record | Kind::Map | Kind::List | Kind::Tuple)
}

/// Makes one change at a node that fits it, and checks all that is promised.
fn check(source: &str, pick: Pick, change: &Change) -> Option<String> {
    let index = Index::parse(source).unwrap();
    let result = match change {
        Change::Value(ron) => {
            let n = node(&index, pick, |_| true)?;
            let result = edited(source, &[replace_value(&index, n, ron).unwrap()]);
            assert!(differs_only_at(source, &result, &index.path(n)), "{:?}", differences(source, &result));
            reads(&index, source, n, &result, &ron::from_str(ron).unwrap());
            result
        }
        Change::Text(said) => {
            let n = node(&index, pick, |n| is_text(&index, n))?;
            let result = edited(source, &[replace_text(&index, source, n, said).unwrap()]);
            says(&index, source, n, &result, said);
            result
        }
        Change::Inside(a, b, with) => {
            let n = node(&index, pick, |n| is_text(&index, n))?;
            let said = index.text(source, n).unwrap();
            let borders: Vec<usize> = said.char_indices().map(|(at, _)| at).chain([said.len()]).collect();
            let (a, b) = (*a.get(&borders), *b.get(&borders));
            let range = a.min(b)..a.max(b);
            let wanted = [&said[..range.start], with, &said[range.end..]].concat();
            let result = edited(source, &[replace_in_text(&index, source, n, range, with).unwrap()]);
            says(&index, source, n, &result, &wanted);
            result
        }
        Change::Rename(name) => renamed(&index, source, pick, name)?,
        Change::Insert(place, ron) => inserted(&index, source, pick, *place, ron)?,
        Change::Remove => removed(&index, source, pick)?,
        Change::Move(place, other) => moved(&index, source, pick, *place, *other)?,
    };
    assert!(Index::parse(&result).unwrap().runaways(&result).next().is_none(), "a text runs on in {result}");
    Some(result)
}

fn says(before: &Index, source: &str, n: NodeId, after: &str, wanted: &str) {
    assert!(differs_only_at(source, after, &before.path(n)), "{:?}", differences(source, after));
    let index = Index::parse(after).unwrap();
    let found = nodes(&index)[nodes(before).iter().position(|&other| other == n).unwrap()];
    assert_eq!(index.text(after, found).as_deref(), Some(wanted));
    assert_eq!(before.kind(n), index.kind(found));
    let is_raw = |text: &str, at: usize| text[at..].starts_with('r');
    let has_control = wanted.chars().any(|c| c.is_control() && c != '\n' && c != '\t');
    let (was, is) = (is_raw(source, before.span(n).start), is_raw(after, index.span(found).start));
    assert_eq!(was && !has_control, is, "the style of the literal has changed");
    reads(before, source, n, after, &Value::String(wanted.to_owned()));
}

fn renamed(index: &Index, source: &str, pick: Pick, name: &str) -> Option<String> {
    let n = node(index, pick, |n| index.key(n).is_some())?;
    let parent = index.parent(n)?;
    let edit = match rename_key(index, source, n, name) {
        Ok(edit) => edit,
        Err(EditFault::Taken(_)) => {
            assert!(index.child(parent, name).is_some_and(|other| other != n));
            return None;
        }
        Err(fault) => {
            assert!(matches!(fault, EditFault::NoName(_)) && !source[index.key_span(n)?].contains('"'), "{fault}");
            return None;
        }
    };
    let result = edited(source, &[edit]);
    let prefix = if index.path(parent).is_empty() { String::new() } else { index.path(parent) + "." };
    let paths = [format!("{prefix}{}", index.key(n)?), format!("{prefix}{name}")];
    let found = differences(source, &result).unwrap();
    assert!(found.iter().all(|path| paths.contains(path)) && (found.len() == 2 || paths[0] == paths[1]), "{found:?}");
    Some(result)
}

fn inserted(index: &Index, source: &str, pick: Pick, place: usize, ron: &str) -> Option<String> {
    let parent = node(index, pick, |n| has_brackets(index, n))?;
    let siblings: Vec<NodeId> = index.children(parent).collect();
    let after = (!siblings.is_empty()).then(|| *pick.get(&siblings));
    let (place, position) = match (place, after) {
        (0, _) => (Place::First, 0),
        (1, Some(after)) => (Place::After(after), pick.index(siblings.len()) + 1),
        _ => (Place::Last, siblings.len()),
    };
    let has_text_keys = siblings.iter().all(|&n| index.key_span(n).is_some_and(|span| source[span].contains('"')));
    let name = match index.kind(parent) {
        Kind::Record => Some("inserted"),
        Kind::Map if has_text_keys => Some("inserted"),
        Kind::Map => Some("-77"),
        _ => None,
    };
    if name.is_some_and(|name| index.child(parent, name).is_some()) {
        return None;
    }
    let result = edited(source, &insert(index, source, parent, place, name, ron).unwrap());
    let again = Index::parse(&result).unwrap();
    let found = nodes(&again)[nodes(index).iter().position(|&other| other == parent).unwrap()];
    let added = again.item(found, position).unwrap();
    assert_eq!((again.key(added), &result[again.span(added)]), (name, ron));
    assert_eq!(comments(&again, &result), comments(index, source));
    let rest = apply(&result, remove(&again, &result, added).unwrap()).unwrap();
    assert_eq!(differences(source, &rest), Ok(Vec::new()), "{result}\n{rest}");
    Some(result)
}

fn comments(index: &Index, source: &str) -> Vec<String> {
    index.comments().iter().map(|comment| source[comment.clone()].to_owned()).collect()
}

fn removed(index: &Index, source: &str, pick: Pick) -> Option<String> {
    let n = node(index, pick, |n| index.parent(n).is_some())?;
    let parent = index.parent(n)?;
    let result = edited(source, &remove(index, source, n).unwrap());
    assert!(differs_only_at(source, &result, &index.path(parent)), "{:?}", differences(source, &result));
    let again = Index::parse(&result).unwrap();
    let found = nodes(&again)[nodes(index).iter().position(|&other| other == parent).unwrap()];
    let values = |index: &Index, text: &str, parent: NodeId, without: Option<NodeId>| {
        let others = index.children(parent).filter(|&other| Some(other) != without);
        others.map(|n| (index.key(n).map(str::to_owned), text[index.span(n)].to_owned())).collect::<Vec<_>>()
    };
    assert_eq!(values(index, source, parent, Some(n)), values(&again, &result, found, None));
    Some(result)
}

fn moved(index: &Index, source: &str, pick: Pick, place: usize, other: Pick) -> Option<String> {
    let n = node(index, pick, |n| index.parent(n).is_some())?;
    let parent = index.parent(n)?;
    let siblings: Vec<NodeId> = index.children(parent).collect();
    let place = match place {
        0 => Place::First,
        1 => Place::Last,
        _ => Place::After(*other.get(&siblings)),
    };
    let result = edited(source, &move_to(index, source, n, place).unwrap());
    let again = Index::parse(&result).unwrap();
    let found = nodes(&again)[nodes(index).iter().position(|&other| other == parent).unwrap()];
    let entry =
        |index: &Index, text: &str, n: NodeId| (index.key(n).map(str::to_owned), text[index.span(n)].to_owned());
    let mut wanted: Vec<_> = siblings.iter().copied().filter(|&other| other != n).collect();
    let position = match place {
        Place::First => 0,
        Place::Last => wanted.len(),
        Place::After(other) if other == n => siblings.iter().position(|&other| other == n)?,
        Place::After(other) => wanted.iter().position(|&sibling| sibling == other)? + 1,
    };
    wanted.insert(position, n);
    let wanted: Vec<_> = wanted.iter().map(|&n| entry(index, source, n)).collect();
    assert_eq!(again.children(found).map(|n| entry(&again, &result, n)).collect::<Vec<_>>(), wanted, "{result}");
    let sorted = |mut list: Vec<String>| {
        list.sort();
        list
    };
    assert_eq!(sorted(comments(&again, &result)), sorted(comments(index, source)));
    assert!(differs_only_at(source, &result, &index.path(parent)));
    Some(result)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(cases(3_000)) })]

    #[test]
    fn an_edit_changes_what_it_says_and_nothing_else(
        source in select(samples()),
        changes in proptest::collection::vec((any::<Pick>(), change()), 1..3),
    ) {
        let mut text = source;
        for (pick, change) in changes {
            text = check(&text, pick, &change).unwrap_or(text);
        }
    }

    #[test]
    fn bytes_outside_an_edit_stay_whatever_ends_the_lines(
        source in select(samples()),
        pick in any::<Pick>(),
        has_mark in any::<bool>(),
        returns in proptest::collection::vec(any::<bool>(), 1..6),
    ) {
        // Some lines end with CR LF, some with LF.
        let mut breaks = returns.iter().cycle();
        let lines = source.split_inclusive('\n').map(|line| match line.strip_suffix('\n') {
            Some(line) if *breaks.next().unwrap() => format!("{line}\r\n"),
            _ => line.to_owned(),
        });
        let bytes = [if has_mark { "\u{feff}" } else { "" }, &lines.collect::<String>()].concat().into_bytes();
        let index = Index::parse(&source).unwrap();
        let n = node(&index, pick, |_| true).unwrap();
        let edit = replace_value(&index, n, "[\n1]").unwrap();
        let result = String::from_utf8(apply_to_bytes(&bytes, vec![edit.clone()]).unwrap()).unwrap();
        let original = String::from_utf8(bytes).unwrap();
        let is_usual = 2 * original.matches("\r\n").count() > original.matches('\n').count();
        let line_end = if is_usual { "\r\n" } else { "\n" };
        let (before, after) = result.split_once(&format!("[{line_end}1]")).unwrap();
        prop_assert!(original.starts_with(before) && original.ends_with(after));
        prop_assert_eq!(before.trim_start_matches('\u{feff}').replace("\r\n", "\n"), &source[..edit.range.start]);
        prop_assert_eq!(after.replace("\r\n", "\n"), &source[edit.range.end..]);
    }
}

/// `PROPTEST_CASES` if it is set.
fn cases(usual: u32) -> u32 {
    std::env::var("PROPTEST_CASES").ok().and_then(|count| count.parse().ok()).unwrap_or(usual)
}

#[test]
fn edits_that_overlap_or_split_a_character_are_refused() {
    let text = "aébc";
    let edit = |start, end, with: &str| Edit::new(start..end, with);
    assert_eq!(apply(text, vec![edit(4, 5, "z"), edit(0, 1, "x"), edit(4, 5, "z")]).unwrap(), "xébz");
    assert_eq!(apply(text, vec![edit(1, 3, "e"), edit(1, 1, "<"), edit(3, 3, ">")]).unwrap(), "a<e>bc");
    assert_eq!(apply(text, vec![edit(0, 3, "x"), edit(1, 4, "y")]), Err(EditFault::Overlapping(0..4)));
    assert_eq!(apply(text, vec![edit(1, 1, "x"), edit(1, 1, "y")]), Err(EditFault::Overlapping(1..1)));
    assert_eq!(apply(text, vec![edit(2, 3, "x")]), Err(EditFault::Outside(2..3)));
    assert_eq!(apply(text, vec![edit(5, 6, "x")]), Err(EditFault::Outside(5..6)));
    assert_eq!(apply_to_bytes(b"\xff", Vec::new()), Err(EditFault::Unreadable));
}

#[test]
fn what_cannot_be_written_is_refused() {
    let text = r#"(a: {"x": 1}, b: [2], c: "t")"#;
    let index = Index::parse(text).unwrap();
    let find = |path: &[&str]| index.find(path).unwrap();
    let (x, item) = (find(&["a", "x"]), find(&["b", "0"]));
    for ron in ["", "1, 2", "1 // c", " 1", "a: 1", "(", "#![enable(x)] 1"] {
        assert_eq!(replace_value(&index, x, ron), Err(EditFault::NotAValue(ron.to_owned())));
    }
    let deep = "[".repeat(63) + &"]".repeat(63);
    assert_eq!(replace_value(&index, x, &deep), Err(EditFault::TooDeep("a".to_owned())));
    assert_eq!(replace_text(&index, text, x, "t"), Err(EditFault::NotAText("a.x".to_owned())));
    assert_eq!(replace_in_text(&index, text, find(&["c"]), 0..2, "t"), Err(EditFault::Outside(0..2)));
    assert_eq!(rename_key(&index, text, item, "y"), Err(EditFault::NoName("b[0]".to_owned())));
    assert_eq!(rename_key(&index, text, find(&["a"]), "b"), Err(EditFault::Taken("b".to_owned())));
    assert_eq!(rename_key(&index, text, find(&["a"]), "a b"), Err(EditFault::NotAName("a b".to_owned())));
    assert_eq!(remove(&index, text, index.root()), Err(EditFault::NoPlace(String::new())));
    let insert = |path: &[&str], place, name| insert(&index, text, find(path), place, name, "1");
    assert_eq!(insert(&["b"], Place::Last, Some("x")), Err(EditFault::NoPlace("b".to_owned())));
    assert_eq!(insert(&["a"], Place::Last, None), Err(EditFault::NoPlace("a".to_owned())));
    assert_eq!(insert(&["a"], Place::Last, Some("x")), Err(EditFault::Taken("x".to_owned())));
    assert_eq!(insert(&["a"], Place::After(item), Some("y")), Err(EditFault::NoPlace("a".to_owned())));
}

/// Each with the edits of a text at `a` or an item of it, and what comes of it.
#[test]
fn commas_comments_and_indentation_follow() {
    let insert = |text: &str, place: Place| {
        let index = Index::parse(text).unwrap();
        let a = index.find(&["a"]).unwrap();
        apply(text, insert(&index, text, a, place, None, "9").unwrap()).unwrap()
    };
    for (text, first, last) in [
        ("(a: [])", "(a: [9])", "(a: [9])"),
        ("(a: [1, 2])", "(a: [9, 1, 2])", "(a: [1, 2, 9])"),
        ("(a: [1, 2,])", "(a: [9, 1, 2,])", "(a: [1, 2, 9,])"),
        (
            "(\n    a: [\n        1, // one\n    ],\n)",
            "(\n    a: [\n        9,\n        1, // one\n    ],\n)",
            "(\n    a: [\n        1, // one\n        9,\n    ],\n)",
        ),
        (
            "(a: [ // which\n    1 // one\n])",
            "(a: [ // which\n    9,\n    1 // one\n])",
            "(a: [ // which\n    1, // one\n    9\n])",
        ),
        (
            "(\n    a: [\n        // none\n    ],\n)",
            "(\n    a: [\n        // none\n        9,\n    ],\n)",
            "(\n    a: [\n        // none\n        9,\n    ],\n)",
        ),
    ] {
        assert_eq!((insert(text, Place::First).as_str(), insert(text, Place::Last).as_str()), (first, last));
    }
    let remove = |text: &str, at: usize| {
        let index = Index::parse(text).unwrap();
        let n = index.item(index.find(&["a"]).unwrap(), at).unwrap();
        apply(text, remove(&index, text, n).unwrap()).unwrap()
    };
    let lines = "(\n    a: [\n        // of one\n        1, // one\n\n        // a section\n\n        // of two\n        2, // two\n    ],\n)";
    assert_eq!(
        remove(lines, 0),
        "(\n    a: [\n\n        // a section\n\n        // of two\n        2, // two\n    ],\n)"
    );
    assert_eq!(
        remove(lines, 1),
        "(\n    a: [\n        // of one\n        1, // one\n\n        // a section\n\n    ],\n)"
    );
    assert_eq!(remove("(a: [1, /* two */ 2, 3])", 1), "(a: [1, 3])");
    assert_eq!(remove("(a: [1, 2, 3])", 2), "(a: [1, 2])");
    assert_eq!(remove("(a: [1, 2,])", 1), "(a: [1,])");
    assert_eq!(remove("(a: [1, // one\n 2])", 1), "(a: [1, // one\n ])");
    let index = Index::parse(lines).unwrap();
    let two = index.find(&["a", "1"]).unwrap();
    let moved = apply(lines, move_to(&index, lines, two, Place::First).unwrap()).unwrap();
    assert_eq!(
        moved,
        "(\n    a: [\n        // of two\n        2, // two\n        // of one\n        1, // one\n\n        // a section\n\n    ],\n)"
    );
}
