//! Words found in a text, in capitals or not.

use std::ops::Range;

/// Where the words stand in a text, from the first on, none over another. Capitals and small letters are the same; no words are nowhere.
///
/// # Example
/// ```
/// use bloodmark::telling::find_words;
///
/// assert_eq!(find_words("Über den Wolken, überall.", "ÜBER"), [0..5, 18..23]);
/// assert!(find_words("Nowhere.", "").is_empty());
/// ```
pub fn find_words(text: &str, words: &str) -> Vec<Range<usize>> {
    let wanted: Vec<char> = words.chars().flat_map(char::to_lowercase).collect();
    // Small letters may be more or longer than the capital they are of, so each knows where that stands.
    let letters: Vec<(char, Range<usize>)> = text
        .char_indices()
        .flat_map(|(at, letter)| letter.to_lowercase().map(move |small| (small, at..at + letter.len_utf8())))
        .collect();
    let mut found = Vec::new();
    let mut from = 0;
    while !wanted.is_empty() && from + wanted.len() <= letters.len() {
        let here = &letters[from..from + wanted.len()];
        if here.iter().map(|(letter, _)| letter).eq(&wanted) {
            found.push(here[0].1.start..here[here.len() - 1].1.end);
            from += wanted.len();
        } else {
            from += 1;
        }
    }
    found
}
