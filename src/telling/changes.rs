//! What a choice changed, in words and never in numbers.

use super::state::{called, spoken, tie_word};
use crate::catalogue::Catalogue;
use crate::story::{Person, Story, StoryState};

/// Short sentences on one line for what can be seen to have changed: ties, bonds, and the mark. Empty if nothing has.
pub fn changes(words: &Catalogue, story: &Story, before: &StoryState, after: &StoryState) -> String {
    let people = story.people().iter().filter_map(|person| of_person(words, story, person, before, after));
    let sentences: Vec<String> = people.chain(of_mark(words, story, before, after)).collect();
    sentences.join(" ")
}

fn of_person(
    words: &Catalogue,
    story: &Story,
    person: &Person,
    before: &StoryState,
    after: &StoryState,
) -> Option<String> {
    let tie = person.tie.and_then(|tie| {
        let (was, is) = (tie_word(story, before, tie), tie_word(story, after, tie));
        (was != is).then(|| is.unwrap_or_else(|| words.say("changes-no-tie")))
    });
    let bond = person.bond.and_then(|bond| {
        let word = |state| story.stat(bond).word(story.stat_value(state, bond));
        (word(before) != word(after) && !word(after).is_empty()).then(|| spoken(word(after)))
    });
    let mut said: Vec<String> = tie.into_iter().chain(bond).collect();
    said.dedup();
    let (name, said) = (called(words, story, after, person), said.join(", "));
    (!said.is_empty()).then(|| words.say_with("changes-person", &[("name", (&name).into()), ("words", (&said).into())]))
}

fn of_mark(words: &Catalogue, story: &Story, before: &StoryState, after: &StoryState) -> Option<String> {
    let mark = story.mark()?;
    let value = |state, stat| story.stat_value(state, stat);
    let (was, is) = (value(before, mark.coils), value(after, mark.coils));
    let coils = match mark.stage(is) {
        stage if stage != mark.stage(was) && !stage.is_empty() => {
            words.say_with("changes-mark-stage", &[("stage", (&spoken(stage)).into())])
        }
        _ if is > was => words.say("changes-mark-grows"),
        _ if is < was => words.say("changes-mark-draws-back"),
        _ => String::new(),
    };
    // Where heat has words, only what changes the word is told: else there would be something to tell on every page.
    let heat_word = |state| story.stat(mark.heat).word(value(state, mark.heat));
    let is_same = !heat_word(after).is_empty() && heat_word(after) == heat_word(before);
    let heat = match value(after, mark.heat).cmp(&value(before, mark.heat)) {
        std::cmp::Ordering::Equal => String::new(),
        _ if is_same => String::new(),
        std::cmp::Ordering::Greater => words.say("changes-mark-stirs"),
        std::cmp::Ordering::Less => words.say("changes-mark-cools"),
    };
    let both = [coils, heat].join(" ");
    Some(both.trim().to_owned()).filter(|words| !words.is_empty())
}
