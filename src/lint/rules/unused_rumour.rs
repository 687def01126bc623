//! `unused-rumour`: a rumour that nobody ever hears.

use crate::diagnostic::Severity;
use crate::lint::{Check, Example, Report, Rule, Sound};
use crate::source::Thing;
use crate::story::RumourId;

pub(super) const RULE: Rule = Rule {
    id: "unused-rumour",
    severity: Severity::Warning,
    catches: "A rumour that no effect sets and no condition asks.",
    why: "It was written for readers, and none of them will ever read it.",
    example: Example::Declared {
        declarations: r#"
        rumours: {"toll": (title: "Who takes the toll", text: "The bridge belongs to nobody.")},
    "#,
        beats: r#"
        "bridge": (text: "A man holds out his hat.", ending: "out"),
    "#,
    },
    instead: Example::Declared {
        declarations: r#"
        rumours: {"toll": (title: "Who takes the toll", text: "The bridge belongs to nobody.")},
    "#,
        beats: r#"
        "bridge": (text: "A man holds out his hat. The miller shakes his head.", then: "set knows.toll", ending: "out"),
    "#,
    },
    check: Check::Whole(check),
};

fn check(sound: &Sound, report: &mut Report) {
    for (id, rumour) in (0..).map(RumourId).zip(sound.story.rumours()) {
        if let Some(declared) = sound.unmentioned(Thing::Rumour(id)) {
            let message = format!("nothing speaks of the rumour `{}`", rumour.id);
            report.tell(RULE.at(declared, message).hint("use it, or delete it"));
        }
    }
}
