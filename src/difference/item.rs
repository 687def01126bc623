//! The named things of a story, as they are written.

use crate::diagnostic::Sources;
use crate::source::{Outline, OutlineValue};

/// A beat, a choice, a scene, or something that `story.ron` declares.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Item {
    /// As `story.ron` calls it, or `scenes`, `beats`, `choices`.
    pub section: String,
    /// Unique in its section: `scene/beat` for a beat, `scene/beat/choice` for a choice.
    pub name: String,
    /// Names and values in written order, each value on one line. Beats that are led to have their full name.
    pub fields: Vec<(String, String)>,
}

impl Item {
    /// The value of a field, or nothing.
    pub fn field(&self, name: &str) -> &str {
        self.fields.iter().find(|(field, _)| field == name).map_or("", |(_, value)| value)
    }
}

/// Everything that has a name, in the order of `story.ron` and then of scenes, beats and choices.
pub(super) fn items(sources: &Sources) -> Vec<Item> {
    let mut files: Vec<_> = sources.files().map(|file| (stem(sources.path(file)), sources.text(file))).collect();
    files.sort_by_key(|&(stem, _)| stem);
    let mut declared = Vec::new();
    let mut scenes = Vec::new();
    for (stem, text) in files {
        match (Outline::read(text), stem) {
            (Some(written), "story") => declared.extend(written.parts().iter().flat_map(section)),
            (Some(written), scene) => scenes.extend(scene_items(scene, &written)),
            (None, _) => {}
        }
    }
    // Stable: within a section the order stays.
    scenes.sort_by_key(|item| ["scenes", "beats", "choices"].iter().position(|section| *section == item.section));
    declared.extend(scenes);
    declared
}

/// A scene, its beats and their choices.
fn scene_items(scene: &str, written: &Outline) -> Vec<Item> {
    let item = |section: &str, name: String, fields| Item { section: section.to_owned(), name, fields };
    let mut items = vec![item("scenes", scene.to_owned(), fields(written, scene, |field| field.name != "beats"))];
    for beat in written.part("beats").map_or(&[][..], Outline::parts) {
        let name = format!("{scene}/{}", beat.name);
        let cards = |field: &Outline| if field.name == "deck" { field.part("cards").cloned() } else { None };
        let pools: Vec<Outline> = beat
            .parts()
            .iter()
            .filter_map(|field| if is_choices(field) { Some(field.clone()) } else { cards(field) })
            .collect();
        let choices = pools.iter().flat_map(Outline::parts);
        items.extend(
            choices.map(|choice| item("choices", format!("{name}/{}", choice.name), fields(choice, scene, |_| true))),
        );
        items.push(item("beats", name, fields(beat, scene, |field| !is_choices(field))));
    }
    items
}

fn stem(path: &str) -> &str {
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    name.strip_suffix(".ron").unwrap_or(name)
}

/// A map of records with a text each.
fn is_choices(field: &Outline) -> bool {
    field.parts().first().is_some_and(|part| !part.name.is_empty() && part.part("text").is_some())
}

/// What a section of `story.ron` declares; a field that declares nothing is an item of the section `story`.
fn section(section: &Outline) -> Vec<Item> {
    let item = |section: &str, name: &str, fields| Item { section: section.to_owned(), name: name.to_owned(), fields };
    let parts = section.parts();
    let is_list = parts.iter().all(|part| part.name.is_empty());
    let is_map = parts.iter().all(|part| !part.name.is_empty() && matches!(part.value, OutlineValue::Parts(_)));
    if parts.is_empty() {
        vec![item("story", &section.name, vec![(String::new(), section.on_one_line())])]
    } else if is_list {
        parts.iter().map(|part| item(&section.name, &part.on_one_line(), Vec::new())).collect()
    } else if is_map {
        parts.iter().map(|part| item(&section.name, &part.name, fields(part, "", |_| true))).collect()
    } else {
        vec![item("story", &section.name, fields(section, "", |_| true))]
    }
}

fn fields(written: &Outline, scene: &str, wanted: impl Fn(&Outline) -> bool) -> Vec<(String, String)> {
    let parts = written.parts().iter().filter(|field| wanted(field));
    parts.map(|field| (field.name.clone(), value(field, scene))).collect()
}

fn value(field: &Outline, scene: &str) -> String {
    let full = |target: &str| {
        if target.contains('/') || scene.is_empty() { target.to_owned() } else { format!("{scene}/{target}") }
    };
    match field.name.as_str() {
        "goto" | "detour" => full(&field.on_one_line()),
        // Its cards stand among the choices.
        "deck" => field.part("offer").map_or_else(String::new, |offer| format!("offer: {}", offer.on_one_line())),
        "chance" => {
            let weight = |target: &Outline| target.part("weight").map_or_else(String::new, Outline::on_one_line);
            let targets =
                field.parts().iter().map(|target| format!("{} {}", weight(target), full(target.text("goto"))));
            targets.collect::<Vec<_>>().join(", ")
        }
        _ => field.on_one_line(),
    }
}
