//! What a screen reader is given on every screen, and that nothing is drawn while nothing moves.

use bevy::math::UVec2;
use bloodmark::desktop::stage::Accessible;

use super::screens::{kept, open_small, tour, updates};

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
    if !node.description.is_empty() {
        line += &format!(" ({})", node.description);
    }
    if let Some(level) = node.level {
        line += &format!(", level {level}");
    }
    if let Some((place, all)) = node.place {
        line += &format!(", {place} of {all}");
    }
    if !node.shortcut.is_empty() {
        line += &format!(", key {}", node.shortcut);
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

/// What must hold of every tree, whatever is in it.
fn faults(tree: &[Accessible]) -> Vec<String> {
    let is_control =
        |node: &&Accessible| matches!(node.role.as_str(), "Button" | "Slider" | "CheckBox" | "Image" | "Dialog");
    let nameless = tree.iter().filter(is_control).filter(|node| node.label.is_empty());
    let mut faults: Vec<String> = nameless.map(|node| format!("has no name: {}", line(node).trim())).collect();
    let focused = tree.iter().filter(|node| node.is_focused && !node.is_disabled).count();
    if focused != 1 {
        faults.push(format!("{focused} nodes have the focus"));
    }
    faults
}

#[test]
fn every_screen_is_told_to_screen_readers_as_it_was() {
    let mut wrong = Vec::new();
    let mut game = open_small(SIZE);
    tour(&mut game.show, |show, screen| {
        let tree = show.listen();
        let told = written(&tree);
        wrong.extend(faults(&tree).into_iter().map(|fault| format!("{}: {fault}", screen.name)));
        let path = kept(&format!("{}.txt", screen.name));
        if updates() {
            std::fs::write(&path, &told).unwrap();
        }
        if std::fs::read_to_string(&path).unwrap_or_default() != told {
            wrong.push(format!("{} is told otherwise than in {}:\n{told}", screen.name, path.display()));
        }
    });
    assert!(wrong.is_empty(), "{}\n(`UPDATE_EXPECT=1` keeps what is told now)", wrong.join("\n"));
}

#[test]
fn new_prose_is_read_aloud_and_old_prose_is_not_again() {
    let mut game = open_small(SIZE);
    let show = &mut game.show;
    show.press("1");
    let aloud = |show: &mut bloodmark::desktop::stage::Show| -> Vec<String> {
        let tree = show.listen();
        let mut found = Vec::new();
        for (at, node) in tree.iter().enumerate().filter(|(_, node)| node.live.is_some()) {
            let inside = tree[at + 1..].iter().take_while(|inner| inner.depth > node.depth);
            found.extend(inside.filter(|inner| inner.role == "Paragraph").map(|inner| inner.label.clone()));
        }
        found
    };
    let first = aloud(show);
    assert!(first.iter().any(|text| text.starts_with("The gate is open.")), "{first:?}");
    show.press("2");
    let second = aloud(show);
    assert!(second.iter().any(|text| text.starts_with("The yard is as you left it")), "{second:?}");
    assert!(second.iter().all(|text| !first.contains(text)), "{second:?}");
}

#[test]
fn nothing_is_drawn_while_nothing_moves() {
    let mut game = open_small(SIZE);
    tour(&mut game.show, |show, screen| {
        let before = show.look();
        // A window is woken now and then by the system, though nothing has happened.
        for _ in 0..3 {
            assert!(!show.step(), "{} asks for frames at rest", screen.name);
        }
        assert_eq!(show.look(), before, "{} moves at rest", screen.name);
    });
}
