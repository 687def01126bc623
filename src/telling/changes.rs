//! What a choice changed, in words and never in numbers.

use super::state::{called, spoken, tie_word};
use crate::story::{Person, Story, StoryState};

/// Short sentences on one line for what can be seen to have changed: ties, bonds, and the mark. Empty if nothing has.
pub fn changes(story: &Story, before: &StoryState, after: &StoryState) -> String {
    let people = story.people().iter().filter_map(|person| of_person(story, person, before, after));
    let sentences: Vec<String> = people.chain(of_mark(story, before, after)).collect();
    sentences.join(" ")
}

fn of_person(story: &Story, person: &Person, before: &StoryState, after: &StoryState) -> Option<String> {
    let tie = person.tie.and_then(|tie| {
        let (was, is) = (tie_word(story, before, tie), tie_word(story, after, tie));
        (was != is).then(|| is.unwrap_or_else(|| "no tie".to_owned()))
    });
    let bond = person.bond.and_then(|bond| {
        let word = |state| story.stat(bond).word(story.stat_value(state, bond));
        (word(before) != word(after) && !word(after).is_empty()).then(|| spoken(word(after)))
    });
    let mut words: Vec<String> = tie.into_iter().chain(bond).collect();
    words.dedup();
    (!words.is_empty()).then(|| format!("{}: {}.", called(story, after, person), words.join(", ")))
}

fn of_mark(story: &Story, before: &StoryState, after: &StoryState) -> Option<String> {
    let mark = story.mark()?;
    let value = |state, stat| story.stat_value(state, stat);
    let (was, is) = (value(before, mark.coils), value(after, mark.coils));
    let coils = match mark.stage(is) {
        stage if stage != mark.stage(was) && !stage.is_empty() => format!("The mark: {}.", spoken(stage)),
        _ if is > was => "The mark grows.".to_owned(),
        _ if is < was => "The mark draws back.".to_owned(),
        _ => String::new(),
    };
    // Where heat has words, only what changes the word is told: else there would be something to tell on every page.
    let heat_word = |state| story.stat(mark.heat).word(value(state, mark.heat));
    let is_same = !heat_word(after).is_empty() && heat_word(after) == heat_word(before);
    let heat = match value(after, mark.heat).cmp(&value(before, mark.heat)) {
        std::cmp::Ordering::Equal => "",
        _ if is_same => "",
        std::cmp::Ordering::Greater => "The mark stirs.",
        std::cmp::Ordering::Less => "The mark cools.",
    };
    let both = [coils.as_str(), heat].join(" ");
    Some(both.trim().to_owned()).filter(|words| !words.is_empty())
}
