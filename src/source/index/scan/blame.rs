//! What to say when the next token does not fit: which bracket, comma or quotation mark is to blame.

use std::ops::Range;

use super::super::fault::{Fault, FaultCode, closer};
use super::super::{Kind, literal, token};
use super::{Frame, Scan, Shape};

impl Scan<'_> {
    /// The file ended inside a bracket.
    pub(super) fn ended(&self) -> Fault {
        let end = self.text.len()..self.text.len();
        match (&self.suspect, self.open.last()) {
            (Some(suspect), _) => suspect.clone(),
            (None, Some(frame)) => frame.unclosed(end),
            (None, None) => Fault::new(FaultCode::Empty, end),
        }
    }

    /// The innermost bracket that should have been closed before the entry at `at`, which begins a line that does not
    /// stand further in than the bracket's own: its entries do, or they all stand on the bracket's line and it is not the bracket of the file.
    pub(super) fn left_open(&self, at: usize) -> Option<Fault> {
        let here = self.line;
        let is_left = |frame: &&Frame| {
            let is_inside = frame.inner.map_or(frame.node != 0, |inner| inner > frame.line.indent);
            frame.line.first != here.first && frame.line.indent >= here.indent && is_inside
        };
        let frame = self.open.iter().rev().find(is_left).filter(|_| here.first == at)?;
        Some(frame.unclosed(self.token(at)))
    }

    /// The place of the token at `at`, roughly: a literal, a word, or one character.
    fn token(&self, at: usize) -> Range<usize> {
        let literal = token::literal(self.text, at).ok().flatten().map(|(_, end)| end);
        let end = literal.or_else(|| token::name(self.text, at));
        let one = self.text[at..].chars().next().map_or(0, char::len_utf8);
        at..end.unwrap_or(at + one)
    }

    pub(super) fn mismatch(&self, found: char) -> Fault {
        let here = self.pos..self.pos + 1;
        let Some(top) = self.open.last() else { return Fault::unexpected(found, self.pos) };
        if let Some(suspect) = &self.suspect {
            return suspect.clone();
        }
        let outer = self.open.iter().rev().find(|frame| closer(frame.bracket) == found);
        let is_outer = |frame: &Frame| frame.line.first == self.line.first || self.line.indent <= frame.line.indent;
        if outer.is_some_and(is_outer) {
            return top.unclosed(here);
        }
        let code = FaultCode::MismatchedBracket { open: top.bracket, found };
        Fault::new(code, here).with_related(top.at..top.at + 1)
    }

    pub(super) fn no_comma(&self, c: char) -> Fault {
        let gap = self.last_end..self.last_end;
        let last = self.nodes.len() - 1;
        let entry = if c == ':' { self.nodes[last].span.start } else { self.pos };
        let cut_short = self.text_cut_short().filter(|_| c != ':');
        if let Some(fault) = cut_short.or_else(|| self.left_open(entry)) {
            return fault;
        }
        let (Some(frame), is_word) = (self.open.last(), self.nodes[last].kind == Kind::Name) else {
            return Fault::unexpected(c, self.pos);
        };
        if c == ':' && frame.shape == Shape::List {
            return Fault::new(FaultCode::NameInList, self.pos..self.pos + 1);
        }
        if c == ':' && frame.shape == Shape::Record && is_word {
            return Fault::new(FaultCode::MissingValue, frame.colon..frame.colon);
        }
        let is_first = frame.shape == Shape::Tuple && last == frame.node + 1;
        if is_first && is_word && c != ':' {
            return Fault::new(FaultCode::MissingColon, gap);
        }
        let starts_value = matches!(c, '(' | '[' | '{' | ';') || !self.token_here_is_stray();
        if starts_value { Fault::new(FaultCode::MissingComma, gap) } else { Fault::unexpected(c, self.pos) }
    }

    /// Refuses what stands after the value of the file.
    pub(super) fn trailing(&self) -> Result<(), Fault> {
        let Some(c) = self.peek() else { return Ok(()) };
        if let Some(suspect) = &self.suspect {
            return Err(suspect.clone());
        }
        let root = self.nodes[0].span.clone();
        if matches!(c, ')' | ']' | '}') {
            let last = self.text.floor_char_boundary(root.end - 1);
            return Err(Fault::unexpected(c, self.pos).with_related(last..root.end));
        }
        let line = self.text[self.pos..].split('\n').next().unwrap_or_default();
        let end = self.pos + line.trim_end().len().max(c.len_utf8());
        Err(Fault::new(FaultCode::TrailingText, self.pos..end))
    }

    fn token_here_is_stray(&self) -> bool {
        let literal = token::literal(self.text, self.pos);
        matches!(literal, Ok(None)) && token::name(self.text, self.pos).is_none()
    }

    pub(super) fn no_colon(&self) -> Fault {
        let key = self.open.last().and_then(|frame| frame.key.as_ref()).filter(|key| key.kind == Kind::Text);
        let cut = key.and_then(|key| self.cut_short(&key.span)).or_else(|| self.left_open(self.pos));
        cut.unwrap_or_else(|| Fault::new(FaultCode::MissingColon, self.last_end..self.last_end))
    }

    fn text_cut_short(&self) -> Option<Fault> {
        let last = self.nodes.last().filter(|node| node.kind == Kind::Text && node.span.end == self.last_end)?;
        self.cut_short(&last.span)
    }

    /// A text that does not end where it was meant to: what follows stands right behind it, or its second line
    /// reads like RON.
    fn cut_short(&self, text: &Range<usize>) -> Option<Fault> {
        let mark = text.end - 1..text.end;
        let written = &self.text[text.clone()];
        let second = written.split_once('\n').map(|(_, rest)| rest.trim_start()).filter(|_| written.starts_with('"'));
        let is_adjacent = text.end == self.pos;
        if second.is_some_and(|line| is_adjacent || reads_like_ron(line)) {
            return Some(Fault::new(FaultCode::UnclosedString, text.start..text.start + 1).with_related(mark));
        }
        let code = if ends_with_field(written) { FaultCode::QuoteBeforeField } else { FaultCode::QuoteInText };
        is_adjacent.then(|| Fault::new(code, mark).with_related(text.clone()))
    }

    /// A raw text in which another one seems to begin.
    pub(super) fn swallows_another(&self, text: &Range<usize>) -> Option<Fault> {
        let inner = literal::inner_opening(&self.text[text.clone()])?;
        let fault = Fault::new(FaultCode::UnclosedString, text.start..text.start + inner.len());
        Some(fault.with_related(text.start + inner.start..text.start + inner.end))
    }

    pub(super) fn no_field(&self, c: char) -> Fault {
        if let Some(fault) = self.left_open(self.pos).or_else(|| self.suspect.clone()) {
            return fault;
        }
        match token::literal(self.text, self.pos) {
            Ok(Some((Kind::Text, end))) => Fault::new(FaultCode::QuotedName, self.pos..end),
            Ok(None) if !matches!(c, '(' | '[' | '{') => Fault::unexpected(c, self.pos),
            Ok(_) => Fault::new(FaultCode::MissingName, self.pos..self.pos),
            Err(fault) => fault,
        }
    }
}

/// Whether a text in quotation marks ends with a comma, the name of a field and a colon.
fn ends_with_field(written: &str) -> bool {
    const FIELDS: [&str; 26] = [
        "text",
        "goto",
        "when",
        "then",
        "locked",
        "echo",
        "look",
        "detour",
        "ending",
        "title",
        "start",
        "author",
        "about",
        "content_note",
        "chapter",
        "setting",
        "sound",
        "note",
        "hint",
        "epilogue",
        "name",
        "bond",
        "tie",
        "met",
        "color",
        "require",
    ];
    let inside = written.strip_prefix('"').and_then(|text| text.strip_suffix('"')).unwrap_or_default();
    let Some(before) = inside.trim_end().strip_suffix(':') else { return false };
    let start = before.rfind(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).map_or(0, |at| at + 1);
    // Behind the last character that is no part of a name.
    let start = before.ceil_char_boundary(start);
    FIELDS.contains(&&before[start..]) && before[..start].trim_end().ends_with(',')
}

/// Whether a line begins with a closing bracket, a quoted key, or a name and a colon.
fn reads_like_ron(line: &str) -> bool {
    let name = token::name(line, 0).unwrap_or(0);
    line.starts_with([')', ']', '}', '"']) || (name > 0 && line[name..].starts_with(':'))
}
