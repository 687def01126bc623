//! `bad-rule`: a rule of the story that says nothing, or two things.

use crate::diagnostic::Severity;
use crate::lint::{Check, Example, Rule};

pub(super) const RULE: Rule = Rule {
    id: "bad-rule",
    severity: Severity::Error,
    catches: "A rule under `rules` with none or more than one of `always`, `never`, `at`, `can_end`, `before`, `never_falls`, `never_rises` and `costs`, or with a field that belongs to another kind.",
    why: "It could not be said whether such a rule holds.",
    example: Example::Declared {
        declarations: r#"
        rules: {"no_debts": (about: "Nobody leaves in debt.")},
    "#,
        beats: r#"
        "till": (text: "You count the till.", ending: "out"),
    "#,
    },
    instead: Example::Declared {
        declarations: r#"
        rules: {"way_home": (about: "One can always go home.", can_end: "out")},
    "#,
        beats: r#"
        "till": (text: "You count the till.", ending: "out"),
    "#,
    },
    check: Check::Loader,
};
