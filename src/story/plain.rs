//! Prose outside of play: as plain text, without a state.

use super::{Page, Piece, Prose, Story};

impl Story {
    /// What prose says where every condition holds and every sequence is at its first part: words without styles, an empty line between
    /// paragraphs, and `{name}` for a value. Nothing that the prose could say is promised to be in it; it is for maps and lists.
    pub fn plain_text(&self, prose: Prose) -> String {
        let mut page = Page::default();
        let value = |page: &mut Page, name: &str| {
            page.write("{");
            page.write(name);
            page.write("}");
        };
        let mut at = prose.0.start;
        while at < prose.0.end {
            let piece = *self.piece(at);
            at += 1;
            match piece {
                Piece::Text(bytes) => page.write(self.text(bytes)),
                Piece::Space => page.space(),
                Piece::Paragraph => page.paragraph(),
                Piece::Number(stat) | Piece::StatWord(stat) => value(&mut page, &self.stat(stat).name),
                Piece::EnumWord(id) => value(&mut page, &self.declared_enum(id).name),
                Piece::Jump(to) => at = to,
                Piece::Sequence { arms, .. } => at = self.arms(arms).first().copied().unwrap_or(at),
                Piece::Unless(..) | Piece::Emphasis(_) | Piece::Strong(_) => {}
            }
        }
        page.text().to_owned()
    }
}
