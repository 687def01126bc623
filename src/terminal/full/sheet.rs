//! What is looked up in place of the page: the codex.

use ratatui::style::Modifier;
use ratatui::text::Line;

use super::Theme;
use super::paper::Paper;
use crate::story::Playthrough;
use crate::telling::{Codex, CodexEntry};

/// A text to scroll through. The story lies under it as it was.
#[derive(Debug)]
pub(super) struct Sheet {
    pub width: usize,
    pub lines: Vec<Line<'static>>,
    /// The line at the top.
    pub scroll: usize,
}

impl Sheet {
    /// What the reader knows of people and rumors, in lines of at most `width` columns.
    pub(super) fn codex(playthrough: &Playthrough, theme: Theme, width: usize) -> Self {
        let codex = Codex::of(playthrough.story(), playthrough.state());
        let mut paper = Paper::new(theme, width);
        paper.centered("Codex", theme.title());
        if codex.is_empty() {
            paper.gap();
            paper.words("", "You know nothing yet that is worth writing down.", theme.faded());
        }
        section(&mut paper, "People", &codex.people);
        let title = format!("Rumors: {} of {}", codex.rumours.len(), codex.rumours_in_all);
        section(&mut paper, &title, &codex.rumours);
        Self { width, lines: paper.lines, scroll: 0 }
    }
}

fn section(paper: &mut Paper, title: &str, entries: &[CodexEntry]) {
    let theme = paper.theme;
    if !entries.is_empty() {
        paper.gap();
        paper.centered(&format!("— {title} —"), theme.status());
    }
    for entry in entries {
        paper.gap();
        let head = [entry.title.as_str(), entry.beside.as_str()];
        let head: Vec<&str> = head.into_iter().filter(|words| !words.is_empty()).collect();
        paper.words("", &head.join(": "), theme.prose().add_modifier(Modifier::BOLD));
        paper.page(&entry.page, theme.prose());
    }
}
