//! Whether a text says something, however it is set; and what of it is nearest.

/// Whether `text` says `wanted`, no matter how quotation marks, dashes, ellipses and white space are written.
pub(super) fn contains(text: &str, wanted: &str) -> bool {
    plain(text).contains(&plain(wanted))
}

/// The words of `text` that are nearest to `wanted`, if they differ from it in less than a third of its characters.
pub(super) fn nearest(text: &str, wanted: &str) -> Option<String> {
    const LONGEST: usize = 400;
    let (text, wanted) = (plain(text), plain(wanted));
    let words: Vec<&str> = text.split(' ').collect();
    let length = wanted.split(' ').count().min(words.len());
    if wanted.is_empty() || wanted.len() > LONGEST {
        return None;
    }
    let near = |words: &[&str]| {
        let said = words.join(" ");
        (strsim::levenshtein(&said, &wanted), said)
    };
    let (distance, said) = words.windows(length).map(near).min()?;
    (distance * 3 < wanted.chars().count()).then_some(said)
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
