//! What the player sets: by keys and by mouse, kept in the file, and true at once.

use bevy::math::{UVec2, Vec2};
use bloodmark::desktop::stage::{Seen, Show};
use bloodmark::files::{Face, Motion, Settings, ThemeName};

use super::screens::{Game, open_small, tour};

const SIZE: UVec2 = UVec2::new(1280, 800);

fn kept(game: &Game) -> Settings {
    let (settings, notices) = Settings::load_in(game.folder.path());
    assert_eq!(notices, Vec::<String>::new());
    settings
}

/// What the selected row is called.
fn selected(show: &mut Show) -> String {
    show.listen().into_iter().find(|node| node.is_focused).map(|node| node.label).unwrap_or_default()
}

/// Selects a row by keys.
fn select(show: &mut Show, name: &str) {
    const MOST_ROWS: usize = 60;
    for _ in 0..MOST_ROWS {
        if selected(show).starts_with(name) {
            return;
        }
        show.press("Down");
    }
    panic!("no row is called `{name}`");
}

/// The node of a kind that stands on one line with a text, the first from the left.
fn beside(show: &mut Show, label: &str, kind: &str, from_left: usize) -> Seen {
    for _ in 0..40 {
        let seen = show.look();
        let text = seen.iter().find(|seen| seen.text.as_deref() == Some(label)).unwrap();
        let row = seen
            .iter()
            .find(|row| row.path.ends_with("Row") && row.text.is_none() && row.area.contains(text.area.center()))
            .unwrap();
        if row.visible().height() < row.area.height() {
            let down = row.area.center().y > show.size().y as f32 / 2.0;
            show.point(Vec2::new(row.area.center().x, show.size().y as f32 / 2.0));
            show.turn_wheel(if down { 3.0 } else { -3.0 });
            continue;
        }
        let is_there = |seen: &&Seen| seen.path.ends_with(kind) && row.area.contains(seen.area.center());
        let mut found: Vec<Seen> = seen.iter().filter(is_there).filter(|seen| seen.text.is_none()).cloned().collect();
        found.sort_by(|a, b| a.area.min.x.total_cmp(&b.area.min.x));
        return found[from_left].clone();
    }
    panic!("`{label}` cannot be brought into sight");
}

#[test]
fn settings_are_changed_by_keys_and_kept() {
    let mut game = open_small(SIZE);
    let show = &mut game.show;
    show.press("o");
    assert_eq!(show.screen(), "Settings");
    select(show, "Colors");
    show.press("Right");
    select(show, "Line length");
    ["Right", "Right", "Left"].iter().for_each(|key| show.press(key));
    select(show, "Dim what was read");
    show.press("Enter");
    select(show, "Typeface");
    show.press("Left");
    assert_eq!(selected(show), "Typeface: serif");
    show.press("Right");
    assert_eq!(selected(show), "Typeface: hyperlegible", "the same row is selected when the screen is written again");
    select(show, "Language");
    ["Right", "Right"].iter().for_each(|key| show.press(key));
    assert!(show.find("Einstellungen").is_some(), "the language is another at once");
    show.press("Escape");
    assert_eq!(show.screen(), "Title");
    let kept = kept(&game);
    assert_eq!((kept.theme, kept.measure, kept.dim_past), (ThemeName::Paper, 69, false));
    assert_eq!((kept.face, kept.language.as_str()), (Face::Hyperlegible, "de"));
}

#[test]
fn settings_are_changed_by_mouse_and_kept() {
    let mut game = open_small(SIZE);
    let show = &mut game.show;
    let row = show.find("Settings").unwrap();
    show.click(row.area.center());
    assert_eq!(show.screen(), "Settings");
    let more = beside(show, "Motion", "Arrow", 1);
    show.click(more.area.center());
    let slider = beside(show, "Line length", "Slider", 0);
    show.click(Vec2::new(slider.area.max.x - 1.0, slider.area.center().y));
    let slider = beside(show, "Text size", "Slider", 0);
    show.click(Vec2::new(slider.area.min.x + 1.0, slider.area.center().y));
    let on = beside(show, "Pictures behind the text", "Arrow", 0);
    show.click(on.area.center());
    let kept = kept(&game);
    assert_eq!((kept.motion, kept.measure, kept.text_size, kept.pictures), (Motion::Full, 90, 80, false));
}

#[test]
fn everything_is_as_at_first_only_when_asked_twice() {
    let mut game = open_small(SIZE);
    game.show.set(|settings| settings.measure = 80);
    game.show.press("o");
    select(&mut game.show, "Set everything as at first");
    game.show.press("Enter");
    ["Up", "Down"].iter().for_each(|key| game.show.press(key));
    game.show.press("Enter");
    assert_eq!(kept(&game).measure, 80);
    game.show.press("Enter");
    assert_eq!(kept(&game).measure, Settings::default().measure);
    assert!(kept(&game).content_note_read, "what was read stays read");
}

#[test]
fn a_key_is_set_told_of_when_it_is_taken_and_used() {
    let mut game = open_small(SIZE);
    let show = &mut game.show;
    show.press("?");
    assert_eq!(show.screen(), "Help");
    select(show, "Codex");
    ["Enter", "1", "x"].iter().for_each(|key| show.press(key));
    select(show, "History");
    ["Enter", "s"].iter().for_each(|key| show.press(key));
    assert!(show.find("S is set for this: Saves").is_some(), "whoever has the key is named");
    show.press("s");
    select(show, "Take a choice back");
    ["Enter", "Escape"].iter().for_each(|key| show.press(key));
    show.press("Escape");
    assert_eq!(show.screen(), "Title");
    show.press("1");
    show.press("c");
    assert_eq!(show.screen(), "Reading", "the usual key does it no longer");
    show.press("x");
    assert_eq!(show.screen(), "Codex");
    show.press("Escape");
    let kept_keys = kept(&game).keys;
    let keys = |name: &str| kept_keys.get(name).cloned();
    assert_eq!(keys("codex"), Some(vec!["X".to_owned()]));
    assert_eq!((keys("history"), keys("saves")), (Some(vec!["S".to_owned()]), Some(vec![])));
    assert_eq!(keys("undo"), None);
    let show = &mut game.show;
    show.press("F1");
    select(show, "Codex");
    show.press("Delete");
    show.press("Escape");
    show.press("c");
    assert_eq!(show.screen(), "Codex");
}

#[test]
fn text_comes_by_pace_and_is_completed_by_one_key_that_does_nothing_else() {
    let mut game = open_small(SIZE);
    let show = &mut game.show;
    show.set(|settings| (settings.pace, settings.motion) = (50, Motion::Full));
    show.send_key("1");
    (0..24).for_each(|_| assert!(show.step(), "text appears by itself"));
    let first = show.find("The gate is open.").unwrap();
    assert!(first.inks.first().unwrap().alpha > 0.5, "the first word is there");
    assert!(first.inks.last().unwrap().alpha < 0.1, "the last word is not");
    assert!(show.find("Let it pull.").is_none(), "nothing can be chosen that was not read");
    let place = first.area;
    show.press("2");
    let whole = show.find("The gate is open.").unwrap();
    assert!(whole.inks.iter().all(|ink| ink.alpha == 1.0));
    assert_eq!(whole.area, place, "nothing moves when more of it comes");
    assert_eq!(show.playthrough().unwrap().log().len(), 0);
    show.press("2");
    assert_eq!(show.playthrough().unwrap().log().len(), 1);
    show.set(|settings| settings.motion = Motion::Reduced);
    show.press("Backspace");
    show.press("1");
    assert!(show.find("Go home.").is_some(), "with less motion all is there at once");
}

#[test]
fn a_choice_says_what_it_changed_and_that_it_was_taken_before() {
    let mut game = open_small(SIZE);
    let show = &mut game.show;
    show.press("1");
    show.press("2");
    let told: Vec<String> = show.look().into_iter().filter_map(|seen| seen.text).collect();
    assert!(
        told.iter().any(|text| text.contains("sworn, trusting.")),
        "one line says what the choice changed: {told:?}"
    );
    ["1", "1"].iter().for_each(|key| show.press(key));
    select(show, "Begin anew");
    show.press("Enter");
    let named = |show: &mut Show| -> Vec<String> { show.listen().into_iter().map(|node| node.label).collect() };
    let labels = named(show);
    let is_signed = |label: &String| label.starts_with("Take the lamp") && label.ends_with("(taken before)");
    assert!(labels.iter().any(is_signed), "{labels:?}");
    assert!(labels.iter().any(|label| label == "Let it pull."), "what was not taken has no sign");
    show.set(|settings| (settings.seen_signs, settings.tell_changes) = (false, false));
    show.press("2");
    let is_told = show.look().into_iter().filter_map(|seen| seen.text).any(|text| text.contains("sworn, trusting."));
    assert!(!is_told);
}

#[test]
fn a_choice_can_be_made_one_that_is_held() {
    let mut game = open_small(SIZE);
    let show = &mut game.show;
    show.press("1");
    show.set(|settings| settings.hold_to_confirm = true);
    show.send_key("1");
    (0..10).for_each(|_| assert!(show.step()));
    show.release_key("1");
    show.settle();
    assert_eq!(show.playthrough().unwrap().log().len(), 0, "it was let go too early");
    show.press("1");
    assert_eq!(show.playthrough().unwrap().log().len(), 1);
    let row = show.find("Go back to the gate.").unwrap();
    show.click(row.area.center());
    assert_eq!(show.playthrough().unwrap().log().len(), 2, "the pointer holds it, too");
}

#[test]
fn the_page_glides_where_motion_is_wanted_and_jumps_where_it_is_not() {
    let mut game = open_small(UVec2::new(640, 480));
    let show = &mut game.show;
    show.set(|settings| settings.text_size = 200);
    show.press("1");
    let frames = |show: &mut Show, key: &str| {
        let before = show.frames();
        show.press(key);
        show.frames() - before
    };
    let still = frames(show, "End");
    frames(show, "Home");
    show.set(|settings| settings.motion = Motion::Full);
    let moved = frames(show, "End");
    assert!(still < 12 && moved > 18, "{still} frames and {moved}");
}

#[test]
fn nothing_of_ours_is_left_out_of_the_catalogue() {
    /// Names are the same in every language.
    const NAMES: [&str; 14] = [
        "Literata",
        "TypeTogether",
        "Atkinson",
        "Braille",
        "OpenDyslexic",
        "Abbie",
        "Bevy",
        "wgpu",
        "AccessKit",
        "RON",
        "Fluent",
        "Ratatui",
        "MIT",
        "F11",
    ];
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/stage/story");
    let story: String = ["story.ron", "marsh.ron"]
        .map(|file| std::fs::read_to_string(format!("{folder}/{file}")).unwrap())
        .concat()
        .replace(['*', '\\'], "");
    let spaced = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let story = spaced(&story);
    // Prose has arms of which one is shown: a part of it that is long enough tells where it is from.
    let is_of_the_story = |line: &str| {
        let line = line.replace(['“', '”'], "\"").replace('’', "'");
        let is_part = |part: &str| part.trim().len() > 20 && story.contains(part.trim());
        story.contains(&line)
            || line.split(", ").all(|word| story.contains(word))
            || line.split(['.', ',']).any(is_part)
    };
    let mut game = open_small(SIZE);
    game.show.set(|settings| settings.language = "xx".to_owned());
    let mut left_out = Vec::new();
    tour(&mut game.show, |show, screen| {
        for seen in show.look() {
            let Some(text) = seen.text else { continue };
            let has_words = text.split(|c: char| !c.is_ascii_alphabetic()).any(|word| word.len() > 2);
            let is_theirs = text.contains('[')
                || NAMES.iter().any(|name| text.starts_with(name))
                || text.lines().all(|line| is_of_the_story(&spaced(line)))
                || ["Column", "Panel"].iter().any(|part| seen.path.contains(part));
            if has_words && !is_theirs {
                left_out.push(format!("{}: `{text}`", screen.name));
            }
        }
    });
    assert!(left_out.is_empty(), "{}", left_out.join("\n"));
}
