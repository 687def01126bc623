//! A story of 20,000 sound beats, with faults planted in it at known places.

use bloodmark::source::SourceFile;

pub const SCENES: usize = 100;
pub const BEATS_A_SCENE: usize = 200;
/// So many faults of each kind.
pub const EACH: usize = 10;

/// Stands where the fault is told.
const HERE: &str = "⟦";
/// No multiple of the number of forms, so that each flag is set somewhere.
const FLAGS: usize = 61;

/// A kind of fault, and a beat with it: `{name}` is its own name, `{next}` that of the one after it.
pub const KINDS: [(&str, &str); 19] = [
    ("doubled-word", r#""{name}": (text: "Under the ⟦the mat lies a key.", goto: "{next}"),"#),
    ("spaced-punctuation", r#""{name}": (text: "Nobody is home⟦ , it seems.", goto: "{next}"),"#),
    ("unpaired-quote", r##""{name}": (text: r#"She says ⟦"you are late."#, goto: "{next}"),"##),
    ("invisible-character", "\"{name}\": (text: \"The gate⟦\u{200b}way is dark.\", goto: \"{next}\"),"),
    ("single-part", r#""{name}": (text: "The clock ⟦{cycle: ticks}.", goto: "{next}"),"#),
    (
        "long-label",
        r#""{name}": (text: "A bell.", choices: {"ring": (text: ⟦"Ring it, and wait, and ring it once more, and then go around the house to see whether anybody is in the garden.", goto: "{next}")}),"#,
    ),
    (
        "unreachable-beat",
        r#""{name}": (text: "A shed.", goto: "{next}"), ⟦"{name}_attic": (text: "Apples.", goto: "{next}"),"#,
    ),
    (
        "choice-never-open",
        r#""{name}": (text: "A box.", choices: {"give": (text: "Give.", when: ⟦"stat_3 > 10", goto: "{next}"), "pass": (text: "Pass.", then: "stat_1 += 1", goto: "{next}")}),"#,
    ),
    ("never-true", r#""{name}": (text: "{if flag_1 or ⟦stat_2 < 0}You hum.{end} Rain.", goto: "{next}"),"#),
    (
        "dead-arm",
        r#""{name}": (text: "You {if stat_0 >= 2}walk{elif ⟦stat_0 >= 8}run{else}crawl{end} on.", goto: "{next}"),"#,
    ),
    (
        "dead-else",
        r#""{name}": (text: "You {if flag_2}walk{elif ⟦not flag_2}run{else}crawl{end} on.", goto: "{next}"),"#,
    ),
    (
        "redundant-condition",
        r#""{name}": (text: "{if stat_4 >= 3 and ⟦stat_4 >= 2}You whistle.{end} Wind.", goto: "{next}"),"#,
    ),
    ("empty-effect", r#""{name}": (text: "A porter.", then: "set flag_3; ⟦stat_5 += 0", goto: "{next}"),"#),
    ("always-clamps", r#""{name}": (text: "The floor.", then: "⟦stat_6 -= 20", goto: "{next}"),"#),
    (
        "duplicate-effect",
        r#""{name}": (text: "A key.", then: "set flag_4; stat_7 += 1; ⟦set flag_4", goto: "{next}"),"#,
    ),
    (
        "same-outcome",
        r#""{name}": (text: "A dog.", choices: {"pat": (text: "Pat it.", goto: "{next}"), ⟦"praise": (text: "Praise it.", goto: "{next}")}),"#,
    ),
    (
        "goto-ring",
        r#""{name}": (text: "Stairs.", choices: {"up": (text: "Up.", goto: "{name}_a"), "on": (text: "On.", goto: "{next}")}), ⟦"{name}_a": (text: "Steps.", goto: "{name}_b"), "{name}_b": (text: "More.", goto: "{name}_a"),"#,
    ),
    (
        "long-wait",
        r#""{name}": (text: "A fork.", choices: {"on": (text: "On.", goto: "{name}_b")}), ⟦"{name}_b": (text: "{words}", goto: "{name}_c"), "{name}_c": (text: "{words}", goto: "{name}_d"), "{name}_d": (text: "A stile.", choices: {"on": (text: "On.", goto: "{next}")}),"#,
    ),
    (
        "lone-choice-locked",
        r#"⟦"{name}": (text: "A gate.", choices: {"key": (text: "Unlock it.", when: "flag_5", goto: "{next}"), "climb": (text: "Climb it.", when: "stat_8 >= 4", goto: "{next}")}),"#,
    ),
];

/// Where a fault is: rule, file, line, column.
pub type Place = (String, String, usize, usize);

/// The story with its faults: [`EACH`] of each kind, and as many flags that nothing speaks of.
pub fn story() -> (Vec<SourceFile>, Vec<Place>) {
    let mut places = Vec::new();
    let mut files = vec![marked("story.ron", &declarations(), "unused-flag", &mut places)];
    for scene in 0..SCENES {
        // Two faults in each scene, and in some none or one.
        let faults: Vec<(usize, usize)> =
            [scene, scene + SCENES].into_iter().map(|n| (n % KINDS.len(), n / KINDS.len())).collect();
        let faults = faults
            .into_iter()
            .filter(|(_, nth)| *nth < EACH)
            .map(|(kind, nth)| (kind, 7 + (nth * 37 + kind * 11 + scene) % 180));
        files.push(scene_file(scene, &faults.collect::<Vec<_>>(), &mut places));
    }
    (files, places)
}

fn declarations() -> String {
    let flags: String = (0..FLAGS).map(|n| format!("        \"flag_{n}\",\n")).collect();
    let lost: String = (0..EACH).map(|n| format!("        \"{HERE}lost_{n}\",\n")).collect();
    let stats: String = (0..10).map(|n| format!("        \"stat_{n}\": (range: 0..=10, start: 5),\n")).collect();
    format!(
        r#"(
    title: "The Long Road",
    start: "road_0/beat_0",
    stats: {{
{stats}    }},
    flags: [
{flags}{lost}    ],
    endings: {{"end": (title: "End", hint: "Walk on.", epilogue: "The road goes on without you.")}},
)
"#
    )
}

fn scene_file(scene: usize, faults: &[(usize, usize)], places: &mut Vec<Place>) -> SourceFile {
    let mut text = "(\n    beats: {\n".to_owned();
    let path = format!("road_{scene}.ron");
    for beat in 0..BEATS_A_SCENE {
        let (name, next) = (format!("beat_{beat}"), next(scene, beat));
        let written = match faults.iter().find(|(_, at)| *at == beat) {
            Some((kind, _)) => {
                let (rule, template) = KINDS[*kind];
                let words = "one and then another ".repeat(30);
                let filled = template.replace("{name}", &name).replace("{next}", &next).replace("{words}", &words);
                note(rule, &path, &format!("{text}        {filled}"), places);
                filled.replace(HERE, "")
            }
            None => sound_beat(scene * BEATS_A_SCENE + beat, &name, &next),
        };
        text += &format!("        {written}\n");
    }
    text += "    },\n)\n";
    SourceFile::new(path, text)
}

fn next(scene: usize, beat: usize) -> String {
    match beat + 1 < BEATS_A_SCENE {
        true => format!("beat_{}", beat + 1),
        false => format!("road_{}/beat_0", scene + 1),
    }
}

/// One of a few forms, none with a fault.
fn sound_beat(n: usize, name: &str, next: &str) -> String {
    if n + 1 == SCENES * BEATS_A_SCENE {
        return format!(r#""{name}": (text: "The sea.", ending: "end"),"#);
    }
    let (flag, other, stat) = (n % FLAGS, (n + 1) % FLAGS, n % 10);
    match n % 3 {
        0 => format!(
            r#""{name}": (text: "Mile {n}. {{if flag_{flag}}}You know this hedge.{{else}}A hedge, and behind it a field.{{end}} The road bends.", choices: {{"on": (text: "Walk on.", then: "set flag_{other}", goto: "{next}"), "rest": (text: "Rest a while first.", then: "stat_{stat} += 1", echo: "A lark.", goto: "{next}")}}),"#
        ),
        1 => format!(
            r#""{name}": (text: "Mile {n}. Rain has washed the stones. {{cycle: A crow.|No crow.}}", then: "stat_{stat} -= 1", choices: {{"try": (text: "Try the stile.", when: "stat_{stat} >= 3 and not flag_{flag}", locked: "It is too high.", goto: "{next}"), "walk": (text: "Keep to the road.", goto: "{next}")}}),"#
        ),
        _ => format!(
            r##""{name}": (text: r#"Mile {n}. "Where to?" asks a voice. {{if stat_{stat} >= 8}}You laugh.{{elif stat_{stat} >= 3}}You point.{{else}}You shrug.{{end}}"#, choices: {{"say": (text: "\"Home.\"", then: "clear flag_{flag}; stat_{stat} = 4", goto: "{next}"), "nod": (text: "Nod.", once: true, goto: "{next}")}}),"##
        ),
    }
}

fn marked(path: &str, text: &str, rule: &str, places: &mut Vec<Place>) -> SourceFile {
    for (at, _) in text.match_indices(HERE) {
        note(rule, path, &text[..at + HERE.len()].replacen(HERE, "", text[..at].matches(HERE).count()), places);
    }
    SourceFile::new(path, text.replace(HERE, ""))
}

/// Notes the place of the mark in a text that has one.
fn note(rule: &str, path: &str, text: &str, places: &mut Vec<Place>) {
    let before = text.split(HERE).next().unwrap();
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap().chars().count() + 1;
    places.push((rule.to_owned(), path.to_owned(), line, column));
}
