//! What a screen reader is given on every screen, and that nothing is drawn while nothing moves.

use std::path::Path;

use bevy::math::UVec2;
use bloodmark::desktop::stage::Accessible;

use super::screens::{SCREENS, open_screen};

const SIZE: UVec2 = UVec2::new(1280, 800);

/// One line for each node, those in it further to the right.
fn written(tree: &[Accessible]) -> String {
    tree.iter().map(|node| line(node) + "\n").collect()
}

fn line(node: &Accessible) -> String {
    let mut line = format!("{}{}", "  ".repeat(node.depth), node.role);
    if !node.label.is_empty() {
        line += &format!(" \"{}\"", node.label);
    }
    if !node.value.is_empty() {
        line += &format!(" = \"{}\"", node.value);
    }
    if let Some(level) = node.level {
        line += &format!(", level {level}");
    }
    if let Some((place, all)) = node.place {
        line += &format!(", {place} of {all}");
    }
    if let Some(live) = &node.live {
        line += &format!(", live {live}");
    }
    for (is, word) in [(node.is_modal, ", modal"), (node.is_disabled, ", disabled"), (node.is_focused, ", focused")] {
        if is {
            line += word;
        }
    }
    line
}

#[test]
fn every_screen_is_told_to_screen_readers_as_it_was() {
    let mut faults = Vec::new();
    for screen in &SCREENS {
        let mut game = open_screen(screen, SIZE, 1.0);
        let told = written(&game.show.listen());
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/data/stage/{}.txt", screen.name));
        if std::env::var_os("UPDATE_EXPECT").is_some() {
            std::fs::write(&path, &told).unwrap();
        }
        let kept = std::fs::read_to_string(&path).unwrap_or_default();
        if kept != told {
            faults.push(format!("{} is told otherwise than in {}:\n{told}", screen.name, path.display()));
        }
    }
    assert!(faults.is_empty(), "{}\n(`UPDATE_EXPECT=1` keeps what is told now)", faults.join("\n"));
}

#[test]
fn nothing_is_drawn_while_nothing_moves() {
    for screen in &SCREENS {
        let mut game = open_screen(screen, SIZE, 1.0);
        let show = &mut game.show;
        let before = show.look();
        // A window is woken now and then by the system, though nothing has happened.
        for _ in 0..3 {
            assert!(!show.step(), "{} asks for frames at rest", screen.name);
        }
        assert_eq!(show.look(), before, "{} moves at rest", screen.name);
    }
}
