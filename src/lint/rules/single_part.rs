//! `single-part`: a sequence of one part.

use crate::diagnostic::Severity;
use crate::lint::{Check, Checked, Example, Report, Rule};
use crate::diagnostic::Fix;
use crate::lint::prose::{Says, sequences};

pub(super) const RULE: Rule = Rule {
    id: "single-part",
    severity: Severity::Warning,
    catches: "`{first:}`, `{cycle:}` or `{shuffle:}` with one part alone.",
    why: "It always shows the same; a bar was likely forgotten.",
    example: Example::Beats(r#"
        "door": (
            text: "The clock {cycle: ticks}.",
            choices: {
                "wait": (text: "Wait.", then: "nerve -= 1", goto: "door"),
                "leave": (text: "Leave.", goto: "garden"),
            },
        ),
        "garden": (text: "You are out among the bean rows.", ending: "out"),
    "#),
    instead: Example::Beats(r#"
        "door": (
            text: "The clock {cycle: ticks|tocks}.",
            choices: {
                "wait": (text: "Wait.", then: "nerve -= 1", goto: "door"),
                "leave": (text: "Leave.", goto: "garden"),
            },
        ),
        "garden": (text: "You are out among the bean rows.", ending: "out"),
    "#),
    check: Check::Local(check),
};

fn check(checked: &Checked, report: &mut Report) {
    for site in checked.prose.iter().filter(|site| site.says != Says::Declared) {
        for sequence in sequences(&site.text) {
            if let [part] = sequence.parts.as_slice() {
                let written = &site.text[part.clone()];
                let start = part.start + written.len() - written.trim_start().len();
                let end = start.max(part.start + written.trim_end().len());
                let message = format!("this `{{{}:}}` has one part, so it always shows the same", sequence.word);
                let edits = vec![
                    (site.span(sequence.range.start..start), String::new()),
                    (site.span(end..sequence.range.end), String::new()),
                ];
                let fix = Fix::removal("write the part alone", edits);
                let place = site.span(sequence.range.start..sequence.range.end);
                report.tell(RULE.at(place, message).hint("parts are separated by `|`").fix(fix));
            }
        }
    }
}
