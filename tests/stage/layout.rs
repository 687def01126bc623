//! Every screen at every size: no text is cut or lies over another, and everything can be reached.

use bevy::color::{Luminance, Srgba};
use bevy::math::{Rect, UVec2, Vec2};
use bloodmark::desktop::stage::{Seen, Show};
use bloodmark::files::ThemeName;

use super::screens::{open_small, tour};

/// Physical pixels, and how many of them are a logical one.
const SIZES: [(UVec2, f32); 5] = [
    (UVec2::new(1280, 800), 1.0),
    (UVec2::new(640, 480), 1.0),
    (UVec2::new(1920, 1080), 1.0),
    (UVec2::new(2560, 1440), 2.0),
    (UVec2::new(3840, 2160), 1.0),
];

/// The smallest window that can be had: nothing is promised of it but that the game goes on.
const SMALLEST: UVec2 = UVec2::new(320, 240);

/// In percent.
const TEXT_SIZES: [u16; 3] = [80, 200, 100];

/// What is rounded to whole pixels on the way may be off by so much.
const SLACK: f32 = 1.5;

fn reaches_out(inner: Rect, outer: Rect) -> bool {
    inner.min.x < outer.min.x - SLACK
        || inner.max.x > outer.max.x + SLACK
        || inner.min.y < outer.min.y - SLACK
        || inner.max.y > outer.max.y + SLACK
}

/// What is wrong with what is seen, one line each.
pub fn faults(show: &mut Show) -> Vec<String> {
    let seen = show.look();
    let window = Rect::from_corners(Vec2::ZERO, show.size().as_vec2());
    let texts: Vec<(&Seen, Rect)> = seen.iter().filter_map(|seen| seen.ink.map(|ink| (seen, ink))).collect();
    let mut faults = Vec::new();
    for (text, ink) in &texts {
        let words = text.text.as_deref().unwrap_or_default();
        let words: String = words.chars().take(40).collect();
        let mut fault = |what: &str| faults.push(format!("{what}: `{words}` in {}, {ink:?}", text.path));
        // The swing of a letter may go a little beyond its place.
        let swing = text.area.inflate(ink.height() / 40.0);
        if reaches_out(*ink, swing) {
            fault("reaches out of its own box");
        }
        let scroller = text.scroller.and_then(|scroller| seen.iter().find(|seen| seen.entity == scroller));
        match scroller {
            None if reaches_out(*ink, window) => fault("is outside of the window"),
            None if text.clip.is_some_and(|clip| reaches_out(*ink, clip)) => fault("is cut"),
            None => {}
            Some(scroller) => {
                let scrolled = scroller.scrolled.unwrap_or_default();
                let from = scroller.area.min.y - scrolled;
                let all = Rect::new(
                    scroller.area.min.x,
                    from,
                    scroller.area.max.x,
                    from + scroller.content.y.max(scroller.area.height()),
                );
                if reaches_out(*ink, all) {
                    fault("cannot be reached by scrolling");
                }
                if reaches_out(scroller.area, window) {
                    fault("is in a scroll area that is outside of the window");
                }
            }
        }
    }
    for (at, (text, ink)) in texts.iter().enumerate() {
        for (other, other_ink) in &texts[at + 1..] {
            let seen = |text: &Seen, ink: Rect| text.clip.map_or(ink, |clip| clip.intersect(ink));
            let both = seen(text, *ink).intersect(seen(other, *other_ink));
            if text.root == other.root && both.width() > SLACK && both.height() > SLACK {
                faults.push(format!("lie over each other: {:?} and {:?} in {}", text.text, other.text, text.path));
            }
        }
    }
    faults
}

#[test]
fn every_screen_fits_every_window() {
    let mut all = Vec::new();
    let mut game = open_small(SIZES[0].0);
    let show = &mut game.show;
    for (size, scale) in SIZES {
        show.resize(size, scale);
        tour(show, |show, screen| {
            for text in TEXT_SIZES {
                show.set(|settings| settings.text_size = text);
                assert!(show.look().iter().any(|seen| seen.ink.is_some()), "{} shows no text at {size}", screen.name);
                let found = faults(show).into_iter();
                all.extend(found.map(|fault| format!("{} at {size}, text {text} %: {fault}", screen.name)));
            }
        });
    }
    show.resize(SMALLEST, 1.0);
    tour(show, |show, _| show.set(|settings| settings.text_size = if settings.text_size == 100 { 200 } else { 100 }));
    assert!(all.is_empty(), "{} faults:\n{}", all.len(), all.join("\n"));
}

/// The contrast of two colors after WCAG, from 1 to 21.
fn contrast(one: Srgba, other: Srgba) -> f32 {
    let light = |color: Srgba| bevy::color::LinearRgba::from(color).luminance() + 0.05;
    let (one, other) = (light(one), light(other));
    one.max(other) / one.min(other)
}

#[test]
fn every_text_stands_out_from_its_ground_in_every_theme() {
    let mut faults = Vec::new();
    let mut game = open_small(SIZES[0].0);
    for theme in ThemeName::ALL {
        game.show.set(|settings| settings.theme = *theme);
        let least = if *theme == ThemeName::HighContrast { 7.0 } else { 4.5 };
        tour(&mut game.show, |show, screen| {
            for seen in show.look() {
                let worst = seen.inks.iter().map(|ink| contrast(*ink, seen.ground)).fold(f32::MAX, f32::min);
                if worst < least {
                    faults.push(format!("{theme:?}, {}: {worst:.2} for {:?}", screen.name, seen.text));
                }
            }
        });
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
