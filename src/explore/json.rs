//! What playthroughs came to, for other programs. The names are a promise.

use serde_json::{Map, Value, json};

use super::interval::{share, wilson};
use super::report::{Explored, Unmet};
use super::table::{mean, mean_value};
use super::tally::{Histogram, Spread, Way};

pub(super) fn write(explored: &Explored, choices_per_second: u64) -> Value {
    let (tally, options) = (explored.tally, &explored.options);
    let endings: Map<String, Value> = explored.endings().map(|(id, _, times)| (id.to_owned(), times.into())).collect();
    let shares: Map<String, Value> = explored
        .endings()
        .map(|(id, _, times)| {
            let (low, high) = wilson(times, tally.runs);
            (id.to_owned(), json!({"share": part(share(times, tally.runs)), "low": part(low), "high": part(high)}))
        })
        .collect();
    let dead_ends: Vec<Value> = tally
        .dead_ends
        .iter()
        .map(|(beat, met)| {
            let name = &explored.story().beat(*beat).name;
            json!({"beat": name, "times": met.times, "way": met.first.as_ref().map(|first| way(explored, first))})
        })
        .collect();
    let names = |unmet: &[Unmet]| unmet.iter().map(|unmet| unmet.name.clone()).collect::<Vec<String>>();
    let (beats, choices, variants) = (explored.unseen_beats(), explored.unseen_choices(), explored.unseen_variants());
    let reasons: Vec<Value> = beats.iter().chain(&choices).chain(&variants).map(reason).collect();
    let one_sided: Vec<Value> = explored
        .one_sided()
        .into_iter()
        .map(|one| json!({"place": one.place, "condition": one.condition, "always": one.held, "answer": one.answer}))
        .collect();
    json!({
        "runs": tally.runs,
        "seed": options.seed,
        "strategy": options.strategy.word(),
        "most_choices": options.most_choices,
        "choices": tally.steps,
        "choices_per_second": choices_per_second,
        "endings": endings,
        "ending_shares": shares,
        "dead_ends": dead_ends,
        "given_up": tally.given_up,
        "words_per_playthrough": spread(&tally.words),
        "decisions_per_playthrough": spread(&tally.decisions),
        "longest_without_decision": longest(explored),
        "coverage": coverage(explored),
        "unseen": {"beats": names(&beats), "choices": names(&choices), "variants": names(&variants)},
        "why_unseen": reasons,
        "untaken": explored.untaken(),
        "one_sided_conditions": one_sided,
        "chapters": chapters(explored),
    })
}

/// A share of one, from ten-thousandths.
fn part(share: u64) -> Value {
    serde_json::from_str(&format!("{}.{:04}", share / 10_000, share % 10_000)).unwrap_or_default()
}

fn number(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_default()
}

/// The way to a place: `{seed, choices}`, the choices by their full names.
pub(super) fn way(explored: &Explored, way: &Way) -> Value {
    let names: Vec<String> = way.choices.iter().map(|id| explored.story().full_choice_name(*id)).collect();
    json!({"seed": way.seed, "choices": names})
}

fn reason(unmet: &Unmet) -> Value {
    json!({"name": unmet.name, "place": unmet.place, "why": unmet.why, "answer": unmet.answer})
}

fn spread(spread: &Spread) -> Value {
    let at = |of_hundred| spread.percentile(of_hundred);
    let mean = at(0).map(|_| number(&mean(spread.total(), spread.count())));
    json!({"shortest": at(0), "mean": mean, "longest": at(100), "percentiles": {"5": at(5), "50": at(50), "95": at(95)}})
}

fn longest(explored: &Explored) -> Value {
    let undecided = &explored.tally.undecided;
    let name = |beat| explored.story().beat(beat).name.clone();
    let (from, to) = undecided.stretch.beats.map(|(from, to)| (name(from), name(to))).unzip();
    let way = undecided.way.as_ref().map(|found| way(explored, found));
    json!({"words": undecided.stretch.words, "from": from, "to": to, "way": way})
}

fn coverage(explored: &Explored) -> Value {
    let kinds = explored.coverage().into_iter();
    kinds
        .map(|(name, met, all)| (name.replace(' ', "_"), json!({"met": met, "all": all})))
        .collect::<Map<_, _>>()
        .into()
}

fn chapters(explored: &Explored) -> Vec<Value> {
    let of = |(id, title, at): (Option<&str>, &str, usize)| {
        let end = &explored.tally.chapters[at];
        let stats = explored.story().stats().iter().zip(&end.stats);
        let stats: Map<String, Value> =
            stats.map(|(stat, histogram)| (stat.name.clone(), histogram_json(histogram, end.times))).collect();
        json!({"id": id, "title": title, "times": end.times, "stats": stats})
    };
    explored.chapters().into_iter().map(of).collect()
}

fn histogram_json(histogram: &Histogram, times: u64) -> Value {
    json!({
        "low": histogram.low,
        "high": histogram.high,
        "values_per_bin": histogram.width,
        "bins": histogram.bins,
        "mean": number(&mean_value(histogram, times)),
    })
}
