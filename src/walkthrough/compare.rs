//! Whether a text says something, however it is set.

/// Whether `text` says `wanted`, no matter how quotation marks, dashes, ellipses and white space are written.
pub(super) fn contains(text: &str, wanted: &str) -> bool {
    plain(text).contains(&plain(wanted))
}

fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !plain.is_empty() {
            plain.push(' ');
        }
        for c in word.chars() {
            match c {
                '“' | '”' => plain.push('"'),
                '‘' | '’' => plain.push('\''),
                '—' => plain.push_str("--"),
                '…' => plain.push_str("..."),
                '*' => {}
                c => plain.push(c),
            }
        }
    }
    plain.replace("---", "--")
}
