//! The language of the terminal: that of the settings, in plain lines and on the whole screen, and what is typed stays English.

use std::fs;

use bloodmark::catalogue::{Catalogue, Language};
use bloodmark::files::{FoldersError, Notice, SaveFault, SavesError, SettingsError};
use ratatui::crossterm::event::KeyCode;

use super::{PERSON, PIPE, Shown, Wood, lines};

#[test]
fn plain_lines_speak_german() {
    let wood = Wood::new();
    wood.set("language", "de");
    let (said, notices) =
        lines(wood.open_seeded(), PIPE, b"fly\n0\nh\nu\n1\nc\nhistory kettle\nsave Am Bach\nendings\n1\n");
    for words in [
        "von Nobody",
        "-- Kapitel 1: The Edge --",
        "„fly“ gibt es hier nicht; tippe eine Zahl von 1 bis 2 oder h für Hilfe.",
        "Tippe redo, um eine zurückgenommene Entscheidung zu wiederholen, history",
        "Es gibt keine Entscheidung, die du zurücknehmen könntest.",
        "Derek: sworn, packmate. Das Mal: at the wrist. Das Mal regt sich.",
        "-- Menschen --",
        "-- Gerüchte: 1 von 2 --",
        "Auf keiner Seite steht „kettle“.",
        "Gespeichert als „Am Bach“.",
        "Du hast 0 von 1 Enden gefunden.",
        "2 Entscheidungen, Startzahl 7",
    ] {
        assert!(said.replace('\n', " ").contains(words), "{words}\n{said}");
    }
    assert_eq!(notices, "");
    let (_, notices) = lines(wood.open_seeded(), PIPE, b"1\n");
    assert!(notices.starts_with("Auf Wiedersehen. Gespeichert ist alles in "), "{notices}");
}

#[test]
fn a_language_that_is_set_is_spoken_at_once_and_kept() {
    let wood = Wood::new();
    let input =
        b"1\nset language fr\nset language de\nset language\nset language de\nset measure 20\nsettings\nu\nset language \"en\"\nx\nq\n";
    let (said, _) = lines(wood.open_seeded(), PERSON, input);
    for words in [
        "Nothing has changed: \"fr\" is not spoken here; there are en, de.",
        "language ist jetzt de.",
        "Nichts hat sich geändert: `measure` muss eine ganze Zahl von 45 bis 90 sein.",
        "measure: 66. Die längste Zeile in Zeichen: 45 bis 90.",
        "language is now en.",
        "There is no \"x\" here;",
    ] {
        assert!(said.replace('\n', " ").contains(words), "{words}\n{said}");
    }
    assert!(!said.contains("-- Kapitel"), "the heading is known:\n{said}");
    let kept = fs::read_to_string(wood.saves().join("settings.ron")).unwrap();
    assert!(kept.contains("language: \"en\","), "{kept}");
    assert_eq!(wood.open().words().language(), Language::English);
}

#[test]
fn the_whole_screen_changes_its_language_where_it_stands() {
    let wood = Wood::new();
    let mut shown = Shown::new(wood.open_seeded(), 70, 30);
    shown.draw();
    let settings = shown.press(KeyCode::Char('o'));
    assert!(settings.contains("Language: English") && settings.contains("Enter change"), "{settings}");
    for _ in 0..5 {
        shown.press(KeyCode::Down);
    }
    let german = shown.press(KeyCode::Enter);
    assert!(german.contains("> Sprache: Deutsch") && german.contains("Enter ändern"), "{german}");
    let page = shown.press(KeyCode::Esc);
    assert!(
        page.contains("von Nobody") && page.contains("— Kapitel 1: The Edge —") && page.contains("H Verlauf"),
        "{page}"
    );
    let help = shown.press(KeyCode::Char('?'));
    assert!(help.contains(" Tasten ") && help.contains("Bild auf, Bild ab  blättern"), "{help}");
    shown.press(KeyCode::Esc);
    let menu = shown.press(KeyCode::Esc);
    assert!(menu.contains("> Fortsetzen (c)") && menu.contains("Kodex: Menschen und Gerüchte (x)"), "{menu}");
}

#[test]
fn trouble_with_files_is_told_in_the_language_of_the_settings() {
    let wood = Wood::new();
    wood.set("language", "de");
    fs::write(wood.saves().join("autosave.save"), "BLOODMARK-SAVE 99 0 0\nx").unwrap();
    let first = wood.open();
    let mut second = wood.open();
    let told = second.take_notices();
    assert!(told[0].starts_with("Ein neuer Durchgang: `") && told[0].contains("neueren Fassung"), "{told:?}");
    second.choose(1).unwrap();
    let in_use =
        "Dein Fortschritt wird nicht gespeichert: das Spiel ist ein zweites Mal offen, deshalb speichert dieses nicht.";
    assert_eq!(second.take_notices(), [in_use]);
    drop((first, second));
    fs::write(wood.saves().join("settings.ron"), "(language: \"de\", measure: 20)").unwrap();
    let told = wood.open().take_notices();
    assert!(told.iter().any(|told| told.starts_with("Die Einstellung `measure` muss eine ganze Zahl")), "{told:?}");
}

#[test]
fn an_error_of_files_and_its_notice_say_the_same_in_english() {
    let (path, error) = (|| "a/b".into(), || std::io::Error::other("no room"));
    let saves = [
        SavesError::Unwritable { path: path(), error: error() },
        SavesError::Unreadable { path: path(), error: error() },
        SavesError::Unusable { path: path(), fault: SaveFault::NotASave },
        SavesError::Unusable { path: path(), fault: SaveFault::TooNew(9) },
        SavesError::Unusable { path: path(), fault: SaveFault::Damaged("a part of it is missing".to_owned()) },
        SavesError::Unusable { path: path(), fault: SaveFault::OtherStory("other".to_owned()) },
        SavesError::InUse,
        SavesError::NoSlot("one".to_owned()),
        SavesError::NoHome,
        SavesError::NoName,
        SavesError::NameTaken("one".to_owned()),
        SavesError::KeptByItself,
    ];
    let settings =
        [SettingsError::NoHome(FoldersError::NoHome), SettingsError::Unwritable { path: path(), error: error() }];
    let (english, german) = (Catalogue::default(), Catalogue::new(Language::German));
    let notices = saves.iter().map(|error| (Notice::from(error), error.to_string()));
    for (notice, said) in notices.chain(settings.iter().map(|error| (Notice::from(error), error.to_string()))) {
        assert_eq!(notice.say(&english), said);
        assert_ne!(notice.say(&german), said);
    }
}
