//! Settings: what is kept is read again, and each bad value falls back alone.

use std::fs;

use bloodmark::files::{Face, Motion, Settings, ThemeName, WindowPlace};
use tempfile::tempdir;

fn unusual() -> Settings {
    Settings {
        language: "de".to_owned(),
        theme: ThemeName::HighContrast,
        face: Face::Dyslexic,
        text_size: 250,
        line_height: 120,
        measure: 90,
        pace: 40,
        auto_advance: true,
        reading_speed: 600,
        dim_past: false,
        motion: Motion::Reduced,
        full_screen: true,
        window: WindowPlace { x: -7, y: 9, width: 640, height: 480 },
        keys: [("undo".to_owned(), vec!["Back\"space".to_owned(), "U".to_owned()])].into(),
        ..Settings::default()
    }
}

#[test]
fn settings_that_are_kept_are_read_again() {
    let folder = tempdir().unwrap();
    let deep = folder.path().join("not/there");
    assert_eq!(Settings::load_in(&deep), (Settings::default(), Vec::new()));
    for settings in [Settings::default(), unusual()] {
        settings.save_in(&deep).unwrap();
        assert_eq!(Settings::load_in(&deep), (settings, Vec::new()));
    }
    let text = fs::read_to_string(deep.join("settings.ron")).unwrap();
    let lines = text.lines().filter(|line| line.starts_with("    "));
    let (comments, fields): (Vec<&str>, Vec<&str>) = lines.partition(|line| line.starts_with("    // "));
    assert_eq!((comments.len(), fields.len()), (19, 19), "{text}");
}

#[test]
fn each_bad_value_falls_back_alone_and_the_file_is_kept_once() {
    let folder = tempdir().unwrap();
    let path = folder.path().join("settings.ron");
    let text = "(language: \"en\", theme: Noon, text_size: 900, measure: 50, pace: -1, line_height: NaN, dim_past: 1, motion: Full, colour: 3)";
    fs::write(&path, text).unwrap();
    let (settings, notices) = Settings::load_in(folder.path());
    assert_eq!(
        settings,
        Settings { language: "en".to_owned(), measure: 50, motion: Motion::Full, ..Settings::default() }
    );
    let aside = folder.path().join("settings.ron.bad");
    let kept = format!("The file as it was is kept in `{}`.", aside.display());
    assert_eq!(
        notices,
        [
            "The setting `theme` is not one of Night, Paper, HighContrast, so it is Night.",
            "The setting `text_size` is not a whole number from 80 to 250, so it is 100.",
            "The setting `pace` is not a whole number from 0 to 200, so it is 0.",
            "The setting `line_height` is not a whole number from 120 to 220, so it is 155.",
            "The setting `dim_past` is not true or false, so it is true.",
            "There is no setting `colour`; it was left out.",
            &kept,
        ]
    );
    assert_eq!(fs::read_to_string(&aside).unwrap(), text);
    let again = Settings::load_in(folder.path()).1;
    assert!(!again.contains(&kept), "{again:?}");
    settings.save_in(folder.path()).unwrap();
    assert_eq!(Settings::load_in(folder.path()), (settings, Vec::new()));
    assert!(aside.is_file());
}

#[test]
fn settings_that_are_cut_or_changed_anywhere_never_stop_the_game() {
    let folder = tempdir().unwrap();
    let path = folder.path().join("settings.ron");
    unusual().save_in(folder.path()).unwrap();
    let text = fs::read(&path).unwrap();
    for length in (0..text.len()).filter(|length| length % 29 == 0) {
        fs::write(&path, &text[..length]).unwrap();
        let (settings, _) = Settings::load_in(folder.path());
        let cut_behind_theme = String::from_utf8_lossy(&text[..length]).contains("HighContrast,");
        assert_eq!(settings.theme == ThemeName::HighContrast, cut_behind_theme, "at {length}");
        let mut changed = text.clone();
        changed[length] ^= 0x15;
        fs::write(&path, &changed).unwrap();
        let settings = Settings::load_in(folder.path()).0;
        assert!(Settings::TEXT_SIZE.contains(&settings.text_size) && Settings::MEASURE.contains(&settings.measure));
    }
    for bytes in [&b"\xff\xfe\x00("[..], b"", b"[]", b"(((((", b"()", b"\xef\xbb\xbf(measure: 60)"] {
        fs::write(&path, bytes).unwrap();
        Settings::load_in(folder.path());
    }
    assert_eq!(Settings::load_in(folder.path()), (Settings { measure: 60, ..Settings::default() }, Vec::new()));
    fs::remove_file(&path).unwrap();
    fs::create_dir(&path).unwrap();
    let (settings, notices) = Settings::load_in(folder.path());
    assert!(settings == Settings::default() && notices[0].contains("settings.ron"), "{notices:?}");
    assert!(settings.save_in(folder.path()).is_err());
}
