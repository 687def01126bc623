//! `unused-ending`: an ending that no beat leads to.

use crate::diagnostic::Severity;
use crate::lint::{Check, Example, Report, Rule, Sound};
use crate::source::{Role, Thing};
use crate::story::EndingId;

pub(super) const RULE: Rule = Rule {
    id: "unused-ending",
    severity: Severity::Warning,
    catches: "An ending with which no beat ends.",
    why: "Readers who collect endings will look for it in vain.",
    example: Example::Declared {
        declarations: r#"
        endings: {
            "home": (title: "Home", hint: "Turn back.", epilogue: "The kettle was still warm."),
            "sea": (title: "The Sea", hint: "Keep walking.", epilogue: "It was further than it looked."),
        },
    "#,
        beats: r#"
        "dune": (text: "You turn back.", ending: "home"),
    "#,
    },
    instead: Example::Declared {
        declarations: r#"
        endings: {
            "home": (title: "Home", hint: "Turn back.", epilogue: "The kettle was still warm."),
            "sea": (title: "The Sea", hint: "Keep walking.", epilogue: "It was further than it looked."),
        },
    "#,
        beats: r#"
        "dune": (
            text: "You hear the water.",
            choices: {"on": (text: "Keep walking.", goto: "shore"), "back": (text: "Turn back.", goto: "path")},
        ),
        "shore": (text: "You take off your shoes.", ending: "sea"),
        "path": (text: "You turn back.", ending: "home"),
    "#,
    },
    check: Check::Whole(check),
};

fn check(sound: &Sound, report: &mut Report) {
    for (id, ending) in (0..).map(EndingId).zip(sound.story.endings()) {
        if let Some(declared) = sound.declared(Thing::Ending(id)) && !sound.has(Thing::Ending(id), &[Role::Leads]) {
            let message = format!("no beat ends with `{}`", ending.id);
            report.tell(RULE.at(declared, message).hint("give a beat this ending, or delete it"));
        }
    }
}
