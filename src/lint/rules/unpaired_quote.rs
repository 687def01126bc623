//! `unpaired-quote`: a quotation mark without its other half.

use std::ops::Range;

use crate::diagnostic::Severity;
use crate::lint::{Check, Checked, Example, Report, Rule};
use crate::lint::prose::{ProseSite, Says};

pub(super) const RULE: Rule = Rule {
    id: "unpaired-quote",
    severity: Severity::Warning,
    catches: "A paragraph with an odd number of straight quotation marks. One that goes on in the next paragraph, which opens with a mark again, is left alone.",
    why: "Straight marks are set as opening and closing ones; behind a forgotten one they may all be the wrong way around.",
    example: Example::Beats(r#"
        "door": (text: "\"You are late, she says.", ending: "out"),
    "#),
    instead: Example::Beats(r#"
        "door": (text: "\"You are late,\" she says.", ending: "out"),
    "#),
    check: Check::Local(check),
};

fn check(checked: &Checked, report: &mut Report) {
    for site in &checked.prose {
        if !site.text.contains('"') {
            continue;
        }
        let paragraphs = paragraphs(&site.text);
        for (at, paragraph) in paragraphs.iter().enumerate() {
            let goes_on = match paragraphs.get(at + 1) {
                Some(next) => site.text[next.clone()].starts_with('"'),
                // What follows stands in another beat.
                None => goes_on_elsewhere(site),
            };
            let is_speech = site.text[paragraph.clone()].starts_with('"');
            if let Some(mark) = unpaired(site, paragraph).filter(|_| !(is_speech && goes_on)) {
                let message = "this quotation mark has no other half in its paragraph";
                report.tell(RULE.at(site.span(mark..mark + 1), message));
            }
        }
    }
}

/// Whether the text is that of a beat which another follows at once.
fn goes_on_elsewhere(site: &ProseSite) -> bool {
    let owner = site.at.index.parent(site.at.node);
    let has = |key: &str| owner.is_some_and(|owner| site.at.index.child(owner, key).is_some());
    site.says == Says::Beat && ["goto", "chance", "detour", "return"].iter().any(|key| has(key))
}

/// Without the space around them.
fn paragraphs(text: &str) -> Vec<Range<usize>> {
    let (mut found, mut start, mut at) = (Vec::new(), 0, 0);
    for line in text.split_inclusive('\n') {
        if line.trim().is_empty() {
            found.push(start..at);
            start = at + line.len();
        }
        at += line.len();
    }
    found.push(start..at);
    let trimmed = found.into_iter().map(|range| {
        let paragraph = &text[range.clone()];
        let start = range.end - paragraph.trim_start().len();
        start..start + paragraph.trim().len()
    });
    trimmed.filter(|range| !range.is_empty()).collect()
}

/// The mark that is too many, if there surely is one. Where one stands in braces, what is shown differs from time to time.
fn unpaired(site: &ProseSite, paragraph: &Range<usize>) -> Option<usize> {
    let text = &site.text[paragraph.clone()];
    let marks: Vec<usize> = text.match_indices('"').map(|(at, _)| at).collect();
    let before = |at: usize| text[..at].chars().next_back();
    let is_measure = marks.iter().any(|&at| before(at).is_some_and(|c| c.is_ascii_digit()));
    if marks.len().is_multiple_of(2) || is_measure || text.contains(['“', '”', '„', '«', '»']) {
        return None;
    }
    let runs = site.runs();
    let is_plain = |at: usize| runs.iter().any(|run| run.depth == 0 && run.range.contains(&(paragraph.start + at)));
    if !marks.iter().all(|&at| is_plain(at)) {
        return None;
    }
    let opens = |at: usize| before(at).is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '[' | '—' | '-'));
    let wrong = (0..marks.len()).find(|&at| opens(marks[at]) != (at % 2 == 0));
    let mark = match wrong {
        // Where one should close, the next opens: the one before it was never closed.
        Some(at) if at % 2 == 1 => marks[at - 1],
        Some(at) => marks[at],
        None => *marks.last()?,
    };
    Some(paragraph.start + mark)
}
