//! Beats and echoes as passages.

use super::Passage;
use super::expression::{Speaker, set};
use super::missing::never_stops;
use super::offer::offers;
use super::place::places;
use super::prose::{Emphasis, Gap, ProseWriter};
use crate::story::{BeatId, ChoiceId, DetourId, Exit, Story, Stretch};

/// A passage for every beat, each followed by those of its echoes.
pub(super) fn passages(speaker: &Speaker) -> Vec<Passage> {
    let story = speaker.story;
    let places = places(story);
    let mut passages = Vec::new();
    for (id, place) in (0..).map(BeatId).zip(places) {
        passages.push(beat_passage(speaker, id, place));
        let echoes = story.beat(id).exit.choices().filter(|&choice| has_echo(story, choice));
        passages.extend(echoes.zip(1..).map(|(choice, n)| {
            // Beside its beat, each a little lower than the one before.
            echo_passage(speaker, choice, (place.0 + 60, place.1 + 25 * n))
        }));
    }
    passages
}

pub(super) fn has_echo(story: &Story, choice: ChoiceId) -> bool {
    !story.choice(choice).echo.is_empty()
}

fn beat_passage(speaker: &Speaker, id: BeatId, place: (u32, u32)) -> Passage {
    let story = speaker.story;
    let beat = story.beat(id);
    let mut writer = ProseWriter::new(speaker, speaker.names.visits(id).map(String::as_str));
    let effects: String = speaker.effects(beat.then).into_iter().map(|effect| effect + "\\\n").collect();
    writer.write(beat.text, Gap::Paragraph);
    if writer.gap != Gap::Start {
        writer.gap = Gap::Paragraph;
    }
    match &beat.exit {
        Exit::Choices(_) => {
            let offers = offers(&writer, id);
            writer.code(&offers);
        }
        Exit::Goto(next) if never_stops(story, id) => {
            let (_, next) = set_out(speaker, *next, beat.detour);
            writer.code(&format!("/* Here {} would follow, and so on for ever. */", story.beat(next).name));
        }
        Exit::Goto(next) => {
            let (set_out, next) = set_out(speaker, *next, beat.detour);
            writer.code(&format!("{}{set_out}{}", leave(speaker, id), include(story, next)));
        }
        Exit::Chance(targets) => {
            let left = leave(speaker, id);
            writer.code(&format!("{left}{}", chance(story, *targets)));
        }
        Exit::Return => {
            let (left, detours) = (leave(speaker, id), &speaker.names.detours);
            writer.code(&format!("{left}<<set _back to {detours}.pop()>><<include _back>>"));
        }
        Exit::Ending(ending) => {
            let ending = story.ending(*ending);
            writer.emphasized(&ending.title, Emphasis::Strong);
            if !ending.epilogue.is_empty() {
                writer.gap = Gap::Paragraph;
                writer.emphasized(&ending.epilogue, Emphasis::Light);
            }
        }
    }
    let note = if beat.note.is_empty() { String::new() } else { format!("/* {} */\\\n", hushed(&beat.note)) };
    let content = note + &effects + &writer.out;
    // A backslash joins two lines; behind the last line it would be shown.
    let content = content.trim_end().trim_end_matches('\\').to_owned();
    Passage { name: beat.name.clone(), tags: tags(story, id), place: Some(place), content }
}

/// Words on one line that a comment can hold, and in which Twine sees no link.
pub(super) fn hushed(words: &str) -> String {
    let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
    line.replace("*/", "* /").replace("[[", "[ [")
}

/// Chapter, setting, sound, and whether the story ends here. Tags that mean something to SugarCube start otherwise.
fn tags(story: &Story, id: BeatId) -> Vec<String> {
    let beat = story.beat(id);
    let chapter = story.chapter_of(id).map(|chapter| format!("chapter-{}", chapter.id));
    let word = |kind: &str, word: &str| (!word.is_empty()).then(|| format!("{kind}-{word}"));
    let (setting, sound) = (word("setting", story.setting_of(id)), word("sound", story.sound_of(id)));
    let ending = matches!(beat.exit, Exit::Ending(_)).then(|| "ending".to_owned());
    [chapter, setting, sound, ending].into_iter().flatten().collect()
}

/// What is noted when a beat is left.
pub(super) fn leave(speaker: &Speaker, id: BeatId) -> String {
    let visited = speaker.story.beat(id).visited.map(|bit| set(speaker.names.bit(bit), "true"));
    let visits = speaker.names.visits(id).map(|visits| set(visits, &format!("{visits} + 1")));
    visited.into_iter().chain(visits).collect()
}

/// What is noted on the way to `goto`, and the beat that is shown next: the first of the detour, if there is one.
pub(super) fn set_out(speaker: &Speaker, goto: BeatId, detour: Option<DetourId>) -> (String, BeatId) {
    let Some(detour) = detour.map(|id| speaker.story.detour(id)) else { return (String::new(), goto) };
    let back_to = &speaker.story.beat(detour.back_to).name;
    (format!("<<run {}.push(\"{back_to}\")>>", speaker.names.detours), detour.via)
}

fn include(story: &Story, beat: BeatId) -> String {
    format!("<<include \"{}\">>", story.beat(beat).name)
}

fn chance(story: &Story, targets: Stretch) -> String {
    let targets = story.weighted_targets(targets);
    if let [only] = targets {
        return include(story, only.goto);
    }
    let total: u64 = targets.iter().map(|target| u64::from(target.weight)).sum();
    let mut code = format!("<<set _drawn to random(1, {total})>>");
    let mut up_to = 0;
    for (n, target) in targets.iter().enumerate() {
        up_to += u64::from(target.weight);
        code.push_str(&match n {
            0 => format!("<<if _drawn lte {up_to}>>"),
            n if n + 1 == targets.len() => "<<else>>".to_owned(),
            _ => format!("<<elseif _drawn lte {up_to}>>"),
        });
        code.push_str(&include(story, target.goto));
    }
    code + "<</if>>"
}

/// What is printed once a choice is taken, and the beat that follows.
fn echo_passage(speaker: &Speaker, id: ChoiceId, place: (u32, u32)) -> Passage {
    let story = speaker.story;
    let choice = story.choice(id);
    let mut writer = ProseWriter::new(speaker, speaker.names.visits(choice.beat).map(String::as_str));
    writer.write(choice.echo, Gap::Paragraph);
    writer.gap = Gap::Paragraph;
    let (set_out, next) = set_out(speaker, choice.goto, choice.detour);
    writer.code(&format!("{}{set_out}{}", leave(speaker, choice.beat), include(story, next)));
    let tags = ["echo".to_owned()].into_iter().chain(tags(story, choice.beat)).collect();
    Passage { name: story.full_choice_name(id), tags, place: Some(place), content: writer.out }
}
