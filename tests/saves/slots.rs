//! Slots: every save in a list with its card, none ever overwritten by another.

use std::fs;
use std::sync::Arc;

use bloodmark::files::{Progress, Save, Saves, SavesError, SlotId, SlotKind, encode_save};
use bloodmark::story::{Landing, Playthrough};
use tempfile::tempdir;

use super::random_play::{at_root, compiled, play};
use super::{a_save, night_train, save_of};

const STORY: &str = "the_night_train";

fn named(name: &str, seed: u64, choices: usize) -> Save {
    Save { name: name.to_owned(), written: seed, ..save_of(&play(&night_train(), seed, choices, |_| {})) }
}

#[test]
fn names_that_make_the_same_file_name_keep_apart() {
    let folder = tempdir().unwrap();
    let saves = Saves::open(folder.path());
    let names = ["At the door", "at the door!", "…", "Ω", "../../at the door", &"long ".repeat(60)];
    let ids: Vec<SlotId> =
        names.iter().zip(1..).map(|(name, seed)| saves.save_named(&named(name, seed, 2)).unwrap()).collect();
    for ((name, id), seed) in names.iter().zip(&ids).zip(1..) {
        let loaded = saves.load_slot(id, STORY).unwrap();
        assert_eq!((loaded.save.name.as_str(), loaded.save.record.seed), (name.trim(), seed));
    }
    assert_eq!(saves.save_named(&named(" At the door ", 99, 3)).unwrap(), ids[0], "its own name is written again");
    assert_eq!(saves.slots(STORY).len(), names.len());
    let files: Vec<String> =
        folder.path().read_dir().unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    assert!(
        files.contains(&"slot-at-the-door.save".to_owned()) && files.contains(&"slot-at-the-door-2.save".to_owned())
    );
    assert!(matches!(saves.save_named(&named("  ", 1, 1)), Err(SavesError::NoName)));
}

#[test]
fn slots_are_copied_renamed_and_deleted() {
    let folder = tempdir().unwrap();
    let saves = Saves::open(folder.path());
    saves.autosave(&a_save()).unwrap();
    saves.quick_save(&a_save()).unwrap();
    let first = saves.save_named(&named("first", 1, 2)).unwrap();
    let copy = saves.copy_slot(&SlotId::auto(), "a copy", STORY).unwrap();
    assert!(matches!(saves.copy_slot(&first, "a copy", STORY), Err(SavesError::NameTaken(_))));
    assert!(matches!(saves.rename_slot(&first, "a copy", STORY), Err(SavesError::NameTaken(_))));
    assert!(matches!(saves.rename_slot(&SlotId::quick(), "x", STORY), Err(SavesError::KeptByItself)));
    saves.rename_slot(&first, "other", STORY).unwrap();
    assert_eq!((saves.find_named("first", STORY), saves.find_named("other", STORY)), (None, Some(first.clone())));
    assert_eq!(saves.load_slot(&copy, STORY).unwrap().save.record, a_save().record);
    let kinds = |saves: &Saves| saves.slots(STORY).iter().map(|slot| slot.kind).collect::<Vec<_>>();
    assert_eq!(kinds(&saves), [SlotKind::Auto, SlotKind::Quick, SlotKind::Named, SlotKind::Named]);
    saves.delete_slot(&first).unwrap();
    saves.delete_slot(&SlotId::quick()).unwrap();
    assert!(matches!(saves.delete_slot(&first), Err(SavesError::NoSlot(_))));
    assert!(matches!(saves.delete_slot(&SlotId::auto()), Err(SavesError::KeptByItself)));
    assert_eq!(kinds(&saves), [SlotKind::Auto, SlotKind::Named]);
    saves.put_away().unwrap();
    assert_eq!(kinds(&saves), [SlotKind::Named, SlotKind::Earlier(1)]);
}

#[test]
fn a_save_goes_out_and_in_and_a_strange_one_stays_out() {
    let folder = tempdir().unwrap();
    let saves = Saves::open(&folder.path().join("saves"));
    let id = saves.save_named(&named("mine", 5, 4)).unwrap();
    let out = folder.path().join("out.save");
    saves.export_slot(&id, &out, STORY).unwrap();
    let back = saves.import_slot(&out, STORY).unwrap();
    let loaded = saves.load_slot(&back, STORY).unwrap().save;
    assert_eq!((loaded.name.as_str(), &loaded.record), ("mine 2", &named("mine", 5, 4).record));
    fs::write(&out, encode_save(&a_save())).unwrap();
    assert_eq!(saves.load_slot(&saves.import_slot(&out, STORY).unwrap(), STORY).unwrap().save.name, "out");
    assert!(matches!(saves.import_slot(&out, "another"), Err(SavesError::Unusable { .. })));
    fs::write(&out, "no save").unwrap();
    assert!(matches!(saves.import_slot(&out, STORY), Err(SavesError::Unusable { .. })));
    assert!(matches!(saves.import_slot(&folder.path().join("none"), STORY), Err(SavesError::NoSlot(_))));
    assert_eq!(saves.slots(STORY).len(), 3);
}

#[test]
fn a_card_tells_where_a_playthrough_stands_and_a_damaged_slot_says_so() {
    let story = compiled(&at_root("scenes/lighthouse"));
    let folder = tempdir().unwrap();
    let mut progress = Progress::open_in(folder.path(), story.id());
    let end = play(&story, 3, 200, |_| {});
    assert!(end.has_ended());
    progress.save_named("the end", &end, "").unwrap();
    let slot = &progress.slots()[0];
    assert_eq!(slot.name, "the end");
    assert!(slot.written > 1_700_000_000);
    assert_eq!((slot.card.choices, slot.card.words > 300), (end.log().len(), true));
    assert!(story.endings().iter().any(|ending| Some(&ending.title) == slot.card.ending.as_ref()));
    assert_eq!(slot.card.beat, story.beat(end.state().beat()).name);
    let path = folder.path().join("slot-the-end.save");
    fs::write(&path, "BLOODMARK-SAVE 3 0 0\nx").unwrap();
    assert!(progress.slots()[0].fault.as_ref().unwrap().contains("damaged"));
    let id = progress.slots()[0].id.clone();
    assert!(progress.load_slot(&id, &story).is_err());
    progress.save_named("the end", &end, "").unwrap();
    assert_eq!(progress.slots().len(), 2, "a damaged save is not written over: somebody may mend it");
    progress.delete_slot(&id).unwrap();
}

#[test]
fn a_loaded_slot_of_another_playthrough_puts_the_current_one_away() {
    let story = night_train();
    let folder = tempdir().unwrap();
    let mut progress = Progress::open_in(folder.path(), STORY);
    progress.save(&play(&story, 1, 3, |_| {}), "");
    progress.quick_save(&play(&story, 1, 2, |_| {}), "").unwrap();
    let other = progress.save_named("other", &play(&story, 2, 2, |_| {}), "").unwrap();
    let earlier = folder.path().join("earlier-1.save");

    let mut resumed = progress.load_slot(&SlotId::quick(), &story).unwrap();
    assert_eq!((resumed.landing, resumed.playthrough.log().len()), (Landing::Exact, 2));
    resumed.playthrough.choose(1).unwrap();
    progress.save(&resumed.playthrough, "");
    assert!(!earlier.exists(), "going back within a playthrough is no new one");

    let mut resumed = progress.load_slot(&other, &story).unwrap();
    resumed.playthrough.choose(1).unwrap();
    progress.save(&resumed.playthrough, "");
    assert!(earlier.exists());
    assert_eq!(progress.slots().iter().filter(|slot| slot.kind == SlotKind::Earlier(1)).count(), 1);
    let playthrough = Playthrough::start(Arc::clone(&story), 9);
    assert!(progress.load_slot(&SlotId::quick(), &story).is_ok() && progress.save(&playthrough, ""));
}

#[test]
fn a_second_game_lists_and_loads_and_does_not_write() {
    let folder = tempdir().unwrap();
    let first = Saves::open(folder.path());
    let id = first.save_named(&named("one", 1, 1)).unwrap();
    let second = Saves::open(folder.path());
    assert!(second.load_slot(&id, STORY).is_ok() && second.slots(STORY).len() == 1);
    assert!(matches!(second.quick_save(&a_save()), Err(SavesError::InUse)));
    assert!(matches!(second.save_named(&named("two", 1, 1)), Err(SavesError::InUse)));
    assert!(matches!(second.delete_slot(&id), Err(SavesError::InUse)));
    assert!(matches!(second.rename_slot(&id, "x", STORY), Err(SavesError::InUse)));
}
