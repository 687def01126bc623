//! The pseudo-language: letters with accents, so that English which is not in the catalogue stands out.

use std::borrow::Cow;

const PLAIN: &str = "aceghiklnorstuyzACEGHIKLNORSTUYZ";
const ACCENTED: &str = "åçéĝĥîķļñöŕšţûýžÅÇÉĜĤÎĶĻÑÖŔŠŢÛÝŽ";

/// The text in brackets, with accents, and a third longer, as other languages are.
pub(super) fn accented(text: &str) -> Cow<'_, str> {
    let accents: Vec<char> = ACCENTED.chars().collect();
    let accent = |letter: char| PLAIN.chars().position(|plain| plain == letter).map_or(letter, |place| accents[place]);
    let letters = text.chars().filter(|letter| letter.is_alphabetic()).count();
    let longer: String = "·".repeat(letters / 3);
    Cow::Owned(format!("[{}{longer}]", text.chars().map(accent).collect::<String>()))
}
