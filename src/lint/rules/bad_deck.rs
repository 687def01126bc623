//! `bad-deck`: a deck that deals nothing.

use crate::diagnostic::Severity;
use crate::lint::{Check, Example, Rule};

pub(super) const RULE: Rule = Rule {
    id: "bad-deck",
    severity: Severity::Error,
    catches: "A deck without cards, or one that offers none.",
    why: "There would be nothing to draw, and the beat would be a dead end.",
    example: Example::Beats(r#"
        "attic": (
            text: "Boxes, and dust on them.",
            deck: (
                offer: 0,
                cards: {
                    "letters": (text: "Open the box of letters.", goto: "attic"),
                    "hats": (text: "Try on the hats.", goto: "attic"),
                },
            ),
            choices: {"down": (text: "Go down again.", goto: "garden")},
        ),
        "garden": (text: "You are out among the bean rows.", ending: "out"),
    "#),
    instead: Example::Beats(r#"
        "attic": (
            text: "Boxes, and dust on them.",
            deck: (
                offer: 1,
                cards: {
                    "letters": (text: "Open the box of letters.", goto: "attic"),
                    "hats": (text: "Try on the hats.", goto: "attic"),
                },
            ),
            choices: {"down": (text: "Go down again.", goto: "garden")},
        ),
        "garden": (text: "You are out among the bean rows.", ending: "out"),
    "#),
    check: Check::Loader,
};
