//! `invisible-character`: a character that nobody can see.

use crate::diagnostic::Severity;
use crate::lint::{Check, Checked, Example, Report, Rule};
use crate::diagnostic::Fix;
use crate::lint::example::letter;

pub(super) const RULE: Rule = Rule {
    id: "invisible-character",
    severity: Severity::Warning,
    catches: "A zero-width space, a word joiner, a soft hyphen or the like beside Latin letters.",
    why: "Most come along from other programs. They part words where no eye sees it, and no search finds such a word.",
    example: Example::Made {
        shown: "a zero-width space (U+200B) in \"Dear Ada\"",
        files: || letter("Dear\u{200b} Ada,".as_bytes()),
    },
    instead: Example::Made {
        shown: "the same without it",
        files: || letter(b"Dear Ada,"),
    },
    check: Check::Local(check),
};

fn check(checked: &Checked, report: &mut Report) {
    for site in &checked.prose {
        for (at, c) in site.text.char_indices().filter(|&(_, c)| is_invisible(c)) {
            let end = at + c.len_utf8();
            if !joins_others(&site.text, at, end) {
                let place = site.span(at..end);
                let message = format!("there is an invisible character here (U+{:04X})", u32::from(c));
                report.tell(RULE.at(place, message).hint("delete it").fix(Fix::safe("delete it", place, "")));
            }
        }
    }
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{34f}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
}

/// Whether the character stands beside a letter of a script, or a sign such as an emoji, that may need it.
fn joins_others(text: &str, start: usize, end: usize) -> bool {
    let is_other = |c: Option<char>| c.is_some_and(|c| c > '\u{24f}' && !is_invisible(c) && !matches!(c, '\u{2010}'..='\u{2027}'));
    is_other(text[..start].chars().next_back()) || is_other(text[end..].chars().next())
}
