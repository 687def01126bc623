//! `spaced-punctuation`: a space before a comma or a full stop.

use std::ops::Range;

use crate::diagnostic::Severity;
use crate::lint::{Check, Checked, Example, Report, Rule};
use crate::diagnostic::Fix;

pub(super) const RULE: Rule = Rule {
    id: "spaced-punctuation",
    severity: Severity::Warning,
    catches: "A space before `,`, `.`, `;`, `?` or `!`.",
    why: "A line may break at it, and begin with the sign.",
    example: Example::Beats(r#"
        "door": (text: "Nobody is home , it seems.", ending: "out"),
    "#),
    instead: Example::Beats(r#"
        "door": (text: "Nobody is home, it seems.", ending: "out"),
    "#),
    check: Check::Local(check),
};

fn check(checked: &Checked, report: &mut Report) {
    for site in &checked.prose {
        for run in site.runs() {
            for (gap, sign) in spaced(&site.text[run.range.clone()]) {
                let gap = site.span(run.range.start + gap.start..run.range.start + gap.end);
                let message = format!("there is a space before `{sign}`");
                report.tell(RULE.at(gap, message).fix(Fix::safe("delete the space", gap, "")));
            }
        }
    }
}

/// The gaps between a word and a sign, and the sign.
fn spaced(text: &str) -> Vec<(Range<usize>, char)> {
    let signs = text.match_indices([',', '.', ';', '?', '!']);
    signs.filter_map(|(at, sign)| Some((gap_before(text, at, sign)?, sign.chars().next()?))).collect()
}

fn gap_before(text: &str, at: usize, sign: &str) -> Option<Range<usize>> {
    let word = text[..at].trim_end_matches([' ', '\t', '\n']);
    let gap = &text[word.len()..at];
    let behind = &text[at + sign.len()..];
    let is_word = word.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '"' | '\'' | ')' | '’' | '”'));
    // An ellipsis, a number such as .5, a name such as .ron and an operator such as != stand where they like.
    let is_more = match sign {
        "." => behind.starts_with(|c: char| c.is_alphanumeric() || c == '.'),
        _ => behind.starts_with('='),
    };
    (is_word && !gap.is_empty() && gap.matches('\n').count() < 2 && !is_more).then_some(word.len()..at)
}
