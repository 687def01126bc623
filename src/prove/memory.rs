//! What was found out about a story, to be kept for the next time: a text, and the key that says what it is about.
//!
//! The key covers everything that an answer depends on: the rules of the story, but not its words. So a writer who changes words is
//! answered at once, with the same bytes, and whoever changes a rule is answered anew.

use std::fmt::Write;

use serde::{Deserialize, Serialize};

use super::exhaustive::Chances;
use super::length::Length;
use super::{Answer, Proof, Prover, Sampled, Study, StudyOptions, Witness};
use crate::story::{Choice, ChoiceId, Condition, Effect, Exit, Need, Story, Stretch};

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
    for stat in story.stats() {
        say(format_args!("{} {:?} {}..{} {}", stat.name, stat.lane, stat.low, stat.high, stat.start));
    }
    story.enums().iter().for_each(|declared| say(format_args!("{declared:?}")));
    story.flags().iter().for_each(|flag| say(format_args!("{flag:?}")));
    story.endings().iter().for_each(|ending| say(format_args!("ending {}", ending.id)));
    story.rules().iter().for_each(|rule| say(format_args!("rule {} {:?}", rule.name, rule.claim)));
    story.conditions().iter().for_each(|condition| say(format_args!("{}", condition_in_full(story, condition))));
    for beat in story.beats() {
        say(format_args!("beat {} {:?} {:?} {:?}", beat.name, beat.exit, beat.detour, beat.deck));
        say(format_args!("{:?} {:?} {}", beat.visited, beat.visits, effects(story, beat.then)));
        if let Exit::Chance(targets) = beat.exit {
            say(format_args!("{:?}", story.weighted_targets(targets)));
        }
    }
    for choice in story.choices() {
        let Choice { name, beat, when, goto, detour, priority, fallback, once, .. } = choice;
        let (is_locked, effects) = (choice.locked.is_some(), effects(story, choice.then));
        say(format_args!("choice {name} {beat:?} {when:?} {is_locked} {effects}"));
        say(format_args!("{goto:?} {detour:?} {priority} {fallback} {once:?}"));
    }
    for variant in story.variants() {
        let is_by_chance = variant.needs.iter().any(|need| matches!(need, Need::Chance(_)));
        // Which text chance picks depends on where it stands.
        let start = is_by_chance.then_some(variant.start);
        say(format_args!("variant {} {:?} {:?} {start:?}", variant.name, variant.of, variant.needs));
    }
    out
}

fn condition_in_full(story: &Story, condition: &Condition) -> String {
    match *condition {
        Condition::All(list) | Condition::Any(list) => format!("{condition:?} {:?}", story.condition_list(list)),
        Condition::Compare { left, right, .. } => {
            let (left, right) = (story.sum_terms(left.terms), story.sum_terms(right.terms));
            format!("{condition:?} {left:?} {right:?}")
        }
        _ => format!("{condition:?}"),
    }
}

fn effects(story: &Story, effects: Stretch) -> String {
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

impl KeptAnswer {
    fn of(answer: &Answer) -> Self {
        match answer {
            Answer::Impossible => Self::Impossible,
            Answer::Open(why) => Self::Open(why.clone()),
            Answer::Reachable(witness) => {
                Self::Reachable(witness.seed, witness.choices.iter().map(|choice| choice.0).collect())
            }
        }
    }

    /// None if it speaks of choices that the story has not.
    fn answer(self, story: &Story) -> Option<Answer> {
        Some(match self {
            Self::Impossible => Answer::Impossible,
            Self::Open(why) => Answer::Open(why),
            Self::Reachable(seed, choices) => {
                let choices: Vec<ChoiceId> = choices.into_iter().map(ChoiceId).collect();
                let are_known = choices.iter().all(|choice| choice.index() < story.choices().len());
                Answer::Reachable(Some(Witness { seed, choices }).filter(|_| are_known)?)
            }
        })
    }
}

impl KeptChances {
    fn of(chances: &Chances) -> Self {
        Self {
            endings: chances.endings.iter().map(u128::to_string).collect(),
            dead_ends: chances.dead_ends.to_string(),
            never_ends: chances.never_ends.to_string(),
            unsettled: chances.unsettled.to_string(),
        }
    }

    fn chances(self, story: &Story) -> Option<Chances> {
        let endings: Vec<u128> = self.endings.iter().map(|chance| chance.parse().ok()).collect::<Option<_>>()?;
        (endings.len() == story.endings().len()).then_some(Chances {
            endings,
            dead_ends: self.dead_ends.parse().ok()?,
            never_ends: self.never_ends.parse().ok()?,
            unsettled: self.unsettled.parse().ok()?,
        })
    }
}

impl KeptSample {
    fn of(sampled: &Sampled) -> Self {
        let Sampled { runs, endings, dead_ends, given_up } = sampled.clone();
        Self { runs, endings, dead_ends, given_up }
    }

    fn sampled(self, story: &Story) -> Option<Sampled> {
        let Self { runs, endings, dead_ends, given_up } = self;
        (endings.len() == story.endings().len()).then_some(Sampled { runs, endings, dead_ends, given_up })
    }
}

/// The text under which a study is kept.
pub fn encode(study: &Study, key: &str) -> String {
    let kept = Kept {
        key: key.to_owned(),
        answers: study.proof.answers.iter().map(KeptAnswer::of).collect(),
        lengths: study.lengths.iter().map(|(&position, length)| (position, length.least, length.most)).collect(),
        states: study.states,
        chances: study.chances.as_ref().map(KeptChances::of),
        sampled: study.sampled.as_ref().map(KeptSample::of),
    };
    serde_json::to_string(&kept).expect("numbers and texts are JSON")
}

/// The study that a text keeps; none if it is about something else, or damaged.
pub fn decode(text: &str, key: &str, prover: &Prover) -> Option<Study> {
    let (kept, story): (Kept, _) = (serde_json::from_str(text).ok()?, prover.story());
    let facts = prover.facts();
    if kept.key != key || kept.answers.len() != facts.len() {
        return None;
    }
    let answers = kept.answers.into_iter().map(|answer| answer.answer(story)).collect::<Option<_>>()?;
    let lengths = kept.lengths.into_iter().map(|(position, least, most)| (position, Length { least, most })).collect();
    let chances = match kept.chances {
        Some(chances) => Some(chances.chances(story)?),
        None => None,
    };
    let sampled = match kept.sampled {
        Some(sampled) => Some(sampled.sampled(story)?),
        None => None,
    };
    let proof = Proof { facts: facts.to_vec(), answers, names: prover.names().to_vec() };
    Some(Study { proof, lengths, states: kept.states, chances, sampled })
}
