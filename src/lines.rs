//! Plain text laid out for a terminal or a text file: wrapped, and aligned in columns.

#![deny(clippy::disallowed_methods, clippy::disallowed_types)]

use textwrap::core::display_width;
use textwrap::{Options, WordSplitter};

/// No line is wider, in columns as a terminal counts them, unless one word is.
pub const WIDTH: usize = 80;

/// What the first column of a table takes.
const FIRST: usize = 43;
/// What each other column takes, right-aligned.
const OTHER: usize = 12;

/// Breaks a text at white space into lines of at most [`WIDTH`] columns. The first starts with `first`, the others with `next`; both are
/// part of the width. A word that is wider stands alone on a line.
pub fn wrap(text: &str, first: &str, next: &str) -> Vec<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let options = Options::new(WIDTH)
        .initial_indent(first)
        .subsequent_indent(next)
        .break_words(false)
        .word_splitter(WordSplitter::NoHyphenation)
        .word_separator(textwrap::WordSeparator::AsciiSpace)
        .wrap_algorithm(textwrap::WrapAlgorithm::FirstFit);
    textwrap::wrap(&words.join(" "), options).into_iter().map(|line| line.trim_end().to_owned()).collect()
}

/// One row of a table: the first cell to the left, the others to the right, each under the one above it. Three numbers fit in [`WIDTH`].
/// A first cell that is too wide is cut, and ends in `…`.
pub fn row(first: &str, others: &[String]) -> String {
    let mut row = fit(first, FIRST);
    for cell in others {
        let gap = OTHER.saturating_sub(display_width(cell)).max(1);
        row.push_str(&" ".repeat(gap));
        row.push_str(cell);
    }
    row.trim_end().to_owned()
}

/// `text` cut or filled with spaces to exactly `width` columns.
pub fn fit(text: &str, width: usize) -> String {
    let mut fitting = String::new();
    let mut used = 0;
    let is_too_wide = display_width(text) > width;
    let room = if is_too_wide { width - 1 } else { width };
    for c in text.chars() {
        let wide = display_width(c.encode_utf8(&mut [0; 4]));
        if used + wide > room {
            break;
        }
        fitting.push(c);
        used += wide;
    }
    if is_too_wide {
        fitting.push('…');
        used += 1;
    }
    fitting + &" ".repeat(width - used)
}

/// A number with commas between thousands: `12,345`.
pub fn number(n: u64) -> String {
    let digits = n.to_string();
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// `1 beat`, `2 beats`, `1,000 beats`: a number and what is counted, whose plural takes an `s`.
pub fn counted(n: u64, what: &str) -> String {
    format!("{} {what}{}", number(n), if n == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::{WIDTH, number, row, wrap};

    #[test]
    fn columns_stand_under_each_other_whatever_the_script() {
        let others = ["1".to_owned(), "22".to_owned(), "333".to_owned()];
        let rows = ["plain", "狼の森", "é", &"long ".repeat(30)].map(|first| row(first, &others));
        let widths = rows.each_ref().map(|row| textwrap::core::display_width(row));
        assert!(widths.iter().all(|&width| width == widths[0] && width <= WIDTH), "{rows:#?}");
    }

    #[test]
    fn nothing_is_wider_than_the_page_but_a_word() {
        let text = "a well-known word ".repeat(20) + &"x".repeat(100);
        let lines = wrap(&text, "  - ", "    ");
        assert!(lines.iter().all(|line| textwrap::core::display_width(line) <= WIDTH || line.contains("xxx")));
        assert!(lines[0].starts_with("  - a") && lines[1].starts_with("    "), "{lines:#?}");
    }

    #[test]
    fn thousands_are_grouped() {
        assert_eq!([0, 999, 1000, 1234567].map(number), ["0", "999", "1,000", "1,234,567"]);
    }
}
