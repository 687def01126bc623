//! What was found out about a story, to be kept for the next time: a text, and the key that says what it is about.
//!
//! The key covers everything that an answer depends on: the rules of the story, but not its words. So a writer who changes words is
//! answered at once, with the same bytes, and whoever changes a rule is answered anew.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde::{Deserialize, Serialize};

use super::exhaustive::Chances;
use super::length::Length;
use super::{Answer, Proof, Prover, Sampled, Study, StudyOptions, Witness};
use crate::story::{BeatId, ChoiceId, Condition, Need, Story, Stretch};

/// Changes whenever the same story may be answered otherwise, or the text be written otherwise.
const VERSION: u32 = 1;

/// What a study of the story depends on, as 64 hexadecimal digits. `program` tells programs apart that may answer otherwise.
pub fn key(story: &Story, options: StudyOptions, program: &str) -> String {
    let text = format!("{VERSION}\n{program}\n{options:?}\n{}", rules_of(story));
    blake3::hash(text.as_bytes()).to_hex().to_string()
}

/// Everything that the rules of play read, and the names that answers speak of.
fn rules_of(story: &Story) -> String {
    let mut out = String::new();
    let mut say = |what: std::fmt::Arguments| {
        out.write_fmt(what).and_then(|()| out.write_char('\n')).expect("a string can be written to");
    };
    say(format_args!("start {:?} {:?} {:?}", story.start(), story.layout(), story.detours()));
    story
        .stats()
        .iter()
        .for_each(|stat| say(format_args!("{} {:?} {}..{} {}", stat.name, stat.lane, stat.low, stat.high, stat.start)));
    story.enums().iter().for_each(|declared| say(format_args!("{declared:?}")));
    story.flags().iter().for_each(|flag| say(format_args!("{flag:?}")));
    story.endings().iter().for_each(|ending| say(format_args!("ending {}", ending.id)));
    story.rules().iter().for_each(|rule| say(format_args!("rule {} {:?}", rule.name, rule.claim)));
    for condition in story.conditions() {
        match *condition {
            Condition::All(list) | Condition::Any(list) => {
                say(format_args!("{condition:?} {:?}", story.condition_list(list)));
            }
            Condition::Compare { left, right, .. } => {
                let (left, right) = (story.sum_terms(left.terms), story.sum_terms(right.terms));
                say(format_args!("{condition:?} {left:?} {right:?}"));
            }
            _ => say(format_args!("{condition:?}")),
        }
    }
    for beat in (0..story.beats().len() as u32).map(BeatId) {
        let beat = story.beat(beat);
        say(format_args!("beat {} {:?} {:?} {:?}", beat.name, beat.exit, beat.detour, beat.deck));
        say(format_args!("{:?} {:?} {}", beat.visited, beat.visits, effects(story, beat.then)));
        if let crate::story::Exit::Chance(targets) = beat.exit {
            say(format_args!("{:?}", story.weighted_targets(targets)));
        }
    }
    for choice in story.choices() {
        let (is_locked, effects) = (choice.locked.is_some(), effects(story, choice.then));
        say(format_args!("choice {} {:?} {:?} {is_locked} {effects}", choice.name, choice.beat, choice.when));
        say(format_args!(
            "{:?} {:?} {} {} {:?}",
            choice.goto, choice.detour, choice.priority, choice.fallback, choice.once
        ));
    }
    for variant in story.variants() {
        let is_by_chance = variant.needs.iter().any(|need| matches!(need, Need::Chance(_)));
        // Which text chance picks depends on where it stands.
        let start = is_by_chance.then_some(variant.start);
        say(format_args!("variant {} {:?} {:?} {start:?}", variant.name, variant.of, variant.needs));
    }
    out
}

fn effects(story: &Story, effects: Stretch) -> String {
    use crate::story::Effect;
    let written = story.effects(effects).iter().map(|effect| match effect {
        Effect::Assign { sum, .. } | Effect::Add { sum, .. } | Effect::Subtract { sum, .. } => {
            format!("{effect:?} {:?}", story.sum_terms(sum.terms))
        }
        _ => format!("{effect:?}"),
    });
    written.collect::<Vec<_>>().join("; ")
}

/// A study as it is kept.
#[derive(Serialize, Deserialize)]
struct Kept {
    key: String,
    answers: Vec<KeptAnswer>,
    /// Position, at least, at most.
    lengths: Vec<(usize, u32, u32)>,
    states: Option<u64>,
    chances: Option<KeptChances>,
    sampled: Option<KeptSample>,
}

#[derive(Serialize, Deserialize)]
enum KeptAnswer {
    Impossible,
    Open(String),
    Reachable(u64, Vec<u32>),
}

/// Numbers above 64 bits are kept as text.
#[derive(Serialize, Deserialize)]
struct KeptChances {
    endings: Vec<String>,
    dead_ends: String,
    never_ends: String,
    unsettled: String,
}

#[derive(Serialize, Deserialize)]
struct KeptSample {
    runs: u32,
    endings: Vec<u32>,
    dead_ends: u32,
    given_up: u32,
}

/// The text under which a study is kept.
pub fn encode(study: &Study, key: &str) -> String {
    let answer = |answer: &Answer| match answer {
        Answer::Impossible => KeptAnswer::Impossible,
        Answer::Open(why) => KeptAnswer::Open(why.clone()),
        Answer::Reachable(witness) => {
            KeptAnswer::Reachable(witness.seed, witness.choices.iter().map(|choice| choice.0).collect())
        }
    };
    let kept = Kept {
        key: key.to_owned(),
        answers: study.proof.answers.iter().map(answer).collect(),
        lengths: study.lengths.iter().map(|(&position, length)| (position, length.least, length.most)).collect(),
        states: study.states,
        chances: study.chances.as_ref().map(|chances| KeptChances {
            endings: chances.endings.iter().map(u128::to_string).collect(),
            dead_ends: chances.dead_ends.to_string(),
            never_ends: chances.never_ends.to_string(),
            unsettled: chances.unsettled.to_string(),
        }),
        sampled: study.sampled.as_ref().map(|sampled| KeptSample {
            runs: sampled.runs,
            endings: sampled.endings.clone(),
            dead_ends: sampled.dead_ends,
            given_up: sampled.given_up,
        }),
    };
    serde_json::to_string(&kept).expect("numbers and texts are JSON")
}

/// The study that a text keeps; none if it is about something else, or damaged.
pub fn decode(text: &str, key: &str, prover: &Prover) -> Option<Study> {
    let story = prover.story();
    let kept: Kept = serde_json::from_str(text).ok()?;
    let facts = prover.facts();
    if kept.key != key || kept.answers.len() != facts.len() {
        return None;
    }
    let answer = |answer| match answer {
        KeptAnswer::Impossible => Answer::Impossible,
        KeptAnswer::Open(why) => Answer::Open(why),
        KeptAnswer::Reachable(seed, choices) => {
            Answer::Reachable(Witness { seed, choices: choices.into_iter().map(ChoiceId).collect() })
        }
    };
    let answers: Vec<Answer> = kept.answers.into_iter().map(answer).collect();
    let is_known = |answer: &Answer| match answer {
        Answer::Reachable(witness) => witness.choices.iter().all(|choice| choice.index() < story.choices().len()),
        _ => true,
    };
    if !answers.iter().all(is_known) {
        return None;
    }
    let lengths: BTreeMap<usize, Length> =
        kept.lengths.into_iter().map(|(position, least, most)| (position, Length { least, most })).collect();
    let chances = match kept.chances {
        None => None,
        Some(chances) => Some(Chances {
            endings: chances.endings.iter().map(|chance| chance.parse().ok()).collect::<Option<_>>()?,
            dead_ends: chances.dead_ends.parse().ok()?,
            never_ends: chances.never_ends.parse().ok()?,
            unsettled: chances.unsettled.parse().ok()?,
        }),
    };
    let sampled = kept.sampled.map(|kept| {
        let KeptSample { runs, endings, dead_ends, given_up } = kept;
        Sampled { runs, endings, dead_ends, given_up }
    });
    let of_each = |count: usize| count == story.endings().len();
    let fits = chances.as_ref().is_none_or(|chances| of_each(chances.endings.len()))
        && sampled.as_ref().is_none_or(|sampled| of_each(sampled.endings.len()));
    fits.then_some(Study {
        proof: Proof { facts: facts.to_vec(), answers, names: prover.names().to_vec() },
        lengths,
        states: kept.states,
        chances,
        sampled,
    })
}
