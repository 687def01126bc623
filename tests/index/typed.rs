//! A struct with a field for each way in which `ron` reads one.

#![expect(dead_code, reason = "only whether `ron` reads them is asked")]

use std::collections::BTreeMap;
use std::ops::{Range, RangeFrom, RangeInclusive, RangeTo};

use serde::Deserialize;

#[derive(Debug, Deserialize)]
pub struct Document {
    shapes: Vec<Shape>,
    #[serde(rename = "two-part")]
    two_part: Option<Box<Shape>>,
    ranges: (Range<i32>, RangeInclusive<u8>, RangeFrom<f32>, RangeTo<i64>),
    words: BTreeMap<Word, String>,
    newtype: Newtype,
    pair: Pair,
    unit: (Unit, ()),
    letter: char,
    loose: Loose,
    tagged: Tagged,
    flat: Flat,
    #[serde(default)]
    rest: Option<serde::de::IgnoredAny>,
}

#[derive(Debug, Deserialize)]
enum Shape {
    Unit,
    Newtype(i32),
    Tuple(bool, String),
    Record {
        a: f64,
        b: Option<u8>,
    },
    Nested(Pair),
    #[serde(rename = "true")]
    Truth(Vec<i8>),
    #[serde(rename = "inf")]
    Infinite,
    #[serde(rename = "a.b")]
    Dotted,
}

#[derive(Debug, Deserialize, PartialEq, Eq, PartialOrd, Ord)]
enum Word {
    One,
    Two,
    Char(char),
}

#[derive(Debug, Deserialize)]
struct Newtype(String);

#[derive(Debug, Deserialize)]
struct Pair(i32, String);

#[derive(Debug, Deserialize)]
struct Unit;

#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Loose {
    Number(f64),
    Text(String),
    Shapes(Vec<Shape>),
}

#[derive(Debug, Deserialize)]
#[serde(tag = "kind")]
enum Tagged {
    First { x: i32 },
    Second { y: String },
}

#[derive(Debug, Deserialize)]
struct Flat {
    name: String,
    #[serde(flatten)]
    more: BTreeMap<String, i32>,
}

pub const SAMPLE: &str = r##"Document(
    shapes: [Unit, Newtype(-5,), Tuple(true, "a\"b"), Record(a: 1.5e3, b: Some(b'x')), Nested((1, r#"z"#)),
        r#true([1, 0x7f,]), inf, r#a.b, Record(b: None, a: inf)],
    r#two-part: Some(Nested(Pair(2, "ab"))), // why
    ranges: (0..5, 0..=9, 1.5.., ..-3),
    words: {One: "1", Two: r"2", Char('\''): "3"},
    newtype: ("x"), pair: Pair(1, ""), unit: (Unit, ()), letter: '\u{e9}',
    loose: [Unit, Newtype(1)], tagged: (kind: "First", x: 1), flat: {"name": "n", "one": 1},
    rest: Some([{1: (a, b)}, (..=2), b"\xff"]),
)"##;

#[test]
fn the_sample_is_read() {
    ron::from_str::<Document>(SAMPLE).unwrap();
}
