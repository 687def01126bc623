//! `prove` on stories with one planted fault each, and with gates of many conditions that are just possible or just impossible.

use std::fmt::Write as _;
use std::sync::Arc;

use bloodmark::prove::{Answer, Options, Proof, prove};
use bloodmark::source::{SourceFile, compile};
use bloodmark::story::{Playthrough, Story, Xoshiro256PlusPlus};

/// What is wrong with a story.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fault {
    UnreachableEnding,
    DeadEnd,
    Trap,
    BrokenRule,
    ShutChoice,
    JustPossibleGate,
    JustImpossibleGate,
}

const FAULTS: [Fault; 7] = [
    Fault::UnreachableEnding,
    Fault::DeadEnd,
    Fault::Trap,
    Fault::BrokenRule,
    Fault::ShutChoice,
    Fault::JustPossibleGate,
    Fault::JustImpossibleGate,
];

/// A story of some parts, one after the other: in each a stat can be raised or a flag set, not both; a deck and a detour lie between.
fn planted(fault: Fault, seed: u64) -> Arc<Story> {
    let mut chance = Xoshiro256PlusPlus::from_seed(seed);
    let parts = 6 + chance.below(4);
    let mut beats = String::new();
    for part in 0..parts {
        let next = if part + 1 == parts { "door".to_owned() } else { format!("part{}", part + 1) };
        // A part that is left by one of three choices: one raises the stat, one sets a flag, one does neither.
        write!(
            beats,
            "\"part{part}\": (text: \"x\", choices: {{\
             \"raise\": (text: \"r\", then: \"might += 1\", goto: \"yard{part}\"), \
             \"learn\": (text: \"l\", then: \"set f{part}\", goto: \"yard{part}\"), \
             \"rest\": (text: \"s\", goto: \"yard{part}\", detour: \"talk\")}}),\n\
             \"yard{part}\": (text: \"x\", deck: (offer: 2, cards: {{\
             \"a\": (text: \"a\", then: \"luck += 1\", goto: \"{next}\"), \
             \"b\": (text: \"b\", when: \"luck >= 1\", then: \"luck -= 1\", goto: \"{next}\"), \
             \"c\": (text: \"c\", goto: \"{next}\")}})),\n"
        )
        .unwrap();
    }
    let raised = 2 + chance.below(2);
    let learnt: Vec<String> = (0..parts - raised).map(|part| format!("f{part}")).collect();
    let gate = |might: u32| format!("might >= {might} and luck >= 2 and {}", learnt.join(" and "));
    let half = parts / 2;
    let (lone, gate_when, turned, rule) = match fault {
        // One part gives the flag or the stat, never both.
        Fault::UnreachableEnding => ("x", gate(raised + 1), "luck >= 0", format!("might <= {parts}")),
        Fault::DeadEnd => ("stuck", gate(raised), "luck >= 3", format!("might <= {parts}")),
        Fault::Trap => ("round", gate(raised), "luck >= 0", format!("might <= {parts}")),
        Fault::BrokenRule => ("x", gate(raised), "luck >= 0", format!("not (might == {half} and luck == {half})")),
        Fault::ShutChoice => ("x", format!("might >= {parts} and f0"), "luck >= 0", format!("might <= {parts}")),
        Fault::JustPossibleGate => ("x", gate(raised), "luck >= 0", format!("might <= {parts}")),
        Fault::JustImpossibleGate => {
            ("x", gate(raised) + &format!(" and f{}", parts - 1), "luck >= 0", format!("might <= {parts}"))
        }
    };
    let door = match lone {
        "stuck" => "\"side\": (text: \"s\", when: \"might >= 2\", goto: \"side\"), ",
        "round" => "\"side\": (text: \"s\", when: \"luck >= 2\", goto: \"ring\"), ",
        _ => "",
    };
    write!(
        beats,
        "\"door\": (text: \"x\", choices: {{{door}\
         \"gate\": (text: \"g\", when: \"{gate_when}\", goto: \"gold\"), \"home\": (text: \"h\", goto: \"home\")}}),\n\
         \"side\": (text: \"x\", choices: {{\"out\": (text: \"o\", when: \"{turned}\", goto: \"home\")}}),\n\
         \"ring\": (text: \"x\", choices: {{\"on\": (text: \"o\", goto: \"ring2\"), \"off\": (text: \"o\", when: \"luck < 2\", goto: \"home\")}}),\n\
         \"ring2\": (text: \"x\", then: \"luck += 1\", goto: \"ring\"),\n\
         \"talk\": (text: \"x\", choices: {{\"on\": (text: \"o\", goto: \"talked\")}}), \"talked\": (text: \"x\", return: true),\n\
         \"gold\": (text: \"x\", ending: \"gold\"), \"home\": (text: \"x\", ending: \"home\"),\n"
    )
    .unwrap();
    let flags: Vec<String> = (0..parts).map(|part| format!("\"f{part}\"")).collect();
    let story = format!(
        "(title: \"Planted\", start: \"room/part0\", stats: {{\"might\": (range: 0..=10, start: 0), \"luck\": (range: 0..=10, start: 0)}}, \
         flags: [{}], endings: {{\"gold\": (title: \"G\"), \"home\": (title: \"H\")}}, rules: {{\"r\": (always: \"{rule}\")}})",
        flags.join(", ")
    );
    let scene = format!("(beats: {{{beats}}})");
    let compiled = compile(&[SourceFile::new("story.ron", story), SourceFile::new("room.ron", scene)]);
    Arc::new(compiled.story.unwrap_or_else(|| panic!("{fault:?}: {:?}", compiled.diagnostics)))
}

fn answer<'a>(proof: &'a Proof, name: &str) -> &'a Answer {
    let at = proof.names.iter().position(|known| known == name);
    &proof.answers[at.unwrap_or_else(|| panic!("there is no fact `{name}`"))]
}

/// What must be said of the story: a fact, and whether it can be.
fn expected(fault: Fault) -> [(&'static str, bool); 5] {
    let gate = !matches!(fault, Fault::UnreachableEnding | Fault::ShutChoice | Fault::JustImpossibleGate);
    [
        ("ending gold", gate),
        ("choice room/door/gate", gate),
        ("dead end room/side", fault == Fault::DeadEnd),
        ("trap room/ring", fault == Fault::Trap),
        ("rule r", fault == Fault::BrokenRule),
    ]
}

#[test]
fn a_planted_fault_is_found_and_nothing_else() {
    for seed in 0..63 {
        let fault = FAULTS[seed as usize % FAULTS.len()];
        let story = planted(fault, seed);
        let proof = prove(&story, Options { runs: 100, width: 10, ..Options::default() }).unwrap();
        for (name, is_so) in
            expected(fault).into_iter().filter(|(name, _)| proof.names.iter().any(|known| known == name))
        {
            match answer(&proof, name) {
                Answer::Reachable(_) => assert!(is_so, "{fault:?} {seed}: {name} is called reachable"),
                Answer::Impossible => assert!(!is_so, "{fault:?} {seed}: {name} is called impossible"),
                Answer::Open(why) => panic!("{fault:?} {seed}: {name} stays open: {why}"),
            }
        }
        for answer in &proof.answers {
            let Answer::Reachable(witness) = answer else { continue };
            let mut playthrough = Playthrough::start(story.clone(), witness.seed);
            for choice in &witness.choices {
                playthrough.choose_named(&story.choice(*choice).name).unwrap();
            }
        }
    }
}
