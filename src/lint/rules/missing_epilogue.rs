//! `missing-epilogue`: an ending without an epilogue.

use crate::diagnostic::Severity;
use crate::lint::{Check, Example, Report, Rule, Sound};
use crate::source::Thing;
use crate::story::EndingId;

pub(super) const RULE: Rule = Rule {
    id: "missing-epilogue",
    severity: Severity::Warning,
    catches: "An ending that has no `epilogue`.",
    why: "The story stops without a last line.",
    example: Example::Declared {
        declarations: r#"
        endings: {"home": (title: "Home", hint: "Turn back.")},
    "#,
        beats: r#"
        "dune": (text: "You turn back.", ending: "home"),
    "#,
    },
    instead: Example::Declared {
        declarations: r#"
        endings: {"home": (title: "Home", hint: "Turn back.", epilogue: "The kettle was still warm.")},
    "#,
        beats: r#"
        "dune": (text: "You turn back.", ending: "home"),
    "#,
    },
    check: Check::Whole(check),
};

fn check(sound: &Sound, report: &mut Report) {
    for (id, ending) in (0..).map(EndingId).zip(sound.story.endings()) {
        if let Some(declared) = sound.declared(Thing::Ending(id)).filter(|_| ending.epilogue.is_empty()) {
            let message = format!("the ending `{}` has no epilogue", ending.id);
            report.tell(RULE.at(declared, message).hint("add the last line, as `epilogue: \"…\"`"));
        }
    }
}
