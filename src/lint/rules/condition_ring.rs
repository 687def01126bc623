//! `condition-ring`: a named condition that asks itself.

use crate::diagnostic::Severity;
use crate::lint::{Check, Example, Rule};

pub(super) const RULE: Rule = Rule {
    id: "condition-ring",
    severity: Severity::Error,
    catches: "Named conditions that ask each other in a ring.",
    why: "Whether one holds would depend on whether it holds.",
    example: Example::Declared {
        declarations: r#"
        flags: ["rain", "umbrella"],
        named: {
            "dry": "not wet",
            "wet": "rain and not dry",
        },
    "#,
        beats: r#"
        "step": (
            text: "{if wet}You are wet through.{else}Not a drop.{end}",
            choices: {
                "fetch": (text: "Fetch the umbrella.", then: "set umbrella", goto: "step"),
                "wait": (text: "Wait.", then: "set rain", goto: "step"),
                "go": (text: "Go{if dry}, whistling{end}.", goto: "off"),
            },
        ),
        "off": (text: "The street shines.", ending: "out"),
    "#,
    },
    instead: Example::Declared {
        declarations: r#"
        flags: ["rain", "umbrella"],
        named: {
            "dry": "not wet",
            "wet": "rain and not umbrella",
        },
    "#,
        beats: r#"
        "step": (
            text: "{if wet}You are wet through.{else}Not a drop.{end}",
            choices: {
                "fetch": (text: "Fetch the umbrella.", then: "set umbrella", goto: "step"),
                "wait": (text: "Wait.", then: "set rain", goto: "step"),
                "go": (text: "Go{if dry}, whistling{end}.", goto: "off"),
            },
        ),
        "off": (text: "The street shines.", ending: "out"),
    "#,
    },
    check: Check::Loader,
};
