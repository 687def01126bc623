//! The span index against `ron` itself: it accepts whatever `ron` accepts, and sees the same tree.

use std::ops::Range;
use std::path::{Path, PathBuf};

use bloodmark::source::index::{Fault, FaultCode, Index, Kind, MAX_DEPTH, NodeId};
use proptest::prelude::*;
use ron::Value;

#[path = "index/faults.rs"]
mod faults;
#[path = "index/generated.rs"]
mod generated;
#[path = "index/offsets.rs"]
mod offsets;
#[path = "index/typed.rs"]
mod typed;

/// What both must say of a text: nothing where `ron` refuses it, else that the index sees the same tree.
fn agree(text: &str) -> Result<(), String> {
    let index = match Index::parse(text) {
        Ok(index) => {
            nested(text, &index)?;
            index
        }
        Err(fault) => {
            in_bounds(text, &fault)?;
            let is_deep = fault.code == FaultCode::TooDeep;
            return match ron::from_str::<Value>(text) {
                Ok(value) if !is_deep => Err(format!("ron reads {value:?}, the index says {fault:?}")),
                _ => Ok(()),
            };
        }
    };
    match ron::from_str::<Value>(text) {
        // With this extension `ron` reads `Some 1` as `Some(1)`; the index sees the 1.
        Ok(_) if text.contains("implicit_some") => Ok(()),
        Ok(value) => same(text, &index, index.root(), &value),
        Err(_) => Ok(()),
    }
}

fn in_bounds(text: &str, fault: &Fault) -> Result<(), String> {
    for span in std::iter::once(&fault.span).chain(&fault.related) {
        text.get(span.clone()).ok_or_else(|| format!("{fault:?} is no place in the text"))?;
    }
    Ok(())
}

/// Checks that every value lies in its parent, siblings follow one another, and all borders are char borders.
fn nested(text: &str, index: &Index) -> Result<(), String> {
    let mut waiting = vec![index.root()];
    while let Some(n) = waiting.pop() {
        let outer = index.span(n);
        let mut after = outer.start;
        for child in index.children(n) {
            let entry = index.key_span(child).unwrap_or(index.span(child)).start..index.span(child).end;
            let key = index.key_span(child).unwrap_or(entry.start..entry.start);
            if entry.start < after || entry.end > outer.end || key.end > index.span(child).start {
                return Err(format!("{entry:?} does not nest in {outer:?} after {after}"));
            }
            if text.get(key).is_none() || index.parent(child) != Some(n) {
                return Err(format!("{entry:?} has a broken key or parent"));
            }
            after = entry.end;
            waiting.push(child);
        }
        let found = index.at_offset(outer.start);
        if text.get(outer.clone()).is_none_or(str::is_empty) || index.span(found) != outer {
            return Err(format!("{outer:?} is no place, or is not found by its offset"));
        }
    }
    let whole = |comment: &Range<usize>| text.get(comment.clone()).is_some_and(|c| c.starts_with('/'));
    if index.comments().iter().all(whole) { Ok(()) } else { Err("a comment is misplaced".into()) }
}

/// Compares the value at a node with what `ron` read.
fn same(text: &str, index: &Index, n: NodeId, value: &Value) -> Result<(), String> {
    let written = &text[index.span(n)];
    let children: Vec<NodeId> = index.children(n).collect();
    let is_same = match (index.kind(n), value) {
        (Kind::Tuple | Kind::Record, Value::Option(Some(inner))) => {
            return match (index.kind(n), children.as_slice()) {
                (Kind::Tuple, [only]) => same(text, index, *only, inner),
                (Kind::Tuple, []) => check(**inner == Value::Unit, written, value),
                _ => same(text, index, n, inner),
            };
        }
        (Kind::List | Kind::Tuple, Value::Seq(items)) if items.len() == children.len() => {
            return children.iter().zip(items).try_for_each(|(&child, item)| same(text, index, child, item));
        }
        (Kind::Record | Kind::Map, Value::Map(map)) => return same_entries(text, index, n, map),
        (Kind::Range, Value::Map(map)) => {
            map.len() == if written.ends_with("..") || written.starts_with("..") { 1 } else { 2 }
        }
        (Kind::Text, Value::String(said)) => index.text(text, n).as_deref() == Some(said.as_str()),
        (Kind::Tuple, Value::Unit) => children.is_empty(),
        (Kind::Name, Value::Option(None)) => written == "None",
        (Kind::Bool, Value::Bool(said)) => written == said.to_string(),
        (Kind::Number, Value::Number(_)) | (Kind::Char, Value::Char(_)) | (Kind::Bytes, Value::Bytes(_)) => true,
        (Kind::Range | Kind::Name, Value::Unit) => true,
        _ => false,
    };
    check(is_same, written, value)
}

fn check(is_same: bool, written: &str, value: &Value) -> Result<(), String> {
    if is_same { Ok(()) } else { Err(format!("{written:?} is not {value:?}")) }
}

/// `ron` keeps the last of several entries with one key.
fn same_entries(text: &str, index: &Index, n: NodeId, map: &ron::Map) -> Result<(), String> {
    let mut entries = std::collections::BTreeMap::new();
    for child in index.children(n) {
        let key = index.key(child).unwrap_or_default();
        let written = &text[index.key_span(child).unwrap_or_default()];
        let read = match index.kind(n) {
            Kind::Record => Value::String(key.to_owned()),
            _ => {
                let with_attributes = [&text[..index.span(index.root()).start], written].concat();
                ron::from_str(&with_attributes).map_err(|e| format!("{written:?} is no key: {e}"))?
            }
        };
        if matches!(&read, Value::String(said) if said != key) {
            return Err(format!("{written:?} is not {key:?}"));
        }
        entries.insert(read, child);
    }
    check(entries.len() == map.len(), &text[index.span(n)], &Value::Map(map.clone()))?;
    entries.iter().try_for_each(|(key, &child)| {
        let value = map.get(key).ok_or_else(|| format!("ron has no key {key:?}"))?;
        same(text, index, child, value)
    })
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The stories of the repository and those examples of the manual that are whole files, with a text of every form of RON.
fn samples() -> Vec<String> {
    let manual = std::fs::read_to_string(root().join("docs/scene-format.md")).unwrap();
    let examples = manual.split("```ron\n").skip(1).map(|rest| rest.split("```").next().unwrap().to_owned());
    let whole = examples.filter(|example: &String| example.starts_with('('));
    let mut samples: Vec<String> = whole.chain(std::iter::once(FORMS.to_owned())).collect();
    for path in stories(&root().join("scenes")) {
        samples.push(std::fs::read_to_string(path).unwrap());
    }
    samples
}

fn stories(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut found = Vec::new();
    for path in entries.map(|entry| entry.unwrap().path()) {
        if path.is_dir() {
            found.extend(stories(&path));
        } else if path.extension().is_some_and(|extension| extension == "ron") {
            found.push(path);
        }
    }
    found.sort();
    found
}

const FORMS: &str = r###"#![enable(unwrap_variant_newtypes)] # ! [ schema = r#"]"# ]
/* a /* nested */ one */ Story(
    r#two-part: [1, -2_0, 0x1F, 0b1, 0o7, 3.5e-1, .5, 5., 1u8, 2f32, inf, -inf, NaNf64, +NaN, b'a', b'\'', 1_0i64],
    ranges: (0..=5, 0..5, 5.., ..5, ..=5, .., 1...5, inf..-inf, b'a'..=b'z', 1.0..2.),
    texts: ["", "a\n\t\r\0\\\"\'", "\x41\xC3\xA9\u{e9}\u{1F600}", "on\
        e", r"raw\", r##"a "# b"##, 'c', ''', '\'', '\u{e9}', "“é”"],
    bytes: {b"a\xff\"": br#"""#, 1: (), (1, [2, {3: 4}]): Foo ( ), 'x': None, Foo(a: 1): Some(1,), 0..1: true},
    none: Some /* c */ (a: 1, b: r#true),  // last
    true: (inf: 1, x: (Foo, false)), é: (   ),
) // end"###;

#[test]
fn every_sample_reads_as_ron_reads_it() {
    for sample in samples() {
        ron::from_str::<Value>(&sample).unwrap();
        Index::parse(&sample).unwrap();
        agree(&sample).unwrap();
    }
}

#[test]
fn a_some_without_brackets_is_accepted_where_ron_accepts_it() {
    let text = "#![enable(implicit_some)] (a: Some 1, b: Some Some [Some None], c: {Some 0..1: Some(2)})";
    ron::from_str::<Value>(text).unwrap();
    let index = Index::parse(text).unwrap();
    assert_eq!(&text[index.span(index.find(&["b", "0"]).unwrap())], "None");
    assert_eq!(Index::parse("[Some 1]").err().unwrap().code, FaultCode::MissingComma);
}

#[test]
fn every_prefix_gives_an_index_or_a_fault() {
    for sample in samples() {
        let head = sample.char_indices().nth(4_000).map_or(sample.len(), |(end, _)| end);
        for (end, _) in sample[..head].char_indices() {
            agree(&sample[..end]).unwrap();
        }
    }
}

#[test]
fn every_letter_that_ron_takes_for_a_name_is_one() {
    for c in ('\u{80}'..=char::MAX).filter(|c| u32::from(*c) < 0x3_2000 || u32::from(*c) >= 0xE_0000) {
        for text in [format!("({c}:1)"), format!("(a{c}:1)"), format!("(a{c}1)")] {
            let is_refused = Index::parse(&text).is_err();
            assert!(!is_refused || ron::from_str::<Value>(&text).is_err(), "{c:?} in {text}");
        }
    }
}

#[test]
fn hostile_depth_is_refused_at_the_first_bracket_too_many() {
    for brackets in ["(", "[", "{", "a(", "[/*", "{1:(a:"] {
        let text = brackets.repeat(1_000_000);
        let fault = Index::parse(&text).err().unwrap();
        if fault.code == FaultCode::TooDeep {
            assert!(fault.span.end <= (MAX_DEPTH + 1) * brackets.len(), "{fault:?}");
        } else {
            assert_eq!(fault.code, FaultCode::UnclosedComment);
        }
    }
    let deepest = format!("{}{}", "[".repeat(MAX_DEPTH), "]".repeat(MAX_DEPTH));
    assert!(Index::parse(&deepest).is_ok());
    assert!(ron::from_str::<Value>(&deepest).is_ok());
    assert_eq!(Index::parse(&format!("[{deepest}]")).err().unwrap().code, FaultCode::TooDeep);
}

#[test]
fn nested_comments_are_no_depth() {
    let open = "/*".repeat(100_000);
    let fault = Index::parse(&open).err().unwrap();
    assert_eq!((fault.code, fault.span), (FaultCode::UnclosedComment, 0..2));
    let text = format!("{open}{} 1", "*/".repeat(100_000));
    assert_eq!(Index::parse(&text).unwrap().comments().len(), 1);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(cases(4_000)) })]

    #[test]
    fn whatever_is_generated_reads_as_ron_reads_it(text in generated::document()) {
        prop_assert_eq!(agree(&text), Ok(()), "{}", text);
    }

    #[test]
    fn whatever_is_damaged_reads_as_ron_reads_it(text in generated::damaged(samples())) {
        prop_assert_eq!(agree(&text), Ok(()), "{}", text);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(cases(2_000)) })]

    #[test]
    fn whatever_ron_reads_into_a_struct_is_accepted(text in generated::damaged(vec![typed::SAMPLE.to_owned()])) {
        if ron::from_str::<typed::Document>(&text).is_ok() {
            prop_assert!(Index::parse(&text).is_ok(), "{}", text);
        }
        prop_assert_eq!(agree(&text), Ok(()), "{}", text);
    }
}

/// `PROPTEST_CASES` if it is set.
fn cases(usual: u32) -> u32 {
    std::env::var("PROPTEST_CASES").ok().and_then(|count| count.parse().ok()).unwrap_or(usual)
}
