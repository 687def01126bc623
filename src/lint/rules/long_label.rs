//! `long-label`: a choice too long to be taken in at a glance.

use crate::diagnostic::Severity;
use crate::lint::{Check, Checked, Example, Report, Rule};
use crate::lint::branches::{fewest_words, most_words};

pub(super) const RULE: Rule = Rule {
    id: "long-label",
    severity: Severity::Warning,
    catches: "A choice whose text is longer than 20 words.",
    why: "Choices are read side by side and weighed against each other; a long one is skimmed, or hides what it does.",
    example: Example::Beats(r#"
        "door": (
            text: "The bell has a paper tag.",
            choices: {
                "ring": (text: "Ring it, wait, ring it again, and then, since nobody comes, try whether the handle gives way under your hand, just a little.", goto: "garden"),
                "leave": (text: "Leave it.", then: "nerve -= 1", goto: "garden"),
            },
        ),
        "garden": (text: "You are out among the bean rows.", ending: "out"),
    "#),
    instead: Example::Beats(r#"
        "door": (
            text: "The bell has a paper tag.",
            choices: {
                "ring": (text: "Ring twice, then try the handle.", goto: "garden"),
                "leave": (text: "Leave it.", then: "nerve -= 1", goto: "garden"),
            },
        ),
        "garden": (text: "You are out among the bean rows.", ending: "out"),
    "#),
    check: Check::Local(check),
};

/// A choice may be this long.
const MOST_WORDS: usize = 20;

fn check(checked: &Checked, report: &mut Report) {
    let Some(draft) = checked.draft() else { return };
    for id in draft.choices() {
        let label = draft.story.choice(id).text;
        // In a draft, conditions may be filled with others.
        let count = if checked.compiled.story.is_some() { most_words } else { fewest_words };
        let words = count(draft.story, label);
        if words > MOST_WORDS && let Some(at) = draft.choice(id).and_then(|choice| choice.get("text")) {
            let message = format!("this choice has {words} words; {MOST_WORDS} are read at a glance");
            report.tell(RULE.at(at.value(), message).hint("say what is done, and leave the rest to the text behind it"));
        }
    }
}
