//! Breaks styled text into lines at spaces, by the columns that a terminal gives each character.

use ratatui::text::Span;

use crate::story::Style;

/// A piece of a line in one style.
pub(super) type Run = (String, Style);

/// Breaks `runs` into lines of at most `width` columns, at least 1; a longer word is cut. Control characters are left out.
pub(super) fn wrap<'a>(runs: impl IntoIterator<Item = (&'a str, Style)>, width: usize) -> Vec<Vec<Run>> {
    let mut wrapping = Wrapping { width: width.max(1), ..Wrapping::default() };
    for (text, style) in runs {
        for (at, piece) in text.split([' ', '\n']).enumerate() {
            if at > 0 {
                wrapping.end_word();
                wrapping.space = Some(style);
            }
            wrapping.push(piece, style);
        }
    }
    wrapping.end_word();
    wrapping.end_line();
    wrapping.lines
}

/// [`wrap`] for text without styles.
pub(super) fn wrap_plain(text: &str, width: usize) -> Vec<String> {
    let lines = wrap([(text, Style::default())], width);
    lines.into_iter().map(|line| line.into_iter().map(|(text, _)| text).collect()).collect()
}

/// How many columns a text takes.
pub(super) fn columns(text: &str) -> usize {
    Span::raw(text).width()
}

#[derive(Default)]
struct Wrapping {
    width: usize,
    lines: Vec<Vec<Run>>,
    line: Vec<Run>,
    used: usize,
    /// Stands before the word, in this style.
    space: Option<Style>,
    word: Vec<Run>,
    word_width: usize,
}

impl Wrapping {
    fn push(&mut self, piece: &str, style: Style) {
        let piece: String = piece.chars().filter(|c| !c.is_control()).collect();
        if !piece.is_empty() {
            self.word_width += columns(&piece);
            self.word.push((piece, style));
        }
    }

    fn end_word(&mut self) {
        let word = std::mem::take(&mut self.word);
        let word_width = std::mem::take(&mut self.word_width);
        if word.is_empty() {
            return;
        }
        let space = self.space.take().filter(|_| self.used > 0);
        if self.used > 0 && self.used + usize::from(space.is_some()) + word_width > self.width {
            self.end_line();
        } else if let Some(style) = space {
            self.write(" ", style);
        }
        for (text, style) in word {
            if word_width <= self.width {
                self.write(&text, style);
            } else {
                self.write_cut(&text, style);
            }
        }
    }

    fn write(&mut self, text: &str, style: Style) {
        self.used += columns(text);
        match self.line.last_mut() {
            Some((last, same)) if *same == style => last.push_str(text),
            _ => self.line.push((text.to_owned(), style)),
        }
    }

    fn write_cut(&mut self, text: &str, style: Style) {
        for grapheme in Span::raw(text).styled_graphemes(ratatui::style::Style::default()) {
            if self.used > 0 && self.used + columns(grapheme.symbol) > self.width {
                self.end_line();
            }
            self.write(grapheme.symbol, style);
        }
    }

    fn end_line(&mut self) {
        if !self.line.is_empty() {
            self.lines.push(std::mem::take(&mut self.line));
        }
        self.used = 0;
    }
}
