//! `prove` against a search through all states: on small stories both must say the same of every fact.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::fmt::Write as _;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use bloodmark::prove::{Alone, Answer, Fact, Options, Proof, Witness, Workers, prove_also, prove_with};
use bloodmark::source::{SourceFile, compile};
use bloodmark::story::{
    BeatId, ChoiceId, Claim, Exit, Playthrough, ProseOf, Stop, Story, StoryState, Variant, Xoshiro256PlusPlus,
};

/// Writes small stories at random.
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

    /// A text, mostly with variants.
    fn text(&mut self) -> String {
        match self.below(6) {
            0 => format!("{{if {}}}a{{else}}b{{end}}", self.condition(1)),
            1 => format!("{{if {}}}a{{if {}}}b{{end}}{{end}}", self.condition(0), self.condition(0)),
            2 => "{first: a|b|c}".to_owned(),
            3 => "{cycle: a|b}".to_owned(),
            4 => "{shuffle: a|b|c}".to_owned(),
            _ => "x".to_owned(),
        }
    }

    /// Cards, of which one or two are offered.
    fn deck(&mut self, beat: u32) -> String {
        let cards: Vec<String> = (10..12 + self.below(3))
            .map(|n| {
                let card = self.choice(beat, n);
                let priority = self.below(3);
                card.strip_suffix(')').unwrap().replace(", fallback: true", "") + &format!(", priority: {priority})")
            })
            .collect();
        format!("deck: (offer: {}, cards: {{{}}}), ", 1 + self.below(2), cards.join(", "))
    }

    fn choice(&mut self, from: u32, n: u32) -> String {
        let text = if self.below(4) == 0 { self.text() } else { n.to_string() };
        let mut choice = format!("\"c{n}\": (text: \"{text}\", goto: \"{}\"", self.target(from));
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
        if self.below(6) == 0 {
            let locked = self.text();
            write!(choice, ", locked: \"{locked}\"").unwrap();
        }
        if self.below(6) == 0 {
            let echo = self.text();
            write!(choice, ", echo: \"{echo}\"").unwrap();
        }
        choice + ")"
    }

    fn scene(&mut self) -> String {
        let mut scene = "(beats: {".to_owned();
        for beat in 0..self.beats {
            let text = self.text();
            write!(scene, "\"b{beat}\": (text: \"{text}\", then: \"{}\", ", self.effects()).unwrap();
            match self.below(9) {
                _ if beat + 1 == self.beats => scene.push_str("ending: \"last\"),\n"),
                0 => writeln!(scene, "ending: \"{}\"),", self.pick(&["early", "last"])).unwrap(),
                1 => writeln!(scene, "goto: \"{}\"),", self.target(beat)).unwrap(),
                2 => {
                    let (one, other) = (self.target(beat), self.target(beat));
                    writeln!(scene, "chance: [(weight: 1, goto: \"{one}\"), (weight: 2, goto: \"{other}\")]),")
                        .unwrap();
                }
                _ => {
                    if self.below(5) == 0 {
                        scene += &self.deck(beat);
                    }
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
             rules: {{\"a\": (always: \"{}\"), \"n\": (never: \"{}\"), \"f\": (never_falls: \"s0\"), \"c\": (costs: \"s1\", when: \"f2 or s0 == 3\"), \"b\": (before: (\"room/b1\", \"room/b2\"))}})",
            visited(&always),
            visited(&never)
        );
        let scene = author.scene();
        // A detour that can begin itself is refused: then another story.
        compiled(story, scene)
    }
}

fn compiled(story: String, scene: String) -> Option<Story> {
    compile(&[SourceFile::new("story.ron", story), SourceFile::new("room.ron", scene)]).story
}

/// Every state that is met if chance may fall in any way, and what holds in them.
struct Everywhere<'a> {
    story: &'a Story,
    variants: Vec<Variant>,
    found: HashSet<Fact>,
    /// Each state with the rules' memory of it, and where it leads.
    states: HashMap<Met, Vec<Met>>,
}

/// A state as a beat is entered; the beats entered before of those that a rule speaks of; the state at the beginning of the turn.
type Met = (StoryState, BTreeSet<BeatId>, Option<StoryState>);

impl<'a> Everywhere<'a> {
    /// None if there are too many states.
    fn of(story: &'a Story) -> Option<Self> {
        const MOST_STATES: usize = 20_000;
        let mut all = Self { story, variants: story.variants(), found: HashSet::new(), states: HashMap::new() };
        let mut open = vec![(story.at_first_beat(), BTreeSet::new(), None)];
        while let Some(met) = open.pop() {
            if all.states.contains_key(&met) {
                continue;
            }
            all.look(&met);
            let next = all.next(&met);
            open.extend(next.iter().cloned());
            all.states.insert(met, next);
            if all.states.len() > MOST_STATES {
                return None;
            }
        }
        Some(all)
    }

    fn next(&self, (state, entered, before): &Met) -> Vec<Met> {
        let story = self.story;
        let beat = state.beat();
        let mut entered = entered.clone();
        let is_asked = |rule: &bloodmark::story::Rule| matches!(rule.claim, Claim::Before(first, _) if first == beat);
        entered.extend(Some(beat).filter(|_| story.rules().iter().any(is_asked)));
        let exit = &story.beat(beat).exit;
        let mut next = Vec::new();
        for choice in exit.choices().filter(|&choice| story.can_be_offered(choice, state)) {
            let mut after = state.clone();
            story.step_by(&mut after, choice, |_| {});
            next.push((after, entered.clone(), Some(state.clone())));
        }
        let targets = match exit {
            Exit::Chance(targets) => story.weighted_targets(*targets).len(),
            _ => 1,
        };
        for target in 0..targets {
            let mut after = state.clone();
            if story.step_on(&mut after, target) {
                next.push((after, entered.clone(), before.clone()));
            }
        }
        next
    }

    /// Notes what holds in a state.
    fn look(&mut self, (state, entered, before): &Met) {
        let story = self.story;
        let beat = state.beat();
        let exit = &story.beat(beat).exit;
        self.found.insert(Fact::Beat(beat));
        if let Exit::Ending(ending) = exit {
            self.found.insert(Fact::Ending(*ending));
        }
        let open = |choice: ChoiceId| story.is_open(story.choice(choice), state);
        if matches!(exit, Exit::Choices(_)) && !exit.choices().any(open) {
            self.found.insert(Fact::DeadEnd(beat));
        }
        for when in exit.choices().filter_map(|choice| story.choice(choice).when) {
            self.found.insert(Fact::Outcome(beat, when, story.holds(when, state)));
        }
        let offered: Vec<ChoiceId> = exit.choices().filter(|&choice| story.can_be_offered(choice, state)).collect();
        self.found.extend(offered.iter().map(|&choice| Fact::Choice(choice)));
        for (position, variant) in
            self.variants.iter().enumerate().filter(|(_, variant)| variant.of.beat(story) == beat)
        {
            let mut is_read = false;
            let mut ask = |state: &StoryState| is_read = variant.needs.iter().all(|need| need.can_hold(story, state));
            let is_locked = |id: ChoiceId| {
                let choice = story.choice(id);
                let is_spent = choice.once.is_some_and(|once| state.bit(once));
                choice.locked.is_some() && !choice.fallback && !is_spent && !open(id)
            };
            match variant.of {
                ProseOf::Beat(_) => ask(state),
                ProseOf::Label(choice) if offered.contains(&choice) || is_locked(choice) => ask(state),
                ProseOf::Reason(choice) if is_locked(choice) => ask(state),
                ProseOf::Echo(choice) if offered.contains(&choice) => story.step_by(&mut state.clone(), choice, ask),
                _ => {}
            }
            self.found.extend(is_read.then_some(Fact::Variant(position)));
        }
        let is_rest = matches!(exit, Exit::Choices(_) | Exit::Ending(_));
        let moved = |stat, unless: Option<_>| {
            let before = before.as_ref().filter(|_| is_rest)?;
            let is_excused = unless.is_some_and(|unless| story.holds(unless, before));
            (!is_excused).then(|| story.stat_value(state, stat).cmp(&story.stat_value(before, stat)))
        };
        for (position, rule) in story.rules().iter().enumerate() {
            let is_broken = match rule.claim {
                Claim::Always(condition) => is_rest && !story.holds(condition, state),
                Claim::Never(condition) => is_rest && story.holds(condition, state),
                Claim::At { beat: at, require } => at == beat && !story.holds(require, state),
                Claim::NeverFalls { stat, unless } => moved(stat, unless).is_some_and(std::cmp::Ordering::is_lt),
                Claim::NeverRises { stat, unless } => moved(stat, unless).is_some_and(std::cmp::Ordering::is_gt),
                Claim::Costs { stat, when } => before.as_ref().filter(|_| is_rest).is_some_and(|before| {
                    let comes = story.holds(when, state) && !story.holds(when, before);
                    let (was, is) = (story.stat_value(before, stat), story.stat_value(state, stat));
                    comes && was > story.stat(stat).low && is >= was
                }),
                Claim::Before(first, then) => beat == then && !entered.contains(&first),
                Claim::CanEnd(ending) => *exit == Exit::Ending(ending),
            };
            self.found.extend(is_broken.then_some(Fact::Rule(position)));
        }
    }

    /// The beats at which some state leads to no end, not even a dead one.
    fn endless(&self) -> BTreeSet<BeatId> {
        let mut leads_from: HashMap<&Met, Vec<&Met>> = HashMap::new();
        for (from, next) in &self.states {
            next.iter().for_each(|to| leads_from.entry(to).or_default().push(from));
        }
        let mut ends: HashSet<&Met> = HashSet::new();
        let mut open: Vec<&Met> = self.states.iter().filter(|(_, next)| next.is_empty()).map(|(met, _)| met).collect();
        while let Some(met) = open.pop() {
            if ends.insert(met) {
                open.extend(leads_from.get(met).into_iter().flatten());
            }
        }
        self.states.keys().filter(|met| !ends.contains(met)).map(|(state, ..)| state.beat()).collect()
    }
}

/// Plays a witness by the game's own rules.
fn played(story: &Arc<Story>, witness: &Witness) -> Playthrough {
    let mut playthrough = Playthrough::start(story.clone(), witness.seed);
    for choice in &witness.choices {
        let number = playthrough.turn().open().position(|offer| offer.choice == *choice);
        let number = number.expect("the choice of a witness is offered");
        playthrough.choose(number + 1).unwrap();
    }
    playthrough
}

/// The state after the effects of a witness's last choice, and those at the beats of its last turn.
fn last_turn(story: &Arc<Story>, witness: &Witness) -> (Option<StoryState>, Vec<StoryState>) {
    let (mut chosen, mut seen) = (None, Vec::new());
    match witness.choices.split_last() {
        None => drop(story.set_off(witness.seed, |_, state| seen.push(state.clone()))),
        Some((&last, choices)) => {
            let before = Witness { choices: choices.to_vec(), ..witness.clone() };
            let mut state = played(story, &before).state().clone();
            story.walk(&mut state, last, |state| chosen = Some(state.clone()), |_, state| seen.push(state.clone()));
        }
    }
    (chosen, seen)
}

/// Whether a playthrough shows the fact.
fn is_shown(story: &Arc<Story>, variants: &[Variant], fact: Fact, witness: &Witness) -> bool {
    let playthrough = played(story, witness);
    let turn = playthrough.turn();
    match fact {
        Fact::Beat(beat) => turn.beats().contains(&beat),
        Fact::Choice(choice) => turn.open().any(|offer| offer.choice == choice),
        Fact::Ending(ending) => turn.stop() == Stop::Ending(ending),
        Fact::DeadEnd(beat) => turn.stop() == Stop::DeadEnd && playthrough.state().beat() == beat,
        Fact::Variant(position) => {
            let variant = &variants[position];
            let shuffle = Story::shuffle(witness.seed, witness.choices.len());
            let is_read = |state: &StoryState| {
                let mut is_read = false;
                story.read_pieces(variant.of, state, shuffle, |piece| is_read |= piece == variant.start);
                is_read
            };
            let (chosen, seen) = last_turn(story, witness);
            match variant.of {
                ProseOf::Beat(beat) => seen.iter().any(|state| state.beat() == beat && is_read(state)),
                ProseOf::Label(_) | ProseOf::Reason(_) => is_read(playthrough.state()),
                ProseOf::Echo(choice) => {
                    witness.choices.last() == Some(&choice) && chosen.is_some_and(|state| is_read(&state))
                }
            }
        }
        Fact::Outcome(beat, condition, is) => {
            last_turn(story, witness).1.iter().any(|state| state.beat() == beat && story.holds(condition, state) == is)
        }
        Fact::Trap(_) | Fact::Rule(_) => true,
    }
}

/// Compares a proof with what is met everywhere. Gives the names of open facts.
fn agree(number: u64, story: &Arc<Story>, everywhere: &Everywhere, proof: &Proof) -> Vec<String> {
    let endless = everywhere.endless();
    let mut open = Vec::new();
    let mut has_trap = false;
    for ((fact, answer), name) in proof.facts.iter().zip(&proof.answers).zip(&proof.names) {
        let is_so = everywhere.found.contains(fact);
        match (fact, answer) {
            (Fact::Trap(_), Answer::Reachable(witness)) => {
                has_trap = true;
                let beat = played(story, witness).state().beat();
                assert!(endless.contains(&beat), "story {number}: {name} after {:?}", witness.choices);
            }
            (Fact::Trap(_), Answer::Impossible) => {}
            (_, Answer::Reachable(witness)) => {
                assert!(is_so, "story {number}: {name} after {:?}", witness.choices);
                assert!(is_shown(story, &everywhere.variants, *fact, witness), "story {number}: {name} is not shown");
            }
            (_, Answer::Impossible) => assert!(!is_so, "story {number}: {name} is called impossible"),
            (_, Answer::Open(why)) => open.push(format!("story {number}, {is_so}: {name}: {why}")),
        }
    }
    let is_trap_open = open.iter().any(|open| open.contains(": trap "));
    assert!(has_trap != endless.is_empty() || is_trap_open, "story {number}: traps at {endless:?}");
    open
}

#[test]
fn a_proof_agrees_with_a_search_through_all_states() {
    let (mut stories, mut facts, mut open, mut traps) = (0, 0, Vec::new(), 0);
    for seed in 0.. {
        let Some(story) = Author::story(seed) else { continue };
        let story = Arc::new(story);
        let Some(everywhere) = Everywhere::of(&story) else { continue };
        // Few playthroughs at random, so that much is left to the search.
        for runs in [0, 3] {
            let few =
                Options { runs, width: runs as usize, most_seeds: 1 << 14, most_states: 20_000, ..Options::default() };
            // Both outcomes of every condition are asked besides.
            let asked = story.choices().iter().filter_map(|choice| Some((choice.beat, choice.when?)));
            let outcomes = asked.flat_map(|(beat, when)| [true, false].map(|is| Fact::Outcome(beat, when, is)));
            let proof = prove_also(&story, few, &Alone, &outcomes.collect::<Vec<_>>()).unwrap();
            facts += proof.facts.len();
            open.extend(agree(seed, &story, &everywhere, &proof));
        }
        traps += usize::from(!everywhere.endless().is_empty());
        stories += 1;
        if stories == 500 {
            break;
        }
    }
    println!("{stories} stories, {traps} of them with traps, {facts} facts, {} open", open.len());
    open.iter().take(40).for_each(|open| println!("{open}"));
    assert!(traps > 5, "traps are hardly tried");
    assert!(open.len() * 1000 < facts, "{} of {facts} facts stay open", open.len());
}

/// So many threads, of which each takes the last job that is left.
struct Threads(usize);

impl Workers for Threads {
    fn work(&self, jobs: usize, job: &(dyn Fn(usize) + Sync)) {
        let left = AtomicUsize::new(jobs);
        let take = || left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(1));
        std::thread::scope(|scope| {
            for _ in 0..self.0 {
                scope.spawn(|| {
                    while let Ok(left) = take() {
                        job(left - 1)
                    }
                });
            }
        });
    }
}

#[test]
fn a_proof_is_the_same_with_any_number_of_threads() {
    for seed in 1000..1040 {
        let Some(story) = Author::story(seed) else { continue };
        let few = Options { runs: 250, width: 5, most_seeds: 1 << 10, most_states: 5_000, ..Options::default() };
        let alone = prove_with(&story, few, &Alone).unwrap();
        for threads in [1, 2, 8] {
            assert_eq!(alone, prove_with(&story, few, &Threads(threads)).unwrap(), "story {seed}, {threads} threads");
        }
    }
}

#[test]
fn stepping_with_open_chance_meets_whatever_the_rules_do() {
    let mut steps = 0;
    for seed in 0..600 {
        let Some(story) = Author::story(seed) else { continue };
        let mut chance = Xoshiro256PlusPlus::from_seed(seed);
        let (mut state, mut stop) = story.set_off(seed, |_, _| {});
        let mut open = story.at_first_beat();
        follow(&story, &mut open, &state);
        for _ in 0..30 {
            if stop != Stop::Choices {
                break;
            }
            let offered: Vec<ChoiceId> =
                story.beat(state.beat()).exit.choices().filter(|&choice| story.is_offered(choice, &state)).collect();
            assert!(offered.iter().all(|&choice| story.can_be_offered(choice, &open)), "story {seed}");
            let choice = offered[chance.below(offered.len() as u32) as usize];
            stop = story.walk(&mut state, choice, |_| {}, |_, _| {});
            story.step_by(&mut open, choice, |_| {});
            follow(&story, &mut open, &state);
            steps += 1;
        }
    }
    assert!(steps > 500, "only {steps} steps");
}

/// Goes on from a beat without choices until the state is the one that the rules came to, but for chance.
fn follow(story: &Story, open: &mut StoryState, state: &StoryState) {
    let plain = |state: &StoryState| {
        let mut named = story.name_state(state);
        (named.deal, named.generator) = (0, [0; 4]);
        named
    };
    let mut front = vec![open.clone()];
    for _ in 0..1000 {
        if let Some(same) = front.iter().find(|open| plain(open) == plain(state)) {
            *open = same.clone();
            return;
        }
        let targets = |open: &StoryState| match story.beat(open.beat()).exit {
            Exit::Chance(targets) => story.weighted_targets(targets).len(),
            _ => 1,
        };
        let step = |open: &StoryState, target| {
            let mut next = open.clone();
            story.step_on(&mut next, target).then_some(next)
        };
        let next = front.iter().flat_map(|open| (0..targets(open)).filter_map(move |target| step(open, target)));
        let mut next: Vec<StoryState> = next.collect();
        next.truncate(64);
        front = next;
    }
    panic!("the state that the rules came to was not met");
}
