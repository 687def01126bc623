//! The tokens of conditions and effects.

use std::ops::Range;

use super::Fault;
use crate::story::Comparison;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token {
    Number(i32),
    Name(String),
    And,
    Or,
    Not,
    True,
    False,
    Compare(Comparison),
    Plus,
    Minus,
    Assign,
    AddAssign,
    SubtractAssign,
    Open,
    Close,
    Semicolon,
}

impl Token {
    /// As it is written in a condition or an effect.
    pub fn written(&self) -> String {
        let word = match self {
            Self::Number(number) => return number.to_string(),
            Self::Name(name) => name,
            Self::And => "and",
            Self::Or => "or",
            Self::Not => "not",
            Self::True => "true",
            Self::False => "false",
            sign => SIGNS.iter().find(|(_, token)| token == sign).map_or("", |(written, _)| written),
        };
        word.to_owned()
    }
}

const SIGNS: [(&str, Token); 17] = [
    ("==", Token::Compare(Comparison::Equal)),
    ("!=", Token::Compare(Comparison::NotEqual)),
    ("<=", Token::Compare(Comparison::LessOrEqual)),
    (">=", Token::Compare(Comparison::GreaterOrEqual)),
    ("+=", Token::AddAssign),
    ("-=", Token::SubtractAssign),
    ("&&", Token::And),
    ("||", Token::Or),
    ("<", Token::Compare(Comparison::Less)),
    (">", Token::Compare(Comparison::Greater)),
    ("=", Token::Assign),
    ("+", Token::Plus),
    ("-", Token::Minus),
    ("!", Token::Not),
    ("(", Token::Open),
    (")", Token::Close),
    (";", Token::Semicolon),
];

/// The tokens of `text` with their places; `base` is added to every place.
pub(super) fn tokens(text: &str, base: usize) -> Result<Vec<(Token, Range<usize>)>, Fault> {
    let mut found = Vec::new();
    let mut rest = text;
    loop {
        rest = rest.trim_start();
        let Some(first) = rest.chars().next() else { return Ok(found) };
        let start = base + text.len() - rest.len();
        let (token, length) = match first {
            '0'..='9' => number(rest, start)?,
            'a'..='z' | 'A'..='Z' | '_' => name(rest),
            _ => sign(rest).ok_or_else(|| unexpected(first, start))?,
        };
        found.push((token, start..start + length));
        rest = &rest[length..];
    }
}

fn number(rest: &str, start: usize) -> Result<(Token, usize), Fault> {
    let length = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    let value = rest[..length].parse().ok().filter(|&value| value <= 1_000_000);
    let value = value.ok_or_else(|| {
        let message = format!("the number `{}` is too large", &rest[..length]);
        Fault::new("number-too-large", message, start..start + length).hint("stats go from -32768 to 32767")
    })?;
    Ok((Token::Number(value), length))
}

fn name(rest: &str) -> (Token, usize) {
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '/');
    let length = rest.find(|c: char| !is_part(c)).unwrap_or(rest.len());
    let token = match &rest[..length] {
        "and" => Token::And,
        "or" => Token::Or,
        "not" => Token::Not,
        "true" => Token::True,
        "false" => Token::False,
        name => Token::Name(name.to_owned()),
    };
    (token, length)
}

fn sign(rest: &str) -> Option<(Token, usize)> {
    SIGNS.iter().find(|(sign, _)| rest.starts_with(sign)).map(|(sign, token)| (token.clone(), sign.len()))
}

fn unexpected(found: char, start: usize) -> Fault {
    let message = format!("`{found}` has no meaning here");
    let fault = Fault::new("unexpected-character", message, start..start + found.len_utf8());
    match found {
        '*' | '/' | '%' => fault.hint("only `+` and `-` calculate, and effects are written as `nerve += 2`"),
        '&' => fault.hint("write `and`"),
        '|' => fault.hint("write `or`"),
        '"' | '\'' => fault.hint("words stand without quotation marks"),
        ',' => fault.hint("effects are separated by `;`, conditions joined by `and` and `or`"),
        _ => fault,
    }
}
