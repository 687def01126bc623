//! Texts to read: values printed in many styles, and stories with small damage.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index as Pick, select};

/// A document: attributes, space, one value, space. Not every one is good RON.
pub fn document() -> impl Strategy<Value = String> {
    let head = select(vec![
        "",
        "",
        "",
        "#![enable(unwrap_newtypes,)]",
        "#![enable(unwrap_variant_newtypes)]",
        "#![type = \"]\"]\n",
    ]);
    (head, space(), value(), space()).prop_map(|(head, before, value, after)| [head, before, &value, after].concat())
}

fn space() -> impl Strategy<Value = &'static str> {
    const SPACES: [&str; 12] =
        ["", "", "", " ", "\n", "\r\n    ", "\t", "\u{85}", "\u{2028}", "// one\n", "/* two /* ( */ \" */", "/**/"];
    select(&SPACES[..])
}

fn name() -> impl Strategy<Value = String> {
    const USUAL: [&str; 16] =
        ["a", "b", "text", "goto", "Foo", "_", "é", "r", "br", "b", "inf", "true", "None", "r#a", "r#1-b.c", "r#true"];
    prop_oneof![4 => select(&USUAL[..]).prop_map(String::from), 1 => "[a-z_][a-z0-9_]{0,3}"]
}

fn number() -> impl Strategy<Value = String> {
    const USUAL: [&str; 27] = [
        "0",
        "5",
        "-5",
        "+5",
        "1_000",
        "0x1F",
        "0b10",
        "0o17",
        "255u8",
        "-1i64",
        "1.5",
        ".5",
        "5.",
        "1e5",
        "1.5e-3",
        "-.5",
        "2f32",
        "1.0f64",
        "inf",
        "-inf",
        "NaN",
        "NaNf32",
        "+inff64",
        "b'a'",
        "b'\\x41'",
        "b'\\''",
        "99999999999999999999999999",
    ];
    prop_oneof![9 => select(&USUAL[..]).prop_map(String::from), 1 => "[-+]?[0-9]{1,3}[0-9_.a-f]{0,2}"]
}

fn range() -> impl Strategy<Value = String> {
    let end = || prop_oneof![1 => Just(String::new()), 3 => number()];
    prop_oneof![
        (end(), end()).prop_map(|(low, high)| format!("{low}..{high}")),
        (end(), number()).prop_map(|(low, high)| format!("{low}..={high}")),
    ]
}

fn text() -> impl Strategy<Value = String> {
    let said = || {
        vec(select(&["a", " ", "é", "\n", "“", "//", "/*", "(", "}", ",", "'", "#", "r#", "b"][..]), 0..6)
            .prop_map(|v| v.concat())
    };
    let escape = select(
        &[
            "\\n",
            "\\\"",
            "\\\\",
            "\\'",
            "\\0",
            "\\x41",
            "\\xC3\\xA9",
            "\\u{e9}",
            "\\u{1F600}",
            "\\\n   ",
            "\\\r\n\t\n",
            "é",
            "\\xff",
            "\\q",
        ][..],
    );
    let escaped = vec(prop_oneof![said(), escape.prop_map(String::from)], 0..5).prop_map(|v| v.concat());
    prop_oneof![
        3 => said().prop_map(|said| format!("\"{said}\"")),
        3 => escaped.clone().prop_map(|said| format!("\"{said}\"")),
        1 => said().prop_map(|said| format!("r\"{said}\"")),
        1 => said().prop_map(|said| format!("r#\"{said}\"{said}\"#")),
        1 => said().prop_map(|said| format!("r###\"{said}\"##{said}\"###")),
        1 => escaped.prop_map(|said| format!("b\"{said}\"")),
        1 => said().prop_map(|said| format!("br##\"{said}\"##")),
        1 => select(&["'a'", "'é'", "'\\''", "'''", "'\"'", "'\\u{41}'", "'\\\\'", "'\\x41'", "'\n'", "','"][..]).prop_map(String::from),
    ]
}

fn value() -> impl Strategy<Value = String> {
    let word = prop_oneof![name(), select(&["true", "false", "None", "()", "..", "r#None"][..]).prop_map(String::from)];
    let leaf = prop_oneof![4 => text(), 3 => number(), 2 => range(), 3 => word];
    leaf.prop_recursive(5, 24, 4, |inner| {
        let comma = select(&["", "", "", ","][..]);
        let items =
            (vec((space(), inner.clone(), space()), 0..4), comma).prop_map(|(items, last)| joined(items, last)).boxed();
        let field =
            (name(), space(), space(), inner.clone()).prop_map(|(key, a, b, value)| [&key, a, ":", b, &value].concat());
        let fields =
            (vec((space(), field, space()), 1..4), comma_last()).prop_map(|(fields, last)| joined(fields, last));
        let entry = (prop_oneof![3 => text(), 1 => inner.clone()], space(), space(), leaf_or_word());
        let entry = entry.prop_map(|(key, a, b, value)| [&key, a, ":", b, &value].concat());
        let entries =
            (vec((space(), entry, space()), 0..4), comma_last()).prop_map(|(entries, last)| joined(entries, last));
        let some = (space(), inner.clone(), space()).prop_map(|(a, some, b)| format!("Some{a}({b}{some}{a},)"));
        let head = || prop_oneof![6 => Just(""), 4 => select(&["Foo", "r#a-b", "é", "r", "b"][..]), 1 => Just("true")];
        prop_oneof![
            2 => items.clone().prop_map(|items| format!("[{items}]")),
            1 => some,
            2 => (head(), space(), items).prop_map(|(name, gap, items)| format!("{name}{gap}({items})")),
            3 => (head(), space(), fields).prop_map(|(name, gap, fields)| format!("{name}{gap}({fields})")),
            2 => entries.prop_map(|entries| format!("{{{entries}}}")),
        ]
    })
}

fn leaf_or_word() -> impl Strategy<Value = String> {
    prop_oneof![text(), number(), range(), name()]
}

fn comma_last() -> impl Strategy<Value = &'static str> {
    select(&["", ","][..])
}

fn joined(parts: Vec<(&str, String, &str)>, last: &str) -> String {
    let is_any = !parts.is_empty();
    let parts: Vec<String> = parts.into_iter().map(|(before, part, after)| [before, &part, after].concat()).collect();
    parts.join(",") + if is_any { last } else { "" }
}

/// A window of a sample, or the whole of a short one, with one to three small changes.
pub fn damaged(samples: Vec<String>) -> impl Strategy<Value = String> {
    let pieces: Vec<String> = samples.iter().flat_map(|sample| pieces(sample)).collect();
    let change = (any::<Pick>(), 0..4_usize, select(&TOKENS[..]));
    (select(pieces), vec(change, 0..4)).prop_map(|(mut text, changes)| {
        for (place, kind, token) in changes {
            damage(&mut text, place, kind, token);
        }
        text
    })
}

const TOKENS: [&str; 34] = [
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    ",",
    ":",
    "\"",
    "'",
    "r#",
    "#",
    "\\",
    "//",
    "/*",
    "*/",
    " ",
    "\n",
    "..",
    "..=",
    ".",
    "-",
    "1",
    "x",
    "b",
    "b'",
    "r\"",
    "é",
    "\u{2028}",
    "inf",
    "Some",
    "None",
    "true",
    "\u{1F600}",
];

/// The sample if it is short, else the values in it that are.
fn pieces(sample: &str) -> Vec<String> {
    const SHORT: usize = 1_500;
    if sample.len() <= SHORT {
        return vec![sample.to_owned()];
    }
    let index = bloodmark::source::index::Index::parse(sample).unwrap();
    let mut found = Vec::new();
    let mut waiting = vec![index.root()];
    while let Some(n) = waiting.pop() {
        let written = &sample[index.span(n)];
        if written.len() <= SHORT {
            found.push(written.to_owned());
        } else {
            waiting.extend(index.children(n));
        }
    }
    found
}

/// Puts a token in, takes a character out, exchanges it, or doubles it.
fn damage(text: &mut String, place: Pick, kind: usize, token: &str) {
    let borders: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let at = borders[place.index(borders.len())];
    let next = borders.iter().copied().find(|&border| border > at).unwrap_or(at);
    let same = text[at..next].to_owned();
    match kind {
        0 => text.insert_str(at, token),
        1 => text.replace_range(at..next, ""),
        2 => text.replace_range(at..next, token),
        _ => text.insert_str(at, &same),
    }
}
