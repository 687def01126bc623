//! What is looked up on the whole screen, and done from there.

use ratatui::crossterm::event::KeyCode;

use super::{STORY, Shown, Wood, beat};

fn type_words(shown: &mut Shown, words: &str) -> String {
    words.chars().map(|letter| shown.press(KeyCode::Char(letter))).last().unwrap()
}

#[test]
fn the_history_is_read_searched_and_gone_back_in() {
    let wood = Wood::new();
    let mut shown = Shown::new(wood.open_seeded(), 80, 24);
    shown.draw();
    shown.press(KeyCode::Char('1'));
    shown.press(KeyCode::Char('2'));
    let history = shown.press(KeyCode::Char('h'));
    assert!(history.contains("» Step into the hole.") && history.contains("/ search"), "{history}");
    assert!(shown.press(KeyCode::Char('/')).contains("Search for: _"));
    type_words(&mut shown, "OLDx");
    shown.press(KeyCode::Backspace);
    let found = shown.press(KeyCode::Enter);
    assert!(found.contains("The wood begins here.") && !found.contains("Something walks"), "{found}");
    let page = shown.press(KeyCode::Enter);
    assert!(beat(shown.reader.session()) == "wood/edge" && page.contains("1. Walk in under the trees. ✓"), "{page}");
    shown.press(KeyCode::Char('r'));
    assert_eq!(beat(shown.reader.session()), "wood/deep");
    assert!(shown.press(KeyCode::Char('r')).contains("It is dark."));
    assert!(shown.press(KeyCode::Char('r')).contains("no choice to make again"));
}

#[test]
fn saves_are_written_loaded_and_deleted() {
    let wood = Wood::new();
    let mut shown = Shown::new(wood.open_seeded(), 80, 24);
    shown.draw();
    assert!(shown.press(KeyCode::F(9)).contains("F5 writes the quick one"));
    shown.press(KeyCode::Char('1'));
    assert!(shown.press(KeyCode::F(5)).contains("F9 brings you back here."));
    shown.press(KeyCode::Char('s'));
    shown.press(KeyCode::Char('n'));
    type_words(&mut shown, "By the trees");
    let saves = shown.press(KeyCode::Enter);
    for words in
        ["> Saved at every choice: Chapter 1: The Edge", "Quick save: Chapter 1", "By the trees: Chapter 1", "Saved."]
    {
        assert!(saves.contains(words), "{words}\n{saves}");
    }
    assert!(shown.press(KeyCode::Char('d')).contains("cannot be deleted"));
    shown.press(KeyCode::Esc);
    shown.press(KeyCode::Char('1'));
    shown.press(KeyCode::F(9));
    assert_eq!(beat(shown.reader.session()), "wood/deep");
    shown.press(KeyCode::Backspace);
    shown.press(KeyCode::Char('s'));
    shown.press(KeyCode::Down);
    shown.press(KeyCode::Down);
    shown.press(KeyCode::Enter);
    assert_eq!(beat(shown.reader.session()), "wood/deep");
    shown.press(KeyCode::Char('s'));
    shown.press(KeyCode::Down);
    shown.press(KeyCode::Down);
    assert!(shown.press(KeyCode::Char('d')).contains("Delete this save? By the trees"));
    assert!(shown.press(KeyCode::Char('n')).contains("By the trees"));
    shown.press(KeyCode::Char('d'));
    assert!(!shown.press(KeyCode::Char('y')).contains("By the trees"));
    assert_eq!(shown.reader.session().slots().len(), 2);
}

#[test]
fn paths_endings_and_settings_are_looked_up() {
    let wood = Wood::new();
    let mut shown = Shown::new(wood.open_seeded(), 80, 24);
    shown.draw();
    let endings = shown.press(KeyCode::Char('e'));
    assert!(endings.contains("Endings: 0 of 1") && endings.contains("Not found yet.") && !endings.contains("Home"));
    shown.press(KeyCode::Esc);
    shown.press(KeyCode::Char('2'));
    assert!(shown.press(KeyCode::Char('e')).contains("Home, once"));
    shown.press(KeyCode::Esc);
    assert!(shown.press(KeyCode::Char('m')).contains("Chapter 1: The Edge, 50 % seen, 2 doors closed"));
    shown.press(KeyCode::Esc);
    shown.press(KeyCode::Char('o'));
    assert!(shown.press(KeyCode::Enter).contains("> Colors: Paper"));
    shown.press(KeyCode::Down);
    assert!(shown.press(KeyCode::Enter).contains("> Longest line: 71 characters"));
    drop(shown);
    let settings = wood.open_seeded().settings().clone();
    assert_eq!((settings.theme.name(), settings.measure), ("Paper", 71));
}

#[test]
fn the_status_is_whole_however_many_ties_there_are() {
    let wood = Wood::new();
    let (mut people, mut enums) = (String::new(), String::new());
    for name in ["Ada", "Bea", "Cyn", "Dot", "Eve", "Fay", "Gwen", "Hope"] {
        people += &format!("\"{name}\": (name: \"{name}\", tie: \"tie.{name}\", color: \"#8ab4d6\"),")
            .to_lowercase()
            .replace(&format!("name: \"{}\"", name.to_lowercase()), &format!("name: \"{name}\""));
        enums += &format!("\"tie.{name}\": (words: [\"none\", \"sworn\"], start: \"sworn\"),").to_lowercase();
    }
    let story =
        STORY.replace("people: {", &format!("people: {{{people}")).replace("enums: {", &format!("enums: {{{enums}"));
    wood.write("story.ron", &story);
    let screen = Shown::new(wood.open_seeded(), 80, 24).draw();
    let status = screen.lines().next().unwrap();
    assert!(status.contains("full moon · mark unmarked · Ada: sworn · Bea: sworn"), "{status}");
    assert!(status.trim_matches(['"', ' ']).ends_with(": sworn · …"), "{status}");
}
