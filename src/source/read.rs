//! From bytes to text: limits, encoding, line ends.

/// No file of a story may be longer: 8 MiB.
pub(super) const MAX_BYTES: usize = 8 << 20;

/// So many bytes of a line are shown behind one that is not text.
const SHOWN: usize = 80;

/// What is wrong with the bytes of a file, and where in the text that could be made of them.
pub(super) struct Unreadable {
    pub code: &'static str,
    pub message: String,
    pub hint: String,
    pub offset: usize,
}

/// The text of a file: without a byte order mark, every line ended by LF alone. Together with a fault, the text is what could be read.
pub(super) fn decode(bytes: &[u8]) -> (String, Option<Unreadable>) {
    if bytes.len() > MAX_BYTES {
        let message = format!("the file is longer than {} MiB", MAX_BYTES >> 20);
        let hint = "split the scene into several files".to_owned();
        return (String::new(), Some(Unreadable { code: "file-too-long", message, hint, offset: 0 }));
    }
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => {
            let text = text.replace("\r\n", "\n");
            let fault = text.find(is_forbidden).map(|offset| forbidden(&text, offset));
            (text, fault)
        }
        Err(error) => {
            let good = String::from_utf8_lossy(&bytes[..error.valid_up_to()]).replace("\r\n", "\n");
            let utf16 = bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]);
            let first = bytes[error.valid_up_to()];
            let message = match utf16 {
                true => "the file is UTF-16, not UTF-8".to_owned(),
                false => format!("the file is not UTF-8 text: byte {first:02X} cannot stand here"),
            };
            let hint = "save the file as UTF-8 in your editor".to_owned();
            let offset = good.len();
            // The rest of the line, so that the message can show it.
            let rest = bytes[error.valid_up_to()..].split(|&byte| byte == b'\n').next().unwrap_or_default();
            let good = good + &String::from_utf8_lossy(&rest[..rest.len().min(SHOWN)]);
            (good, Some(Unreadable { code: "not-utf-8", message, hint, offset }))
        }
    }
}

/// Control characters other than tab and line feed, and those that turn the direction of writing: they would hide or reorder what a
/// reader sees.
pub(super) fn is_forbidden(c: char) -> bool {
    (c.is_control() && c != '\n' && c != '\t') || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn forbidden(text: &str, offset: usize) -> Unreadable {
    let number = text[offset..].chars().next().map_or(0, u32::from);
    let message = format!("there is an invisible control character here (U+{number:04X})");
    let hint = match number {
        0x0d => "end lines with LF or CR LF",
        0 if offset < 2 || text.as_bytes().get(offset + 2) == Some(&0) => "save the file as UTF-8 in your editor",
        _ => "delete it",
    };
    Unreadable { code: "control-character", message, hint: hint.to_owned(), offset }
}
