//! Going back, saves, settings and what was seen: in plain lines and on the whole screen.

use std::fs;

use super::{PERSON, PIPE, Wood, beat};

/// What is said, every paragraph on one line.
fn lines(
    session: bloodmark::terminal::Session,
    manners: bloodmark::terminal::Manners,
    input: &[u8],
) -> (String, String) {
    let (said, notices) = super::lines(session, manners, input);
    (said.split("\n\n").map(|said| said.replace('\n', " ")).collect::<Vec<_>>().join("\n"), notices)
}

#[test]
fn choices_that_were_taken_back_are_made_again_until_another_is_made() {
    let wood = Wood::new();
    let mut session = wood.open();
    session.choose(1).unwrap();
    session.choose(2).unwrap();
    assert!(session.rewind(0) && beat(&session) == "wood/edge");
    assert!(session.redo() && beat(&session) == "wood/deep");
    assert!(session.redo() && beat(&session) == "wood/hole" && !session.redo());
    assert!(session.rewind(1));
    session.choose(1).unwrap();
    assert!(session.undo() && session.redo() && beat(&session) == "wood/home");
    assert!(!session.redo() && session.rewind(0));
    session.restart();
    assert!(!session.redo(), "another playthrough");
}

#[test]
fn plain_lines_know_history_and_go_back() {
    let wood = Wood::new();
    let (said, _) = lines(
        wood.open_seeded(),
        PIPE,
        b"1\n2\nhistory\nhistory beside\nhistory 1\nhistory bear\nback 9\nback 2\nredo\nredo\n",
    );
    for words in [
        "Your choices so far: 1. Walk in under the trees. 2. Step into the hole. 3. This page.\n",
        "Pages that hold it, and what you chose there: 2. Step into the hole.\n",
        "The wood begins here. It is very old.\nYou chose: Walk in under the trees.\n",
        "No page holds \"bear\".",
        "Type back and the number of a choice from 1 to 2; history lists them.",
        "There is no choice to make again.",
    ] {
        assert!(said.contains(words), "{words}\n{said}");
    }
    assert_eq!(said.matches("Something walks beside you.").count(), 2);
    assert_eq!(said.matches("nowhere to go").count(), 2);
}

#[test]
fn plain_lines_save_load_and_delete_by_name() {
    let wood = Wood::new();
    let input = b"load\nsaves\n1\nsave\nsave By the Trees\nsaves\n1\nu\nu\nload by the trees\nsave\ndelete by the trees\nn\ndelete By the trees\ny\n\
                  load By the Trees\ndelete 1\nsave \x01\nq\n";
    let (said, notices) = lines(wood.open(), PERSON, input);
    for words in [
        "There is no quick save; type save to write one.",
        "There are no saves yet.",
        "Saved. Type load to come back here.",
        "Saved as \"By the Trees\".",
        "Saves: 1. Saved at every choice: Chapter 1: The Edge, full moon, mark at the wrist, 1 choice, 12 words, just now 2. Quick save: ",
        "3. By the Trees: Chapter 1: The Edge",
        "Delete this save? By the Trees: ",
        "It stays.",
        "Deleted.",
        "There is no save \"By the Trees\"; saves lists them.",
        "The save of every choice cannot be deleted.",
    ] {
        assert!(said.contains(words), "{words}\n{said}");
    }
    assert!(notices.contains("Continuing where you were."), "{notices}");
    assert!(said.is_ascii(), "nothing that a screen reader stumbles over");
}

#[test]
fn plain_lines_tell_endings_paths_and_settings_and_nothing_unseen() {
    let wood = Wood::new();
    let (said, _) = lines(
        wood.open(),
        PERSON,
        b"paths\n1\n1\nendings\npaths\nr\ny\nset tell_changes false\nset measure 20\nset x 1\n1\nsettings\nq\n",
    );
    for words in [
        "Chapter 1: The Edge, 25 % seen, 3 doors closed",
        "You have found 1 of 1 endings.\nHome, once\nThe kettle was on.",
        "Chapter 1: The Edge, 75 % seen, 3 doors closed",
        "1. Walk in under the trees. (taken before)",
        "tell_changes is now false.",
        "Nothing has changed: `measure` must be a whole number from 45 to 90.",
        "Nothing has changed: there is no setting `x`.",
        "measure: 66. Longest line of text in characters: 45 to 90.",
    ] {
        assert!(said.contains(words), "{words}\n{said}");
    }
    assert_eq!(said.matches("The mark stirs.").count(), 1, "only as long as it is wanted");
    let kept = fs::read_to_string(wood.saves().join("settings.ron")).unwrap();
    assert!(kept.contains("tell_changes: false,") && kept.contains("measure: 66,"), "{kept}");
    let (help, _) = lines(wood.open(), PIPE, b"help\n");
    for word in ["redo", "history", "back", "save", "load", "delete", "saves", "endings", "paths", "settings", "set"] {
        assert!(help.contains(word), "{word}");
    }
}
