//! Stories of any size, always the same: choices with and without conditions, effects, and prose that answers to the state.

use std::fmt::Write;

use bloodmark::source::SourceFile;
use bloodmark::story::Xoshiro256PlusPlus;

const WORDS: [&str; 16] = [
    "the", "snow", "lay", "over", "a", "road", "that", "nobody", "had", "walked", "since", "morning", "and", "wolves",
    "were", "near",
];

fn words(chance: &mut Xoshiro256PlusPlus, count: u32) -> String {
    let words: Vec<&str> = (0..count).map(|_| WORDS[chance.below(16) as usize]).collect();
    words.join(" ")
}

/// So many beats are in one file.
const PER_SCENE: u32 = 2_000;

/// A story of so many beats, at least 50. A playthrough makes about fifty choices.
pub fn files(beats: u32) -> Vec<SourceFile> {
    let mut chance = Xoshiro256PlusPlus::from_seed(u64::from(beats));
    let stats: String = (0..10).map(|n| format!("\"s{n}\": (range: 0..=10, start: 5),")).collect();
    let flags: String = (0..64).map(|n| format!("\"f{n}\",")).collect();
    let story = format!(
        "(title: \"G\", start: \"g0/b0\", stats: {{{stats}}}, flags: [{flags}], endings: {{\"end\": (title: \"End\")}})"
    );
    let name = |beat: u32| format!("g{}/b{beat}", beat / PER_SCENE);
    let mut scenes = vec!["(beats: {\n".to_owned()];
    for beat in 0..beats - 1 {
        if beat > 0 && beat % PER_SCENE == 0 {
            scenes.push("(beats: {\n".to_owned());
        }
        let scene = scenes.last_mut().expect("there is one from the start");
        let step = |chance: &mut Xoshiro256PlusPlus| (beat + 1 + chance.below(beats / 25)).min(beats - 1);
        let (stat, flag) = (chance.below(10), chance.below(64));
        let text = format!(
            "{}.\n\n{{if s{stat} >= 6}}{}.{{else}}{}.{{end}} {{if f{flag}}}{}.{{end}}",
            words(&mut chance, 40),
            words(&mut chance, 10),
            words(&mut chance, 10),
            words(&mut chance, 6)
        );
        let _ = write!(scene, "\"b{beat}\": (text: \"{text}\", choices: {{");
        for choice in 0..3 {
            let when = match (choice, chance.below(3)) {
                (0, _) | (_, 0) => String::new(),
                (_, 1) => format!("when: \"s{} >= {}\",", chance.below(10), chance.below(8)),
                _ => format!("when: \"s{} >= 3 and not f{}\",", chance.below(10), chance.below(64)),
            };
            let then = match chance.below(3) {
                0 => format!("then: \"s{} += 1\",", chance.below(10)),
                1 => format!("then: \"s{} -= 1; set f{}\",", chance.below(10), chance.below(64)),
                _ => String::new(),
            };
            let goto = step(&mut chance);
            let _ = write!(
                scene,
                "\"c{choice}\": (text: \"{}.\", {when} {then} goto: \"{}\"),",
                words(&mut chance, 5),
                name(goto)
            );
        }
        scene.push_str("}),\n");
    }
    if (beats - 1).is_multiple_of(PER_SCENE) {
        scenes.push("(beats: {\n".to_owned());
    }
    let last = scenes.last_mut().expect("there is one from the start");
    let _ = write!(last, "\"b{}\": (text: \"Snow.\", ending: \"end\"),\n", beats - 1);
    let scenes = scenes.into_iter().enumerate().map(|(at, scene)| SourceFile::new(format!("g{at}.ron"), scene + "})"));
    std::iter::once(SourceFile::new("story.ron", story)).chain(scenes).collect()
}
