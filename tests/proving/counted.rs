//! The same counted out the plain way: every playthrough of small stories, one after the other.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write;

use bloodmark::prove::exhaustive::{Limits, ONE};
use bloodmark::prove::{Alone, Answer, Fact, Prover, StudyOptions};
use bloodmark::source::{SourceFile, compile};
use bloodmark::story::{BeatId, ChoiceId, Claim, EndingId, Exit, Story, StoryState, Xoshiro256PlusPlus};

/// A story whose ways lead on and never back, but for loops that are taken once.
fn story(seed: u64) -> Option<Story> {
    let mut dice = Xoshiro256PlusPlus::from_seed(seed);
    let mut pick = move |n: u32| dice.below(n);
    let beats = 5 + pick(6);
    let mut scene = "(beats: {\n".to_owned();
    for beat in 0..beats {
        let goto = |pick: &mut dyn FnMut(u32) -> u32| format!("b{}", (beat + 1 + pick(3)).min(beats + 1));
        let effect = |pick: &mut dyn FnMut(u32) -> u32| {
            ["", "", "s += 1", "s -= 1", "set f", "clear f", "s += 2; set g", "s = 0"][pick(8) as usize]
        };
        let when = |pick: &mut dyn FnMut(u32) -> u32| {
            let conditions = ["", "", "f", "not f", "s >= 2", "s <= 2", "g or s == 3", "not g and f"];
            let condition = conditions[pick(8) as usize];
            if condition.is_empty() { String::new() } else { format!(", when: \"{condition}\"") }
        };
        write!(scene, "\"b{beat}\": (text: \"x\", then: \"{}\", ", effect(&mut pick)).unwrap();
        match pick(6) {
            0 => {
                let (to, or) = (goto(&mut pick), goto(&mut pick));
                let (weight, other) = (1 + pick(4), 1 + pick(4));
                writeln!(scene, "chance: [(weight: {weight}, goto: \"{to}\"), (weight: {other}, goto: \"{or}\")]),")
                    .unwrap();
            }
            1 => {
                let card = |n: u32, pick: &mut dyn FnMut(u32) -> u32| {
                    let (when, to, priority) = (when(pick), goto(pick), pick(2));
                    format!(
                        "\"k{n}\": (text: \"k\", priority: {priority}{when}, then: \"{}\", goto: \"{to}\")",
                        effect(pick)
                    )
                };
                let cards: Vec<String> = (0..2 + pick(3)).map(|n| card(n, &mut pick)).collect();
                let (offer, to) = (1 + pick(2), goto(&mut pick));
                let other = format!("\"on\": (text: \"o\", goto: \"{to}\")");
                writeln!(scene, "deck: (offer: {offer}, cards: {{{}}}), choices: {{{other}}}),", cards.join(", "))
                    .unwrap();
            }
            _ => {
                let choice = |n: u32, pick: &mut dyn FnMut(u32) -> u32| {
                    let (when, effect, to) = (when(pick), effect(pick), goto(pick));
                    format!("\"c{n}\": (text: \"c\"{when}, then: \"{effect}\", goto: \"{to}\")")
                };
                let mut choices: Vec<String> = (0..1 + pick(3)).map(|n| choice(n, &mut pick)).collect();
                if pick(4) == 0 {
                    choices.push(format!("\"again\": (text: \"a\", once: true, then: \"s += 1\", goto: \"b{beat}\")"));
                }
                writeln!(scene, "choices: {{{}}}),", choices.join(", ")).unwrap();
            }
        }
    }
    write!(
        scene,
        "\"b{beats}\": (text: \"x\", ending: \"one\"), \"b{}\": (text: \"x\", ending: \"two\")}})",
        beats + 1
    )
    .unwrap();
    let story = r#"(title: "S", start: "a/b0", stats: {"s": (range: 0..=4, start: 1)}, flags: ["f", "g"],
        endings: {"one": (title: "1"), "two": (title: "2")}, rules: {"r": (never: "s == 4 and f"), "n": (never_falls: "s"),
            "c": (costs: "s", when: "f"), "d": (costs: "s", when: "g or s == 3")})"#;
    compile(&[SourceFile::new("story.ron", story), SourceFile::new("a.ron", scene)]).story
}

/// What is offered, each way that the cards may fall with its chance.
fn hands(story: &Story, state: &StoryState) -> Vec<(f64, Vec<ChoiceId>)> {
    let beat = story.beat(state.beat());
    let open: Vec<ChoiceId> = beat.exit.choices().filter(|&id| story.is_open(story.choice(id), state)).collect();
    let Some(deck) = beat.deck else { return vec![(1.0, open)] };
    let (cards, others): (Vec<_>, Vec<_>) = open.into_iter().partition(|id| deck.cards.covers(id.0));
    // Every order of the cards is as likely; those of a higher priority come first.
    let mut orders: Vec<Vec<ChoiceId>> = vec![Vec::new()];
    for _ in 0..cards.len() {
        let longer = |order: Vec<ChoiceId>| {
            let left: Vec<ChoiceId> = cards.iter().copied().filter(|card| !order.contains(card)).collect();
            left.into_iter()
                .map(move |card| order.iter().copied().chain([card]).collect::<Vec<_>>())
                .collect::<Vec<_>>()
        };
        orders = orders.into_iter().flat_map(longer).collect();
    }
    let share = 1.0 / orders.len() as f64;
    let hand = |mut order: Vec<ChoiceId>| {
        order.sort_by_key(|&card| std::cmp::Reverse(story.choice(card).priority));
        order.truncate(deck.offer.into());
        (share, order.into_iter().chain(others.iter().copied()).collect())
    };
    orders.into_iter().map(hand).collect()
}

#[derive(Default)]
struct Counted {
    /// By what is packed, and the beat.
    states: BTreeMap<(u32, Vec<u64>), ()>,
    /// The fewest choices to each beat that is entered, and to each rule that is broken, by its position.
    beats: BTreeMap<BeatId, u32>,
    rules: BTreeMap<usize, u32>,
    endings: HashMap<EndingId, f64>,
    dead: f64,
}

impl Counted {
    /// `before` is the state at the beginning of the turn.
    fn go(&mut self, story: &Story, mut state: StoryState, before: Option<&StoryState>, chance: f64, depth: u32) {
        let least = self.beats.entry(state.beat()).or_insert(depth);
        *least = depth.min(*least);
        match &story.beat(state.beat()).exit {
            Exit::Ending(ending) => {
                self.stand(story, &state, before, depth);
                *self.endings.entry(*ending).or_default() += chance;
            }
            Exit::Chance(targets) => {
                let targets = story.weighted_targets(*targets);
                let total: u32 = targets.iter().map(|target| target.weight).sum();
                for (number, target) in targets.iter().enumerate() {
                    let mut next = state.clone();
                    story.step_on(&mut next, number);
                    self.go(story, next, before, chance * f64::from(target.weight) / f64::from(total), depth);
                }
            }
            Exit::Choices(_) => {
                self.stand(story, &state, before, depth);
                for (share, hand) in hands(story, &state) {
                    if hand.is_empty() {
                        self.dead += chance * share;
                    }
                    for &choice in &hand {
                        let mut next = state.clone();
                        story.step_by(&mut next, choice, |_| {});
                        self.go(story, next, Some(&state), chance * share / hand.len() as f64, depth + 1);
                    }
                }
            }
            Exit::Goto(_) | Exit::Return => {
                story.step_on(&mut state, 0);
                self.go(story, state, before, chance, depth);
            }
        }
    }

    fn stand(&mut self, story: &Story, state: &StoryState, before: Option<&StoryState>, depth: u32) {
        self.states.insert((state.beat().0, state.packed().to_vec()), ());
        for (position, rule) in story.rules().iter().enumerate() {
            let stat = |stat, state: &StoryState| story.stat_value(state, stat);
            let is_broken = match rule.claim {
                Claim::Never(condition) => story.holds(condition, state),
                Claim::NeverFalls { stat: id, .. } => before.is_some_and(|before| stat(id, state) < stat(id, before)),
                Claim::Costs { stat: id, when } => before.is_some_and(|before| {
                    let comes = story.holds(when, state) && !story.holds(when, before);
                    comes && stat(id, before) > story.stat(id).low && stat(id, state) >= stat(id, before)
                }),
                _ => unreachable!("the stories have no other rules"),
            };
            if is_broken {
                let least = self.rules.entry(position).or_insert(depth);
                *least = depth.min(*least);
            }
        }
    }
}

#[test]
fn states_chances_and_lengths_are_those_that_are_counted_out() {
    let (mut stories, mut shortest, mut bounded) = (0, 0, 0);
    for seed in 0.. {
        let Some(story) = story(seed) else { continue };
        let mut counted = Counted::default();
        counted.go(&story, story.at_first_beat(), None, 1.0, 0);
        for most_states in [0, 10_000] {
            let options = StudyOptions { visit: Limits { most_states }, ..StudyOptions::default() };
            let prover = Prover::new(&story, options);
            let mut study = prover.study(&Alone).unwrap();
            let asked: Vec<usize> = (0..prover.facts().len()).collect();
            prover.look_closer(&mut study, &asked).unwrap();
            for (position, &fact) in prover.facts().iter().enumerate() {
                let counted = match fact {
                    Fact::Beat(beat) => counted.beats.get(&beat),
                    Fact::Rule(rule) => counted.rules.get(&rule),
                    _ => continue,
                };
                let answer = &study.proof.answers[position];
                let Some(&length) = counted else {
                    assert_eq!(*answer, Answer::Impossible, "story {seed}: {}", prover.names()[position]);
                    continue;
                };
                let Answer::Reachable(witness) = answer else { panic!("story {seed}: {answer:?}") };
                let told = study.lengths[&position];
                assert!(told.least <= length && length <= told.most, "story {seed}: {told:?}, not {length}");
                assert_eq!(witness.choices.len() as u32, told.most);
                assert!(prover.shows(position, witness).unwrap());
                *(if told.is_exact() { &mut shortest } else { &mut bounded }) += 1;
            }
            let Some(chances) = &study.chances else { continue };
            assert_eq!(study.states, Some(counted.states.len() as u64), "story {seed}");
            let told = |chance: u128| chance as f64 / ONE as f64;
            for ending in (0..2).map(EndingId) {
                let counted = counted.endings.get(&ending).copied().unwrap_or_default();
                let told = told(chances.endings[ending.index()]);
                assert!((told - counted).abs() < 1e-9, "story {seed}: {told}, not {counted}");
            }
            assert!((told(chances.dead_ends) - counted.dead).abs() < 1e-9, "story {seed}");
            assert!(chances.unsettled < ONE >> 64, "nothing goes round in these stories");
        }
        stories += 1;
        if stories == 60 {
            break;
        }
    }
    println!("{stories} stories, {shortest} lengths proved the shortest, {bounded} between two bounds");
    assert!(shortest > bounded * 20, "{shortest} lengths are proved, {bounded} are not");
}
