//! Twee 3 for Twine 2 and its story format SugarCube 2: a passage for every beat, and one for every echo.
//!
//! SugarCube was chosen over Harlowe since `<<include>>` lets a beat flow on into the next, as a `goto` does, and `<<link>>` carries the
//! effects of a choice. Twine has no notion of what a passage changes on entry, so effects are `<<set>>` macros at its head.

mod expression;
mod missing;
mod names;
mod offer;
mod passage;
mod place;
mod prose;

use serde_json::json;

use self::expression::{Speaker, set};
use self::names::Names;
use self::offer::DEAL;
use self::passage::{hushed, passages};
use self::prose::{Emphasis, Gap, ProseWriter, escape, word_widget};
use super::{Exported, NotCarried, list};
use crate::lines::wrap;
use crate::story::{Look, Part, Story};

/// The version of SugarCube that the passages are written for.
const FORMAT_VERSION: &str = "2.37.3";

/// One passage, its name and tags as they are meant, not as they are escaped.
struct Passage {
    name: String,
    tags: Vec<String>,
    /// Where it stands on Twine's map, in pixels.
    place: Option<(u32, u32)>,
    content: String,
}

/// The story as Twee 3.
pub fn twee(story: &Story) -> Exported {
    let names = Names::new(story);
    let speaker = Speaker { story, names: &names };
    let not_carried = missing::not_carried(story);
    let passages = frame(&speaker).into_iter().chain(notes(story)).chain(note(&not_carried)).chain(passages(&speaker));
    let passages: Vec<String> = passages.map(|passage| passage.to_twee()).collect();
    Exported { text: passages.join("\n\n\n") + "\n", not_carried }
}

/// The passages that are no beats.
fn frame(speaker: &Speaker) -> Vec<Passage> {
    let story = speaker.story;
    let mut frame = vec![plain("StoryTitle", &[], one_line(story.title())), plain("StoryData", &[], story_data(story))];
    if !story.author().is_empty() {
        frame.push(plain("StoryAuthor", &[], one_line(story.author())));
    }
    let init = story_init(speaker);
    if !init.is_empty() {
        frame.push(plain("StoryInit", &[], init));
    }
    let widgets = word_widgets(speaker);
    if !widgets.is_empty() {
        frame.push(plain("Words of stats", &["widget", "nobr"], widgets));
    }
    if story.beats().iter().any(|beat| beat.deck.is_some()) {
        frame.push(plain("Decks", &["widget", "nobr"], DEAL.to_owned()));
    }
    if !story.rumours().is_empty() {
        frame.push(plain("StoryCaption", &["nobr"], rumours(speaker)));
    }
    if story.choices().iter().any(|choice| choice.locked.is_some() || choice.look == Look::Mark) {
        frame.push(plain("Styles", &["stylesheet"], STYLES.to_owned()));
    }
    if has_title_page(story) {
        frame.push(Passage { place: Some(TITLE_PLACE), ..plain(TITLE_PAGE, &[], title_page(speaker)) });
    }
    frame
}

/// The passage before the first beat.
const TITLE_PAGE: &str = "Title page";
/// Left of the first beat.
const TITLE_PLACE: (u32, u32) = (100, 0);

fn has_title_page(story: &Story) -> bool {
    !story.about().is_empty() || !story.content_note().is_empty()
}

fn title_page(speaker: &Speaker) -> String {
    let story = speaker.story;
    let mut writer = ProseWriter::new(speaker, None);
    writer.emphasized(story.title(), Emphasis::Strong);
    for paragraph in story.about().split("\n\n").chain([story.content_note()]) {
        writer.gap = Gap::Paragraph;
        let words: Vec<&str> = paragraph.split_whitespace().collect();
        if !words.is_empty() {
            writer.text(&words.join(" "));
        }
    }
    writer.gap = Gap::Paragraph;
    writer.code(&format!("<<link \"Begin\" \"{}\">><</link>>", story.beat(story.start()).name));
    writer.out
}

/// What is known, beside the page.
fn rumours(speaker: &Speaker) -> String {
    let story = speaker.story;
    let declared = story.flags().len() - story.rumours().len();
    let known = story.rumours().iter().zip(&story.flags()[declared..]).map(|(rumour, flag)| {
        let mut title = String::new();
        escape(&rumour.title, &mut title);
        let mut writer = ProseWriter::new(speaker, None);
        writer.write(rumour.text, Gap::None);
        let text = writer.out.replace("\n\n", "<br>");
        let name = speaker.names.bit(flag.bit);
        format!("<<if {name}>><details><summary>{title}</summary>{text}</details><</if>>")
    });
    known.collect::<Vec<_>>().join("\n")
}

/// What the author noted of scenes, in a comment.
fn notes(story: &Story) -> Option<Passage> {
    let noted = story.scenes().iter().filter(|scene| !scene.note.is_empty());
    let lines: Vec<String> =
        noted.flat_map(|scene| wrap(&hushed(&scene.note), &format!("- {}: ", scene.name), "  ")).collect();
    (!lines.is_empty()).then(|| plain("Notes on scenes", &["note"], format!("/*\n{}\n*/", lines.join("\n"))))
}

/// What was not carried over, in a comment.
fn note(not_carried: &[NotCarried]) -> Option<Passage> {
    let lines = list(not_carried, "").join("\n");
    let content = format!("/*\nWhat this story has and SugarCube has no place for:\n\n{lines}\n*/");
    (!not_carried.is_empty()).then(|| plain("Not carried over", &["note"], content))
}

const STYLES: &str = ".locked { opacity: 0.6; }\n.mark a { font-style: italic; }";

fn plain(name: &str, tags: &[&str], content: String) -> Passage {
    let tags = tags.iter().map(|&tag| tag.to_owned()).collect();
    Passage { name: name.to_owned(), tags, place: None, content }
}

/// Words on one line that is not taken for the head of a passage.
fn one_line(words: &str) -> String {
    let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.starts_with("::") { format!(" {line}") } else { line }
}

fn story_data(story: &Story) -> String {
    let data = json!({
        "ifid": ifid(story.id()),
        "format": "SugarCube",
        "format-version": FORMAT_VERSION,
        "start": if has_title_page(story) { TITLE_PAGE } else { &story.beat(story.start()).name },
        "tag-colors": {"ending": "red", "echo": "gray", "note": "yellow"},
    });
    format!("{data:#}")
}

/// A UUID that is always the same for a story: the hash of its id, marked as version 4.
fn ifid(id: &str) -> String {
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&blake3::hash(id.as_bytes()).as_bytes()[..16]);
    bytes[6] = (bytes[6] & 0x0f) | 0x40;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    let hex: String = bytes.iter().map(|byte| format!("{byte:02X}")).collect();
    [&hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..]].join("-")
}

/// Everything in the state at the start.
fn story_init(speaker: &Speaker) -> String {
    let Speaker { story, names } = speaker;
    let stats = names.stats.iter().zip(story.stats()).map(|(name, stat)| set(name, &stat.start.to_string()));
    let enums = names.enums.iter().zip(story.enums()).map(|(name, declared)| {
        let word = declared.words.get(usize::from(declared.start)).map_or("", String::as_str);
        set(name, &format!("\"{word}\""))
    });
    let bits = names.bits().map(|name| set(name, "false"));
    let counts = names.counts().map(|name| set(name, "0"));
    let detours = (!story.detours().is_empty()).then(|| set(&names.detours, "[]"));
    // So that chance falls the same way when a page is gone back to.
    let chance = missing::has_chance(story).then(|| "<<run State.prng.init()>>".to_owned());
    chance.into_iter().chain(stats).chain(enums).chain(bits).chain(counts).chain(detours).collect::<Vec<_>>().join("\n")
}

/// A widget for every stat whose word some prose says.
fn word_widgets(speaker: &Speaker) -> String {
    let story = speaker.story;
    let mut is_said = vec![false; story.stats().len()];
    let beats = story.beats().iter().map(|beat| beat.text);
    let choices =
        story.choices().iter().flat_map(|choice| [choice.text, choice.echo, choice.locked.unwrap_or_default()]);
    beats.chain(choices).for_each(|prose| note_words(&story.parts(prose), &mut is_said));
    let stats = story.stats().iter().zip(&speaker.names.stats).zip(is_said).filter(|(_, is_said)| *is_said);
    stats.map(|((stat, name), _)| word_widget(name, stat)).collect::<Vec<_>>().join("\n")
}

fn note_words(parts: &[Part], is_said: &mut [bool]) {
    for part in parts {
        match part {
            Part::StatWord(stat) => is_said[stat.index()] = true,
            Part::If { arms, otherwise } => {
                arms.iter().for_each(|(_, arm)| note_words(arm, is_said));
                note_words(otherwise, is_said);
            }
            Part::Select { arms, .. } => arms.iter().for_each(|(_, arm)| note_words(arm, is_said)),
            Part::Sequence { arms, .. } => arms.iter().for_each(|arm| note_words(arm, is_said)),
            _ => {}
        }
    }
}

impl Passage {
    fn to_twee(&self) -> String {
        let mut head = format!(":: {}", escaped(&self.name));
        if !self.tags.is_empty() {
            let tags: Vec<String> =
                self.tags.iter().map(|tag| escaped(&tag.replace(char::is_whitespace, "-"))).collect();
            head.push_str(&format!(" [{}]", tags.join(" ")));
        }
        if let Some((x, y)) = self.place {
            head.push_str(&format!(" {}", json!({"position": format!("{x},{y}")})));
        }
        format!("{head}\n{}", self.content)
    }
}

/// A name as the head of a passage writes it.
fn escaped(name: &str) -> String {
    let mut escaped = String::new();
    for c in name.chars() {
        if matches!(c, '[' | ']' | '{' | '}' | '\\') {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}
