//! The tokens of RON: where space, comments, words and literals end.

use super::fault::{Fault, FaultCode};
use super::{Kind, literal};

/// White space as `ron` has it.
pub(super) fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t'..='\r' | '\u{85}' | '\u{200E}' | '\u{200F}' | '\u{2028}' | '\u{2029}')
}

/// The end of the comment that starts here with `/`.
pub(super) fn comment(text: &str, at: usize) -> Result<usize, Fault> {
    let rest = &text[at..];
    if rest.starts_with("//") {
        let line = rest.split('\n').next().unwrap_or(rest);
        return Ok(at + line.trim_end_matches('\r').len());
    }
    if !rest.starts_with("/*") {
        return Err(Fault::unexpected('/', at));
    }
    let bytes = rest.as_bytes();
    let (mut i, mut depth) = (2, 1_usize);
    while depth > 0 {
        match bytes.get(i..i + 2) {
            None => return Err(Fault::new(FaultCode::UnclosedComment, at..at + 2)),
            Some(b"/*") => (depth, i) = (depth + 1, i + 2),
            Some(b"*/") => (depth, i) = (depth - 1, i + 2),
            Some(_) => i += 1,
        }
    }
    Ok(at + i)
}

/// The end of the word that starts here, if one does. A word with `.`, `+` or `-` in it is taken whole, so that
/// `ron` can say how it is to be written.
pub(super) fn name(text: &str, at: usize) -> Option<usize> {
    let rest = &text[at..];
    if ["b\"", "b'", "br#", "br\"", "r\"", "r#\"", "r##"].iter().any(|start| rest.starts_with(start)) {
        return None;
    }
    if let Some(raw) = rest.strip_prefix("r#") {
        let length = run(raw, is_raw_word);
        return (length > 0).then_some(at + 2 + length);
    }
    if !rest.starts_with(is_word_start) {
        return None;
    }
    let length = run(rest, is_word);
    let is_plain = rest[length..].starts_with("..") || is_float_word(&rest[..length]);
    Some(at + if is_plain { length } else { run(rest, is_raw_word) })
}

/// The words that are numbers.
pub(super) fn is_float_word(word: &str) -> bool {
    matches!(word, "inf" | "inff32" | "inff64" | "NaN" | "NaNf32" | "NaNf64")
}

/// The kind and the end of the literal that starts here, if one does: all values but words and brackets.
pub(super) fn literal(text: &str, at: usize) -> Result<Option<(Kind, usize)>, Fault> {
    let rest = &text[at..];
    let found = match rest.as_bytes() {
        [b'"', ..] => (Kind::Text, quoted(text, at, at)?),
        [b'r', b'"' | b'#', ..] if name(text, at).is_none() => (Kind::Text, raw(text, at, at + 1)?),
        [b'b', b'"', ..] => (Kind::Bytes, quoted(text, at, at + 1)?),
        [b'b', b'r', b'"' | b'#', ..] => (Kind::Bytes, raw(text, at, at + 2)?),
        [b'\'', ..] => (Kind::Char, character(text, at)?),
        [b'0'..=b'9' | b'+' | b'-' | b'.', ..] | [b'b', b'\'', ..] => number_or_range(text, at)?,
        _ => return Ok(None),
    };
    Ok(Some(found))
}

/// The kind and the end of the number or range that starts here.
pub(super) fn number_or_range(text: &str, at: usize) -> Result<(Kind, usize), Fault> {
    let low = if text[at..].starts_with("..") { at } else { number(text, at)?.unwrap_or(at) };
    if !text[low..].starts_with("..") {
        return Ok((Kind::Number, low));
    }
    let is_inclusive = text[low..].starts_with("..=");
    let dots = low + 2 + usize::from(is_inclusive);
    match number(text, dots)? {
        Some(high) => Ok((Kind::Range, high)),
        None if is_inclusive => Err(Fault::new(FaultCode::MissingValue, dots..dots)),
        None => Ok((Kind::Range, dots)),
    }
}

/// The end of the number that starts here, if one does. What it is made of is for `ron` to check.
fn number(text: &str, at: usize) -> Result<Option<usize>, Fault> {
    let rest = &text[at..];
    if rest.starts_with("b'") {
        return character(text, at + 1).map(Some);
    }
    if rest.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '+' | '-' | '.')) {
        let length = run(rest, |c| c.is_ascii_alphanumeric() || matches!(c, '_' | '+' | '-' | '.'));
        let length = rest[..length].find("..").unwrap_or(length);
        return Ok((length > 0).then_some(at + length));
    }
    let length = run(rest, is_word);
    Ok(is_float_word(&rest[..length]).then_some(at + length))
}

/// The end of a literal with escapes, whose first quotation mark stands at `quote`.
fn quoted(text: &str, at: usize, quote: usize) -> Result<usize, Fault> {
    let bytes = text.as_bytes();
    let mut i = quote + 1;
    loop {
        match bytes.get(i) {
            None => return Err(unclosed(text, at, quote)),
            Some(b'"') => break,
            Some(b'\\') => i += 2,
            Some(_) => i += 1,
        }
    }
    // `ron` reads bytes by other rules; what is wrong with them is for it to say.
    let bad = (at == quote).then(|| literal::bad_escape(&text[quote + 1..i])).flatten();
    match bad {
        Some(bad) => {
            let start = quote + 1 + bad.start;
            Err(Fault::new(FaultCode::BadEscape, start..start + bad.len()))
        }
        None => Ok(i + 1),
    }
}

/// The end of a raw literal, whose first `#` or quotation mark stands at `mark`.
fn raw(text: &str, at: usize, mark: usize) -> Result<usize, Fault> {
    let hashes = run(&text[mark..], |c| c == '#');
    let quote = mark + hashes;
    if !text[quote..].starts_with('"') {
        return Err(Fault::unexpected('#', mark));
    }
    let closing = format!("\"{}", &text[mark..quote]);
    let length = text[quote + 1..].find(&closing).ok_or_else(|| unclosed(text, at, quote))?;
    Ok(quote + 1 + length + closing.len())
}

fn unclosed(text: &str, at: usize, quote: usize) -> Fault {
    Fault::new(FaultCode::UnclosedString, at..quote + 1).with_related(text.len()..text.len())
}

/// The end of a character literal, whose first quotation mark stands at `quote`.
fn character(text: &str, quote: usize) -> Result<usize, Fault> {
    let body = &text[quote + 1..];
    let mut chars = body.chars();
    let length = match chars.next() {
        Some('\\') => {
            let escaped = 1 + chars.next().map_or(0, char::len_utf8);
            escaped + run(&body[escaped..], |c| c.is_ascii_alphanumeric() || matches!(c, '{' | '}'))
        }
        first => first.map_or(0, char::len_utf8),
    };
    if body[length..].starts_with('\'') {
        return Ok(quote + 1 + length + 1);
    }
    let line = body.split('\n').next().unwrap_or(body);
    let end = line.find('\'').map_or(quote + 1, |end| quote + 1 + end + 1);
    Err(Fault::new(FaultCode::LongCharacter, quote..end))
}

/// How many bytes at the start are such characters.
fn run(text: &str, is_such: impl Fn(char) -> bool) -> usize {
    text.find(|c| !is_such(c)).unwrap_or(text.len())
}

fn is_word_start(c: char) -> bool {
    !c.is_ascii_digit() && is_word(c)
}

fn is_raw_word(c: char) -> bool {
    is_word(c) || matches!(c, '.' | '+' | '-')
}

/// All that Unicode has in names, and more: whatever is no space, no control and no usual sign.
fn is_word(c: char) -> bool {
    if c.is_ascii() {
        return c == '_' || c.is_ascii_alphanumeric();
    }
    let is_sign = matches!(
        c,
        '\u{A0}'..='\u{A9}' | '\u{AB}'..='\u{B4}' | '\u{B6}' | '\u{B8}'..='\u{B9}' | '\u{BB}'..='\u{BF}' | '×' | '÷'
            | '\u{2000}'..='\u{200B}' | '\u{2010}'..='\u{203E}' | '\u{2041}'..='\u{2053}' | '\u{2055}'..='\u{2070}' | '\u{2190}'..='\u{2BFF}'
            | '\u{3000}'..='\u{3004}' | '\u{3008}'..='\u{3020}' | '\u{FEFF}' | '\u{FF01}'..='\u{FF0F}'
            | '\u{1F000}'..='\u{1FAFF}'
    );
    !is_sign && !is_space(c) && !c.is_whitespace() && !c.is_control()
}
