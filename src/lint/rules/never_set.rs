//! `never-set`: something that is asked and never changes.

use std::collections::BTreeSet;

use crate::diagnostic::Severity;
use crate::lint::{Check, Example, Report, Rule, Sound};
use crate::source::{Role, Thing};
use crate::story::{BitId, Effect, EnumId, FlagId, RumourId, StatId};

pub(super) const RULE: Rule = Rule {
    id: "never-set",
    severity: Severity::Warning,
    catches: "A flag, a rumour, a stat, an enum or a word of one that conditions ask or prose shows, and no effect ever sets.",
    why: "The answer is always the same, so what depends on it is always read, or never.",
    example: Example::Declared {
        declarations: r#"
        flags: ["fed_cat"],
    "#,
        beats: r#"
        "stove": (text: "{if fed_cat}The cat ignores you.{else}The cat watches you.{end}", ending: "out"),
    "#,
    },
    instead: Example::Declared {
        declarations: r#"
        flags: ["fed_cat"],
    "#,
        beats: r#"
        "stove": (
            text: "{if fed_cat}The cat ignores you.{else}The cat watches you.{end}",
            choices: {
                "feed": (text: "Feed it.", then: "set fed_cat", goto: "stove"),
                "leave": (text: "Leave.", goto: "yard"),
            },
        ),
        "yard": (text: "It snows.", ending: "out"),
    "#,
    },
    check: Check::Whole(check),
};

const READ: [Role; 3] = [Role::Uses, Role::Asks, Role::Shows];

fn check(sound: &Sound, report: &mut Report) {
    let story = sound.story;
    let set = set_bits(sound);
    let rumours = story.rumours().len();
    let declared = story.flags().len() - rumours;
    for (at, flag) in (0..).zip(story.flags()) {
        let thing = match (at as usize).checked_sub(declared) {
            Some(rumour) => Thing::Rumour(RumourId(rumour as u32)),
            None => Thing::Flag(FlagId(at)),
        };
        if !set.contains(&flag.bit) {
            let hint = format!("set it by an effect, `set {}`, or ask for something else", flag.name);
            tell(sound, thing, (format!("`{}` is asked, but nothing ever sets it", flag.name), hint), report);
        }
    }
    for (id, stat) in (0..).map(StatId).zip(story.stats()) {
        if !sound.has(Thing::Stat(id), &[Role::Sets]) {
            let message = format!("`{}` is asked, but nothing ever changes it: it is always {}", stat.name, stat.start);
            let hint = format!("change it by an effect, as in `{} += 1`, or ask for something else", stat.name);
            tell(sound, Thing::Stat(id), (message, hint), report);
        }
    }
    for (id, declared) in (0..).map(EnumId).zip(story.enums()) {
        if !sound.has(Thing::Enum(id), &[Role::Sets]) {
            let word = &declared.words[usize::from(declared.start)];
            let message = format!("`{}` is asked, but nothing ever changes it: it is always `{word}`", declared.name);
            let other = declared.words.iter().find(|other| *other != word).unwrap_or(word);
            let hint = format!("change it by an effect, as in `{} = {other}`, or ask for something else", declared.name);
            tell(sound, Thing::Enum(id), (message, hint), report);
            continue;
        }
        for (at, word) in (0..).zip(&declared.words).filter(|(at, _)| *at != declared.start) {
            if !sound.has(Thing::Word(id, at), &[Role::Sets]) {
                let message = format!("it is asked whether `{}` is `{word}`, but nothing ever makes it so", declared.name);
                let hint = format!("make it so by an effect, `{} = {word}`, or ask for another word", declared.name);
                tell(sound, Thing::Word(id, at), (message, hint), report);
            }
        }
    }
}

/// The flags that some effect sets.
fn set_bits(sound: &Sound) -> BTreeSet<BitId> {
    let effects = sound.effect_lists().flat_map(|list| sound.story.effects(list));
    effects.filter_map(|effect| match *effect {
        Effect::SetBit { bit, is: true } => Some(bit),
        _ => None,
    }).collect()
}

/// Tells of it where it is declared, if anything reads it.
fn tell(sound: &Sound, thing: Thing, (message, hint): (String, String), report: &mut Report) {
    let read = sound.mentions_of(thing).iter().find(|mention| READ.contains(&mention.role));
    if let (Some(read), Some(declared)) = (read, sound.declared(thing)) {
        report.tell(RULE.at(declared, message).also(read.span, "it is read here").hint(hint));
    }
}
