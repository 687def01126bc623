//! What was added, removed, renamed and changed.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::item::Item;

/// Something that is not as it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// As `story.ron` calls it, or `scenes`, `beats`, `choices`; `story` for what stands alone in `story.ron`.
    pub section: String,
    /// The name it has now, or had last.
    pub name: String,
    pub kind: Kind,
}

/// In which way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    Added,
    Removed,
    /// It says so, or something that is gone had the same text, or else was declared the same.
    Renamed {
        from: String,
        fields: Vec<FieldChange>,
    },
    Changed(Vec<FieldChange>),
}

impl Kind {
    /// Whether it says itself what it was called: in full, or without its place.
    pub fn is_said(&self) -> bool {
        let Self::Renamed { from, fields } = self else { return false };
        let was = fields.iter().filter(|change| change.field == "was").flat_map(|change| change.after.split(", "));
        was.into_iter().any(|was| was == from || from.ends_with(&format!("/{was}")))
    }
}

/// A field whose value differs; nothing where it is missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldChange {
    /// Empty if there is only one value.
    pub field: String,
    pub before: String,
    pub after: String,
}

/// New names by old ones, of one section.
type Renames = BTreeMap<String, String>;

/// All changes, in the order of the sections in `after`; within one, as they are written, what was removed last.
pub(super) fn changes(before: Vec<Item>, after: Vec<Item>) -> Vec<Change> {
    let mut sections: Vec<&str> = Vec::new();
    for item in after.iter().chain(&before) {
        if !sections.contains(&item.section.as_str()) {
            sections.push(&item.section);
        }
    }
    // Beats before choices, whose names start with theirs, wherever a version has none of them.
    sections.sort_by_key(|&section| {
        ["scenes", "beats", "choices"].iter().position(|&last| last == section).map(|at| at + 1)
    });
    let mut beats = Renames::new();
    let mut changes = Vec::new();
    for section in sections {
        let of = |items: &[Item]| items.iter().filter(|item| item.section == section).cloned().collect::<Vec<_>>();
        let (old, new) = (of(&before), of(&after));
        let old: Vec<Item> = old.into_iter().map(|item| follow(item, &beats)).collect();
        let renames = renames(&old, &new);
        if section == "beats" {
            beats.clone_from(&renames);
        }
        // A beat that leads to a renamed one still leads there.
        let old = old.into_iter().map(|item| follow(item, &beats)).collect::<Vec<_>>();
        changes.extend(compare(section, &old, &new, &renames));
    }
    changes
}

/// The item as it would be if the beats it names had their new names.
fn follow(mut item: Item, beats: &Renames) -> Item {
    if item.section == "choices"
        && let Some((beat, choice)) = item.name.rsplit_once('/')
        && let Some(new) = beats.get(beat)
    {
        item.name = format!("{new}/{choice}");
    }
    for (field, value) in &mut item.fields {
        let followed = |target: &str| beats.get(target).cloned().unwrap_or_else(|| target.to_owned());
        match field.as_str() {
            "goto" | "detour" => *value = followed(value),
            "chance" => {
                *value = value
                    .split(' ')
                    .map(|word| {
                        let (name, comma) = word.strip_suffix(',').map_or((word, ""), |name| (name, ","));
                        followed(name) + comma
                    })
                    .collect::<Vec<_>>()
                    .join(" ")
            }
            _ => {}
        }
    }
    item
}

/// What has got another name: it says so with `was`, or else both are written in the same words. The first of several goes with the first.
fn renames(old: &[Item], new: &[Item]) -> Renames {
    let names = |items: &[Item]| items.iter().map(|item| item.name.clone()).collect::<BTreeSet<_>>();
    let (old_names, new_names) = (names(old), names(new));
    let (gone, added): (Vec<&Item>, Vec<&Item>) = (
        old.iter().filter(|item| !new_names.contains(&item.name)).collect(),
        new.iter().filter(|item| !old_names.contains(&item.name)).collect(),
    );
    let said = gone.iter().filter_map(|item| {
        let now = added.iter().find(|now| was_called(now, &item.name))?;
        Some((item.name.clone(), now.name.clone()))
    });
    let mut renamed: Renames = said.collect();
    let taken: BTreeSet<String> = renamed.values().cloned().collect();
    let mut alike: BTreeMap<String, VecDeque<&str>> = BTreeMap::new();
    for item in added.iter().filter(|item| !taken.contains(&item.name)) {
        if let Some(likeness) = likeness(item) {
            alike.entry(likeness).or_default().push_back(&item.name);
        }
    }
    for item in gone {
        if !renamed.contains_key(&item.name)
            && let Some(name) = likeness(item).and_then(|likeness| alike.get_mut(&likeness)?.pop_front())
        {
            renamed.insert(item.name.clone(), name.to_owned());
        }
    }
    renamed
}

/// Whether an item says that `name` was its own name.
fn was_called(item: &Item, name: &str) -> bool {
    let place = item.name.rsplit_once('/').map_or(String::new(), |(place, _)| format!("{place}/"));
    item.field("was").split(", ").any(|was| !was.is_empty() && (was == name || format!("{place}{was}") == name))
}

/// What must be the same in two things with different names: the text, and of choices the beat too; or else everything, if there is
/// anything.
fn likeness(item: &Item) -> Option<String> {
    let all = || item.fields.iter().map(|(name, value)| format!("{name}: {value}")).collect::<Vec<_>>().join("; ");
    let (place, own) = item.name.rsplit_once('/').unwrap_or(("", &item.name));
    let likeness = match (item.section.as_str(), item.field("text")) {
        ("story" | "scenes", _) => return None,
        ("choices", text) => format!("{place}: {text}"),
        // The same beat in a scene that got another name.
        ("beats", "") => format!("{own}: {}", all()),
        (_, "") => all(),
        (_, text) => text.to_owned(),
    };
    Some(likeness).filter(|likeness| !likeness.is_empty())
}

fn compare(section: &str, old: &[Item], new: &[Item], renames: &Renames) -> Vec<Change> {
    let mut old: BTreeMap<&str, &Item> = old.iter().map(|item| (item.name.as_str(), item)).collect();
    let from: BTreeMap<&str, &str> = renames.iter().map(|(old, new)| (new.as_str(), old.as_str())).collect();
    let change = |name: &str, kind| Change { section: section.to_owned(), name: name.to_owned(), kind };
    let mut changes = Vec::new();
    for item in new {
        let kind = match (old.remove(item.name.as_str()), from.get(item.name.as_str())) {
            (Some(before), _) => match fields(before, item) {
                fields if fields.is_empty() => continue,
                fields => Kind::Changed(fields),
            },
            (None, Some(&name)) => {
                let fields = old.remove(name).map_or_else(Vec::new, |before| fields(before, item));
                Kind::Renamed { from: name.to_owned(), fields }
            }
            (None, None) => Kind::Added,
        };
        changes.push(change(&item.name, kind));
    }
    changes.extend(old.into_keys().map(|name| change(name, Kind::Removed)));
    changes
}

fn fields(before: &Item, after: &Item) -> Vec<FieldChange> {
    let mut names: Vec<&str> = after.fields.iter().map(|(name, _)| name.as_str()).collect();
    names.extend(
        before
            .fields
            .iter()
            .map(|(name, _)| name.as_str())
            .filter(|name| !after.fields.iter().any(|(other, _)| other == name)),
    );
    let change = |name: &str| FieldChange {
        field: name.to_owned(),
        before: before.field(name).to_owned(),
        after: after.field(name).to_owned(),
    };
    names.into_iter().map(change).filter(|change| change.before != change.after).collect()
}
