//! A playthrough to read back in: each page as it was shown, and the choice that was made there.

use crate::story::Playthrough;

/// A page that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HistoryPage {
    /// The paragraphs, with an empty line between them.
    pub text: String,
    /// What the choice said that was made there; none on the last page.
    pub chosen: Option<String>,
}

impl HistoryPage {
    /// Whether the page or the choice holds the words, in capitals or not.
    pub fn holds(&self, words: &str) -> bool {
        let words = words.to_lowercase();
        [Some(&self.text), self.chosen.as_ref()].into_iter().flatten().any(|text| text.to_lowercase().contains(&words))
    }
}

/// Every page from the first on. Going back to page `n`, counted from 0, is rewinding to `n` choices.
pub fn history(playthrough: &Playthrough) -> Vec<HistoryPage> {
    let mut pages = Vec::new();
    playthrough.retell(|turn, _, taken| {
        let offer = taken.and_then(|taken| turn.open().find(|offer| offer.choice == taken));
        let chosen = offer.map(|offer| offer.label.text().to_owned());
        pages.push(HistoryPage { text: turn.page().text().to_owned(), chosen });
    });
    pages
}
