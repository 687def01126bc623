//! The markup of prose: text to a tree of parts with their places.

use std::ops::Range;

use super::expression::{Fault, MAX_DEPTH, Node, parse_condition};
use super::typography::Typographer;
use crate::story::SequenceKind;

/// A part of prose. Places are bytes of the string.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Part {
    Text(String),
    Space,
    Paragraph,
    Emphasis(bool),
    Strong(bool),
    /// `{name}` or `{name:words}`, or the `#` of a `{count}`, whose range is the sign alone.
    Value {
        name: Named,
        as_word: bool,
        range: Range<usize>,
    },
    Select(Select),
    Count {
        name: Named,
        arms: Vec<Arm>,
        range: Range<usize>,
    },
    If {
        arms: Vec<(Node, Arm)>,
        otherwise: Arm,
    },
    Sequence {
        kind: SequenceKind,
        arms: Vec<Arm>,
        range: Range<usize>,
    },
}

/// What is read in one of several cases, and where its words stand.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Arm {
    pub parts: Vec<Part>,
    pub range: Range<usize>,
}

/// A name in markup, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Named {
    pub name: String,
    pub range: Range<usize>,
}

/// `{select tie.ada: sworn=…|none, friend=…|*=…}`.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Select {
    pub name: Named,
    /// The words of each arm; `*` is a word here.
    pub arms: Vec<(Vec<Named>, Arm)>,
    pub range: Range<usize>,
}

/// Reads prose: all that can be read, beside every fault.
pub(super) fn parse(text: &str) -> (Vec<Part>, Vec<Fault>) {
    let typographer = Typographer::default();
    let mut parser = Parser {
        text,
        at: 0,
        latest: 0,
        depth: 0,
        faults: Vec::new(),
        typographer,
        stars: [0; 2],
        counted: None,
        gave_up: false,
    };
    let (parts, _) = parser.parts(Inside::Nothing, Emphasis::default());
    (parts, parser.faults)
}

struct Parser<'a> {
    text: &'a str,
    at: usize,
    /// Where the latest part, or what ended the run of parts, begins.
    latest: usize,
    depth: usize,
    faults: Vec<Fault>,
    typographer: Typographer,
    /// Where the last `*` and the last `**` stand.
    stars: [usize; 2],
    /// What the `#` of the innermost `{count}` stands for.
    counted: Option<Named>,
    /// Set once the braces nest too deep: nothing after that is read, so nothing is missing either.
    gave_up: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Inside {
    Nothing,
    If,
    Sequence,
}

/// Which emphasis is on, and where it was turned on.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
struct Emphasis {
    light: Option<usize>,
    strong: Option<usize>,
}

/// What ended a run of parts.
enum Stop {
    Text,
    Elif(Option<Node>),
    Else,
    End,
    Bar,
    Brace,
}

impl Parser<'_> {
    fn parts(&mut self, inside: Inside, outer: Emphasis) -> (Vec<Part>, Stop) {
        let mut parts = Vec::new();
        let mut emphasis = outer;
        let stop = loop {
            self.latest = self.at;
            let rest = &self.text[self.at..];
            let Some(first) = rest.chars().next() else { break Stop::Text };
            match first {
                '{' if rest.starts_with("{{") => self.literal('{', 2, &mut parts),
                '}' if rest.starts_with("}}") && inside != Inside::Sequence => self.literal('}', 2, &mut parts),
                '{' => {
                    if let Some(stop) = self.braces(inside, emphasis, &mut parts) {
                        break stop;
                    }
                }
                '}' if inside == Inside::Sequence => {
                    self.at += 1;
                    break Stop::Brace;
                }
                '}' => self.stray_brace(),
                '|' if inside == Inside::Sequence => {
                    self.at += 1;
                    break Stop::Bar;
                }
                '#' if self.counted.is_some() => self.count_sign(&mut parts),
                '*' => self.star(&mut emphasis, &mut parts),
                c if c.is_whitespace() => self.gap(&mut parts),
                _ => {
                    let (set, length) = self.typographer.set(rest);
                    self.at += length;
                    push_char(&mut parts, set);
                }
            }
        };
        self.check_emphasis(outer, emphasis, &mut parts);
        (parts, stop)
    }

    fn count_sign(&mut self, parts: &mut Vec<Part>) {
        self.typographer.skip();
        let range = self.at..self.at + 1;
        self.at += 1;
        parts.extend(self.counted.clone().map(|name| Part::Value { name, as_word: false, range }));
    }

    fn stray_brace(&mut self) {
        let fault = Fault::new("unbalanced-brace", "there is no open brace for this one", self.at..self.at + 1);
        self.faults.push(fault.hint("to show a brace, write `}}`"));
        self.at += 1;
    }

    fn literal(&mut self, shown: char, length: usize, parts: &mut Vec<Part>) {
        self.typographer.skip();
        push_char(parts, shown);
        self.at += length;
    }

    fn gap(&mut self, parts: &mut Vec<Part>) {
        let rest = &self.text[self.at..];
        let length = rest.find(|c: char| !c.is_whitespace()).unwrap_or(rest.len());
        let has_empty_line = rest[..length].matches('\n').count() > 1;
        self.typographer.set(if has_empty_line { "\n" } else { " " });
        parts.push(if has_empty_line { Part::Paragraph } else { Part::Space });
        self.at += length;
    }

    fn star(&mut self, emphasis: &mut Emphasis, parts: &mut Vec<Part>) {
        if self.text[self.at..].starts_with("**") {
            self.stars[1] = self.at;
            let on = emphasis.strong.is_none();
            emphasis.strong = on.then_some(self.at);
            parts.push(Part::Strong(on));
            self.at += 2;
        } else {
            self.stars[0] = self.at;
            let on = emphasis.light.is_none();
            emphasis.light = on.then_some(self.at);
            parts.push(Part::Emphasis(on));
            self.at += 1;
        }
    }

    /// Emphasis must be as it was at the start of the part; if not, it is reported and set right.
    fn check_emphasis(&mut self, outer: Emphasis, inner: Emphasis, parts: &mut Vec<Part>) {
        let pairs = [(outer.light, inner.light, 1), (outer.strong, inner.strong, 2)];
        for (was, is, length) in pairs {
            if was.is_some() == is.is_some() || self.gave_up {
                continue;
            }
            let (message, at) = match is {
                Some(at) => ("this emphasis is never closed", at),
                None => ("this closes an emphasis that was opened outside the part", self.stars[length - 1]),
            };
            let hint = "close it in the same part, or write `{*}` to show a star";
            self.faults.push(Fault::new("unclosed-emphasis", message, at..at + length).hint(hint));
            parts.push(if length == 1 { Part::Emphasis(was.is_some()) } else { Part::Strong(was.is_some()) });
        }
    }

    /// What stands in braces at this place. Gives the stop if it ends the run of parts.
    fn braces(&mut self, inside: Inside, emphasis: Emphasis, parts: &mut Vec<Part>) -> Option<Stop> {
        let start = self.at;
        let rest = &self.text[start + 1..];
        if let Some((kind, length)) = sequence_head(rest) {
            self.at += 1 + length;
            self.deeper(start, emphasis, parts, |parser, emphasis| parser.sequence(kind, start, emphasis));
            return None;
        }
        if let Some((is_select, name, length)) = switch_head(rest, start + 1) {
            self.at += 1 + length;
            self.deeper(start, emphasis, parts, |parser, emphasis| match is_select {
                true => parser.select(name, start, emphasis),
                false => parser.count(name, start, emphasis),
            });
            return None;
        }
        if let Some(is_select) = broken_switch_head(rest) {
            self.broken_switch(is_select, start, emphasis, parts);
            return None;
        }
        let Some(length) = rest.find(['{', '}', '\n']).filter(|&length| rest[length..].starts_with('}')) else {
            let fault = Fault::new("unbalanced-brace", "this brace is never closed", start..start + 1);
            self.faults.push(fault.hint("close it with `}`; to show a brace, write `{{`"));
            self.at += 1;
            return None;
        };
        let body = &rest[..length];
        self.at = start + length + 2;
        let range = start..self.at;
        match body.trim() {
            sign @ ("*" | "#") => {
                self.typographer.skip();
                parts.push(Part::Text(sign.to_owned()));
                None
            }
            "end" => self.stop_if(inside, Stop::End, range),
            "else" => self.stop_if(inside, Stop::Else, range),
            word if word.starts_with("elif ") => {
                let node = self.condition(body, "elif", start);
                self.stop_if(inside, Stop::Elif(node), range)
            }
            word if word.starts_with("if ") || word == "if" => {
                let node = self.condition(body, "if", start);
                self.deeper(start, emphasis, parts, |parser, emphasis| parser.branches(node, start, emphasis));
                None
            }
            _ => {
                self.value(body, range, parts);
                None
            }
        }
    }

    fn deeper(
        &mut self,
        start: usize,
        emphasis: Emphasis,
        parts: &mut Vec<Part>,
        part: impl FnOnce(&mut Self, Emphasis) -> Part,
    ) {
        if self.depth == MAX_DEPTH {
            let message = format!("braces may nest {MAX_DEPTH} deep");
            self.faults.push(Fault::new("prose-too-deep", message, start..start + 1));
            self.at = self.text.len();
            self.gave_up = true;
            return;
        }
        self.depth += 1;
        parts.push(part(self, emphasis));
        self.depth -= 1;
    }

    fn stop_if(&mut self, inside: Inside, stop: Stop, range: Range<usize>) -> Option<Stop> {
        if inside == Inside::If {
            return Some(stop);
        }
        let message = "there is no open `{if …}` for this";
        self.faults.push(Fault::new("stray-markup", message, range));
        None
    }

    fn condition(&mut self, body: &str, word: &str, start: usize) -> Option<Node> {
        let skipped = body.find(word).unwrap_or(0) + word.len();
        let parsed = parse_condition(&body[skipped..], start + 1 + skipped);
        parsed.map_err(|fault| self.faults.push(fault)).ok()
    }

    fn branches(&mut self, first: Option<Node>, start: usize, emphasis: Emphasis) -> Part {
        let mut arms = Vec::new();
        let mut otherwise = None;
        let mut condition = Some(first);
        loop {
            let before = self.typographer.clone();
            let (arm, stop) = self.arm(Inside::If, emphasis);
            match condition.take() {
                Some(Some(node)) => arms.push((node, arm)),
                // Its condition was reported.
                Some(None) => {}
                None => otherwise = Some(arm),
            }
            match stop {
                Stop::End => break,
                Stop::Elif(_) | Stop::Else if otherwise.is_some() => {
                    let range = self.at - 1..self.at;
                    self.faults.push(Fault::new("stray-markup", "nothing but `{end}` may follow `{else}`", range));
                }
                Stop::Elif(node) => condition = Some(node),
                Stop::Else => {}
                Stop::Text | Stop::Bar | Stop::Brace if self.gave_up => break,
                Stop::Text | Stop::Bar | Stop::Brace => {
                    let message = "this `{if …}` is never closed";
                    self.faults.push(Fault::new("unclosed-if", message, start..start + 3).hint("add `{end}`"));
                    break;
                }
            }
            self.typographer = before;
        }
        Part::If { arms, otherwise: otherwise.unwrap_or_default() }
    }

    fn sequence(&mut self, kind: SequenceKind, start: usize, emphasis: Emphasis) -> Part {
        let mut arms = Vec::new();
        self.arms(start, emphasis, |_| (), |(), arm| arms.push(arm));
        Part::Sequence { kind, arms, range: start..self.at }
    }

    fn count(&mut self, name: Named, start: usize, emphasis: Emphasis) -> Part {
        let outer = self.counted.replace(name.clone());
        let mut arms = Vec::new();
        self.arms(start, emphasis, |_| (), |(), arm| arms.push(arm));
        self.counted = outer;
        Part::Count { name, arms, range: start..self.at }
    }

    fn select(&mut self, name: Named, start: usize, emphasis: Emphasis) -> Part {
        let mut arms = Vec::new();
        self.arms(start, emphasis, Self::label, |label, arm| arms.push((label, arm)));
        Part::Select(Select { name, arms, range: start..self.at })
    }

    /// A `{select}` or `{count}` that does not say of what: told, and read as if it were a sequence.
    fn broken_switch(&mut self, is_select: bool, start: usize, emphasis: Emphasis, parts: &mut Vec<Part>) {
        let (code, word, what, hint) = match is_select {
            true => ("bad-select", "select", "an enum", "write `{select enum: word=…|*=…}`"),
            false => ("bad-count", "count", "a stat", "write `{count stat: one|# of them}`"),
        };
        let rest = &self.text[start..];
        let head = rest[1..].find([':', '|', '{', '}', '\n']).map_or(rest.len(), |at| at + 1);
        let message = format!("`{{{word}}}` needs the name of {what} and a colon");
        self.faults.push(Fault::new(code, message, start..start + head).hint(hint));
        let told = self.faults.len();
        self.at = start + head + usize::from(rest[head..].starts_with(':'));
        self.deeper(start, emphasis, parts, |parser, emphasis| parser.sequence(SequenceKind::Shuffle, start, emphasis));
        // What follows from the first fault would only distract.
        self.faults.truncate(told);
    }

    fn arm(&mut self, inside: Inside, emphasis: Emphasis) -> (Arm, Stop) {
        let start = self.at;
        let (parts, stop) = self.parts(inside, emphasis);
        let read = &self.text[start..self.latest];
        let words = start + read.len() - read.trim_start().len();
        (Arm { parts, range: words..words + read.trim().len() }, stop)
    }

    /// Reads parts that are parted by bars, up to the closing brace; `head` reads what stands at the start of each.
    fn arms<T>(
        &mut self,
        start: usize,
        emphasis: Emphasis,
        head: impl Fn(&mut Self) -> T,
        mut take: impl FnMut(T, Arm),
    ) {
        loop {
            let before = self.typographer.clone();
            let head = head(self);
            let (mut arm, stop) = self.arm(Inside::Sequence, emphasis);
            // White space beside the bars is layout.
            trim(&mut arm.parts);
            take(head, arm);
            match stop {
                Stop::Bar => self.typographer = before,
                Stop::Brace => break,
                _ if self.gave_up => break,
                _ => {
                    let fault = Fault::new("unbalanced-brace", "this brace is never closed", start..start + 1);
                    self.faults.push(fault.hint("close it with `}`; its parts are separated by `|`"));
                    break;
                }
            }
        }
    }

    /// The words in front of the `=` of an arm; `*` is one.
    fn label(&mut self) -> Vec<Named> {
        let rest = &self.text[self.at..];
        let end = rest.find(|c: char| !(is_name_part(c) || c.is_whitespace() || matches!(c, ',' | '*')));
        let end = end.unwrap_or(rest.len());
        if !rest[end..].starts_with('=') {
            let start = self.at + rest.len() - rest.trim_start().len();
            let shown = rest.find(['|', '{', '}']).unwrap_or(rest.len());
            let range = start.min(self.at + shown)..self.at + shown;
            let fault = Fault::new("bad-select", "a part of `{select}` starts with a word and `=`", range);
            self.faults.push(fault.hint("write `word=text`, or `*=text` for all other words"));
            self.at += shown;
            return Vec::new();
        }
        let mut words = Vec::new();
        let mut at = self.at;
        for word in rest[..end].split(',') {
            let start = at + word.len() - word.trim_start().len();
            words.push(Named { name: word.trim().to_owned(), range: start..start + word.trim().len() });
            at += word.len() + 1;
        }
        self.at += end + 1;
        words
    }

    fn value(&mut self, body: &str, range: Range<usize>, parts: &mut Vec<Part>) {
        self.typographer.skip();
        let (name, form) = body.split_once(':').map_or((body, None), |(name, form)| (name, Some(form.trim())));
        let name = name.trim();
        if !is_name(name) || !matches!(form, None | Some("words")) {
            let message = format!("`{{{body}}}` is not markup");
            let hint = "to show braces, write `{{` and `}}`; there are `{name}`, `{name:words}`, `{if …}`, `{elif …}`, `{else}`, `{end}`, `{first: …}`, \
                        `{cycle: …}`, `{shuffle: …}`, `{select enum: …}` and `{count stat: …}`";
            self.faults.push(Fault::new("unknown-markup", message, range).hint(hint));
            return;
        }
        let start = range.start + 1 + body.len() - body.trim_start().len();
        let name = Named { name: name.to_owned(), range: start..start + name.len() };
        parts.push(Part::Value { name, as_word: form.is_some(), range });
    }
}

fn sequence_head(rest: &str) -> Option<(SequenceKind, usize)> {
    let heads = [("first:", SequenceKind::First), ("cycle:", SequenceKind::Cycle), ("shuffle:", SequenceKind::Shuffle)];
    heads.into_iter().find(|(head, _)| rest.starts_with(head)).map(|(head, kind)| (kind, head.len()))
}

/// Whether `rest` is the inside of a `{select name:` or `{count name:`, the name, and how long that is. `base` is where `rest` starts.
fn switch_head(rest: &str, base: usize) -> Option<(bool, Named, usize)> {
    let (is_select, word) =
        [(true, "select "), (false, "count ")].into_iter().find(|(_, word)| rest.starts_with(word))?;
    let colon = rest.find([':', '{', '}', '|', '\n']).filter(|&at| rest[at..].starts_with(':'))?;
    let between = &rest[word.len()..colon];
    let start = base + word.len() + between.len() - between.trim_start().len();
    let name = between.trim();
    is_name(name).then(|| {
        let name = Named { name: name.to_owned(), range: start..start + name.len() };
        (is_select, name, colon + 1)
    })
}

/// Whether `rest` is the inside of braces that begin as a `{select …}` does, or of ones that begin as a `{count …}` does.
fn broken_switch_head(rest: &str) -> Option<bool> {
    let (behind, is_select) = match rest.strip_prefix("select") {
        Some(behind) => (behind, true),
        None => (rest.strip_prefix("count")?, false),
    };
    let is_name = behind.starts_with(":words}");
    (behind.starts_with([' ', ':', '\n']) && !is_name).then_some(is_select)
}

fn is_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_alphabetic()) && name.chars().all(is_name_part)
}

fn is_name_part(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '_' | '.')
}

fn push_char(parts: &mut Vec<Part>, c: char) {
    match parts.last_mut() {
        Some(Part::Text(text)) => text.push(c),
        _ => parts.push(Part::Text(c.into())),
    }
}

fn trim(parts: &mut Vec<Part>) {
    let is_gap = |part: Option<&Part>| matches!(part, Some(Part::Space | Part::Paragraph));
    while is_gap(parts.last()) {
        parts.pop();
    }
    while is_gap(parts.first()) {
        parts.remove(0);
    }
}
