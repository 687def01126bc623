//! What a choice changed, as effects that could be written in a scene.

use std::collections::BTreeSet;

use super::expect::Unmet;
use crate::source::{Wanted, wanted};
use crate::story::{Change, Playthrough, Story, StoryState};

/// The effects in a `changed` step, without the `..` that lets others stand beside them.
pub fn effects_of(changed: &str) -> &str {
    changed.trim_end().strip_suffix("..").unwrap_or(changed)
}

/// Whether the step's effects are what changed between `before` and now.
pub(super) fn check(changed: &str, before: &StoryState, playthrough: &Playthrough) -> Result<(), Unmet> {
    let (story, after) = (playthrough.story(), playthrough.state());
    let effects = effects_of(changed);
    let others_may = effects.len() < changed.len();
    let wanted = wanted(effects, story, before).map_err(|fault| Unmet::new(fault.code, fault.message))?;
    let wanted: BTreeSet<Wanted> = wanted.into_iter().collect();
    let found: BTreeSet<Wanted> = story.changes(before, after).map(brought).collect();
    let written = |changes: &mut dyn Iterator<Item = &Wanted>| {
        changes.map(|change| write(*change, story, before)).collect::<Vec<_>>().join("; ")
    };
    let missing = written(&mut wanted.difference(&found));
    let beside = if others_may { String::new() } else { written(&mut found.difference(&wanted)) };
    let who = if playthrough.log().is_empty() { "the start" } else { "the last choice" };
    let message = match (missing.is_empty(), beside.is_empty()) {
        (true, true) => return Ok(()),
        (false, true) => format!("{who} did not do `{missing}`"),
        (true, false) => format!("{who} also did `{beside}`"),
        (false, false) => format!("{who} did `{beside}`, not `{missing}`"),
    };
    let found = written(&mut found.iter());
    let hint = match found.is_empty() {
        true => "it changed nothing: `changed(\"\")`".to_owned(),
        false => format!("all that it changed is `changed(\"{found}\")`"),
    };
    Err(Unmet::new("wrong-change", message).expected(changed).found(found).hint(hint))
}

fn brought(change: Change) -> Wanted {
    match change {
        Change::Stat { stat, to, .. } => Wanted::Stat(stat, to.into()),
        Change::Enum { name, to, .. } => Wanted::Word(name, to),
        Change::Flag { flag, is } => Wanted::Flag(flag, is),
    }
}

/// The effect that brings a thing there.
fn write(wanted: Wanted, story: &Story, before: &StoryState) -> String {
    match wanted {
        Wanted::Stat(id, value) => {
            let (name, was) = (&story.stat(id).name, i32::from(story.stat_value(before, id)));
            match value.saturating_sub(was) {
                more @ 0.. => format!("{name} += {more}"),
                less => format!("{name} -= {}", less.unsigned_abs()),
            }
        }
        Wanted::Word(id, word) => {
            let declared = story.declared_enum(id);
            format!("{} = {}", declared.name, declared.words[usize::from(word)])
        }
        Wanted::Flag(id, is) => format!("{} {}", if is { "set" } else { "clear" }, story.flag(id).name),
    }
}
