//! What to say when the next token does not fit: which bracket, comma or quotation mark is to blame.

use std::ops::Range;

use super::super::fault::{Fault, FaultCode, closer};
use super::super::{Kind, token};
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

    /// The innermost bracket that should have been closed before this line: its entries stand further in, and
    /// this line does not stand further in than its own.
    pub(super) fn left_open(&self) -> Option<Fault> {
        let here = self.line;
        let is_left = |frame: &&Frame| {
            frame.line.first != here.first
                && frame.line.indent >= here.indent
                && frame.inner.is_some_and(|inner| inner > frame.line.indent)
        };
        let frame = self.open.iter().rev().find(is_left).filter(|_| here.first == self.pos)?;
        Some(frame.unclosed(self.token_here()))
    }

    /// The place of the next token, roughly: a literal, a word, or one character.
    fn token_here(&self) -> Range<usize> {
        let literal = token::literal(self.text, self.pos).ok().flatten().map(|(_, end)| end);
        let end = literal.or_else(|| token::name(self.text, self.pos));
        let one = self.pos + self.peek().map_or(0, char::len_utf8);
        self.pos..end.unwrap_or(one)
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
        if let Some(fault) = self.text_cut_short().or_else(|| self.left_open()) {
            return fault;
        }
        let gap = self.last_end..self.last_end;
        let last = self.nodes.len() - 1;
        let (Some(frame), is_word) = (self.open.last(), self.nodes[last].kind == Kind::Name) else {
            return Fault::unexpected(c, self.pos);
        };
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

    fn token_here_is_stray(&self) -> bool {
        let literal = token::literal(self.text, self.pos);
        matches!(literal, Ok(None)) && token::name(self.text, self.pos).is_none()
    }

    /// Something follows a text with no space between: the text ended at a quotation mark meant otherwise.
    fn text_cut_short(&self) -> Option<Fault> {
        let text = self.nodes.last().filter(|node| node.kind == Kind::Text && node.span.end == self.pos)?;
        let mark = text.span.end - 1..text.span.end;
        let written = &self.text[text.span.clone()];
        if written.starts_with('"') && written.contains('\n') {
            let start = text.span.start;
            return Some(Fault::new(FaultCode::UnclosedString, start..start + 1).with_related(mark));
        }
        Some(Fault::new(FaultCode::QuoteInText, mark).with_related(text.span.clone()))
    }

    pub(super) fn no_field(&self, c: char) -> Fault {
        if let Some(fault) = self.left_open().or_else(|| self.suspect.clone()) {
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
