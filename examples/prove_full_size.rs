//! Proves a generated story of full size: `cargo run --release --no-default-features --example prove_full_size -- SEED GATES`.
//!
//! Nine chapters, about 300 beats and 900 choices, 10 stats of 0 to 10 and 120 flags; `GATES` endings lie behind gates of 3 to 11 conditions.

use std::fmt::Write as _;
use std::time::Instant;

use bloodmark::prove::{Answer, Options, prove};
use bloodmark::source::{SourceFile, compile};
use bloodmark::story::Xoshiro256PlusPlus;

const CHAPTERS: u32 = 9;
const BEATS: u32 = 33;
const FLAGS: u32 = 120;
const STATS: u32 = 10;

struct Author {
    chance: Xoshiro256PlusPlus,
    scenes: String,
}

impl Author {
    fn below(&mut self, n: u32) -> u32 {
        self.chance.below(n)
    }

    /// A flag that was set in this chapter or one of the two before, or rarely in any.
    fn flag(&mut self, chapter: u32) -> u32 {
        let a_chapter = FLAGS / CHAPTERS;
        let back = match self.below(20) {
            0..7 => 0,
            7..17 => self.below(3),
            _ => self.below(CHAPTERS),
        };
        chapter.saturating_sub(back) * a_chapter + self.below(a_chapter)
    }

    fn condition(&mut self, chapter: u32) -> String {
        let stat = self.below(STATS);
        let threshold = [3, 5, 6, 7, 8][self.below(5) as usize];
        let flag = self.flag(chapter);
        match self.below(10) {
            0..4 => format!("f{flag}"),
            4 => format!("not f{flag}"),
            5..7 => format!("s{stat} >= {threshold}"),
            7 => format!("s{stat} < {threshold}"),
            8 => format!("s{stat} >= {threshold} and f{flag}"),
            _ => format!("s{stat} >= {threshold} or f{flag}"),
        }
    }

    fn effects(&mut self, chapter: u32) -> String {
        let effect = |author: &mut Self| match author.below(5) {
            0 | 1 => format!("set f{}", chapter * (FLAGS / CHAPTERS) + author.below(FLAGS / CHAPTERS)),
            2 | 3 => format!("s{} += {}", author.below(STATS), 1 + author.below(2)),
            _ => format!("s{} -= 1", author.below(STATS)),
        };
        let count = 1 + self.below(3);
        (0..count).map(|_| effect(self)).collect::<Vec<_>>().join("; ")
    }

    /// A beat further on in the chapter, or the first of the next.
    fn target(&mut self, chapter: u32, beat: u32) -> String {
        let to = beat + 1 + self.below(7);
        match to < BEATS {
            true => format!("c{chapter}b{to}"),
            false if chapter + 1 < CHAPTERS => format!("c{}b0", chapter + 1),
            false => "end".to_owned(),
        }
    }

    fn beat(&mut self, chapter: u32, beat: u32) {
        let mut choices = String::new();
        for n in 0..2 + self.below(3) {
            let target = self.target(chapter, beat);
            let when = match n > 0 && self.below(5) < 3 {
                true => format!("when: \"{}\", ", self.condition(chapter)),
                false => String::new(),
            };
            let then = self.effects(chapter);
            write!(choices, "\"n{n}\": (text: \"x\", {when}then: \"{then}\", goto: \"{target}\"), ").unwrap();
        }
        if chapter % 2 == 1 && beat == 5 {
            // A hub: three threads that come back, each once, and one that may be repeated until its stat is high.
            for spoke in 0..3 {
                let then = self.effects(chapter);
                write!(
                    choices,
                    "\"spoke{spoke}\": (text: \"x\", once: true, then: \"{then}\", goto: \"c{chapter}b5\"), "
                )
                .unwrap();
            }
            write!(choices, "\"again\": (text: \"x\", when: \"s0 < 8\", then: \"s0 += 1\", goto: \"c{chapter}b5\"), ")
                .unwrap();
        }
        writeln!(self.scenes, "\"c{chapter}b{beat}\": (text: \"x\", choices: {{{choices}}}),").unwrap();
    }

    fn gate(&mut self) -> String {
        let mut parts = Vec::new();
        for _ in 0..1 + self.below(4) {
            let stat = self.below(STATS);
            parts.push(if self.below(3) == 0 {
                format!("s{stat} <= 1")
            } else {
                format!("s{stat} >= {}", 8 + self.below(3))
            });
        }
        for _ in 0..2 + self.below(6) {
            parts.push(format!("f{}", self.below(FLAGS / CHAPTERS * CHAPTERS)));
        }
        parts.join(" and ")
    }

    fn write(mut self, gates: u32) -> (String, String) {
        for chapter in 0..CHAPTERS {
            for beat in 0..BEATS {
                self.beat(chapter, beat);
            }
        }
        let mut doors = "\"plain\": (text: \"x\", goto: \"over\"), ".to_owned();
        let (mut ends, mut endings) = (String::new(), "\"plain\": (title: \"P\"), ".to_owned());
        for gate in 0..gates {
            let when = self.gate();
            write!(doors, "\"gate{gate}\": (text: \"x\", when: \"{when}\", goto: \"end{gate}\"), ").unwrap();
            writeln!(ends, "\"end{gate}\": (text: \"x\", ending: \"e{gate}\"),").unwrap();
            write!(endings, "\"e{gate}\": (title: \"E\"), ").unwrap();
        }
        write!(
            self.scenes,
            "\"end\": (text: \"x\", choices: {{{doors}}}), \"over\": (text: \"x\", ending: \"plain\"),\n{ends}"
        )
        .unwrap();
        let stats: Vec<String> = (0..STATS).map(|stat| format!("\"s{stat}\": (range: 0..=10, start: 3)")).collect();
        let flags: Vec<String> = (0..FLAGS).map(|flag| format!("\"f{flag}\"")).collect();
        let story = format!(
            "(title: \"Full\", start: \"room/c0b0\", stats: {{{}}}, flags: [{}], endings: {{{endings}}})",
            stats.join(", "),
            flags.join(", ")
        );
        (story, format!("(beats: {{{}}})", self.scenes))
    }
}

fn main() {
    let mut arguments = std::env::args().skip(1).map(|argument| argument.parse::<u64>().expect("a number"));
    let (seed, gates) = (arguments.next().unwrap_or(1), arguments.next().unwrap_or(0));
    let author = Author { chance: Xoshiro256PlusPlus::from_seed(seed), scenes: String::new() };
    let (story, scene) = author.write(gates as u32);
    let compiled = compile(&[SourceFile::new("story.ron", story), SourceFile::new("room.ron", scene)]);
    let Some(story) = compiled.story else { panic!("{:?}", compiled.diagnostics.first()) };
    let start = Instant::now();
    let proof = prove(&story, Options::default()).expect("there are few places");
    let took = start.elapsed();
    let open: Vec<&String> = (proof.names.iter().zip(&proof.answers))
        .filter(|(_, answer)| matches!(answer, Answer::Open(_)))
        .map(|(name, _)| name)
        .collect();
    let impossible = proof.answers.iter().filter(|answer| **answer == Answer::Impossible).count();
    println!("{} beats, {} choices", story.beats().len(), story.choices().len());
    println!("{} facts, {impossible} impossible, {} open: {open:?}, in {took:.1?}", proof.facts.len(), open.len());
}
