//! `deck-too-small`: a deck that offers more cards than it has.

use crate::diagnostic::Severity;
use crate::lint::{Check, Example, Report, Rule, Sound};
use crate::lint::flow::beats;

pub(super) const RULE: Rule = Rule {
    id: "deck-too-small",
    severity: Severity::Warning,
    catches: "A deck whose `offer` is greater than the number of its cards.",
    why: "Nothing is ever drawn: all its cards are always offered. A card was likely forgotten.",
    example: Example::Beats(r#"
        "attic": (
            text: "Boxes, and dust on them.",
            deck: (
                offer: 3,
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
                offer: 2,
                cards: {
                    "letters": (text: "Open the box of letters.", goto: "attic"),
                    "hats": (text: "Try on the hats.", goto: "attic"),
                    "skates": (text: "Sharpen the skates.", goto: "attic"),
                },
            ),
            choices: {"down": (text: "Go down again.", goto: "garden")},
        ),
        "garden": (text: "You are out among the bean rows.", ending: "out"),
    "#),
    check: Check::Whole(check),
};

fn check(sound: &Sound, report: &mut Report) {
    for beat in beats(sound.story) {
        let Some(deck) = sound.story.beat(beat).deck else { continue };
        let cards = deck.cards.range().len();
        if usize::from(deck.offer) > cards && let Some(at) = sound.beat(beat).and_then(|beat| beat.get("deck")) {
            let message = format!("this deck offers {} cards and has {cards}", deck.offer);
            report.tell(RULE.at(at.child("offer").value(), message).hint("write more cards, or offer fewer"));
        }
    }
}
