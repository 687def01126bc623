//! Saves: what is written is read again, and no damage to a file does worse than lose the last step.

#[cfg(unix)]
#[path = "saves/kills.rs"]
mod kills;
#[path = "saves/memory.rs"]
mod memory;
mod random_play;
#[path = "saves/settings.rs"]
mod settings;
#[path = "saves/slots.rs"]
mod slots;

use std::fs;
use std::path::Path;
use std::sync::Arc;

use bloodmark::files::{Loaded, Save, SaveFault, Saves, SavesError, decode_save, encode_save};
use bloodmark::story::{Landing, Playthrough, Record, Story, Xoshiro256PlusPlus};
use random_play::{at_root, compiled, play, stories};
use tempfile::tempdir;

fn night_train() -> Arc<Story> {
    compiled(&at_root("tests/data/play/night_train"))
}

fn save_of(playthrough: &Playthrough) -> Save {
    Save::of(playthrough, playthrough.story().id(), "0123")
}

/// A save some choices into a small story.
fn a_save() -> Save {
    save_of(&play(&night_train(), 7, 6, |_| {}))
}

/// The text of a save with another body, its header set right.
fn with_body(change: impl Fn(&str) -> String) -> String {
    let text = encode_save(&a_save());
    let body = change(text.split_once('\n').unwrap().1);
    assert_ne!(text.split_once('\n').unwrap().1, body, "nothing was changed");
    format!("BLOODMARK-SAVE 3 {:08x} {}\n{body}", crc32fast::hash(body.as_bytes()), body.len())
}

fn damaged(bytes: &[u8]) -> String {
    match decode_save(bytes) {
        Err(SaveFault::Damaged(what)) => what,
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_is_written_is_read_again() {
    for story in stories() {
        for seed in 0..6 {
            let end = play(&story, seed, 60, |_| {});
            let save = save_of(&end);
            let again = decode_save(encode_save(&save).as_bytes()).unwrap();
            assert_eq!(again, save, "{}", story.title());
            let (playthrough, landing) = Playthrough::resume(Arc::clone(&story), &again.record);
            assert_eq!((landing, playthrough.state()), (Landing::Exact, end.state()));
        }
    }
}

#[test]
fn a_save_cut_anywhere_is_refused() {
    let text = encode_save(&a_save());
    for length in 0..text.len() {
        assert!(decode_save(&text.as_bytes()[..length]).is_err(), "at {length}");
    }
}

#[test]
fn a_flipped_bit_is_refused_or_does_no_harm() {
    let save = a_save();
    let text = encode_save(&save).into_bytes();
    let mut dice = Xoshiro256PlusPlus::from_seed(7);
    let header = text.iter().position(|&byte| byte == b'\n').unwrap() as u32;
    let anywhere = |dice: &mut Xoshiro256PlusPlus| dice.below(text.len() as u32);
    let places: Vec<u32> = (0..1000).map(|_| anywhere(&mut dice)).chain(0..=header).collect();
    for at in places {
        for bit in 0..8 {
            let mut flipped = text.clone();
            flipped[at as usize] ^= 1 << bit;
            assert!(decode_save(&flipped).map_or(true, |read| read == save), "bit {bit} of byte {at}");
        }
    }
}

/// A save at a dealt deck, while a detour is being played that was begun at a card.
fn a_save_in_a_detour() -> Save {
    let mut playthrough = Playthrough::start(compiled(&at_root("tests/data/play/detour_from_card")), 1);
    ["moon", "on", "ghost"].into_iter().for_each(|name| playthrough.choose_named(name).unwrap());
    save_of(&playthrough)
}

/// As much of a save as versions before the third kept.
fn without_card(save: Save) -> Save {
    Save::new(&save.story, &save.story_hash, save.record)
}

/// A save with everything that one can have: the story has a moon, a mark and chapters.
fn a_named_save() -> Save {
    let story = compiled(&at_root("scenes/lighthouse"));
    Save { name: "Before the \"lamp\"".to_owned(), written: 1_795_000_000, ..save_of(&play(&story, 7, 60, |_| {})) }
}

#[test]
fn every_version_loads_for_ever() {
    let versions: [(&str, &str, fn() -> Save); 3] = [
        ("version_1.save", "tests/data/play/night_train", || without_card(a_save())),
        ("version_2.save", "tests/data/play/detour_from_card", || without_card(a_save_in_a_detour())),
        ("version_3.save", "scenes/lighthouse", a_named_save),
    ];
    for (file, story, save) in versions {
        let path = at_root("tests/data/saves").join(file);
        if std::env::var_os("UPDATE_EXPECT").is_some() && !path.exists() {
            fs::write(&path, encode_save(&save())).unwrap();
        }
        let read = decode_save(&fs::read(path).unwrap()).unwrap();
        assert_eq!(read, save(), "{file}");
        let story = compiled(&at_root(story));
        for log in [read.record.log.clone(), vec![]] {
            let is_whole = !log.is_empty();
            let record = Record { log, origin: (!is_whole).then(|| read.record.state.clone()), ..read.record.clone() };
            let (playthrough, landing) = Playthrough::resume(Arc::clone(&story), &record);
            assert_eq!((landing, playthrough.record().state), (Landing::Exact, read.record.state.clone()), "{file}");
        }
    }
}

#[test]
fn a_newer_version_and_other_files_are_refused() {
    let newer = encode_save(&a_save()).replace("SAVE 3 ", "SAVE 4 ");
    assert_eq!(decode_save(newer.as_bytes()), Err(SaveFault::TooNew(4)));
    assert_eq!(decode_save(b""), Err(SaveFault::NotASave));
    assert_eq!(decode_save(b"(title: \"A story\")"), Err(SaveFault::NotASave));
    for header in [
        "",
        " 0 0 0\n",
        " x 0 0\n",
        " 1\n",
        " 1 0 18446744073709551615\n",
        " 1 0 99999999999999999999999\n",
        " -1 0 0\n",
    ] {
        damaged(format!("BLOODMARK-SAVE{header}").as_bytes());
    }
}

#[test]
fn a_right_checksum_does_not_excuse_wrong_content() {
    let stuck = with_body(|body| {
        let (before, rest) = body.rsplit_once("generator:").unwrap();
        format!("{before}generator:(0,0,0,0){}", &rest[rest.find(')').unwrap() + 1..])
    });
    assert_eq!(damaged(stuck.as_bytes()), "its generator is not ours");
    let other = with_body(|body| body.replace("Xoshiro256PlusPlus", "StdRng"));
    assert_eq!(damaged(other.as_bytes()), "its generator is not ours");
    damaged(with_body(|body| body.replace("seed: 7", "seed: -7")).as_bytes());
    damaged(with_body(|body| body.replace("seed: 7", "sead: 7")).as_bytes());
    damaged(with_body(|_| "[".repeat(100_000)).as_bytes());
    damaged(with_body(|_| "()".to_owned()).as_bytes());
}

#[test]
fn values_and_names_that_do_not_fit_the_story_are_moved_or_left_out() {
    let changes: [(&str, &str); 5] = [
        ("\"nerve\":", "\"courage\":"),
        ("\"stations\": 0", "\"stations\": 3000"),
        ("\"window\"", "\"roof\""),
        ("platform/clock", "platform/bench"),
        ("train/seat", "platform/moon"),
    ];
    for (from, to) in changes {
        let save = decode_save(with_body(|body| body.replace(from, to)).as_bytes()).unwrap();
        let story = night_train();
        let (mut playthrough, _) = Playthrough::resume(Arc::clone(&story), &save.record);
        for (id, stat) in (0..).zip(story.stats()) {
            let value = story.stat_value(playthrough.state(), bloodmark::story::StatId(id));
            assert!((stat.low..=stat.high).contains(&value), "{from}");
        }
        playthrough.choose(1).ok();
    }
}

#[test]
fn a_damaged_save_gives_way_to_its_backup() {
    let folder = tempdir().unwrap();
    let saves = Saves::open(folder.path());
    let story = night_train();
    let [first, second] = [1, 3].map(|choices| save_of(&play(&story, 7, choices, |_| {})));
    assert_eq!(saves.load(story.id()).unwrap(), None);
    saves.autosave(&first).unwrap();
    saves.autosave(&second).unwrap();
    assert_eq!(saves.load(story.id()).unwrap(), Some(Loaded { save: second.clone(), instead_of: None }));

    fs::write(saves.autosave_path(), &encode_save(&second)[..90]).unwrap();
    let loaded = saves.load(story.id()).unwrap().unwrap();
    assert_eq!(loaded.save, first);
    assert!(loaded.instead_of.unwrap().contains("it is damaged: a part of it is missing"));
    assert!(folder.path().join("autosave.save.damaged").is_file());

    // The damaged one did not become the backup of the next.
    saves.autosave(&second).unwrap();
    fs::write(saves.autosave_path(), "no save at all").unwrap();
    assert_eq!(saves.load(story.id()).unwrap().unwrap().save, first);
}

#[test]
fn without_a_sound_backup_the_fault_is_told() {
    let folder = tempdir().unwrap();
    let saves = Saves::open(folder.path());
    fs::write(saves.autosave_path(), "no save at all").unwrap();
    let error = saves.load("the_night_train").unwrap_err().to_string();
    assert!(error.contains("autosave.save") && error.contains("it is not a save of this program"), "{error}");
}

#[test]
fn a_save_of_another_story_or_a_newer_program_stays_untouched() {
    let folder = tempdir().unwrap();
    let saves = Saves::open(folder.path());
    saves.autosave(&a_save()).unwrap();
    let error = saves.load("another").unwrap_err();
    assert!(matches!(error, SavesError::Unusable { fault: SaveFault::OtherStory(_), .. }), "{error}");
    let newer = encode_save(&a_save()).replace("SAVE 3 ", "SAVE 9 ");
    fs::write(saves.autosave_path(), &newer).unwrap();
    let error = saves.load("the_night_train").unwrap_err();
    assert!(matches!(error, SavesError::Unusable { fault: SaveFault::TooNew(9), .. }), "{error}");
    assert_eq!(fs::read_to_string(saves.autosave_path()).unwrap(), newer);
}

#[test]
fn a_folder_or_a_pipe_in_place_of_a_save_is_no_save() {
    let folder = tempdir().unwrap();
    let saves = Saves::open(folder.path());
    saves.autosave(&a_save()).unwrap();
    saves.autosave(&a_save()).unwrap();
    let replace_by = |make: &dyn Fn(&Path)| {
        let path = saves.autosave_path();
        if path.is_dir() {
            fs::remove_dir(&path).unwrap()
        } else {
            fs::remove_file(&path).unwrap()
        }
        make(&path);
        let loaded = saves.load("the_night_train").unwrap().unwrap();
        assert!(loaded.instead_of.unwrap().contains("it is not a save"));
    };
    replace_by(&|path| fs::create_dir(path).unwrap());
    if cfg!(unix) {
        replace_by(&|path| assert!(std::process::Command::new("mkfifo").arg(path).status().unwrap().success()));
    }
}

#[test]
fn nine_earlier_playthroughs_are_kept() {
    let folder = tempdir().unwrap();
    let saves = Saves::open(folder.path());
    saves.put_away().unwrap();
    for seed in 0..12 {
        saves.autosave(&save_of(&Playthrough::start(night_train(), seed))).unwrap();
        saves.put_away().unwrap();
    }
    assert_eq!(saves.load("the_night_train").unwrap(), None);
    let kept = |number: u64| fs::read(folder.path().join(format!("earlier-{number}.save")));
    for number in 1..=9 {
        assert_eq!(decode_save(&kept(number).unwrap()).unwrap().record.seed, 12 - number);
    }
    assert!(kept(10).is_err());
}

#[test]
fn a_second_game_reads_and_does_not_save() {
    let folder = tempdir().unwrap();
    let first = Saves::open(folder.path());
    first.autosave(&a_save()).unwrap();
    let second = Saves::open(folder.path());
    assert!(matches!(second.autosave(&a_save()), Err(SavesError::InUse)));
    assert!(matches!(second.put_away(), Err(SavesError::InUse)));
    assert_eq!(second.load("the_night_train").unwrap().unwrap().save, a_save());
    drop(first);
    // What the first has saved since is not overwritten by the second.
    assert!(matches!(second.autosave(&a_save()), Err(SavesError::InUse)));
    Saves::open(folder.path()).autosave(&a_save()).unwrap();
    let left: Vec<_> = folder.path().read_dir().unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert!(!left.iter().any(|name| name.to_string_lossy().ends_with(".tmp")), "{left:?}");
}

#[test]
fn a_missing_folder_is_made_and_one_that_cannot_be_is_told() {
    let folder = tempdir().unwrap();
    let deep = folder.path().join("not/there/yet");
    Saves::open(&deep).autosave(&a_save()).unwrap();
    assert!(deep.join("autosave.save").is_file());

    let file = folder.path().join("file");
    fs::write(&file, "").unwrap();
    let saves = Saves::open(&file.join("under_a_file"));
    assert!(saves.load("the_night_train").map_or(true, |loaded| loaded.is_none()));
    let error = saves.autosave(&a_save()).unwrap_err();
    assert!(matches!(error, SavesError::Unwritable { .. }), "{error}");
}

#[cfg(unix)]
#[test]
fn a_read_only_folder_is_told() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempdir().unwrap();
    Saves::open(folder.path()).autosave(&a_save()).unwrap();
    fs::remove_file(folder.path().join("lock")).unwrap();
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o555)).unwrap();
    if fs::write(folder.path().join("probe"), "").is_ok() {
        eprintln!("skipped: this user writes to read-only folders");
        return;
    }
    let saves = Saves::open(folder.path());
    assert!(matches!(saves.autosave(&a_save()), Err(SavesError::Unwritable { .. })));
    assert_eq!(saves.load("the_night_train").unwrap().unwrap().save, a_save());
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
}
