//! The whole story as a text to proof-read: scene by scene, beat by beat, the prose with its markup as it is written.

use crate::diagnostic::Sources;
use crate::lines::{WIDTH, wrap};
use crate::source::{Outline, OutlineValue};

/// How far what belongs to a choice stands from the margin.
const CHOICE: &str = "      ";

/// The manuscript of a story that compiled from `sources`.
pub fn manuscript(sources: &Sources) -> String {
    let mut files: Vec<(&str, Outline)> = sources
        .files()
        .filter_map(|file| {
            let path = sources.path(file);
            let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
            Some((name.strip_suffix(".ron").unwrap_or(name), Outline::read(sources.text(file))?))
        })
        .collect();
    files.sort_by_key(|(name, _)| *name);
    let mut lines = Vec::new();
    let story = files.iter().find(|(name, _)| *name == "story").map(|(_, story)| story);
    lines.extend(story.into_iter().flat_map(title_page));
    for (name, scene) in files.iter().filter(|(name, _)| *name != "story") {
        lines.extend(scene_lines(name, scene));
    }
    lines.extend(story.into_iter().flat_map(declarations));
    // Parts open with an empty line, whatever stood before them.
    lines.dedup_by(|line, before| line.is_empty() && before.is_empty());
    lines.join("\n") + "\n"
}

fn title_page(story: &Outline) -> Vec<String> {
    let mut lines = vec![story.text("title").to_uppercase()];
    if !story.text("author").is_empty() {
        lines.push(format!("by {}", story.text("author")));
    }
    lines.extend(paragraphs(story.text("about"), ""));
    if !story.text("content_note").is_empty() {
        lines.push(String::new());
        lines.extend(wrap(story.text("content_note"), "Content note: ", ""));
    }
    lines.push(String::new());
    lines.push(format!("It starts at {}.", story.text("start")));
    lines
}

fn scene_lines(name: &str, scene: &Outline) -> Vec<String> {
    let mut lines = rule(name, '=');
    for field in scene.parts().iter().filter(|field| field.name != "beats") {
        lines.extend(field_lines(field, ""));
    }
    for beat in scene.part("beats").map_or(&[][..], Outline::parts) {
        lines.extend(rule(&format!("{name}/{}", beat.name), '-'));
        lines.extend(beat_lines(beat));
    }
    lines
}

/// Fields before the prose, the prose, and then the ways on.
fn beat_lines(beat: &Outline) -> Vec<String> {
    let mut lines = Vec::new();
    for field in beat.parts().iter().filter(|field| field.name != "text" && !is_way_on(field)) {
        lines.extend(field_lines(field, ""));
    }
    lines.extend(paragraphs(beat.text("text"), ""));
    for way in beat.parts().iter().filter(|field| is_way_on(field)) {
        lines.push(String::new());
        match (way.name.as_str(), &way.value) {
            ("goto", _) => lines.push(leads_to(beat)),
            ("detour", _) => {}
            ("return", _) => lines.push("<- the detour ends".to_owned()),
            ("deck", _) => lines.extend(deck_lines(way)),
            ("chance", _) => {
                lines.extend(way.parts().iter().map(|target| {
                    format!("by chance, {} in {} -> {}", weight(target), total(way), target.text("goto"))
                }))
            }
            ("ending", _) => lines.push(format!("THE END: {}", way.on_one_line())),
            (_, OutlineValue::Parts(choices)) => {
                if beat.part("deck").is_some() {
                    lines.extend(["beside the cards:".to_owned(), String::new()]);
                }
                lines.extend(choices.iter().flat_map(|choice| [choice_lines(choice), vec![String::new()]].concat()));
            }
            _ => lines.extend(field_lines(way, "")),
        }
    }
    lines
}

/// Where a beat or choice leads, and what is played on the way.
fn leads_to(way: &Outline) -> String {
    match (way.text("detour"), way.text("goto")) {
        ("", goto) => format!("-> {goto}"),
        (detour, goto) => format!("-> {detour}, then -> {goto}"),
    }
}

/// Cards as choices, under a line that says how many are drawn.
fn deck_lines(deck: &Outline) -> Vec<String> {
    let offer = deck.part("offer").map_or_else(String::new, Outline::on_one_line);
    let cards = deck.part("cards").map_or(&[][..], Outline::parts);
    let mut lines = vec![format!("up to {offer} of these {} cards are drawn, each once:", cards.len())];
    for card in cards {
        lines.push(String::new());
        lines.extend(choice_lines(card));
    }
    lines
}

/// Whether a field of a beat leads on; a map of records is one of choices.
fn is_way_on(field: &Outline) -> bool {
    matches!(field.name.as_str(), "goto" | "chance" | "ending" | "detour" | "return" | "deck")
        || field.parts().first().is_some_and(|part| !part.name.is_empty() && part.part("text").is_some())
}

fn weight(target: &Outline) -> String {
    target.part("weight").map_or_else(String::new, Outline::on_one_line)
}

fn total(chance: &Outline) -> u64 {
    chance.parts().iter().filter_map(|target| weight(target).parse::<u64>().ok()).sum()
}

fn choice_lines(choice: &Outline) -> Vec<String> {
    let mut lines = wrap(choice.text("text"), "  > ", "    ");
    let shown = ["text", "goto", "detour", "echo"];
    for field in choice.parts().iter().filter(|field| !shown.contains(&field.name.as_str())) {
        match (field.name.as_str(), field.on_one_line() == "true") {
            ("once", true) => lines.push(format!("{CHOICE}only once")),
            ("repeat", true) => lines.push(format!("{CHOICE}may be drawn again")),
            ("fallback", true) => lines.push(format!("{CHOICE}only if nothing else is open")),
            _ => lines.extend(field_lines(field, CHOICE)),
        }
    }
    if !choice.text("echo").is_empty() {
        let echo = paragraphs(choice.text("echo"), &format!("{CHOICE}    "));
        lines.push(format!("{CHOICE}echo:"));
        lines.extend(echo.into_iter().skip(1));
    }
    lines.push(format!("{CHOICE}({}) {}", choice.name, leads_to(choice)));
    lines
}

fn declarations(story: &Outline) -> Vec<String> {
    let mut lines = rule("story.ron", '=');
    let shown = ["title", "author", "about", "content_note", "start"];
    for section in story.parts().iter().filter(|section| !shown.contains(&section.name.as_str())) {
        lines.extend(rule(&section.name, '-'));
        let is_flat = section.parts().iter().all(|part| part.name.is_empty());
        if is_flat {
            lines.extend(wrap(&section.on_one_line(), "", ""));
            continue;
        }
        for entry in section.parts() {
            let is_prose = entry.part("title").or_else(|| entry.part("about")).is_some();
            if is_prose {
                lines.push(format!("{}:", entry.name));
                lines.extend(entry.parts().iter().flat_map(|field| field_lines(field, "    ")));
            } else {
                lines.extend(wrap(&entry.on_one_line(), &format!("{}: ", entry.name), "    "));
            }
        }
    }
    lines
}

/// `then: nerve -= 1`
fn field_lines(field: &Outline, indent: &str) -> Vec<String> {
    wrap(&field.on_one_line(), &format!("{indent}{}: ", field.name), &format!("{indent}    "))
}

/// Every paragraph behind an empty line.
fn paragraphs(text: &str, indent: &str) -> Vec<String> {
    let mut paragraphs = vec![String::new()];
    for line in text.lines() {
        match line.trim() {
            "" => paragraphs.push(String::new()),
            line => {
                let started = paragraphs.pop().unwrap_or_default();
                paragraphs.push(started + " " + line);
            }
        }
    }
    let paragraphs = paragraphs.iter().filter(|paragraph| !paragraph.is_empty());
    paragraphs.flat_map(|paragraph| [vec![String::new()], wrap(paragraph, indent, indent)].concat()).collect()
}

/// A line across the page that names what follows, between empty lines.
fn rule(name: &str, line: char) -> Vec<String> {
    let start: String = std::iter::repeat_n(line, 2).collect();
    let named = format!("{start} {name} ");
    let rest = WIDTH.saturating_sub(named.chars().count());
    vec![String::new(), named + &line.to_string().repeat(rest), String::new()]
}
