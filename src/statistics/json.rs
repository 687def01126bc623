//! Statistics for other programs. The names are a promise.

use serde_json::{Value, json};

use super::{Mean, Part, Spread, Statistics, Words};

/// An object with at least `{beats, choices, words, endings, chapters: [{id, beats, choices, words}], words_per_playthrough,
/// decisions_per_playthrough}`; the last two are `{shortest, mean, longest}`, each `null` if no playthrough came to an end.
pub fn json(statistics: &Statistics) -> Value {
    let Statistics { whole, sample, options, .. } = statistics;
    let undecided = &sample.undecided;
    let ended_at: serde_json::Map<String, Value> =
        statistics.endings.iter().zip(&sample.endings).map(|((id, _), runs)| (id.clone(), json!(runs))).collect();
    let longest_beats: Vec<Value> =
        statistics.longest_beats.iter().map(|(id, words)| json!({"id": id, "words": words})).collect();
    json!({
        "title": statistics.title,
        "beats": whole.beats,
        "choices": whole.choices,
        "words": whole.words.all(),
        "endings": statistics.endings.len(),
        "words_by_kind": kinds(whole.words),
        "words_around": statistics.words_around,
        "chapters": parts(&statistics.chapters),
        "scenes": parts(&statistics.scenes),
        "longest_beats": longest_beats,
        "words_per_playthrough": spread(sample.words),
        "decisions_per_playthrough": spread(sample.decisions),
        "words_per_minute": options.words_per_minute,
        "longest_without_decision": {"words": undecided.words, "from": undecided.from, "to": undecided.to},
        "sampled": {
            "runs": options.runs,
            "seed": options.seed,
            "most_choices": options.most_choices,
            "endings": ended_at,
            "dead_ends": sample.dead_ends,
            "given_up": sample.given_up,
        },
    })
}

fn parts(parts: &[Part]) -> Vec<Value> {
    let part = |part: &Part| {
        json!({
            "id": part.id,
            "beats": part.beats,
            "choices": part.choices,
            "words": part.words.all(),
            "words_by_kind": kinds(part.words),
        })
    };
    parts.iter().map(part).collect()
}

fn kinds(words: Words) -> Value {
    json!({"beats": words.beats, "choices": words.choices, "reasons": words.reasons, "echoes": words.echoes})
}

fn spread(spread: Spread) -> Value {
    let (shortest, longest) = spread.range.unzip();
    json!({"shortest": shortest, "mean": shortest.map(|_| mean(spread.mean)), "longest": longest})
}

/// A number with one decimal.
fn mean(mean: Mean) -> Value {
    serde_json::from_str(&mean.to_string()).unwrap_or_default()
}
