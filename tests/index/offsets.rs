//! Where the bytes of a text stand in the file, and how values are found.

use super::*;

/// Checks each byte of a text: what is written there must say the same.
fn check_offsets(literal: &str) {
    let source = format!("(é: {literal})");
    let index = Index::parse(&source).unwrap();
    let n = index.find(&["é"]).unwrap();
    let said = index.text(&source, n).unwrap().into_owned();
    for (at, c) in said.char_indices() {
        let offset = index.offset_in_text(&source, n, at);
        let written = &source[offset..];
        let is_escape = written.starts_with('\\') && !literal.starts_with('r');
        if is_escape {
            let end = index.offset_in_text(&source, n, at + c.len_utf8());
            let escape = written[..end - offset].split("\\\n").next().unwrap();
            assert_eq!(ron::from_str::<String>(&format!("\"{escape}\"")).unwrap(), c.to_string(), "{literal} at {at}");
        } else {
            assert!(written.starts_with(c), "{literal} at {at}: {written}");
        }
    }
    let end = index.offset_in_text(&source, n, said.len());
    assert_eq!(
        &source[end..index.span(n).end],
        literal
            .trim_start_matches('r')
            .split_inclusive('"')
            .next()
            .map_or("", |open| { &literal[literal.len() - open.len()..] })
    );
    assert_eq!(index.offset_in_text(&source, n, said.len() + 9), end);
}

#[test]
fn offsets_in_raw_and_escaped_texts_are_exact() {
    for literal in [
        r#""""#,
        r#""plain é “x”""#,
        r#""a\nb\"c\\""#,
        r#""\x41\xC3\xA9z\u{e9}\u{1F600}!""#,
        "\"one \\\n    two\\\n\"",
        "\"\\\n\"",
        r##"r#"a "quoted" \n é"#"##,
        "r\"\n  lines\n\"",
        "r###\"\"##\"###",
    ] {
        check_offsets(literal);
    }
}

#[test]
fn a_byte_after_a_continued_line_stands_on_the_next() {
    let source = "\"ab\\\n   cd\"";
    let index = Index::parse(source).unwrap();
    assert_eq!(index.text(source, index.root()).unwrap(), "abcd");
    assert_eq!(index.offset_in_text(source, index.root(), 2), source.find('c').unwrap());
}

#[test]
fn values_are_found_by_path_by_key_and_by_place() {
    let source = r#"Story(beats: {"door\u{20}1": (chance: [(goto: "a"), (goto: "b")])}, r#start: Some(1))"#;
    let index = Index::parse(source).unwrap();
    let target = index.find(&["beats", "door 1", "chance", "1", "goto"]).unwrap();
    assert_eq!(&source[index.span(target)], r#""b""#);
    assert_eq!(index.path(target), "beats.door 1.chance[1].goto");
    assert_eq!(index.at_offset(source.find(r#""b""#).unwrap()), target);
    assert_eq!(index.at_offset(source.rfind("goto").unwrap()), target);
    assert_eq!(index.at_offset(source.len() + 5), index.root());
    let door = index.find(&["beats", "door 1"]).unwrap();
    assert_eq!(&source[index.key_span(door).unwrap()], r#""door\u{20}1""#);
    assert_eq!(index.key(index.find(&["start"]).unwrap()), Some("start"));
    assert_eq!(index.span(index.root()), 0..source.len());
    assert_eq!(index.kind(index.find(&["start"]).unwrap()), Kind::Tuple);
    assert_eq!((index.find(&["ending"]), index.find(&["beats", "0"])), (None, None));
}

#[test]
fn a_key_that_stands_twice_is_paired_with_the_first() {
    let source = r#"{"a": 1, "b": (x: 1, r#x: 2), 1: 0, "\x61": 2, "1": 0, "a": 3, 1: 4}"#;
    let index = Index::parse(source).unwrap();
    let shown = |n| (index.key_span(n).unwrap(), &source[index.key_span(n).unwrap()]);
    let pairs: Vec<(&str, &str)> = index.duplicates().map(|(first, again)| (shown(first).1, shown(again).1)).collect();
    assert_eq!(pairs, [("x", "r#x"), (r#""a""#, r#""\x61""#), (r#""a""#, r#""a""#), ("1", "1")]);
    assert_eq!(index.child(index.root(), "a"), index.item(index.root(), 0));
}

#[test]
fn twenty_thousand_entries_are_found_each_by_its_key() {
    let entries: Vec<String> = (0..20_000).map(|i| format!("\"k{i}\": {i}")).collect();
    let source = format!("{{{}}}", entries.join(","));
    let index = Index::parse(&source).unwrap();
    for (i, n) in index.children(index.root()).enumerate() {
        assert_eq!(index.child(index.root(), &format!("k{i}")), Some(n));
        assert_eq!(index.item(index.root(), i), Some(n));
    }
}

#[test]
fn comments_are_kept_once_each_and_in_order() {
    let source = "// a\r\n(/*b*/x/*c*/:/*d*/Foo/*e*/(1/*f*/,/*g*/Bar/*h*/),/*i*/)//j";
    let index = Index::parse(source).unwrap();
    let comments: Vec<&str> = index.comments().iter().map(|comment| &source[comment.clone()]).collect();
    let rest = ["b", "c", "d", "e", "f", "g", "h", "i"].map(|c| format!("/*{c}*/"));
    assert_eq!(comments[0], "// a");
    assert_eq!(comments[1..9], rest);
    assert_eq!(comments[9..], ["//j"]);
}
