//! `words-gap`: values that no word is for.

use crate::diagnostic::Severity;
use crate::lint::{Check, Example, Report, Rule, Sound};
use crate::source::At;
use crate::story::{Stat, WordFrom};

pub(super) const RULE: Rule = Rule {
    id: "words-gap",
    severity: Severity::Warning,
    catches: "Words of a stat, or stages of the mark, that start above the low end of the range.",
    why: "Below the first of them there is nothing to show: a hole in the sentence.",
    example: Example::Declared {
        declarations: r#"
        stats: {"oil": (range: 0..=6, start: 6, words: {1: "low", 4: "full"})},
    "#,
        beats: r#"
        "lamp": (text: "The lamp is {oil:words}.", then: "oil -= 1", ending: "out"),
    "#,
    },
    instead: Example::Declared {
        declarations: r#"
        stats: {"oil": (range: 0..=6, start: 6, words: {0: "dry", 1: "low", 4: "full"})},
    "#,
        beats: r#"
        "lamp": (text: "The lamp is {oil:words}.", then: "oil -= 1", ending: "out"),
    "#,
    },
    check: Check::Whole(check),
};

fn check(sound: &Sound, report: &mut Report) {
    let Some(file) = sound.declarations() else { return };
    for stat in sound.story.stats() {
        let words = file.get("stats").and_then(|stats| stats.get(&stat.name)?.get("words"));
        tell(stat, &stat.words, words, "word", report);
    }
    if let Some(mark) = sound.story.mark() {
        let stages = file.get("mark").and_then(|mark| mark.get("stages"));
        tell(sound.story.stat(mark.coils), &mark.stages, stages, "stage", report);
    }
}

fn tell(stat: &Stat, words: &[WordFrom], at: Option<At>, what: &str, report: &mut Report) {
    if let (Some(first), Some(at)) = (words.first().filter(|first| first.from > stat.low), at) {
        let below = first.from - 1;
        let values = if below == stat.low { format!("{below}") } else { format!("{} to {below}", stat.low) };
        let message = format!("there is no {what} for {values}: `{}` starts at {}", stat.name, stat.low);
        report.tell(RULE.at(at.key(), message).hint(format!("add `{}: \"…\"`", stat.low)));
    }
}
