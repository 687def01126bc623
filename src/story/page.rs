//! Text as it is shown: paragraphs of runs, each run in one style.

use std::fmt;
use std::ops::Range;

/// How a run of text stands out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub struct Style {
    /// Set in italics.
    pub emphasis: bool,
    /// Set in bold.
    pub strong: bool,
}

/// Shown text. White space is settled as it is written: no paragraph is empty, starts or ends with a space, or holds two in a row.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Page {
    /// Paragraphs with an empty line between them.
    text: String,
    /// From which byte on which style holds; ascending. Before the first, the plain one.
    styles: Vec<(usize, Style)>,
    style: Style,
    gap: Gap,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    #[default]
    None,
    Space,
    Paragraph,
}

const BETWEEN_PARAGRAPHS: &str = "\n\n";

impl Page {
    /// The text without styles; an empty line stands between paragraphs.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether nothing is shown.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// The paragraphs, none of them empty.
    pub fn paragraphs(&self) -> impl Iterator<Item = Paragraph<'_>> {
        let mut from = 0;
        self.text.split(BETWEEN_PARAGRAPHS).filter(|text| !text.is_empty()).map(move |text| {
            let range = from..from + text.len();
            from = range.end + BETWEEN_PARAGRAPHS.len();
            Paragraph { page: self, range }
        })
    }

    /// Empties it and keeps its memory.
    pub(super) fn clear(&mut self) {
        self.text.clear();
        self.styles.clear();
        self.style = Style::default();
        self.gap = Gap::None;
    }

    /// Appends words; what is empty leaves the page as it is.
    pub(super) fn write(&mut self, words: &str) {
        if words.is_empty() {
            return;
        }
        self.settle_gap();
        let now = self.styles.last().map_or(Style::default(), |&(_, style)| style);
        if now != self.style {
            self.styles.push((self.text.len(), self.style));
        }
        self.text.push_str(words);
    }

    fn settle_gap(&mut self) {
        match std::mem::take(&mut self.gap) {
            _ if self.text.is_empty() => {}
            Gap::None => {}
            Gap::Space => self.text.push(' '),
            Gap::Paragraph => self.text.push_str(BETWEEN_PARAGRAPHS),
        }
    }

    /// A space before whatever comes next.
    pub(super) fn space(&mut self) {
        self.gap = self.gap.max(Gap::Space);
    }

    /// A new paragraph for whatever comes next.
    pub(super) fn paragraph(&mut self) {
        self.gap = Gap::Paragraph;
    }

    pub(super) fn emphasize(&mut self, on: bool) {
        self.style.emphasis = on;
    }

    pub(super) fn strengthen(&mut self, on: bool) {
        self.style.strong = on;
    }
}

impl fmt::Write for Page {
    fn write_str(&mut self, words: &str) -> fmt::Result {
        self.write(words);
        Ok(())
    }
}

impl fmt::Display for Page {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// One paragraph of a [`Page`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paragraph<'a> {
    page: &'a Page,
    range: Range<usize>,
}

impl<'a> Paragraph<'a> {
    /// Its text without styles.
    pub fn text(&self) -> &'a str {
        &self.page.text[self.range.clone()]
    }

    /// Its runs in order, none of them empty.
    pub fn runs(&self) -> impl Iterator<Item = (&'a str, Style)> + use<'a> {
        let Range { start, end } = self.range;
        let page = self.page;
        let first = page.styles.partition_point(|&(from, _)| from <= start);
        let mut style = first.checked_sub(1).map_or(Style::default(), |at| page.styles[at].1);
        let mut from = start;
        let inside = page.styles[first..].iter().copied().take_while(move |&(at, _)| at < end);
        inside.chain([(end, Style::default())]).filter_map(move |(until, next)| {
            let run = (&page.text[from..until], style);
            (from, style) = (until, next);
            (!run.0.is_empty()).then_some(run)
        })
    }
}
