//! Prose outside of play: as plain text, without a state.

use super::{Page, Part, Prose, Story};

impl Story {
    /// What prose says where every condition holds and every sequence is at its first part: words without styles, an empty line between
    /// paragraphs, and `{name}` for a value. Nothing that the prose could say is promised to be in it; it is for maps and lists.
    pub fn plain_text(&self, prose: Prose) -> String {
        let mut page = Page::default();
        self.plain_parts(&self.parts(prose), &mut page);
        page.text().to_owned()
    }

    /// The first words of prose that everybody reads who comes by: of the first paragraph that begins with some, as far as nothing in it
    /// answers to the state. Empty if there is none.
    pub fn common_text(&self, prose: Prose) -> String {
        let is_common =
            |part: &&Part| matches!(part, Part::Text(_) | Part::Space | Part::Emphasis(_) | Part::Strong(_));
        let parts = self.parts(prose);
        let paragraphs = parts.split(|part| matches!(part, Part::Paragraph));
        let words = paragraphs.map(|paragraph| {
            let mut page = Page::default();
            let common: Vec<Part> = paragraph.iter().take_while(is_common).cloned().collect();
            self.plain_parts(&common, &mut page);
            page.text().trim().to_owned()
        });
        let mut words = words.filter(|words| words.contains(' '));
        words.next().unwrap_or_default()
    }

    fn plain_parts(&self, parts: &[Part], page: &mut Page) {
        for part in parts {
            match part {
                Part::Text(text) => page.write(text),
                Part::Space => page.space(),
                Part::Paragraph => page.paragraph(),
                Part::Number(stat) | Part::StatWord(stat) => page.write(&format!("{{{}}}", self.stat(*stat).name)),
                Part::EnumWord(id) => page.write(&format!("{{{}}}", self.declared_enum(*id).name)),
                Part::If { arms, .. } => arms.iter().take(1).for_each(|(_, arm)| self.plain_parts(arm, page)),
                Part::Select { arms, .. } => arms.iter().take(1).for_each(|(_, arm)| self.plain_parts(arm, page)),
                Part::Sequence { arms, .. } => arms.iter().take(1).for_each(|arm| self.plain_parts(arm, page)),
                Part::Emphasis(_) | Part::Strong(_) => {}
            }
        }
    }
}
