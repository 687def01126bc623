//! Beats and echoes as passages.

use super::Passage;
use super::expression::{Speaker, set};
use super::missing::never_stops;
use super::place::places;
use super::prose::{Emphasis, Gap, ProseWriter};
use crate::story::{BeatId, Choice, ChoiceId, Exit, Look, Story, Stretch};

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

fn has_echo(story: &Story, choice: ChoiceId) -> bool {
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
        exit @ Exit::Choices(_) => choices(&mut writer, exit.choices()),
        Exit::Goto(next) if never_stops(story, id) => {
            writer.code(&format!("/* Here {} would follow, and so on for ever. */", story.beat(*next).name));
        }
        Exit::Goto(next) => {
            let left = leave(speaker, id);
            writer.code(&format!("{left}{}", include(story, *next)));
        }
        Exit::Chance(targets) => {
            let left = leave(speaker, id);
            writer.code(&format!("{left}{}", chance(story, *targets)));
        }
        Exit::Return => {
            let left = leave(speaker, id);
            writer.code(&format!("{left}<<set _back to $detours.pop()>><<include _back>>"));
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
    let content = effects + &writer.out;
    // A backslash joins two lines; behind the last line it would be shown.
    let content = content.trim_end().trim_end_matches('\\').to_owned();
    Passage { name: beat.name.clone(), tags: tags(story, id), place: Some(place), content }
}

/// Chapter, setting, and whether the story ends here. Tags that mean something to SugarCube start otherwise.
fn tags(story: &Story, id: BeatId) -> Vec<String> {
    let beat = story.beat(id);
    let chapter = story.chapter_of(id).map(|chapter| format!("chapter-{}", chapter.id));
    let setting = &story.scene(beat.scene).setting;
    let setting = (!setting.is_empty()).then(|| format!("setting-{setting}"));
    let ending = matches!(beat.exit, Exit::Ending(_)).then(|| "ending".to_owned());
    [chapter, setting, ending].into_iter().flatten().collect()
}

/// What is noted when a beat is left.
fn leave(speaker: &Speaker, id: BeatId) -> String {
    let visited = speaker.story.beat(id).visited.map(|bit| set(speaker.names.bit(bit), "true"));
    let visits = speaker.names.visits(id).map(|visits| set(visits, &format!("{visits} + 1")));
    visited.into_iter().chain(visits).collect()
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

fn choices(writer: &mut ProseWriter, choices: impl Iterator<Item = ChoiceId>) {
    let mut lines = String::new();
    for id in choices {
        let choice = writer.speaker.story.choice(id);
        let shown = format!("{}\n", link(writer, id, choice));
        lines.push_str(&offered(writer, choice, shown));
    }
    writer.code(&lines);
}

/// The choice if it is open, or why it is locked.
fn offered(writer: &ProseWriter, choice: &Choice, shown: String) -> String {
    let speaker = writer.speaker;
    let unspent = choice.once.map(|bit| format!("not {}", speaker.names.bit(bit)));
    let condition = match (&unspent, choice.when) {
        (None, None) => return shown,
        (Some(unspent), None) => unspent.clone(),
        (None, Some(when)) => speaker.condition(when),
        (Some(unspent), Some(when)) => format!("{unspent} and {}", speaker.part_of_and(when)),
    };
    let locked = choice.locked.map(|reason| {
        let head = unspent.map_or_else(|| "<<else>>".to_owned(), |unspent| format!("<<elseif {unspent}>>"));
        let mut label = ProseWriter::new(speaker, writer.visits);
        label.write(choice.text, Gap::None);
        let mut why = ProseWriter::new(speaker, writer.visits);
        why.write(reason, Gap::None);
        let why = if why.out.is_empty() { String::new() } else { format!(" ({})", why.out) };
        format!("{head}\\\n<span class=\"locked\">{}{why}</span>\n", label.out)
    });
    format!("<<if {condition}>>\\\n{shown}{}<</if>>\\\n", locked.unwrap_or_default())
}

/// The link that takes a choice: to its echo, or at once to the beat it leads to.
fn link(writer: &ProseWriter, id: ChoiceId, choice: &Choice) -> String {
    let speaker = writer.speaker;
    let story = speaker.story;
    let mut label = ProseWriter::new(speaker, writer.visits);
    label.write(choice.text, Gap::None);
    let mut effects = speaker.effects(choice.then).concat();
    effects.extend(choice.once.map(|bit| set(speaker.names.bit(bit), "true")));
    let to = if has_echo(story, id) {
        story.full_choice_name(id)
    } else {
        effects.push_str(&leave(speaker, choice.beat));
        story.beat(choice.goto).name.clone()
    };
    let link = format!("<<link {} \"{to}\">>{effects}<</link>>", quoted(&label.out));
    if choice.look == Look::Mark { format!("<span class=\"mark\">{link}</span>") } else { link }
}

/// As a string that a macro takes.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// What is printed once a choice is taken, and the beat that follows.
fn echo_passage(speaker: &Speaker, id: ChoiceId, place: (u32, u32)) -> Passage {
    let story = speaker.story;
    let choice = story.choice(id);
    let mut writer = ProseWriter::new(speaker, speaker.names.visits(choice.beat).map(String::as_str));
    writer.write(choice.echo, Gap::Paragraph);
    writer.gap = Gap::Paragraph;
    writer.code(&format!("{}{}", leave(speaker, choice.beat), include(story, choice.goto)));
    let tags = ["echo".to_owned()].into_iter().chain(tags(story, choice.beat)).collect();
    Passage { name: story.full_choice_name(id), tags, place: Some(place), content: writer.out }
}
