//! What becomes of a playthrough when its story changes under it.

use std::sync::Arc;

use bloodmark::source::{SourceFile, compile};
use bloodmark::story::{Landing, Lost, Playthrough, Record, Stop, Story};

const STORY: &str = r#"(
    title: "The Inn",
    start: "inn/door",
    stats: {"coins": (range: 0..=9, start: 5), "fear": (range: 0..=9, start: 0)},
    flags: ["wet", "robbed"],
    enums: {"room": (words: ["none", "attic", "cellar"], start: "none")},
    rumours: {"well": (title: "The well", text: "Do not drink.")},
    endings: {"morning": (title: "Morning")},
)"#;

const INN: &str = r#"(beats: {
    "door": (text: "Rain.", then: "set wet", choices: {
        "knock": (text: "Knock.", then: "coins -= 1; fear += 7", goto: "hall"),
    }),
    "hall": (text: "A fire.", choices: {
        "attic": (text: "The attic.", then: "room = attic; set knows.well", once: true, goto: "stairs"),
        "cellar": (text: "The cellar.", then: "room = cellar", goto: "bed"),
    }),
    "stairs": (text: "Up.", goto: "bed"),
    "bed": (text: "A bed{if visited.hall}, and the fire below{end}. {cycle: One | Two}.", choices: {
        "sleep": (text: "Sleep.", goto: "end"),
        "down": (text: "Go down.", goto: "hall"),
    }),
    "end": (text: "Sun.", ending: "morning"),
})"#;

fn story(declarations: &str, scenes: &[(&str, &str)]) -> Arc<Story> {
    let scenes = scenes.iter().map(|(name, text)| SourceFile::new(format!("{name}.ron"), *text));
    let files: Vec<SourceFile> = scenes.chain([SourceFile::new("story.ron", declarations)]).collect();
    let compiled = compile(&files);
    Arc::new(compiled.story.unwrap_or_else(|| panic!("{:?}", compiled.diagnostics)))
}

/// The story with a change in `story.ron` and one in its scene; `("", "")` changes nothing.
fn changed(declarations: (&str, &str), scene: (&str, &str)) -> Arc<Story> {
    assert!(STORY.contains(declarations.0) && INN.contains(scene.0), "there is nothing to change");
    let replaced = |text: &str, (from, to): (&str, &str)| {
        if from.is_empty() { text.to_owned() } else { text.replace(from, to) }
    };
    story(&replaced(STORY, declarations), &[("inn", &replaced(INN, scene))])
}

const SAME: (&str, &str) = ("", "");

/// Left at the bed in the attic.
fn left() -> Record {
    let mut playthrough = Playthrough::start(changed(SAME, SAME), 7);
    ["knock", "attic"].into_iter().for_each(|name| playthrough.choose_named(name).unwrap());
    playthrough.record()
}

fn text(playthrough: &Playthrough) -> &str {
    playthrough.turn().page().text()
}

#[test]
fn the_same_story_lands_exactly() {
    let (playthrough, landing) = Playthrough::resume(changed(SAME, SAME), &left());
    assert_eq!(landing, Landing::Exact);
    assert_eq!(text(&playthrough), "Up.\n\nA bed, and the fire below. One.");
}

#[test]
fn an_edited_text_is_read_in_the_same_place() {
    let (playthrough, landing) = Playthrough::resume(changed(SAME, ("Up.", "Up, in the dark.")), &left());
    assert_eq!(landing, Landing::Exact);
    assert_eq!(text(&playthrough), "Up, in the dark.\n\nA bed, and the fire below. One.");
}

#[test]
fn other_effects_are_replayed() {
    let (playthrough, landing) = Playthrough::resume(changed(SAME, ("coins -= 1", "coins -= 3")), &left());
    assert_eq!(landing, Landing::Replayed);
    assert_eq!(playthrough.record().state.stats["coins"], 2);
    assert_eq!(playthrough.log().len(), 2);
}

#[test]
fn a_new_stat_and_a_narrowed_range_are_replayed() {
    for (from, to) in [
        ("stats: {", r#"stats: {"luck": (range: 1..=3, start: 2), "#),
        (r#""fear": (range: 0..=9"#, r#""fear": (range: 0..=4"#),
    ] {
        let (playthrough, landing) = Playthrough::resume(changed((from, to), SAME), &left());
        assert_eq!(landing, Landing::Replayed);
        assert_eq!(playthrough.record().state.beat, "inn/bed");
    }
}

#[test]
fn a_renamed_choice_carries_the_state_over() {
    let (playthrough, landing) = Playthrough::resume(changed(SAME, (r#""attic": ("#, r#""loft": ("#)), &left());
    assert_eq!(landing, Landing::Carried { lost: vec![] });
    assert_eq!(text(&playthrough), "A bed, and the fire below. One.");
    assert_eq!((playthrough.record().state.stats["coins"], playthrough.log().len()), (4, 0));
}

#[test]
fn what_is_carried_over_goes_on_and_lands_exactly_the_next_time() {
    let story = changed(SAME, (r#""attic": ("#, r#""loft": ("#));
    let (mut playthrough, _) = Playthrough::resume(Arc::clone(&story), &left());
    playthrough.choose_named("down").unwrap();
    playthrough.choose_named("cellar").unwrap();
    assert_eq!(text(&playthrough), "A bed, and the fire below. Two.");
    let (mut again, landing) = Playthrough::resume(story, &playthrough.record());
    assert_eq!((landing, again.state(), again.turn()), (Landing::Exact, playthrough.state(), playthrough.turn()));
    again.rewind(0);
    assert_eq!(text(&again), "A bed, and the fire below. One.");
}

#[test]
fn what_found_no_place_is_named() {
    let declarations = STORY
        .replace(r#""fear": (range: 0..=9"#, r#""fear": (range: 0..=4"#)
        .replace(r#""coins": (range: 0..=9, start: 5), "#, "")
        .replace(r#""wet", "#, "")
        .replace(r#""attic", "#, "")
        .replace(r#"rumours: {"well": (title: "The well", text: "Do not drink.")},"#, "");
    let scene = INN
        .replace(r#", then: "set wet""#, "")
        .replace(r#", then: "coins -= 1; fear += 7""#, "")
        .replace("room = attic; set knows.well", "set robbed")
        .replace(r#""knock""#, r#""enter""#);
    let (playthrough, landing) = Playthrough::resume(story(&declarations, &[("inn", &scene)]), &left());
    let Landing::Carried { lost } = landing else { panic!("{landing:?}") };
    let expected = [
        Lost::Stat("coins".into()),
        Lost::Range { name: "fear".into(), value: 7 },
        Lost::Word { name: "room".into(), word: "attic".into() },
        Lost::Flag("knows.well".into()),
        Lost::Flag("wet".into()),
    ];
    assert_eq!(lost, expected);
    let state = playthrough.record().state;
    assert_eq!((state.stats["fear"], state.enums["room"].as_str()), (4, "none"));
}

#[test]
fn a_beat_that_is_gone_cuts_the_playthrough_before_it() {
    let scene = INN.replace(r#"goto: "bed""#, r#"goto: "cot""#).replace(r#""bed": ("#, r#""cot": ("#);
    let scene = scene.replace(r#""attic": ("#, r#""loft": ("#);
    let (playthrough, landing) = Playthrough::resume(story(STORY, &[("inn", &scene)]), &left());
    assert_eq!(landing, Landing::Cut { taken: 1, of: 2 });
    assert_eq!(text(&playthrough), "A fire.");
}

#[test]
fn a_beat_renamed_under_the_last_choice_is_replayed() {
    let scene = INN.replace(r#"goto: "bed""#, r#"goto: "cot""#).replace(r#""bed": ("#, r#""cot": ("#);
    let (playthrough, landing) = Playthrough::resume(story(STORY, &[("inn", &scene)]), &left());
    assert_eq!(landing, Landing::Replayed);
    assert_eq!(playthrough.record().state.beat, "inn/cot");
}

#[test]
fn a_renamed_scene_starts_anew() {
    let renamed = story(&STORY.replace("inn/door", "house/door"), &[("house", INN)]);
    let (playthrough, landing) = Playthrough::resume(renamed, &left());
    assert_eq!(landing, Landing::Cut { taken: 0, of: 2 });
    assert_eq!(text(&playthrough), "Rain.");
}

#[test]
fn nobody_is_left_at_a_beat_that_only_leads_on() {
    // Carried over to the bed, which then loses its choices: the choices were all there were to stand on.
    let (carried, _) = Playthrough::resume(changed(SAME, (r#""attic": ("#, r#""loft": ("#)), &left());
    let from = INN.find(
        r#"choices: {
        "sleep""#,
    );
    let (from, to) = (from.unwrap(), INN.find(r#"    "end": ("#).unwrap());
    let scene = INN.replace(&INN[from..to], "goto: \"end\"),\n").replace(r#""attic": ("#, r#""loft": ("#);
    let (playthrough, landing) = Playthrough::resume(story(STORY, &[("inn", &scene)]), &carried.record());
    assert_eq!(landing, Landing::Cut { taken: 0, of: 0 });
    assert_eq!((text(&playthrough), playthrough.turn().stop()), ("Rain.", Stop::Choices));
}

#[test]
fn a_spent_choice_stays_spent() {
    let (mut playthrough, landing) = Playthrough::resume(changed(SAME, (r#""knock": ("#, r#""enter": ("#)), &left());
    assert_eq!(landing, Landing::Carried { lost: vec![] });
    playthrough.choose_named("down").unwrap();
    assert!(playthrough.choose_named("attic").is_err());
}

/// What is renamed, and how `story.ron` and the scene change with it.
const RENAMED: [(&str, &[(&str, &str)], &[(&str, &str)]); 8] = [
    ("inn/cot", &[], &[(r#""bed": ("#, r#""cot": (was: ["bed"], "#), (r#"goto: "bed""#, r#"goto: "cot""#)]),
    ("inn/hall/loft", &[], &[(r#""attic": ("#, r#""loft": (was: ["garret", "attic"], "#)]),
    (
        "inn/fire",
        &[],
        &[
            (r#""hall": ("#, r#""fire": (was: ["hall"], "#),
            (r#"goto: "hall""#, r#"goto: "fire""#),
            ("visited.hall", "visited.fire"),
        ],
    ),
    ("money", &[(r#""coins": ("#, r#""money": (was: ["coins"], "#)], &[("coins", "money")]),
    (
        "soaked",
        &[(r#"flags: ["wet""#, r#"flags_were: {"wet": "soaked"}, flags: ["soaked""#)],
        &[("set wet", "set soaked")],
    ),
    ("chamber", &[(r#""room": ("#, r#""chamber": (was: ["room"], "#)], &[("room =", "chamber =")]),
    (
        "garret",
        &[(r#"(words: ["none", "attic""#, r#"(words_were: {"attic": "garret"}, words: ["none", "garret""#)],
        &[("room = attic", "room = garret")],
    ),
    ("knows.spring", &[(r#""well": ("#, r#""spring": (was: ["well"], "#)], &[("knows.well", "knows.spring")]),
];

/// The record, but so that its choices cannot be made again.
fn without_its_choices(record: Record) -> Record {
    let mut record = record;
    record.log.iter_mut().for_each(|chosen| chosen.choice = "forgotten".to_owned());
    record
}

#[test]
fn what_is_renamed_with_its_former_name_is_kept() {
    let replaced = |text: &str, changes: &[(&str, &str)]| {
        changes.iter().fold(text.to_owned(), |text, (from, to)| {
            assert!(text.contains(from), "there is no `{from}` to change");
            text.replace(from, to)
        })
    };
    for (now, declarations, scene) in RENAMED {
        let story = story(&replaced(STORY, declarations), &[("inn", &replaced(INN, scene))]);
        let (again, landing) = Playthrough::resume(Arc::clone(&story), &left());
        assert_eq!(landing, Landing::Exact, "{now}");
        assert_eq!(again.turn(), Playthrough::resume(changed(SAME, SAME), &left()).0.turn(), "{now}");
        let (carried, landing) = Playthrough::resume(story, &without_its_choices(left()));
        assert_eq!(landing, Landing::Carried { lost: vec![] }, "{now}");
        assert_eq!(carried.state(), again.state(), "{now}");
        let written = format!("{:?}", carried.record().state);
        assert!(written.contains(&format!("{now:?}")), "{now} is not in {written}");
    }
}

#[test]
fn a_scene_renamed_with_its_former_name_is_found() {
    let scene = INN.replacen("(beats:", r#"(was: ["hotel", "inn"], beats:"#, 1);
    let scene = scene.replace(r#""bed": ("#, r#""cot": (was: ["bed"], "#).replace(r#"goto: "bed""#, r#"goto: "cot""#);
    let renamed = story(&STORY.replace("inn/door", "house/door"), &[("house", &scene)]);
    let (again, landing) = Playthrough::resume(Arc::clone(&renamed), &left());
    assert_eq!(landing, Landing::Exact);
    let (carried, landing) = Playthrough::resume(renamed, &without_its_choices(left()));
    assert_eq!((landing, carried.state()), (Landing::Carried { lost: vec![] }, again.state()));
    assert_eq!(carried.record().state.beat, "house/cot");
}

#[test]
fn a_beat_moved_to_another_scene_is_found_by_its_full_name() {
    let bed = INN.find(r#"    "bed": ("#).unwrap();
    let bed = bed..INN.find(r#"    "end": ("#).unwrap();
    let moved = INN[bed.clone()].replace(r#""bed": ("#, r#""bed": (was: ["inn/bed"], "#);
    let moved = moved.replace("visited.hall", "visited.inn/hall").replace(r#""hall""#, r#""inn/hall""#);
    let attic = format!("(beats: {{ {} }})", moved.replace(r#""end""#, r#""inn/end""#));
    let inn = INN.replace(&INN[bed], "").replace(r#"goto: "bed""#, r#"goto: "attic/bed""#);
    let moved = story(STORY, &[("attic", &attic), ("inn", &inn)]);
    let (carried, landing) = Playthrough::resume(moved, &without_its_choices(left()));
    assert_eq!((landing, text(&carried)), (Landing::Carried { lost: vec![] }, "A bed, and the fire below. One."));
}

const TOWER: &str =
    r#"(title: "The Tower", start: "tower/gate", endings: {"top": (title: "Top"), "gate": (title: "Gate")})"#;

const STAIR: &str = r#"(beats: {
    "gate": (text: "A gate.", choices: {"climb": (text: "Climb.", detour: "stair", goto: "top"), "rest": (text: "Rest.", goto: "slept")}),
    "stair": (
        text: "Steps.",
        deck: (offer: 2, cards: {
            "bat": (text: "Bat.", goto: "landing"), "owl": (text: "Owl.", goto: "landing"), "cat": (text: "Cat.", goto: "landing"),
            "fly": (text: "Fly.", goto: "landing"), "ant": (text: "Ant.", goto: "landing"), "sky": (text: "Sky.", goto: "landing"),
        }),
    ),
    "landing": (text: "A landing.", choices: {"up": (text: "Up.", goto: "up")}),
    "up": (text: "Up.", return: true),
    "top": (text: "Wind.", ending: "top"),
    "slept": (text: "Moss.", ending: "gate"),
})"#;

/// Left on the stair, in the detour, at a dealt deck.
fn left_on_the_stair(seed: u64) -> Playthrough {
    let mut playthrough = Playthrough::start(story(TOWER, &[("tower", STAIR)]), seed);
    playthrough.choose_named("climb").unwrap();
    playthrough
}

/// Chooses the first offer until the story ends, and gives the last page.
fn to_the_end(mut playthrough: Playthrough) -> String {
    while playthrough.choose(1).is_ok() {}
    text(&playthrough).to_owned()
}

#[test]
fn a_dealt_deck_in_an_open_detour_is_the_same_when_resumed() {
    let mut dealt = std::collections::BTreeSet::new();
    for seed in 0..20 {
        let then = left_on_the_stair(seed);
        let names = then.turn().open().map(|offer| then.story().choice(offer.choice).name.clone());
        dealt.insert(names.collect::<Vec<_>>());
        let (again, landing) = Playthrough::resume(Arc::clone(then.story()), &then.record());
        assert_eq!((landing, again.turn()), (Landing::Exact, then.turn()));
        let (carried, landing) = Playthrough::resume(Arc::clone(then.story()), &without_its_choices(then.record()));
        assert_eq!(landing, Landing::Carried { lost: vec![] });
        assert_eq!((carried.state(), carried.turn().offers()), (then.state(), then.turn().offers()));
        assert_eq!(to_the_end(carried), "Up.\n\nWind.");
    }
    assert!(dealt.len() > 10, "the deals hardly differ: {dealt:?}");
}

#[test]
fn a_detour_is_carried_over_by_the_former_name_of_where_it_was_begun() {
    let then = without_its_choices(left_on_the_stair(7).record());
    assert_eq!(then.state.detours, ["tower/gate/climb"]);
    let renamed = STAIR.replace(r#""climb": ("#, r#""ascend": (was: ["climb"], "#);
    let renamed = renamed.replace(r#""gate": ("#, r#""door": (was: ["gate"], "#);
    let renamed = story(&TOWER.replace("tower/gate", "tower/door"), &[("tower", &renamed)]);
    let (carried, landing) = Playthrough::resume(renamed, &then);
    assert_eq!(landing, Landing::Carried { lost: vec![] });
    assert_eq!(carried.record().state.detours, ["tower/door/ascend"]);
    assert_eq!(to_the_end(carried), "Up.\n\nWind.");
    let (_, landing) = Playthrough::resume(story(TOWER, &[("tower", &STAIR.replace("climb", "ascend"))]), &then);
    assert_eq!(landing, Landing::Cut { taken: 0, of: 1 });
}

#[test]
fn nobody_is_left_in_a_detour_that_does_not_lead_there() {
    // The stair is no detour any more and begins one itself: there would be no room to note where that comes back to.
    let elsewhere = STAIR
        .replace(r#"detour: "stair", goto: "top""#, r#"detour: "up", goto: "stair""#)
        .replace(r#"(text: "Up.", goto: "up")"#, r#"(text: "Up.", detour: "up", goto: "top")"#);
    let elsewhere = story(TOWER, &[("tower", &elsewhere)]);
    let (playthrough, landing) =
        Playthrough::resume(Arc::clone(&elsewhere), &without_its_choices(left_on_the_stair(7).record()));
    assert_eq!(landing, Landing::Cut { taken: 0, of: 1 });
    assert_eq!(to_the_end(playthrough), "Up.\n\nWind.");

    let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<String>>();
    for odd in [
        &[][..],
        &["nowhere"],
        &["tower/gate"],
        &["tower/gate/rest"],
        &["tower/gate/climb"; 2],
        &["tower/gate/climb"; 9],
    ] {
        let mut record = without_its_choices(left_on_the_stair(7).record());
        record.state.detours = names(odd);
        let (playthrough, landing) = Playthrough::resume(story(TOWER, &[("tower", STAIR)]), &record);
        assert_eq!((landing, text(&playthrough)), (Landing::Cut { taken: 0, of: 1 }, "A gate."), "{odd:?}");
    }
}
