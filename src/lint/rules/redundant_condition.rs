//! `redundant-condition`: a part of a condition that adds nothing.

use crate::diagnostic::Severity;
use crate::lint::{Check, Example, Report, Rule, Sound};
use crate::diagnostic::{Fix, Span};
use crate::lint::conditions::Fault;
use crate::story::ConditionId;

pub(super) const RULE: Rule = Rule {
    id: "redundant-condition",
    severity: Severity::Warning,
    catches: "A part of an `and` or `or` without which the condition says the same.",
    why: "It makes the condition look stricter, or wider, than it is.",
    example: Example::Beats(r#"
        "door": (
            text: "The plank bends over the ditch.",
            choices: {
                "cross": (text: "Cross.", when: "nerve >= 3 and nerve >= 2", goto: "garden"),
                "stay": (text: "Stay on this side.", then: "nerve += 1", goto: "door"),
            },
        ),
        "garden": (text: "You are out among the bean rows.", ending: "out"),
    "#),
    instead: Example::Beats(r#"
        "door": (
            text: "The plank bends over the ditch.",
            choices: {
                "cross": (text: "Cross.", when: "nerve >= 3", goto: "garden"),
                "stay": (text: "Stay on this side.", then: "nerve += 1", goto: "door"),
            },
        ),
        "garden": (text: "You are out among the bean rows.", ending: "out"),
    "#),
    check: Check::Whole(check),
};

fn check(sound: &Sound, report: &mut Report) {
    for fault in sound.condition_faults() {
        let Fault::Redundant { part, beside, is_first } = *fault else { continue };
        let place = in_brackets(sound, part);
        let beside = in_brackets(sound, beside);
        let gone = match is_first {
            true => Span { end: beside.start, ..place },
            false => Span { start: beside.end, ..place },
        };
        let message = format!("`{}` adds nothing to the rest of the condition", sound.text(place));
        report.tell(RULE.at(place, message).fix(Fix::safe("leave it out", gone, "")));
    }
}

/// Where one of several parts is written, with the brackets around it: the place of a name leaves them out.
fn in_brackets(sound: &Sound, part: ConditionId) -> Span {
    let mut span = sound.written.condition(part);
    let text = sound.sources.text(span.file);
    let count = |span: Span, bracket: char| text[span.range()].matches(bracket).count();
    loop {
        let (before, behind) = (text[..span.range().start].trim_end(), text[span.range().end..].trim_start());
        let is_open = count(span, '(') > count(span, ')');
        if !behind.starts_with(')') || !(is_open || before.ends_with('(')) {
            return span;
        }
        let start = if is_open { span.range().start } else { before.len() - 1 };
        span = sound.sources.span(span.file, start..text.len() - behind.len() + 1);
    }
}
