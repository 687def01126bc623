//! `never-read`: something that is changed and never asked.

use crate::diagnostic::Severity;
use crate::lint::{Check, Example, Report, Rule, Sound};
use crate::source::{Role, Thing};
use crate::story::{EnumId, FlagId, StatId};

pub(super) const RULE: Rule = Rule {
    id: "never-read",
    severity: Severity::Warning,
    catches: "A flag, a stat or an enum that effects change, and no condition, no prose and no picture reads.",
    why: "Whatever the reader did to it makes no difference.",
    example: Example::Declared {
        declarations: r#"
        flags: ["fed_cat"],
    "#,
        beats: r#"
        "stove": (
            text: "The cat watches you.",
            choices: {
                "feed": (text: "Feed it.", then: "set fed_cat", goto: "yard"),
                "leave": (text: "Leave.", goto: "yard"),
            },
        ),
        "yard": (text: "It snows.", ending: "out"),
    "#,
    },
    instead: Example::Declared {
        declarations: r#"
        flags: ["fed_cat"],
    "#,
        beats: r#"
        "stove": (
            text: "The cat watches you.",
            choices: {
                "feed": (text: "Feed it.", then: "set fed_cat", goto: "yard"),
                "leave": (text: "Leave.", goto: "yard"),
            },
        ),
        "yard": (text: "It snows. {if fed_cat}Something small walks beside you.{end}", ending: "out"),
    "#,
    },
    check: Check::Whole(check),
};

const READ: [Role; 3] = [Role::Uses, Role::Asks, Role::Shows];

fn check(sound: &Sound, report: &mut Report) {
    let story = sound.story;
    let flags = (0..).map(FlagId).zip(story.flags()).map(|(id, flag)| (Thing::Flag(id), &flag.name));
    let stats = (0..).map(StatId).zip(story.stats()).map(|(id, stat)| (Thing::Stat(id), &stat.name));
    let enums = (0..).map(EnumId).zip(story.enums()).map(|(id, declared)| (Thing::Enum(id), &declared.name));
    for (thing, name) in flags.chain(stats).chain(enums) {
        let set = sound.mentions_of(thing).iter().find(|mention| mention.role == Role::Sets);
        if let (Some(set), Some(declared)) = (set, sound.declared(thing)) && !sound.has(thing, &READ) {
            let message = format!("`{name}` is changed, but nothing ever asks for it");
            let hint = "ask for it in a condition or show it in prose, or delete it with the effects on it";
            report.tell(RULE.at(declared, message).also(set.span, "it is changed here").hint(hint));
        }
    }
}
