//! Edits of a file's bytes: line ends and the byte order mark stay as they are.

use super::{Edit, EditFault, in_order};
use crate::source::read::decode;

/// Carries out edits that were made on the text of a file, which has no byte order mark and ends every line with LF, on the bytes of that
/// file. What is put in ends its lines as most lines of the file do.
///
/// # Errors
/// If the bytes are no text that a story's file may be, or as [`super::apply`].
pub fn apply_to_bytes(bytes: &[u8], edits: Vec<Edit>) -> Result<Vec<u8>, EditFault> {
    let (text, fault) = decode(bytes);
    if fault.is_some() {
        return Err(EditFault::Unreadable);
    }
    let edits = in_order(&text, edits)?;
    let line_end = usual_line_end(bytes);
    let mut edited = Vec::with_capacity(bytes.len());
    let mut original = Original::new(bytes);
    let mut at = 0;
    for edit in edits {
        let start = original.offset(edit.range.start);
        edited.extend_from_slice(&bytes[at..start]);
        edited.extend_from_slice(edit.with.replace("\r\n", "\n").replace('\n', line_end).as_bytes());
        at = original.offset(edit.range.end);
    }
    edited.extend_from_slice(&bytes[at..]);
    Ok(edited)
}

/// How most lines of a file end.
fn usual_line_end(bytes: &[u8]) -> &'static str {
    let breaks = bytes.iter().filter(|&&byte| byte == b'\n').count();
    let with_return = bytes.windows(2).filter(|pair| pair == b"\r\n").count();
    if 2 * with_return > breaks { "\r\n" } else { "\n" }
}

/// Walks through the bytes of a file beside its text.
struct Original<'a> {
    bytes: &'a [u8],
    /// A place in the bytes, and the same in the text.
    at: usize,
    in_text: usize,
}

impl<'a> Original<'a> {
    fn new(bytes: &'a [u8]) -> Self {
        let mark = "\u{feff}".as_bytes();
        Self { bytes, at: if bytes.starts_with(mark) { mark.len() } else { 0 }, in_text: 0 }
    }

    /// The place in the bytes of one in the text, which lies not before the last one asked for.
    fn offset(&mut self, in_text: usize) -> usize {
        while self.in_text < in_text {
            self.at += if self.bytes[self.at..].starts_with(b"\r\n") { 2 } else { 1 };
            self.in_text += 1;
        }
        self.at
    }
}
