//! `prove` against a search through all states: on small stories both must say the same of every fact.

use std::collections::HashSet;
use std::fmt::Write as _;

use bloodmark::prove::{Answer, Fact, Options, prove};
use bloodmark::source::{SourceFile, compile};
use bloodmark::story::{BeatId, ChoiceId, Exit, Stop, Story, StoryState, Xoshiro256PlusPlus};

/// Writes small stories at random, without chance, so that a state has one future for each choice.
struct Author {
    chance: Xoshiro256PlusPlus,
    beats: u32,
}

impl Author {
    fn below(&mut self, n: u32) -> u32 {
        self.chance.below(n)
    }

    fn pick<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[self.below(of.len() as u32) as usize]
    }

    fn condition(&mut self, depth: u32) -> String {
        match self.below(if depth == 0 { 7 } else { 10 }) {
            0 => self.pick(&["f0", "f1", "f2", "f3"]).to_owned(),
            1 => format!("not {}", self.pick(&["f0", "f1", "f2", "f3"])),
            2 | 3 => {
                let (stat, sign) = (self.pick(&["s0", "s1"]), self.pick(&["==", ">=", "<=", "<", ">", "!="]));
                format!("{stat} {sign} {}", self.below(4))
            }
            4 => format!("e == {}", self.pick(&["one", "two", "three"])),
            5 => format!("visited.b{}", self.below(self.beats)),
            6 => format!("s0 {} s1", self.pick(&["==", ">", "<="])),
            7 => format!("({} and {})", self.condition(depth - 1), self.condition(depth - 1)),
            8 => format!("({} or {})", self.condition(depth - 1), self.condition(depth - 1)),
            _ => format!("not {}", self.condition(depth - 1)),
        }
    }

    fn effects(&mut self) -> String {
        let mut effects = Vec::new();
        for _ in 0..self.below(3) {
            effects.push(match self.below(7) {
                0 | 1 => format!("set {}", self.pick(&["f0", "f1", "f2", "f3"])),
                2 => format!("clear {}", self.pick(&["f0", "f1", "f2", "f3"])),
                3 => format!("{} += {}", self.pick(&["s0", "s1"]), 1 + self.below(2)),
                4 => format!("{} -= 1", self.pick(&["s0", "s1"])),
                5 => format!("e = {}", self.pick(&["one", "two", "three"])),
                _ => self.pick(&["s0 = s1", "s1 += s0", "s1 = 3 - s0"]).to_owned(),
            });
        }
        effects.join("; ")
    }

    /// A beat, mostly one further on.
    fn target(&mut self, from: u32) -> String {
        let to = match self.below(3) {
            0 => self.below(self.beats),
            _ => (from + 1 + self.below(2)).min(self.beats - 1),
        };
        format!("b{to}")
    }

    fn choice(&mut self, from: u32, n: u32) -> String {
        let mut choice = format!("\"c{n}\": (text: \"{n}\", goto: \"{}\"", self.target(from));
        if self.below(5) < 3 {
            let depth = self.below(3);
            write!(choice, ", when: \"{}\"", self.condition(depth)).unwrap();
        }
        write!(choice, ", then: \"{}\"", self.effects()).unwrap();
        if self.below(5) == 0 {
            choice.push_str(", once: true");
        }
        if self.below(8) == 0 {
            choice.push_str(", fallback: true");
        }
        if self.below(8) == 0 {
            choice.push_str(", detour: \"d0\"");
        }
        choice + ")"
    }

    fn scene(&mut self) -> String {
        let mut scene = "(beats: {".to_owned();
        for beat in 0..self.beats {
            write!(scene, "\"b{beat}\": (text: \"x\", then: \"{}\", ", self.effects()).unwrap();
            match self.below(8) {
                _ if beat + 1 == self.beats => scene.push_str("ending: \"last\"),\n"),
                0 => writeln!(scene, "ending: \"{}\"),", self.pick(&["early", "last"])).unwrap(),
                1 => writeln!(scene, "goto: \"{}\"),", self.target(beat)).unwrap(),
                _ => {
                    let choices: Vec<String> = (0..1 + self.below(4)).map(|n| self.choice(beat, n)).collect();
                    writeln!(scene, "choices: {{{}}}),", choices.join(", ")).unwrap();
                }
            }
        }
        let (effects, when) = (self.effects(), self.condition(1));
        scene
            + &format!(
                "\"d0\": (text: \"x\", then: \"{effects}\", choices: {{\"back\": (text: \"b\", goto: \"d1\"), \
             \"stay\": (text: \"s\", when: \"{when}\", goto: \"d0\")}}),\n\"d1\": (text: \"x\", return: true),\n}})"
            )
    }

    fn story(seed: u64) -> Option<Story> {
        let mut author = Self { chance: Xoshiro256PlusPlus::from_seed(seed), beats: 0 };
        author.beats = 4 + author.below(7);
        let (always, never) = (author.condition(1), author.condition(1));
        let visited = |condition: &str| condition.replace("visited.", "visited.room/");
        let story = format!(
            "(title: \"Small\", start: \"room/b0\", stats: {{\"s0\": (range: 0..=3, start: 1), \"s1\": (range: 0..=3, start: 0)}}, \
             flags: [\"f0\", \"f1\", \"f2\", \"f3\"], enums: {{\"e\": (words: [\"one\", \"two\", \"three\"], start: \"one\")}}, \
             endings: {{\"early\": (title: \"E\"), \"last\": (title: \"L\")}}, \
             rules: {{\"a\": (always: \"{}\"), \"n\": (never: \"{}\"), \"f\": (never_falls: \"s0\"), \"b\": (before: (\"room/b1\", \"room/b2\"))}})",
            visited(&always),
            visited(&never)
        );
        let scene = author.scene();
        // A detour that can begin itself is refused: then another story.
        compile(&[SourceFile::new("story.ron", story), SourceFile::new("room.ron", scene)]).story
    }
}

/// Every fact that holds somewhere, found by going everywhere; none if there are too many states.
fn everywhere(story: &Story) -> Option<HashSet<Fact>> {
    const MOST_STATES: usize = 60_000;
    let mut found = HashSet::new();
    let mut known: HashSet<(StoryState, Vec<BeatId>)> = HashSet::new();
    let mut open = Vec::new();
    let rules = Rules { story };
    let mut seen = Vec::new();
    let (state, stop) = story.set_off(0, |beat, state| seen.push((beat, state.clone())));
    let entered = rules.look(&seen, None, Vec::new(), &mut found);
    open.push((state, stop, entered));
    while let Some((state, stop, entered)) = open.pop() {
        if !known.insert((state.clone(), entered.clone())) {
            continue;
        }
        if known.len() > MOST_STATES {
            return None;
        }
        if stop != Stop::Choices {
            continue;
        }
        let choices: Vec<ChoiceId> = story.beat(state.beat()).exit.choices().collect();
        for choice in choices.into_iter().filter(|&choice| story.is_offered(choice, &state)) {
            let (mut next, mut seen) = (state.clone(), Vec::new());
            let stop = story.walk(&mut next, choice, |_| {}, |beat, state| seen.push((beat, state.clone())));
            let entered = rules.look(&seen, Some(&state), entered.clone(), &mut found);
            open.push((next, stop, entered));
        }
    }
    Some(found)
}

struct Rules<'a> {
    story: &'a Story,
}

impl Rules<'_> {
    /// Notes what holds at these beats. Gives the beats entered so far, of the two that a rule speaks of.
    fn look(
        &self,
        seen: &[(BeatId, StoryState)],
        before: Option<&StoryState>,
        mut entered: Vec<BeatId>,
        found: &mut HashSet<Fact>,
    ) -> Vec<BeatId> {
        use bloodmark::story::Claim;
        let story = self.story;
        for (beat, state) in seen {
            found.insert(Fact::Beat(*beat));
            let exit = &story.beat(*beat).exit;
            let mut offered = exit.choices().filter(|&choice| story.is_offered(choice, state)).peekable();
            if matches!(exit, Exit::Choices(_)) && offered.peek().is_none() {
                found.insert(Fact::DeadEnd(*beat));
            }
            found.extend(offered.map(Fact::Choice));
            if let Exit::Ending(ending) = exit {
                found.insert(Fact::Ending(*ending));
            }
            let is_rest = matches!(exit, Exit::Choices(_) | Exit::Ending(_));
            for (position, rule) in story.rules().iter().enumerate() {
                let is_broken = match rule.claim {
                    Claim::Always(condition) => is_rest && !story.holds(condition, state),
                    Claim::Never(condition) => is_rest && story.holds(condition, state),
                    Claim::NeverFalls { stat, .. } => {
                        is_rest
                            && before
                                .is_some_and(|before| story.stat_value(state, stat) < story.stat_value(before, stat))
                    }
                    Claim::Before(first, then) => *beat == then && !entered.contains(&first),
                    _ => false,
                };
                if is_broken {
                    found.insert(Fact::Rule(position));
                }
            }
            if story.rules().iter().any(|rule| matches!(rule.claim, Claim::Before(first, _) if first == *beat)) {
                entered.push(*beat);
                entered.dedup();
            }
        }
        entered.sort_unstable();
        entered.dedup();
        entered
    }
}

#[test]
fn a_proof_agrees_with_a_search_through_all_states() {
    let (mut stories, mut facts, mut open) = (0, 0, Vec::new());
    for seed in 0.. {
        let Some(story) = Author::story(seed) else { continue };
        let Some(everywhere) = everywhere(&story) else { continue };
        // Few playthroughs at random, so that much is left to the search.
        for runs in [0, 3] {
            let proof = prove(&story, Options { runs, ..Options::default() }).unwrap();
            for (fact, answer) in proof.facts.iter().zip(&proof.answers) {
                let is_so = everywhere.contains(fact);
                let name = fact.name(&story);
                facts += 1;
                match answer {
                    Answer::Reachable(witness) => {
                        assert!(is_so, "story {seed}: {name} after {:?}", witness.choices);
                    }
                    Answer::Impossible => assert!(!is_so, "story {seed}: {name} is called impossible"),
                    Answer::Open(why) => open.push(format!("story {seed}, {is_so}: {name}: {why}")),
                }
            }
        }
        stories += 1;
        if stories == 500 {
            break;
        }
    }
    println!("{stories} stories, {facts} facts, {} open", open.len());
    open.iter().take(40).for_each(|open| println!("{open}"));
    // Nearly all that stays open are rules about what a turn changes.
    assert!(open.len() * 30 < facts, "{} of {facts} facts stay open", open.len());
}
