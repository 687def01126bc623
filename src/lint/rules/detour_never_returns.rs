//! `detour-never-returns`: a detour that never comes back.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::Severity;
use crate::lint::{Check, Example, Report, Rule, Sound};
use crate::story::{BeatId, By, DetourStart, Exit, Way};

pub(super) const RULE: Rule = Rule {
    id: "detour-never-returns",
    severity: Severity::Warning,
    catches: "A detour from whose first beat no way leads to a beat with `return: true`.",
    why: "What should follow the detour is never read by this way.",
    example: Example::Beats(r#"
        "door": (text: "You hear music.", detour: "band", goto: "street"),
        "band": (text: "A brass band has lost its way.", ending: "out"),
        "street": (text: "It is quiet again.", ending: "out"),
    "#),
    instead: Example::Beats(r#"
        "door": (text: "You hear music.", detour: "band", goto: "street"),
        "band": (text: "A brass band has lost its way.", return: true),
        "street": (text: "It is quiet again.", ending: "out"),
    "#),
    check: Check::Whole(check),
};

fn check(sound: &Sound, report: &mut Report) {
    let mut returns = BTreeMap::new();
    for detour in sound.story.detours() {
        if !*returns.entry(detour.via).or_insert_with(|| can_return(sound, detour.via)) {
            let owner = match detour.from {
                DetourStart::Beat(beat) => sound.beat(beat),
                DetourStart::Choice(choice) => sound.choice(choice),
            };
            if let Some(at) = owner.and_then(|owner| owner.get("detour")) {
                let message = "no way leads back from this detour";
                report.tell(RULE.at(at.value(), message).hint("end its thread with `return: true`, or write a plain `goto`"));
            }
        }
    }
}

/// Whether a beat with `return` can be read before any other detour is begun, or behind one.
fn can_return(sound: &Sound, via: BeatId) -> bool {
    let mut seen = BTreeSet::new();
    let mut open = vec![via];
    while let Some(id) = open.pop() {
        if !seen.insert(id) {
            continue;
        }
        let beat = sound.story.beat(id);
        if beat.exit == Exit::Return {
            return true;
        }
        let begins = |way: &&Way| match way.by {
            By::Choice(choice) => sound.story.choice(choice).detour.is_some(),
            By::Goto => beat.detour.is_some(),
            By::Chance(_) | By::Return(_) => false,
        };
        // A detour inside this one returns by itself, and the way goes on behind it.
        open.extend(sound.flow().ways(id).iter().filter(|way| !begins(way)).map(|way| way.to));
    }
    false
}
