//! Where the reader stands, in words: the chapter, the moon, the mark and the ties.

use crate::catalogue::Catalogue;
use crate::story::{BeatId, EnumId, Person, Playthrough, Story, StoryState};

/// The chapter's title, or nothing.
pub fn chapter(playthrough: &Playthrough) -> Option<String> {
    let chapter = playthrough.story().chapter_of(playthrough.state().beat())?;
    Some(chapter.title.clone()).filter(|title| !title.is_empty())
}

/// The chapter as a heading says it, "Chapter 2: The Den", or nothing where there is none.
pub fn chapter_heading(words: &Catalogue, story: &Story, beat: BeatId) -> Option<String> {
    let chapter = story.chapter_of(beat)?;
    Some(numbered(words, chapter.number, &chapter.title))
}

/// A chapter by its number and title, "Chapter 2: The Den", or by its number alone.
pub(super) fn numbered(words: &Catalogue, number: u16, title: &str) -> String {
    let number = usize::from(number).into();
    match title {
        "" => words.say_with("state-chapter-untitled", &[("number", number)]),
        title => words.say_with("state-chapter", &[("number", number), ("title", title.into())]),
    }
}

/// A glyph and words for the phase of the moon, if the story has one. The lit side is the right one while it grows.
pub fn moon(words: &Catalogue, story: &Story, state: &StoryState) -> Option<(&'static str, String)> {
    Some(moon_on(words, story.stat_value(state, story.moon()?)))
}

/// As [`moon`], for a day of the moon.
pub fn moon_on(words: &Catalogue, day: i16) -> (&'static str, String) {
    let (glyph, phase) = match day.rem_euclid(28) {
        0 => ("○", "moon-new"),
        1..7 => ("☽", "moon-young"),
        7 => ("◑", "moon-half"),
        8..14 => ("◑", "moon-growing"),
        14 => ("●", "moon-full"),
        15..21 => ("◐", "moon-waning"),
        21 => ("◐", "moon-last-half"),
        _ => ("☾", "moon-old"),
    };
    (glyph, words.say(phase))
}

/// How far the mark has grown and how awake it is, if the story has one and has words for it: "to the inner elbow, stirring".
pub fn mark(story: &Story, state: &StoryState) -> Option<String> {
    let mark = story.mark()?;
    mark_at(story, story.stat_value(state, mark.coils), story.stat_value(state, mark.heat))
}

/// As [`mark`], for so many coils and so much heat.
pub fn mark_at(story: &Story, coils: i16, heat: i16) -> Option<String> {
    let mark = story.mark()?;
    let (stage, heat) = (mark.stage(coils), story.stat(mark.heat).word(heat));
    let words: Vec<&str> = [stage, heat].into_iter().filter(|word| !word.is_empty()).collect();
    (!words.is_empty()).then(|| spoken(&words.join(", ")))
}

/// `Derek: loose, wary` for everybody who is known: what the tie is, unless there is none, and how deep the bond is.
pub fn ties<'a>(words: &'a Catalogue, story: &'a Story, state: &'a StoryState) -> impl Iterator<Item = String> + 'a {
    story.people().iter().filter_map(|person| tie(words, story, state, person))
}

/// As [`ties`], for one person; nothing for one who is not known.
pub fn tie(words: &Catalogue, story: &Story, state: &StoryState, person: &Person) -> Option<String> {
    let said = tie_words(story, state, person);
    (!said.is_empty()).then(|| format!("{}: {}", called(words, story, state, person), said.join(", ")))
}

/// What the tie to a person is and how deep the bond; nothing as long as there is neither.
pub(super) fn tie_words(story: &Story, state: &StoryState, person: &Person) -> Vec<String> {
    let tie = person.tie.and_then(|tie| tie_word(story, state, tie));
    if tie.is_none() && !is_bound(story, state, person) {
        return Vec::new();
    }
    let bond = person.bond.map(|bond| (story.stat(bond), story.stat_value(state, bond)));
    let depth = bond.map(|(stat, value)| spoken(stat.word(value))).filter(|word| !word.is_empty());
    let mut words: Vec<String> = tie.into_iter().chain(depth).collect();
    words.dedup();
    words
}

/// Whether there is a bond to see: of somebody met any, of a stranger one that has moved since the start.
pub fn is_bound(story: &Story, state: &StoryState, person: &Person) -> bool {
    person.bond.is_some_and(|bond| {
        let (stat, value) = (story.stat(bond), story.stat_value(state, bond));
        value > stat.low && (value != stat.start || is_met(story, state, person))
    })
}

/// The word for a tie, unless it is the enum's first word, which stands for none.
pub(super) fn tie_word(story: &Story, state: &StoryState, tie: EnumId) -> Option<String> {
    let declared = story.declared_enum(tie);
    (state.lane(declared.lane) != 0).then(|| spoken(story.enum_word(state, tie)))
}

/// The first name of a person, or "A stranger" as long as the reader does not know it.
pub fn called(words: &Catalogue, story: &Story, state: &StoryState, person: &Person) -> String {
    if is_met(story, state, person) { first_name(story, &person.name).to_owned() } else { words.say("state-stranger") }
}

/// Whether the reader knows a person's name.
pub fn is_met(story: &Story, state: &StoryState, person: &Person) -> bool {
    person.met.is_none_or(|met| story.holds(met, state))
}

/// The first word of a name if that names nobody else, and is no article.
fn first_name<'a>(story: &Story, name: &'a str) -> &'a str {
    let first = name.split(' ').next().unwrap_or(name);
    let alike = story.people().iter().filter(|person| person.name.split(' ').next() == Some(first)).count();
    let is_article = matches!(first.to_lowercase().as_str(), "the" | "a" | "an");
    if alike > 1 || is_article { name } else { first }
}

/// A declared word as it is said: names cannot hold spaces.
pub(super) fn spoken(word: &str) -> String {
    word.replace('_', " ")
}
