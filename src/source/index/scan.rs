//! The scan: one pass over the text with a stack of its own, from tokens to nodes.

mod blame;

use std::ops::Range;

use super::fault::{Fault, FaultCode, closer};
use super::literal::Literal;
use super::{Key, Kind, MAX_DEPTH, Node, token};

/// The nodes in written order, each before its children, and the comments.
pub(super) type Scanned = (Vec<Node>, Vec<Range<usize>>);

/// Scans a whole text.
pub(super) fn scan(text: &str) -> Result<Scanned, Fault> {
    let mut scan = Scan { text, line_start: Some(0), ..Scan::default() };
    scan.attributes()?;
    while scan.nodes.is_empty() {
        let empty = Fault::new(FaultCode::Empty, text.len()..text.len());
        let first = scan.peek().ok_or(empty)?;
        scan.value(first)?;
    }
    while !scan.open.is_empty() {
        scan.step()?;
    }
    scan.gap()?;
    scan.trailing()?;
    Ok((scan.nodes, scan.comments))
}

#[derive(Default)]
struct Scan<'t> {
    text: &'t str,
    pos: usize,
    /// Where the last value, key or bracket ended.
    last_end: usize,
    nodes: Vec<Node>,
    comments: Vec<Range<usize>>,
    open: Vec<Frame>,
    /// Start of a line whose first token has not come yet.
    line_start: Option<usize>,
    line: Line,
    /// Whether the file enables `implicit_some`, and so may say `Some 1` for `Some(1)`.
    has_implicit_some: bool,
    /// The first bracket whose closing one stands further left than its own line begins, or raw text that holds
    /// the start of another: to blame if the brackets do not come out even.
    suspect: Option<Fault>,
}

/// A line by its first token: where that stands, and how far in.
#[derive(Clone, Copy, Default)]
struct Line {
    first: usize,
    indent: usize,
}

/// An open bracket.
struct Frame {
    bracket: char,
    at: usize,
    node: usize,
    shape: Shape,
    want: Want,
    key: Option<Box<Key>>,
    /// The end of the last colon.
    colon: usize,
    /// The line of the bracket.
    line: Line,
    has_entry: bool,
    /// How far in the first entry stands, unless it stands on the line of the bracket.
    inner: Option<usize>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Shape {
    /// `(` before its first entry.
    Undecided,
    Record,
    Tuple,
    List,
    Map,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Want {
    Entry,
    Colon,
    Value,
    Comma,
}

impl Scan<'_> {
    fn peek(&self) -> Option<char> {
        self.text[self.pos..].chars().next()
    }

    /// Skips space and comments.
    fn gap(&mut self) -> Result<(), Fault> {
        while let Some(c) = self.peek() {
            if c == '/' {
                let end = token::comment(self.text, self.pos)?;
                self.comments.push(self.pos..end);
                self.pos = end;
            } else if token::is_space(c) {
                self.pos += c.len_utf8();
                if c == '\n' {
                    self.line_start = Some(self.pos);
                }
            } else {
                break;
            }
        }
        if let Some(start) = self.line_start.take() {
            self.line = Line { first: self.pos, indent: self.pos - start };
        }
        Ok(())
    }

    /// Skips `#![…]` at the head of the file, and the space around.
    fn attributes(&mut self) -> Result<(), Fault> {
        self.gap()?;
        while self.peek() == Some('#') {
            let start = self.pos;
            for mark in ['#', '!', '['] {
                match self.peek() {
                    Some(c) if c == mark => self.pos += 1,
                    _ => return Err(Fault::unexpected('#', start)),
                }
                self.gap()?;
            }
            self.attribute(start)?;
            self.has_implicit_some |= self.text[start..self.pos].contains("implicit_some");
            self.gap()?;
        }
        Ok(())
    }

    fn attribute(&mut self, start: usize) -> Result<(), Fault> {
        while let Some(c) = self.peek() {
            if let Some((_, end)) = token::literal(self.text, self.pos)? {
                self.pos = end;
            } else if let Some(end) = token::name(self.text, self.pos) {
                self.pos = end;
            } else if matches!(c, '(' | ')' | '=' | ',' | ']') {
                self.pos += 1;
            } else {
                return Err(Fault::unexpected(c, self.pos));
            }
            if c == ']' {
                return Ok(());
            }
            self.gap()?;
        }
        let end = self.text.len();
        Err(Fault::new(FaultCode::UnclosedBracket('['), start..start + 1).with_related(end..end))
    }

    /// Takes the next token inside the innermost bracket.
    fn step(&mut self) -> Result<(), Fault> {
        self.gap()?;
        let Some(c) = self.peek() else { return Err(self.ended()) };
        let Some(frame) = self.open.last_mut() else { return Ok(()) };
        if frame.want == Want::Entry && frame.shape != Shape::Record {
            frame.note_indent(self.line, self.pos);
        }
        match (frame.want, c) {
            (Want::Entry | Want::Comma, ')' | ']' | '}') => self.close(c),
            (Want::Comma, ',') => {
                frame.want = Want::Entry;
                self.pos += 1;
                Ok(())
            }
            (Want::Comma, _) => Err(self.no_comma(c)),
            (Want::Colon, ':') => {
                self.colon();
                Ok(())
            }
            (Want::Colon, _) => Err(self.no_colon()),
            (Want::Value, ',' | ')' | ']' | '}') => Err(Fault::new(FaultCode::MissingValue, frame.colon..frame.colon)),
            (Want::Entry, _) if frame.shape == Shape::Record => self.field(c),
            (Want::Entry | Want::Value, _) => self.value(c),
        }
    }

    fn colon(&mut self) {
        self.pos += 1;
        self.last_end = self.pos;
        if let Some(frame) = self.open.last_mut() {
            frame.want = Want::Value;
            frame.colon = self.pos;
        }
    }

    /// Takes a field name.
    fn field(&mut self, c: char) -> Result<(), Fault> {
        let start = self.pos;
        let Some(end) = token::name(self.text, start) else { return Err(self.no_field(c)) };
        let key = self.field_key(start..end);
        if let Some(frame) = self.open.last_mut() {
            frame.note_indent(self.line, start);
            frame.key = Some(key);
            frame.want = Want::Colon;
        }
        self.pos = end;
        self.last_end = end;
        Ok(())
    }

    fn field_key(&self, span: Range<usize>) -> Box<Key> {
        let written = &self.text[span.clone()];
        let text = written.strip_prefix("r#").unwrap_or(written).to_owned();
        Box::new(Key { text, span, kind: Kind::Name })
    }

    /// Takes a literal, a word, or an opening bracket.
    fn value(&mut self, c: char) -> Result<(), Fault> {
        let start = self.pos;
        if matches!(c, '(' | '[' | '{') {
            return self.open(start, c);
        }
        if let Some((kind, end)) = token::literal(self.text, start)? {
            self.pos = end;
            self.leaf(kind, start..end);
            return Ok(());
        }
        match token::name(self.text, start) {
            Some(end) => self.word(start..end),
            None => Err(self.left_open(start).unwrap_or(Fault::unexpected(c, start))),
        }
    }

    /// Takes a word: the first field name of a record, the name before a bracket, a `Some` that says nothing, or
    /// a value.
    fn word(&mut self, span: Range<usize>) -> Result<(), Fault> {
        let word = &self.text[span.clone()];
        let is_number = token::is_float_word(word);
        if is_number && self.text[span.end..].starts_with("..") {
            let (kind, end) = token::number_or_range(self.text, span.start)?;
            self.pos = end;
            self.leaf(kind, span.start..end);
            return Ok(());
        }
        self.pos = span.end;
        self.last_end = span.end;
        self.gap()?;
        let is_some = self.has_implicit_some && word == "Some";
        match (self.peek(), self.open.last().map(|frame| frame.shape)) {
            (Some('('), _) => return self.open(span.start, '('),
            (Some(c), _) if is_some && !matches!(c, ',' | ':' | ')' | ']' | '}') => return Ok(()),
            (Some(':'), Some(Shape::Undecided)) => self.first_field(span),
            _ if is_number => self.leaf(Kind::Number, span),
            _ if matches!(word, "true" | "false") => self.leaf(Kind::Bool, span),
            _ => self.leaf(Kind::Name, span),
        }
        Ok(())
    }

    /// The bracket turns out to hold a record.
    fn first_field(&mut self, span: Range<usize>) {
        let key = self.field_key(span);
        if let Some(frame) = self.open.last_mut() {
            frame.shape = Shape::Record;
            frame.key = Some(key);
            self.nodes[frame.node].kind = Kind::Record;
        }
        self.colon();
    }

    fn leaf(&mut self, kind: Kind, span: Range<usize>) {
        if kind == Kind::Text && self.suspect.is_none() {
            self.suspect = self.swallows_another(&span);
        }
        let node = self.push(kind, span);
        self.done(node);
    }

    fn push(&mut self, kind: Kind, span: Range<usize>) -> usize {
        let (parent, key) = match self.open.last_mut() {
            Some(frame) => (frame.node, frame.key.take()),
            None => (0, None),
        };
        self.nodes.push(Node { kind, parent, span, key });
        self.nodes.len() - 1
    }

    /// Opens the bracket at the cursor; its value begins at `start`, with the name.
    fn open(&mut self, start: usize, bracket: char) -> Result<(), Fault> {
        let at = self.pos;
        if self.open.len() == MAX_DEPTH {
            return Err(Fault::new(FaultCode::TooDeep, at..at + 1));
        }
        let (kind, shape) = match bracket {
            '(' => (Kind::Tuple, Shape::Undecided),
            '[' => (Kind::List, Shape::List),
            _ => (Kind::Map, Shape::Map),
        };
        let node = self.push(kind, start..at + 1);
        if let Some(parent) = self.open.last_mut().filter(|frame| frame.shape == Shape::Undecided) {
            parent.shape = Shape::Tuple;
        }
        let line = self.line;
        let want = Want::Entry;
        let frame = Frame { bracket, at, node, shape, want, key: None, colon: at, line, has_entry: false, inner: None };
        self.open.push(frame);
        self.pos += 1;
        self.last_end = self.pos;
        Ok(())
    }

    fn close(&mut self, found: char) -> Result<(), Fault> {
        let Some(frame) = self.open.pop_if(|frame| closer(frame.bracket) == found) else {
            return Err(self.mismatch(found));
        };
        let starts_line = self.line.first == self.pos && frame.line.first != self.pos;
        if starts_line && self.line.indent < frame.line.indent && self.suspect.is_none() {
            self.suspect = Some(frame.unclosed(self.pos..self.pos + 1));
        }
        self.pos += 1;
        self.nodes[frame.node].span.end = self.pos;
        self.done(frame.node);
        Ok(())
    }

    /// A value is complete: as a map key it makes way for its entry, else a comma comes next.
    fn done(&mut self, node: usize) {
        self.last_end = self.nodes[node].span.end;
        let Some(frame) = self.open.last_mut() else { return };
        if frame.shape == Shape::Map && frame.want == Want::Entry {
            let Node { kind, ref span, .. } = self.nodes[node];
            let written = &self.text[span.clone()];
            let literal = Some(written).filter(|_| kind == Kind::Text).and_then(Literal::new);
            let text = literal.map_or_else(|| written.to_owned(), |literal| literal.decode().into_owned());
            frame.key = Some(Box::new(Key { text, span: span.clone(), kind }));
            frame.want = Want::Colon;
            self.nodes.truncate(node);
            return;
        }
        if frame.shape == Shape::Undecided {
            frame.shape = Shape::Tuple;
        }
        frame.want = Want::Comma;
    }
}

impl Frame {
    /// Notes how far in the first entry stands.
    fn note_indent(&mut self, line: Line, entry: usize) {
        if !self.has_entry && line.first == entry && self.line.first != entry {
            self.inner = Some(line.indent);
        }
        self.has_entry = true;
    }

    fn unclosed(&self, related: Range<usize>) -> Fault {
        Fault::new(FaultCode::UnclosedBracket(self.bracket), self.at..self.at + 1).with_related(related)
    }
}
