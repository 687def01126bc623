//! String literals: what they say, and where in the file each byte of it stands.

use std::borrow::Cow;
use std::ops::Range;

/// A string literal without faults, quotation marks included.
pub(super) struct Literal<'s> {
    body: &'s str,
    /// Where the body starts in the literal.
    start: usize,
    is_raw: bool,
}

/// The next bit of a body: how many bytes it takes in the file, and what it says.
struct Piece<'s> {
    written: usize,
    says: Says<'s>,
}

enum Says<'s> {
    Plain(&'s str),
    Escape(char),
    Nothing,
}

impl<'s> Literal<'s> {
    /// Takes a literal apart; none if it is none.
    pub(super) fn new(written: &'s str) -> Option<Self> {
        let is_raw = written.starts_with('r');
        let start = written.find('"')? + 1;
        let hashes = start - 1 - usize::from(is_raw);
        let end = written.len().checked_sub(hashes + 1)?;
        Some(Self { body: written.get(start..end)?, start, is_raw })
    }

    /// What the literal says.
    pub(super) fn decode(&self) -> Cow<'s, str> {
        if self.is_raw || !self.body.contains('\\') {
            return Cow::Borrowed(self.body);
        }
        let mut said = String::with_capacity(self.body.len());
        let mut at = 0;
        while let Ok(Some(piece)) = next_piece(self.body, at) {
            at += piece.written;
            match piece.says {
                Says::Plain(plain) => said.push_str(plain),
                Says::Escape(c) => said.push(c),
                Says::Nothing => {}
            }
        }
        Cow::Owned(said)
    }

    /// Where in the literal the byte `decoded` of what it says is written.
    pub(super) fn offset(&self, decoded: usize) -> usize {
        if self.is_raw {
            return self.start + decoded.min(self.body.len());
        }
        let mut at = 0;
        let mut left = decoded;
        while let Ok(Some(piece)) = next_piece(self.body, at) {
            match piece.says {
                Says::Plain(plain) if left < plain.len() => return self.start + at + left,
                Says::Plain(plain) => left -= plain.len(),
                Says::Escape(c) if left < c.len_utf8() => return self.start + at,
                Says::Escape(c) => left -= c.len_utf8(),
                Says::Nothing => {}
            }
            at += piece.written;
        }
        self.start + self.body.len()
    }

    /// The bytes of the literal that say `decoded`. What says nothing at either end, such as a line break after `\`, is not among them.
    pub(super) fn range(&self, decoded: Range<usize>) -> Range<usize> {
        let start = self.offset(decoded.start);
        let Some(last) = decoded.end.checked_sub(1).filter(|&last| last >= decoded.start) else { return start..start };
        let last = self.offset(last);
        let is_escape = !self.is_raw && self.body.as_bytes().get(last - self.start) == Some(&b'\\');
        let piece = if is_escape { next_piece(self.body, last - self.start).ok().flatten() } else { None };
        let written = piece.map_or(1, |piece| piece.written);
        start..(last + written).min(self.start + self.body.len())
    }
}

/// Where in a raw literal another one like it seems to begin: its own end was likely forgotten.
pub(super) fn inner_opening(written: &str) -> Option<Range<usize>> {
    let quote = written.find('"').filter(|_| written.starts_with('r'))?;
    let (opening, body) = written.split_at(quote + 1);
    let start = opening.len() + body.find(opening)?;
    Some(start..start + opening.len())
}

/// The place of the first escape in the body of a plain literal that is none.
pub(super) fn bad_escape(body: &str) -> Option<Range<usize>> {
    let mut at = 0;
    loop {
        match next_piece(body, at) {
            Ok(Some(piece)) => at += piece.written,
            Ok(None) => return None,
            Err(length) => return Some(at..at + length),
        }
    }
}

/// The piece at `at`, none at the end, or the length of an escape that is none.
fn next_piece(body: &str, at: usize) -> Result<Option<Piece<'_>>, usize> {
    let rest = &body[at..];
    let Some(after) = rest.strip_prefix('\\') else {
        let written = rest.find('\\').unwrap_or(rest.len());
        let piece = Piece { written, says: Says::Plain(&rest[..written]) };
        return Ok((written > 0).then_some(piece));
    };
    if after.starts_with('\n') || after.starts_with("\r\n") {
        let written = rest.len() - after.trim_start_matches([' ', '\t', '\n', '\r']).len();
        return Ok(Some(Piece { written, says: Says::Nothing }));
    }
    let mark = after.chars().next().ok_or(1_usize)?;
    let (c, written) = match mark {
        '\'' | '"' | '\\' => (mark, 2),
        'n' => ('\n', 2),
        'r' => ('\r', 2),
        't' => ('\t', 2),
        '0' => ('\0', 2),
        'x' => byte_escape(rest)?,
        'u' => unicode_escape(rest)?,
        _ => return Err(1 + mark.len_utf8()),
    };
    Ok(Some(Piece { written, says: Says::Escape(c) }))
}

/// `\x41`, or up to four of them that together are one character in UTF-8.
fn byte_escape(rest: &str) -> Result<(char, usize), usize> {
    let mut bytes = Vec::with_capacity(4);
    while bytes.len() < 4 {
        let at = bytes.len() * 4;
        let digits = rest.get(at + 2..at + 4).filter(|_| rest[at..].starts_with("\\x"));
        let Some(byte) = digits.and_then(hex) else { break };
        bytes.push(byte as u8);
        if let Some(c) = std::str::from_utf8(&bytes).ok().and_then(|said| said.chars().next()) {
            return Ok((c, bytes.len() * 4));
        }
    }
    Err((bytes.len() * 4).max(2))
}

/// `\u{e9}`: one to six digits.
fn unicode_escape(rest: &str) -> Result<(char, usize), usize> {
    let digits = rest.strip_prefix("\\u{").ok_or(2_usize)?;
    let length = digits.find(|c: char| !c.is_ascii_hexdigit()).unwrap_or(digits.len());
    if !digits[length..].starts_with('}') {
        return Err(3 + length);
    }
    let said = Some(&digits[..length]).filter(|digits| digits.len() <= 6).and_then(hex);
    said.and_then(char::from_u32).map(|c| (c, 4 + length)).ok_or(4 + length)
}

fn hex(digits: &str) -> Option<u32> {
    let is_hex = digits.bytes().all(|b| b.is_ascii_hexdigit());
    u32::from_str_radix(digits, 16).ok().filter(|_| is_hex)
}
