//! The report for other programs. The names are a promise.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::{Report, Told};
use crate::prove::exhaustive::{Chances, ONE};
use crate::prove::length::Length;
use crate::prove::{Answer, Fact, Sampled, Verdict, Witness};
use crate::story::{Claim, Story};

impl Report<'_> {
    /// An object with at least `{facts, open, states, unreachable: {beats, choices, variants, endings}, dead_ends, traps, rules: [{name, holds,
    /// witness}], ending_chance}`. Times are for whoever has a clock.
    pub fn json(&self) -> Value {
        let names = |is: &dyn Fn(Fact) -> bool, verdict: Verdict| -> Vec<String> {
            let found = self.told().filter(|told| told.verdict == verdict && is(told.fact));
            found.map(|told| told.subject().to_owned()).collect()
        };
        let wrong = |is: &dyn Fn(Fact) -> bool| names(is, Verdict::Wrong);
        let chances = self.study.chances.as_ref().filter(|chances| is_exact(chances));
        json!({
            "title": self.story.title(),
            "facts": self.facts.len(),
            "wrong": self.told().filter(|told| told.verdict == Verdict::Wrong).count(),
            "open": self.open(),
            "states": self.study.states,
            "unreachable": {
                "beats": wrong(&|fact| matches!(fact, Fact::Beat(_))),
                "choices": wrong(&|fact| matches!(fact, Fact::Choice(_))),
                "variants": names(&|_| true, Verdict::Unread),
                "endings": wrong(&|fact| matches!(fact, Fact::Ending(_))),
            },
            "dead_ends": wrong(&|fact| matches!(fact, Fact::DeadEnd(_))),
            "traps": wrong(&|fact| matches!(fact, Fact::Trap(_))),
            "rules": self.rules(),
            "ending_chance": chances.map(|chances| ending_chance(self.story, chances)),
            "ending_chance_sampled": self.study.sampled.as_ref().map(|sampled| sample(self.story, sampled)),
            "counterexamples": self.counterexamples(),
        })
    }

    /// An array of `{fact, answer, reasons: [{text, file, line, column}], why, witness}`, one for each fact that was asked about.
    pub fn json_why(&self) -> Value {
        self.told().map(|told| self.in_full_as_json(told)).collect()
    }

    fn in_full_as_json(&self, told: Told) -> Value {
        let Told { name, answer, length, .. } = told;
        match answer {
            Answer::Open(why) => json!({"fact": name, "answer": "open", "why": why}),
            Answer::Reachable(witness) => {
                let witness = self.witness(witness, length);
                json!({"fact": name, "answer": "reachable", "witness": witness})
            }
            Answer::Impossible => {
                let reasons = self.reasons(&told).into_iter().map(|reason| {
                    let span = self.span(reason.at);
                    let place = span.map(|span| self.sources.place(span.file, span.range().start));
                    json!({
                        "text": reason.text,
                        "file": span.map(|span| self.sources.path(span.file)),
                        "line": place.map(|place| place.line),
                        "column": place.map(|place| place.column),
                    })
                });
                json!({"fact": name, "answer": "impossible", "reasons": reasons.collect::<Vec<_>>()})
            }
        }
    }

    fn open(&self) -> Value {
        let open = self.told().filter_map(|told| match told.answer {
            Answer::Open(why) => Some(json!({"fact": told.name, "why": why})),
            _ => None,
        });
        open.collect()
    }

    fn rules(&self) -> Value {
        let told = self.told().filter_map(|told| match told.fact {
            Fact::Rule(rule) => Some((rule, told)),
            _ => None,
        });
        let one = |(rule, told): (usize, Told)| {
            let rule = &self.story.rules()[rule];
            let holds = match told.verdict {
                Verdict::Right => Some(true),
                Verdict::Wrong | Verdict::Unread => Some(false),
                Verdict::Open => None,
            };
            let witness = match told.answer {
                Answer::Reachable(witness) => Some(self.witness(witness, told.length)),
                _ => None,
            };
            let shows = match (&witness, rule.claim) {
                (None, _) => None,
                (Some(_), Claim::CanEnd(_)) => Some("that it holds"),
                (Some(_), _) => Some("that it is broken"),
            };
            json!({"name": rule.name, "holds": holds, "witness": witness, "witness_shows": shows})
        };
        told.map(one).collect()
    }

    /// A playthrough: `{seed, choices, at_least, at_most}`, the last two null where they were not looked for.
    fn witness(&self, witness: &Witness, length: Option<Length>) -> Value {
        let choices: Vec<&str> =
            witness.choices.iter().map(|&choice| self.story.choice(choice).name.as_str()).collect();
        json!({
            "seed": witness.seed,
            "choices": choices,
            "at_least": length.map(|length| length.least),
            "at_most": length.map(|length| length.most),
        })
    }

    fn counterexamples(&self) -> Value {
        let wrong = self.told().filter(|told| told.verdict == Verdict::Wrong);
        let shown = wrong.filter_map(|told| match told.answer {
            Answer::Reachable(witness) => Some((told.name.to_owned(), self.witness(witness, told.length))),
            _ => None,
        });
        Value::Object(shown.collect::<Map<String, Value>>())
    }
}

/// Whether the chances are exact to nine decimals.
fn is_exact(chances: &Chances) -> bool {
    chances.unsettled < ONE / 1_000_000_000
}

fn ending_chance(story: &Story, chances: &Chances) -> Value {
    let named = story.endings().iter().zip(&chances.endings);
    let chance: Map<String, Value> = named
        .map(|(ending, &chance)| (ending.id.clone(), decimal(((chance >> 32) * 1_000_000_000 + (1 << 63)) >> 64, 9)))
        .collect();
    Value::Object(chance)
}

fn sample(story: &Story, sampled: &Sampled) -> Value {
    let share = |hits: u32| {
        let (low, high) = sampled.interval(hits);
        json!({"runs": hits, "low": decimal(low.into(), 6), "high": decimal(high.into(), 6)})
    };
    let named = story.endings().iter().zip(&sampled.endings);
    let endings: BTreeMap<&str, Value> = named.map(|(ending, &hits)| (ending.id.as_str(), share(hits))).collect();
    json!({"runs": sampled.runs, "confidence": decimal(95, 2), "endings": endings, "dead_ends": sampled.dead_ends,
        "given_up": sampled.given_up})
}

/// A number with so many decimals.
fn decimal(number: u128, decimals: usize) -> Value {
    let one = 10_u128.pow(decimals as u32);
    let text = format!("{}.{:0decimals$}", number / one, number % one);
    serde_json::from_str(&text).expect("digits with a point between them are a number")
}
