//! Playthroughs as walkthrough files that `test` and `replay` take, which say what they show.

use std::sync::Arc;

use super::below::Witness;
use super::fact::Fact;
use super::length::Length;
use crate::source::index::Index;
use crate::source::layout::lay_out;
use crate::story::{Claim, Notation, Part, Piece, Playthrough, Prose, StatId, Stop, Story, count_words};
use crate::walkthrough::{Step, Walkthrough, run};

/// A walkthrough that shows a fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Script {
    /// A name for its file, without `.ron`: `proved_` and that of the fact, of ASCII letters, digits, `.`, `_` and `-`.
    pub name: String,
    /// The text of the file, laid out as the house does.
    pub text: String,
}

impl Script {
    /// Writes the playthrough down, with whatever can be checked at its end: words of the page, what is offered and what is not, the
    /// condition of a rule, the ending. None if the playthrough cannot be played.
    pub fn of(story: &Arc<Story>, fact: Fact, name: &str, witness: &Witness, length: Option<Length>) -> Option<Self> {
        let choices = witness.choices.iter().map(|&choice| Step::Choose(story.choice(choice).name.clone()));
        let mut walkthrough = Walkthrough { seed: witness.seed, steps: choices.collect(), ..Walkthrough::default() };
        let playthrough = play(story, witness)?;
        if let Stop::Ending(ending) = playthrough.turn().stop() {
            walkthrough.ends.clone_from(&story.ending(ending).id);
        }
        run(&walkthrough, story).ok()?;
        for step in steps(story, fact, &playthrough, &witness.choices) {
            walkthrough.steps.push(step);
            // What the page does not say in this very state is left out.
            if run(&walkthrough, story).is_err() {
                walkthrough.steps.pop();
            }
        }
        let text = written(&claim(story, fact, name), &walkthrough, length);
        let index = Index::parse(&text).ok()?;
        Some(Self { name: file_name(name), text: lay_out(&text, &index).ok()? })
    }
}

fn play(story: &Arc<Story>, witness: &Witness) -> Option<Playthrough> {
    let mut playthrough = Playthrough::start(Arc::clone(story), witness.seed);
    for &choice in &witness.choices {
        playthrough.choose_named(&story.choice(choice).name).ok()?;
    }
    Some(playthrough)
}

/// What may hold at the end.
fn steps(story: &Story, fact: Fact, playthrough: &Playthrough, choices: &[crate::story::ChoiceId]) -> Vec<Step> {
    let condition = |id| Notation::of(story).condition(id);
    let see = |prose: Prose| words_of(&story.parts(prose)).map(Step::See);
    match fact {
        Fact::Beat(beat) => see(story.beat(beat).text).into_iter().collect(),
        Fact::Choice(choice) => vec![Step::Offered(story.choice(choice).name.clone())],
        Fact::Ending(_) => Vec::new(),
        Fact::Trap(_) => {
            words_of(&story.parts(story.beat(playthrough.state().beat()).text)).map(Step::See).into_iter().collect()
        }
        Fact::Variant(variant) => words_read(story, variant).map(Step::See).into_iter().collect(),
        Fact::DeadEnd(beat) => {
            let names = story.beat(beat).exit.choices().map(|choice| story.choice(choice).name.clone());
            see(story.beat(beat).text).into_iter().chain(names.map(Step::NotOffered)).collect()
        }
        Fact::Outcome(_, asked, true) => vec![Step::Check(condition(asked))],
        Fact::Outcome(_, asked, false) => vec![Step::Check(format!("not ({})", condition(asked)))],
        Fact::Rule(rule) => match story.rules()[rule].claim {
            Claim::Always(always) => vec![Step::Check(format!("not ({})", condition(always)))],
            Claim::Never(never) => vec![Step::Check(condition(never))],
            Claim::At { beat, require } => {
                let check = Step::Check(format!("not ({})", condition(require)));
                see(story.beat(beat).text).into_iter().chain([check]).collect()
            }
            Claim::CanEnd(_) => Vec::new(),
            Claim::Before(first, then) => {
                let not_before = Step::Check(format!("not visited.{}", story.beat(first).name));
                see(story.beat(then).text).into_iter().chain([not_before]).collect()
            }
            Claim::NeverFalls { stat, .. } | Claim::NeverRises { stat, .. } => {
                moved(story, stat, playthrough, choices).into_iter().collect()
            }
            Claim::Costs { when, .. } => vec![Step::Check(condition(when))],
        },
    }
}

/// The first words of a variant.
fn words_read(story: &Story, variant: usize) -> Option<String> {
    let mut at = story.variants().get(variant)?.start;
    loop {
        match *story.piece(at) {
            Piece::Text(bytes) if count_words(story.text(bytes)) > 0 => return Some(some_words(story.text(bytes))),
            Piece::Text(_) | Piece::Space | Piece::Paragraph | Piece::Emphasis(_) | Piece::Strong(_) => at += 1,
            _ => return None,
        }
    }
}

/// What the last choice did to a stat.
fn moved(story: &Story, stat: StatId, after: &Playthrough, choices: &[crate::story::ChoiceId]) -> Option<Step> {
    let mut before = after.clone();
    before.rewind(choices.len().checked_sub(1)?);
    let by = i32::from(story.stat_value(after.state(), stat)) - i32::from(story.stat_value(before.state(), stat));
    let sign = if by < 0 { "-=" } else { "+=" };
    (by != 0).then(|| Step::Changed(format!("{} {sign} {}; ..", story.stat(stat).name, by.unsigned_abs())))
}

/// Words that are on the page whenever the prose is, as far as they can be told: the longest that no variant holds.
fn words_of(parts: &[Part]) -> Option<String> {
    let texts = parts.iter().filter_map(|part| match part {
        Part::Text(text) => Some(text.trim()),
        _ => None,
    });
    texts.filter(|text| count_words(text) > 0).max_by_key(|text| text.len()).map(some_words)
}

/// As many words of a text as it takes to know it by.
fn some_words(text: &str) -> String {
    let mut words = String::new();
    for word in text.split_whitespace() {
        if words.len() + word.len() > MOST_LETTERS && !words.is_empty() {
            break;
        }
        if !words.is_empty() {
            words.push(' ');
        }
        words.push_str(word);
    }
    words
}

/// So much of a page is enough to know it by.
const MOST_LETTERS: usize = 60;

fn written(claim: &str, walkthrough: &Walkthrough, length: Option<Length>) -> String {
    let Walkthrough { seed, steps, ends, .. } = walkthrough;
    let how_long = length.map(|length| format!(", {length}")).unwrap_or_default();
    let mut text = format!("// Written by `bloodmark prove`: {claim}{how_long}.\n(\n");
    if *seed != 0 {
        text += &format!("    seed: {seed},\n");
    }
    text += "    steps: [\n";
    for step in steps {
        let (name, said) = match step {
            Step::Choose(said) => ("choose", said),
            Step::See(said) => ("see", said),
            Step::NotSee(said) => ("not_see", said),
            Step::Offered(said) => ("offered", said),
            Step::NotOffered(said) => ("not_offered", said),
            Step::Check(said) => ("check", said),
            Step::Changed(said) => ("changed", said),
        };
        text += &format!("        {name}(\"{}\"),\n", said.replace('\\', "\\\\").replace('"', "\\\""));
    }
    text += "    ],\n";
    if !ends.is_empty() {
        text += &format!("    ends: \"{ends}\",\n");
    }
    text + ")\n"
}

/// What the playthrough shows, in words.
fn claim(story: &Story, fact: Fact, name: &str) -> String {
    match fact {
        Fact::Rule(rule) if !matches!(story.rules()[rule].claim, Claim::CanEnd(_)) => {
            format!("the rule `{}` is broken", story.rules()[rule].name)
        }
        Fact::DeadEnd(beat) => format!("no choice is open at `{}`", story.beat(beat).name),
        Fact::Trap(beat) => {
            format!("from here on no ending can be reached, in the loop of `{}`", story.beat(beat).name)
        }
        _ => format!("{name} is reachable"),
    }
}

/// A name for a file, another one for every fact.
fn file_name(fact: &str) -> String {
    const LONGEST: usize = 80;
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '/' | ' ');
    let safe = |c: char| match c {
        '/' => '.',
        c if c.is_ascii_alphanumeric() || c == '-' => c,
        _ => '_',
    };
    let name: String = fact.chars().take(LONGEST).map(safe).collect();
    if fact.len() <= LONGEST && fact.chars().all(is_plain) {
        return format!("proved_{name}");
    }
    // What was left out may tell two texts apart.
    format!("proved_{}_{}", name.trim_end_matches('_'), &blake3::hash(fact.as_bytes()).to_hex()[..8])
}
