//! Whether a text says something, however it is set; and what of it is nearest.

/// Whether `text` says `wanted`, no matter how quotation marks, dashes, ellipses and white space are written.
pub(super) fn contains(text: &str, wanted: &str) -> bool {
    plain(text).contains(&plain(wanted))
}

/// The words of `text` that are nearest to `wanted`, if they differ from it in less than a third of its characters.
pub(super) fn nearest(text: &str, wanted: &str) -> Option<String> {
    /// Longer ones are too much to compare with everything.
    const LONGEST: usize = 200;
    let (text, wanted) = (plain(text), plain(wanted));
    let (words, wanted_words) = (text.split(' ').collect::<Vec<_>>(), wanted.split(' ').count());
    let length = wanted.chars().count();
    if length > LONGEST {
        return None;
    }
    let near = |words: &[&str]| {
        let said = words.join(" ");
        let is_alike = said.chars().count().abs_diff(length) * 3 < length;
        is_alike.then(|| (strsim::levenshtein(&said, &wanted), said))
    };
    let counts = wanted_words.saturating_sub(1).max(1)..=wanted_words + 1;
    let windows = counts.flat_map(|count| words.windows(count));
    let (distance, said) = windows.filter_map(near).min()?;
    (distance * 3 < length).then_some(said)
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
