//! A difference for other programs. The names are a promise.

use serde_json::{Value, json};

use super::{Change, Difference, Example, Fate, FieldChange, Kind, Saves};

/// `{titles, changes: [{section, name, kind, from, fields: [{field, before, after}]}], words: [{chapter, before, after}], saves}`, where
/// `saves` is `{runs, seed, most_choices, exact, replayed, carried, cut, examples, renamed: [{name, was}]}`.
pub fn json(difference: &Difference) -> Value {
    let words = difference.words.iter();
    json!({
        "titles": difference.titles,
        "changes": difference.changes.iter().map(change).collect::<Vec<_>>(),
        "words": words
            .map(|(chapter, [before, after])| json!({"chapter": chapter, "before": before, "after": after}))
            .collect::<Vec<_>>(),
        "saves": saves(&difference.saves),
    })
}

fn change(change: &Change) -> Value {
    let (kind, from, fields): (_, _, &[FieldChange]) = match &change.kind {
        Kind::Added => ("added", None, &[]),
        Kind::Removed => ("removed", None, &[]),
        Kind::Renamed { from, fields } => ("renamed", Some(from), fields),
        Kind::Changed(fields) => ("changed", None, fields),
    };
    let field = |change: &FieldChange| json!({"field": change.field, "before": change.before, "after": change.after});
    json!({
        "section": change.section,
        "name": change.name,
        "kind": kind,
        "from": from,
        "fields": fields.iter().map(field).collect::<Vec<_>>(),
    })
}

fn saves(saves: &Saves) -> Value {
    let [exact, replayed, carried, cut] = saves.fates;
    json!({
        "runs": saves.options.runs,
        "seed": saves.options.seed,
        "most_choices": saves.options.most_choices,
        "exact": exact,
        "replayed": replayed,
        "carried": carried,
        "cut": cut,
        "examples": saves.examples.iter().map(example).collect::<Vec<_>>(),
        "renamed": saves.renamed.iter().map(|[name, was]| json!({"name": name, "was": was})).collect::<Vec<_>>(),
    })
}

fn example(example: &Example) -> Value {
    let fate = match example.fate {
        Fate::Exact => "exact",
        Fate::Replayed => "replayed",
        Fate::Carried => "carried",
        Fate::Cut => "cut",
    };
    json!({
        "fate": fate,
        "reason": example.reason,
        "playthroughs": example.playthroughs,
        "seed": example.seed,
        "choices": example.choices,
        "left_at": example.left_at,
        "outcome": example.outcome,
    })
}
