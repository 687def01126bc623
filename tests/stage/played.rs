//! Whole playthroughs, by keys alone and by mouse alone.

use std::sync::{Arc, OnceLock};

use bevy::math::{UVec2, Vec2};
use bloodmark::desktop::stage::{Seen, Show};
use bloodmark::files::StorySource;
use bloodmark::source::compile;
use bloodmark::story::{Offer, Playthrough, Stop, Story};

use super::layout::faults;
use super::screens::open;

const SIZE: UVec2 = UVec2::new(1280, 800);

fn shipped() -> &'static Arc<Story> {
    static STORY: OnceLock<Arc<Story>> = OnceLock::new();
    STORY.get_or_init(|| Arc::new(compile(&StorySource::Embedded.read().unwrap()).story.unwrap()))
}

/// The numbers of the choices of a walkthrough, each counted from 1 among the open ones, and the playthrough at its end.
fn walk() -> (Vec<usize>, Playthrough) {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/scenes/blood_marked_alpha/walkthroughs/cold_path.ron");
    let text = std::fs::read_to_string(path).unwrap();
    let mut playthrough = Playthrough::start(Arc::clone(shipped()), 1);
    let names = text.split("choose(\"").skip(1).filter_map(|step| step.split('"').next());
    let numbers = names.map(|name| {
        let called = |offer: &Offer| shipped().choice(offer.choice).name == name;
        let number = 1 + playthrough.turn().open().position(called).unwrap();
        playthrough.choose(number).unwrap();
        number
    });
    let numbers = numbers.collect();
    assert!(playthrough.has_ended(), "the walkthrough needs a seed of its own");
    (numbers, playthrough)
}

/// The title of the ending that a playthrough has come to.
fn ending(playthrough: &Playthrough) -> &str {
    let Stop::Ending(ending) = playthrough.turn().stop() else { panic!("the playthrough has not ended") };
    &shipped().ending(ending).title
}

fn shows(show: &mut Show, text: &str) -> bool {
    show.find(text).is_some()
}

#[test]
fn the_story_is_played_by_keys_alone_from_title_to_ending_to_title() {
    let (numbers, walked) = walk();
    let mut game = open(StorySource::Embedded, SIZE, 1.0, false);
    let show = &mut game.show;
    assert_eq!(show.screen(), "Title");
    show.press("Enter");
    assert_eq!(show.screen(), "Reading");
    for (at, number) in numbers.iter().enumerate() {
        assert_eq!(show.playthrough().unwrap().log().len(), at);
        assert_eq!(faults(show), Vec::<String>::new(), "after {at} choices");
        // By digit and by arrows in turn.
        if at % 2 == 0 {
            show.press(&number.to_string());
        } else {
            (1..*number).for_each(|_| show.press("Down"));
            enter(show);
        }
    }
    assert_eq!(show.playthrough().unwrap().log(), walked.log());
    enter(show);
    assert_eq!(show.screen(), "Ending");
    assert!(shows(show, ending(&walked)), "the ending does not say what it is called");
    let title = row_number(show, "Title page");
    show.press(&title.to_string());
    assert_eq!(show.screen(), "Title");
    assert!(!shows(show, "Continue"), "what has ended cannot be continued");
}

/// Presses Enter until it has chosen: it turns the page first where the choice is out of sight.
fn enter(show: &mut Show) {
    const MOST_PAGES: usize = 40;
    let before = (show.screen(), show.playthrough().unwrap().log().len());
    for _ in 0..MOST_PAGES {
        show.press("Enter");
        if (show.screen(), show.playthrough().unwrap().log().len()) != before {
            return;
        }
    }
    panic!("Enter takes no choice: {before:?}");
}

/// The rows that can be clicked, from the top.
fn rows(show: &mut Show) -> Vec<Seen> {
    let mut rows: Vec<Seen> =
        show.look().into_iter().filter(|seen| seen.path.ends_with("Row") && seen.text.is_none()).collect();
    rows.sort_by(|a, b| a.area.min.y.total_cmp(&b.area.min.y));
    rows
}

fn row_number(show: &mut Show, label: &str) -> usize {
    let text = show.find(label).unwrap();
    let is_it = |row: &Seen| row.area.contains(text.area.center());
    1 + rows(show).iter().position(is_it).unwrap_or_else(|| panic!("`{label}` stands on no row"))
}

/// Scrolls with the wheel until a row can be seen, and clicks it.
fn click_row(show: &mut Show, number: usize) {
    const MOST_NOTCHES: usize = 400;
    let middle = |seen: &Seen| seen.visible().center();
    for _ in 0..MOST_NOTCHES {
        let row = rows(show).get(number - 1).cloned().unwrap_or_else(|| panic!("there is no row {number}"));
        let visible = row.visible();
        if visible.height() > row.area.height() * 0.6 {
            show.click(middle(&row));
            return;
        }
        let size = show.size().as_vec2();
        show.point(Vec2::new(size.x * 0.6, size.y * 0.5));
        show.turn_wheel(if row.area.center().y > size.y / 2.0 { 3.0 } else { -3.0 });
    }
    panic!("row {number} cannot be brought into sight");
}

#[test]
fn the_story_is_played_by_mouse_alone_from_title_to_ending_to_title() {
    let (numbers, walked) = walk();
    let mut game = open(StorySource::Embedded, SIZE, 1.0, false);
    let show = &mut game.show;
    click_row(show, 1);
    assert_eq!(show.screen(), "Reading");
    for (at, number) in numbers.iter().enumerate() {
        assert_eq!(show.playthrough().unwrap().log().len(), at, "a click was not taken");
        click_row(show, *number);
    }
    assert_eq!(show.playthrough().unwrap().log(), walked.log());
    click_row(show, 1);
    assert_eq!(show.screen(), "Ending");
    let title = row_number(show, "Title page");
    click_row(show, title);
    assert_eq!(show.screen(), "Title");
}
