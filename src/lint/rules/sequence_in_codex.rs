//! `sequence-in-codex`: a sequence where nothing is visited.

use crate::diagnostic::Severity;
use crate::lint::{Check, Example, Rule};

pub(super) const RULE: Rule = Rule {
    id: "sequence-in-codex",
    severity: Severity::Error,
    catches: "`{first:}`, `{cycle:}` or `{shuffle:}` in the text of a person or a rumour.",
    why: "Sequences go by visits to their beat. A page of the codex is looked up whenever the reader likes, which changes nothing.",
    example: Example::Declared {
        declarations: r#"
        rumours: {"toll": (title: "Who takes the toll", text: "The bridge belongs to {shuffle: nobody|the miller}.")},
    "#,
        beats: r#"
        "bridge": (text: "The miller shakes his head.", then: "set knows.toll", ending: "out"),
    "#,
    },
    instead: Example::Declared {
        declarations: r#"
        flags: ["paid"],
        rumours: {"toll": (title: "Who takes the toll", text: "The bridge belongs to {if paid}the miller{else}nobody{end}.")},
    "#,
        beats: r#"
        "bridge": (
            text: "The miller holds out his hat.",
            then: "set knows.toll",
            choices: {
                "pay": (text: "Pay.", then: "set paid", goto: "over"),
                "run": (text: "Run.", goto: "over"),
            },
        ),
        "over": (text: "On the far bank it is the same afternoon.", ending: "out"),
    "#,
    },
    check: Check::Loader,
};
