//! What a story declares, by name, and what stands near a name that is not declared.

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::did_you_mean;
use crate::story::{BeatId, EnumId, FlagId, NamedConditionId, StatId};

/// What a name in a condition, an effect or prose stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Named {
    Stat(StatId),
    /// A flag, or whether a rumour is known.
    Flag(FlagId),
    Enum(EnumId),
    Condition(NamedConditionId),
    /// Declared, but in a way that was reported already.
    Broken,
}

/// Every declared name.
#[derive(Debug, Default)]
pub(super) struct Names {
    pub values: BTreeMap<String, Named>,
    /// By `scene/beat`. A beat that could not be read is here too, without an id.
    pub beats: BTreeMap<String, Option<BeatId>>,
    /// How often the nearest beat was looked for.
    hints: Cell<usize>,
    /// Scenes whose beats are not known, since their file could not be read.
    pub broken_scenes: BTreeSet<String>,
    /// Chapters and endings that stand in `story.ron`, whether they could be read or not.
    pub broken_chapters: BTreeSet<String>,
    pub broken_endings: BTreeSet<String>,
    /// How ill-formed names of stats and the like should be written: whoever writes them so is right.
    pub mended: BTreeSet<String>,
    /// Set if `story.ron` could not be read, so that nothing is known of what it declares.
    pub declarations_are_broken: bool,
}

/// For so many unknown beats the nearest is looked for; each look goes through all beats of the story.
const MOST_HINTS: usize = 200;

/// A beat that was asked for.
pub(super) enum Target {
    Beat(BeatId),
    /// It may exist; what hides it was reported.
    Hidden,
    Unknown {
        hint: String,
    },
}

impl Names {
    /// What a name stands for, or the hint for the nearest.
    pub fn value(&self, name: &str) -> Result<Named, Option<String>> {
        match self.values.get(name) {
            Some(&named) => Ok(named),
            None if self.declarations_are_broken || self.mended.contains(name) => Ok(Named::Broken),
            None => Err(did_you_mean(name, self.values.keys().map(String::as_str))),
        }
    }

    /// The hint for the nearest value that `fits`.
    pub fn nearest(&self, name: &str, fits: impl Fn(Named) -> bool) -> Option<String> {
        did_you_mean(name, self.values.iter().filter(|(_, named)| fits(**named)).map(|(name, _)| name.as_str()))
    }

    /// The beat that `target` means in `scene`: `beat`, or `scene/beat`.
    pub fn beat(&self, target: &str, scene: &str) -> Target {
        let (in_scene, full) = match target.split_once('/') {
            Some((in_scene, _)) => (in_scene, target.to_owned()),
            None => (scene, format!("{scene}/{target}")),
        };
        match self.beats.get(&full) {
            Some(Some(beat)) => Target::Beat(*beat),
            Some(None) => Target::Hidden,
            None if self.broken_scenes.contains(in_scene) => Target::Hidden,
            None => {
                let hint = self.nearest_beat(target, scene);
                let otherwise = "write this beat, or name another; one of another scene is named `scene/beat`";
                Target::Unknown { hint: hint.unwrap_or_else(|| otherwise.to_owned()) }
            }
        }
    }

    /// First among the beats of the same scene, then the same name in another scene, then the nearest of all.
    fn nearest_beat(&self, target: &str, scene: &str) -> Option<String> {
        if self.hints.replace(self.hints.get() + 1) >= MOST_HINTS {
            return None;
        }
        let local = || self.beats.keys().filter_map(|name| name.strip_prefix(scene)?.strip_prefix('/'));
        let elsewhere = || self.beats.keys().find(|name| name.rsplit('/').next() == Some(target));
        did_you_mean(target, local())
            .or_else(|| elsewhere().map(|name| format!("did you mean `{name}`?")))
            .or_else(|| did_you_mean(target, self.beats.keys().map(String::as_str)))
    }
}

/// Whether a name is lower-case letters, digits and `_`, starting with a letter; with `dots`, several such parts joined by dots.
pub(super) fn is_well_formed(name: &str, dots: bool) -> bool {
    let is_part = |part: &str| {
        part.starts_with(|c: char| c.is_ascii_lowercase())
            && part.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
    };
    if dots { name.split('.').all(is_part) } else { is_part(name) }
}

/// Words of the language itself, which no stat, flag or enum can be called.
const RESERVED: [&str; 7] = ["and", "or", "not", "true", "false", "set", "clear"];

/// Whether a name is well formed and means nothing else, or why not.
pub(super) fn is_name(name: &str, dots: bool) -> Result<(), String> {
    let first = name.split('.').next().unwrap_or_default();
    if dots && matches!(first, "visited" | "knows") {
        return Err(format!("names that start with `{first}.` are taken; use another"));
    }
    if dots && RESERVED.contains(&name) {
        let hint = format!("`{name}` is a word of conditions and effects; use another");
        return Err(hint);
    }
    if is_well_formed(name, dots) { Ok(()) } else { Err(form(name, dots)) }
}

/// What to write in place of a name that is not well formed, where it is declared.
pub(super) fn well_formed_hint(name: &str) -> String {
    everywhere(&form(name, false))
}

/// A hint that the name is to be changed in other places too.
pub(super) fn everywhere(hint: &str) -> String {
    format!("{hint}, here and wherever it is named")
}

fn form(name: &str, dots: bool) -> String {
    let form = match dots {
        true => "use lower-case letters, digits and `_`, in parts joined by dots",
        false => "use lower-case letters, digits and `_`, and start with a letter",
    };
    well_formed(name, dots).map_or(form.to_owned(), |better| format!("{form}, as in `{better}`"))
}

/// The well-formed name that is nearest in letters, if there is one.
pub(super) fn well_formed(name: &str, dots: bool) -> Option<String> {
    let is_letter = |c: char| c.is_ascii_alphanumeric() || (dots && c == '.');
    let words = name.split(|c| !is_letter(c)).filter(|word| !word.is_empty());
    let better = words.collect::<Vec<_>>().join("_").to_ascii_lowercase();
    is_well_formed(&better, dots).then_some(better)
}
