//! `same-outcome`: two choices that come to the same.

use crate::diagnostic::Severity;
use crate::lint::{Check, Example, Report, Rule, Sound};
use crate::source::At;
use crate::story::{Choice, ChoiceId};

pub(super) const RULE: Rule = Rule {
    id: "same-outcome",
    severity: Severity::Warning,
    catches: "Two choices of one beat that can be taken together and lead to the same beat with the same effects and the same echo.",
    why: "If they also say the same, one is a copy. If not, the reader is asked and the answer is thrown away: nothing later can tell which it was.",
    example: Example::Beats(r#"
        "door": (
            text: "The dog looks at you.",
            choices: {
                "pat": (text: "Pat it.", goto: "garden"),
                "praise": (text: "Praise it.", goto: "garden"),
            },
        ),
        "garden": (text: "You are out among the bean rows.", ending: "out"),
    "#),
    instead: Example::Beats(r#"
        "door": (
            text: "The dog looks at you.",
            choices: {
                "pat": (text: "Pat it.", echo: "It leans against your knee.", goto: "garden"),
                "praise": (text: "Praise it.", echo: "It knows.", goto: "garden"),
            },
        ),
        "garden": (text: "You are out among the bean rows.", ending: "out"),
    "#),
    check: Check::Whole(check),
};

fn check(sound: &Sound, report: &mut Report) {
    for beat in sound.story.beats() {
        let choices: Vec<ChoiceId> = beat.exit.choices().collect();
        for (at, &later) in choices.iter().enumerate() {
            let same = choices[..at].iter().find_map(|&first| Some((first, likeness(sound, first, later)?)));
            if let Some((first, likeness)) = same {
                tell(sound, first, later, likeness, report);
            }
        }
    }
}

#[derive(PartialEq)]
enum Likeness {
    Copy,
    SameOutcome,
}

fn likeness(sound: &Sound, first: ChoiceId, later: ChoiceId) -> Option<Likeness> {
    let story = sound.story;
    let (one, other) = (story.choice(first), story.choice(later));
    let detour = |choice: &Choice| choice.detour.map(|id| story.detour(id).via);
    let is_alike = one.goto == other.goto
        && detour(one) == detour(other)
        && one.fallback == other.fallback
        && one.once.is_none()
        && other.once.is_none()
        && story.effects(one.then) == story.effects(other.then);
    if !is_alike {
        return None;
    }
    let (one, other) = (sound.choice(first)?, sound.choice(later)?);
    let written = |at: At<'_>, key: &str| at.get(key).and_then(|at| at.text()).map(|text| text.trim().to_owned());
    let is_same = |key: &str| written(one, key) == written(other, key);
    let is_free = |at: At<'_>| at.get("when").is_none();
    match is_same("echo") {
        true if is_same("text") => (is_same("when") || is_free(one) || is_free(other)).then_some(Likeness::Copy),
        true => is_same("when").then_some(Likeness::SameOutcome),
        false => None,
    }
}

fn tell(sound: &Sound, first: ChoiceId, later: ChoiceId, likeness: Likeness, report: &mut Report) {
    let (Some(one), Some(other)) = (sound.choice(first), sound.choice(later)) else { return };
    let name = &sound.story.choice(first).name;
    let (message, hint) = match likeness {
        Likeness::Copy => (format!("this choice is a copy of `{name}`"), "delete one of them"),
        Likeness::SameOutcome => (
            format!("this choice comes to the same as `{name}`: nothing later can tell which was taken"),
            "give one an effect or an `echo`, or lead it elsewhere",
        ),
    };
    report.tell(RULE.at(other.key(), message).also(one.key(), "the other is here").hint(hint));
}
