//! `doubled-word`: a word written twice.

use std::ops::Range;

use crate::diagnostic::Severity;
use crate::lint::{Check, Checked, Example, Report, Rule};
use crate::diagnostic::Fix;

pub(super) const RULE: Rule = Rule {
    id: "doubled-word",
    severity: Severity::Warning,
    catches: "A word that stands twice in a row, unless that is said so, as in \"had had\" or \"no no\".",
    why: "Readers stumble over it, and writers no longer see it.",
    example: Example::Beats(r#"
        "door": (text: "The key lies under the the mat.", ending: "out"),
    "#),
    instead: Example::Beats(r#"
        "door": (text: "The key lies under the mat.", ending: "out"),
    "#),
    check: Check::Local(check),
};

/// Words that do stand twice in sound sentences, or are said twice for effect.
const GOOD: &[&str] = &[
    "again", "ah", "all", "and", "at", "away", "back", "bad", "be", "been", "big", "boo", "by", "bye", "can", "choo", "clack", "clang", "click", "clip", "clop", "come", "could", "cuckoo", "dear", "deep", "did", "ding", "do", "does", "dong", "down", "drip", "drop", "easy", "ever", "far", "fast", "fine", "for", "from", "gently", "go", "good", "ha", "had", "hard", "has", "have", "he", "hear", "heh", "her", "here", "hey", "high", "him", "his", "ho", "home", "huge", "hush", "i", "in", "is", "it", "just", "knock", "la", "left", "like", "little", "long", "look", "low", "many", "more", "much", "my", "na", "near", "never", "nice", "night", "no", "not", "now", "of", "off", "oh", "ok", "okay", "old", "on", "one", "out", "over", "pat", "please", "poor", "quick", "quickly", "quiet", "quietly", "rat", "real", "really", "right", "ring", "round", "run", "safe", "scratch", "shh", "slow", "slowly", "small", "so", "soft", "softly", "some", "soon", "sorry", "stay", "step", "still", "stop", "such", "tap", "tat", "tell", "that", "them", "then", "there", "thing", "this", "thud", "thump", "tick", "tiny", "to", "tock", "tom", "too", "true", "turn", "tut", "two", "under", "up", "us", "very", "wait", "was", "way", "well", "went", "were", "what", "where", "who", "why", "wide", "will", "with", "work", "yap", "yes", "you", "young",
];

fn check(checked: &Checked, report: &mut Report) {
    for site in &checked.prose {
        for run in site.runs() {
            for (first, again) in doubled(&site.text[run.range.clone()]) {
                let shift = |range: Range<usize>| site.span(run.range.start + range.start..run.range.start + range.end);
                let word = &site.text[run.range.clone()][again.clone()];
                let fix = Fix::unsure(format!("write `{word}` once"), shift(first.end..again.end), "");
                report.tell(RULE.at(shift(again), format!("`{word}` stands here twice")).fix(fix));
            }
        }
    }
}

/// The words that stand twice with nothing but space between, as the places of both.
fn doubled(text: &str) -> Vec<(Range<usize>, Range<usize>)> {
    let words = words(text);
    let is_double = |at: usize| {
        let Some([first, again]) = words.get(at..at + 2) else { return false };
        let between = &text[first.end..again.start];
        let (first, again) = (&text[first.clone()], &text[again.clone()]);
        let is_name = |word: &str| word.starts_with(char::is_uppercase);
        !between.is_empty()
            && between.chars().all(char::is_whitespace)
            && between.matches('\n').count() < 2
            && first.to_lowercase() == again.to_lowercase()
            && first.chars().all(char::is_alphabetic)
            && !is_name(again)
    };
    let mut found = Vec::new();
    for at in 0..words.len() {
        // Three times is meant.
        let is_more = is_double(at + 1) || at.checked_sub(1).is_some_and(is_double);
        if is_double(at) && !is_more && GOOD.binary_search(&text[words[at].clone()].to_lowercase().as_str()).is_err() {
            found.push((words[at].clone(), words[at + 1].clone()));
        }
    }
    found
}

fn words(text: &str) -> Vec<Range<usize>> {
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '’' | '-' | '_');
    let mut words = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find(is_part).map(|found| at + found) {
        let end = text[start..].find(|c| !is_part(c)).map_or(text.len(), |found| start + found);
        words.push(start..end);
        at = end;
    }
    words
}
