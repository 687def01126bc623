//! Prose as it is written: which parts of a string are plain words, and where its sequences stand. It knows just enough of the markup to
//! leave it alone, so that it can look at texts that are broken elsewhere.

use std::borrow::Cow;
use std::ops::Range;

use crate::diagnostic::Span;
use crate::source::At;
use crate::source::index::Kind;

/// What is said in a string of prose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Says {
    /// What a beat says.
    Beat,
    /// What is chosen.
    Choice,
    /// An echo, or the reason for a lock.
    Aside,
    /// A text of `story.ron` without markup.
    Declared,
}

/// A string of prose.
pub(super) struct ProseSite<'a> {
    pub says: Says,
    pub at: At<'a>,
    pub text: Cow<'a, str>,
}

impl ProseSite<'_> {
    /// A part of the string, in its file.
    pub fn span(&self, range: Range<usize>) -> Span {
        self.at.inside(range)
    }

    /// The plain words: nothing of a run stands in braces, but a run may stand between them. Every brace, star and bar of a sequence
    /// parts two runs.
    pub fn runs(&self) -> Vec<Run> {
        if self.says == Says::Declared { vec![Run { range: 0..self.text.len(), depth: 0 }] } else { runs(&self.text) }
    }
}

/// A piece of plain text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Run {
    pub range: Range<usize>,
    /// How many `{if}`s and sequences it stands in.
    pub depth: usize,
}

/// The strings of prose in a scene's file.
pub(super) fn in_scene<'a>(file: At<'a>, found: &mut Vec<ProseSite<'a>>) {
    let inside = |at: At<'a>, key: &str| -> Vec<At<'a>> { at.section(key).map(|node| At { node, ..at }).collect() };
    for beat in inside(file, "beats") {
        take(beat, "text", Says::Beat, found);
        let cards = beat.get("deck").map(|deck| inside(deck, "cards")).unwrap_or_default();
        for choice in inside(beat, "choices").into_iter().chain(cards) {
            take(choice, "text", Says::Choice, found);
            take(choice, "locked", Says::Aside, found);
            take(choice, "echo", Says::Aside, found);
        }
    }
}

/// The texts of `story.ron` that a reader sees.
pub(super) fn in_declarations<'a>(file: At<'a>, found: &mut Vec<ProseSite<'a>>) {
    for key in ["title", "about", "content_note"] {
        take(file, key, Says::Declared, found);
    }
    for (section, keys) in [
        ("rumours", &["title", "text"][..]),
        ("people", &["name"]),
        ("chapters", &["title"]),
        ("endings", &["title", "hint", "epilogue"]),
    ] {
        for node in file.section(section) {
            keys.iter().for_each(|key| take(At { node, ..file }, key, Says::Declared, found));
        }
    }
}

fn take<'a>(owner: At<'a>, key: &str, says: Says, found: &mut Vec<ProseSite<'a>>) {
    let Some(at) = owner.get(key).filter(|at| at.index.kind(at.node) == Kind::Text) else { return };
    if let Some(text) = at.text() {
        found.push(ProseSite { says, at, text });
    }
}

/// What is open at a place of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Open {
    If,
    /// A sequence, `{select}` or `{count}`: it is parted by bars and ends with a brace.
    Arms,
}

fn runs(text: &str) -> Vec<Run> {
    let mut found = Vec::new();
    let mut open: Vec<Open> = Vec::new();
    let (mut start, mut at) = (0, 0);
    while let Some(length) = text[at..].find(['{', '}', '*', '|']) {
        let here = at + length;
        let rest = &text[here..];
        let (depth, is_in_arms) = (open.len(), open.last() == Some(&Open::Arms));
        // How long the sign is, and what it opens or closes.
        let taken = match rest.as_bytes() {
            [b'{', b'{', ..] => 2,
            [b'}', b'}', ..] if !is_in_arms => 2,
            [b'{', ..] => braces(rest, &mut open),
            [b'}', ..] => {
                if is_in_arms {
                    open.pop();
                }
                1
            }
            [b'|', ..] if is_in_arms => 1 + label(&rest[1..]),
            [b'|', ..] => {
                at = here + 1;
                continue;
            }
            _ => 1,
        };
        found.push(Run { range: start..here, depth });
        at = here + taken;
        start = at;
    }
    found.push(Run { range: start..text.len(), depth: open.len() });
    found.retain(|run| !run.range.is_empty());
    found
}

/// What stands in the braces with which `rest` starts, if they close on this line.
fn inside(rest: &str) -> Option<&str> {
    let end = rest[1..].find(['{', '}', '\n'])?;
    rest[1 + end..].starts_with('}').then(|| rest[1..1 + end].trim())
}

/// Whether `rest` starts with markup that holds text, and how long its head is.
fn opens(rest: &str) -> Option<(Open, usize)> {
    let body = &rest[1..];
    if let Some(head) = ["first:", "cycle:", "shuffle:"].iter().find(|head| body.starts_with(**head)) {
        return Some((Open::Arms, 1 + head.len()));
    }
    if body.starts_with("select ") || body.starts_with("count ") {
        let colon = body.find([':', '{', '}', '|', '\n']).filter(|&at| body[at..].starts_with(':'))?;
        let head = 1 + colon + 1;
        let label = if body.starts_with("select ") { label(&rest[head..]) } else { 0 };
        return Some((Open::Arms, head + label));
    }
    let inside = inside(rest).filter(|word| word.starts_with("if ") || *word == "if")?;
    let end = rest.find('}')? + 1;
    (!inside.is_empty()).then_some((Open::If, end))
}

fn braces(rest: &str, open: &mut Vec<Open>) -> usize {
    if let Some((what, length)) = opens(rest) {
        open.push(what);
        return length;
    }
    let Some(word) = inside(rest) else { return 1 };
    if word == "end" && open.last() == Some(&Open::If) {
        open.pop();
    }
    rest.find('}').map_or(1, |end| end + 1)
}

/// How long the words and the `=` of an arm of `{select}` are; 0 where there are none.
fn label(rest: &str) -> usize {
    let is_part = |c: char| c.is_ascii_alphanumeric() || c.is_whitespace() || matches!(c, '_' | '.' | ',' | '*');
    let end = rest.find(|c: char| !is_part(c)).unwrap_or(rest.len());
    if rest[end..].starts_with('=') { end + 1 } else { 0 }
}

/// A sequence with its range, and the ranges of its parts.
pub(super) struct Sequence {
    pub range: Range<usize>,
    pub word: &'static str,
    pub parts: Vec<Range<usize>>,
}

/// The sequences of a text, `{select}` and `{count}` left out. Those that are never closed are left out too.
pub(super) fn sequences(text: &str) -> Vec<Sequence> {
    let mut found = Vec::new();
    let mut open: Vec<(Open, Option<Sequence>)> = Vec::new();
    let mut at = 0;
    while let Some(length) = text[at..].find(['{', '}', '|']) {
        let here = at + length;
        let rest = &text[here..];
        let is_in_arms = matches!(open.last(), Some((Open::Arms, _)));
        at = here + 1;
        match rest.as_bytes() {
            [b'{', b'{', ..] => at += 1,
            [b'}', b'}', ..] if !is_in_arms => at += 1,
            [b'{', ..] => match opens(rest) {
                Some((what, head)) => {
                    at = here + head;
                    let word = ["first", "cycle", "shuffle"].into_iter().find(|word| rest[1..].starts_with(word));
                    let part = at..at;
                    open.push((what, word.map(|word| Sequence { range: here..here, word, parts: vec![part] })));
                }
                None => {
                    let is_end = inside(rest) == Some("end");
                    at = inside(rest).and(rest.find('}')).map_or(at, |end| here + end + 1);
                    if is_end && matches!(open.last(), Some((Open::If, _))) {
                        open.pop();
                    }
                }
            },
            [b'|', ..] if is_in_arms => {
                if let Some((_, Some(sequence))) = open.last_mut() {
                    close_part(sequence, here);
                    sequence.parts.push(at..at);
                }
            }
            [b'}', ..] if is_in_arms => {
                if let Some((_, Some(mut sequence))) = open.pop() {
                    close_part(&mut sequence, here);
                    sequence.range.end = at;
                    found.push(sequence);
                }
            }
            _ => {}
        }
    }
    found
}

fn close_part(sequence: &mut Sequence, at: usize) {
    if let Some(part) = sequence.parts.last_mut() {
        part.end = at;
    }
}
