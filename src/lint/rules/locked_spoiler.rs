//! `locked-spoiler`: a lock that gives away what it guards.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::diagnostic::Severity;
use crate::lint::{Check, Example, Report, Rule, Sound};
use crate::lint::prose::{ProseSite, Says};
use crate::lint::space::Space;
use crate::story::{BeatId, BitId, By, Condition, ConditionId, Effect, Stretch, Way};

pub(super) const RULE: Rule = Rule {
    id: "locked-spoiler",
    severity: Severity::Warning,
    catches: "The reason of a locked choice that says the name of somebody who may not have been met yet, or the title of a rumour that may not be known yet.",
    why: "The reason is shown to those who cannot take the choice, and so to those who do not know.",
    example: Example::Beats(r#"
        "door": (
            text: "A woman sits on the step, shelling peas.",
            choices: {
                "help": (text: "Help her.", when: "nerve >= 8", locked: "Ada Hale likes to be left alone.", then: "set met_ada", goto: "garden"),
                "pass": (text: "Step over the bowl.", goto: "garden"),
            },
        ),
        "garden": (text: "You are out among the bean rows.", ending: "out"),
    "#),
    instead: Example::Beats(r#"
        "door": (
            text: "A woman sits on the step, shelling peas.",
            choices: {
                "help": (text: "Help her.", when: "nerve >= 8", locked: "She looks as if she likes to be left alone.", then: "set met_ada", goto: "garden"),
                "pass": (text: "Step over the bowl.", goto: "garden"),
            },
        ),
        "garden": (text: "You are out among the bean rows.", ending: "out"),
    "#),
    check: Check::Whole(check),
};

fn check(sound: &Sound, report: &mut Report) {
    let secrets = secrets(sound);
    for id in sound.choices() {
        let choice = sound.story.choice(id);
        let (Some(when), Some(_)) = (choice.when, choice.locked) else { continue };
        let Some(locked) = sound.choice(id).and_then(|choice| choice.get("locked")) else { continue };
        let site = ProseSite { says: Says::Aside, at: locked, text: locked.text().unwrap_or_default() };
        for secret in &secrets {
            if let Some(place) = said(&site, &secret.words)
                && can_be_locked_without(sound, when, secret.bit)
                && can_come_without(sound, choice.beat, secret.bit)
            {
                report.tell(RULE.at(site.span(place), &*secret.message).hint("say it so that only those understand who know"));
                break;
            }
        }
    }
}

/// Words that stand for something a flag guards.
struct Secret {
    words: Vec<String>,
    bit: BitId,
    message: String,
}

fn secrets(sound: &Sound) -> Vec<Secret> {
    let story = sound.story;
    let people = story.people().iter().filter_map(|person| {
        let first = person.name.split(' ').next().filter(|first| first.chars().count() > 3).map(str::to_owned);
        let message = format!("this may be read before the reader has met {}", person.name);
        let words = [person.name.clone()].into_iter().chain(first).filter(|word| !word.is_empty()).collect();
        // Where more than a flag decides, it cannot be told what the reader knows.
        let Condition::Bit { bit, is: true } = *story.condition(person.met?) else { return None };
        Some(Secret { words, bit, message })
    });
    let flags = &story.flags()[story.flags().len() - story.rumours().len()..];
    let rumours = story.rumours().iter().zip(flags).filter(|(rumour, _)| rumour.title.contains(' '));
    let rumours = rumours.map(|(rumour, flag)| Secret {
        words: vec![rumour.title.clone()],
        bit: flag.bit,
        message: format!("this may be read before the rumour `{}` is known", rumour.id),
    });
    people.chain(rumours).collect()
}

/// Where one of the words is said, whatever the state.
fn said(site: &ProseSite, words: &[String]) -> Option<Range<usize>> {
    let is_part = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let straight = |c: char| match c {
        '’' | '‘' => '\'',
        '“' | '”' => '"',
        c => c,
    };
    let words = words.iter().map(|word| word.chars().map(straight).collect::<String>());
    let runs = site.runs();
    let plain = || runs.iter().filter(|run| run.depth == 0);
    words.into_iter().find_map(|word| {
        plain().find_map(|run| {
            let text = &site.text[run.range.clone()];
            let at = text.find(&word)?;
            let is_whole = !is_part(text[..at].chars().next_back()) && !is_part(text[at + word.len()..].chars().next());
            is_whole.then_some(run.range.start + at..run.range.start + at + word.len())
        })
    })
}

/// Whether the condition can fail while the flag is not set.
fn can_be_locked_without(sound: &Sound, when: ConditionId, bit: BitId) -> bool {
    let space = Space::of(sound.story, &[when], &[]).filter(Space::is_exact);
    space.is_some_and(|space| space.any(|values| !values.holds(when) && !values.bit(bit)))
}

/// Whether some way leads from the start to the beat on which nothing sets the flag and no choice needs it.
fn can_come_without(sound: &Sound, beat: BeatId, bit: BitId) -> bool {
    let sets = |effects: Stretch| sound.story.effects(effects).contains(&Effect::SetBit { bit, is: true });
    let mut seen = BTreeSet::new();
    let mut open = vec![sound.story.start()];
    while let Some(id) = open.pop() {
        if sets(sound.story.beat(id).then) || !seen.insert(id) {
            continue;
        }
        if id == beat {
            return true;
        }
        let is_free = |way: &&Way| match way.by {
            By::Choice(choice) => {
                let choice = sound.story.choice(choice);
                !sets(choice.then) && choice.when.is_none_or(|when| can_hold_without(sound, when, bit))
            }
            By::Goto | By::Chance(_) => true,
            // What happens in a detour is not followed.
            By::Return(_) => false,
        };
        open.extend(sound.flow().ways(id).iter().filter(is_free).map(|way| way.to));
    }
    false
}

fn can_hold_without(sound: &Sound, when: ConditionId, bit: BitId) -> bool {
    let space = Space::of(sound.story, &[when], &[]);
    space.is_some_and(|space| space.any(|values| values.holds(when) && !values.bit(bit)))
}
