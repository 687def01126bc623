//! `duplicate-key`: a card and a choice of one name.

use crate::diagnostic::Severity;
use crate::lint::{Check, Example, Rule};

pub(super) const RULE: Rule = Rule {
    id: "duplicate-key",
    severity: Severity::Error,
    catches: "A card of a deck that is called like a choice of the same beat.",
    why: "Saves and walkthroughs name choices; this name would stand for two.",
    example: Example::Beats(r#"
        "attic": (
            text: "Boxes, and dust on them.",
            deck: (offer: 1, cards: {
                "hats": (text: "Try on the hats.", goto: "attic"),
                "maps": (text: "Unroll the maps.", goto: "attic"),
            }),
            choices: {"hats": (text: "Put the hats away and go.", goto: "garden")},
        ),
        "garden": (text: "You are out among the bean rows.", ending: "out"),
    "#),
    instead: Example::Beats(r#"
        "attic": (
            text: "Boxes, and dust on them.",
            deck: (offer: 1, cards: {
                "hats": (text: "Try on the hats.", goto: "attic"),
                "maps": (text: "Unroll the maps.", goto: "attic"),
            }),
            choices: {"leave": (text: "Put the hats away and go.", goto: "garden")},
        ),
        "garden": (text: "You are out among the bean rows.", ending: "out"),
    "#),
    check: Check::Loader,
};
