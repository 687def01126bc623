//! Notes the old name where saves look for it: `was`, `words_were`, `flags_were`.

use super::RenameFault;
use super::find::Name;
use crate::diagnostic::FileId;
use crate::source::edit::{Edit, EditFault, Place, insert, rename_key, replace_text};
use crate::source::{At, Compiled, Thing};
use crate::story::Story;

/// The edits that note `old` as a former name of the thing that is now called `new`. Nothing saves the names of the kinds of things that
/// have no such note.
pub(super) fn edits(
    compiled: &Compiled,
    story: &Story,
    thing: Thing,
    old: &Name,
    new: &str,
) -> Result<Vec<(FileId, Edit)>, RenameFault> {
    let (written, sources) = (&compiled.written, &compiled.sources);
    let declarations = || written.file(written.story_file(), sources);
    let declared = |section: &str| declarations()?.get(section)?.get(&old.name);
    let (record, field) = match thing {
        Thing::Scene(scene) => (written.scene(scene, sources), "was"),
        Thing::Beat(beat) => (written.beat(beat, story, sources), "was"),
        Thing::Choice(choice) => (written.choice(choice, story, sources), "was"),
        Thing::Stat(_) => (declared("stats"), "was"),
        Thing::Enum(_) => (declared("enums"), "was"),
        Thing::Rumour(_) => (declared("rumours"), "was"),
        Thing::Word(id, _) => {
            let enums = declarations().and_then(|at| at.get("enums"));
            (enums.and_then(|enums| enums.get(&story.declared_enum(id).name)), "words_were")
        }
        Thing::Flag(_) => (declarations(), "flags_were"),
        Thing::NamedCondition(_) | Thing::Person(_) | Thing::Chapter(_) | Thing::Ending(_) => return Ok(Vec::new()),
    };
    let Some(record) = record else { return Ok(Vec::new()) };
    let note = Note { record, old: &old.name, new };
    let edits = if field == "was" { note.in_list() } else { note.in_map(field) };
    let path = || sources.path(record.file).to_owned();
    let edits = edits.map_err(|fault| RenameFault::Edit { path: path(), fault })?;
    Ok(edits.into_iter().map(|edit| (record.file, edit)).collect())
}

struct Note<'a> {
    record: At<'a>,
    old: &'a str,
    new: &'a str,
}

impl Note<'_> {
    fn source(&self) -> &str {
        self.record.sources.text(self.record.file)
    }

    fn insert(&self, parent: At, name: Option<&str>, ron: &str) -> Result<Vec<Edit>, EditFault> {
        insert(parent.index, self.source(), parent.node, Place::Last, name, ron)
    }

    /// `was: ["old"]`. If the thing takes a former name back, that makes room for this one.
    fn in_list(&self) -> Result<Vec<Edit>, EditFault> {
        let (index, source) = (self.record.index, self.source());
        let Some(list) = self.record.get("was") else {
            return self.insert(self.record, Some("was"), &format!("[\"{}\"]", self.old));
        };
        let is_new = |text: &str| text.rsplit('/').next() == Some(self.new);
        let back = index.children(list.node).find(|&item| index.text(source, item).is_some_and(|text| is_new(&text)));
        match back {
            Some(item) => Ok(vec![replace_text(index, source, item, self.old)?]),
            None => self.insert(list, None, &format!("\"{}\"", self.old)),
        }
    }

    /// `flags_were: {"old": "new"}`.
    fn in_map(&self, field: &str) -> Result<Vec<Edit>, EditFault> {
        let (index, source) = (self.record.index, self.source());
        let Some(map) = self.record.get(field) else {
            return self.insert(self.record, Some(field), &format!("{{\"{}\": \"{}\"}}", self.old, self.new));
        };
        match map.get(self.new) {
            // Its value is a mention and follows.
            Some(back) => Ok(vec![rename_key(index, source, back.node, self.old)?]),
            None => self.insert(map, Some(self.old), &format!("\"{}\"", self.new)),
        }
    }
}
