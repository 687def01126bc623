//! Which texts are conditions and effects, how they are printed, and how prose over several lines is set.

use crate::source::edit::write_like;
use crate::source::expression::{meaning_of_condition, meaning_of_effects, print_condition, print_effects};
use crate::source::gaps::Gaps;
use crate::source::index::{Kind, NodeId};

/// The small languages inside texts.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Language {
    Condition,
    Effects,
    /// With conditions in its braces.
    Prose,
}

/// Where they stand: the first key from the root, and the key of the text or the name before the brackets around it, as in `check("…")`.
/// Without that name, each text directly inside.
const FIELDS: [(&str, Option<&str>, Language); 11] = [
    ("beats", Some("when"), Language::Condition),
    ("beats", Some("then"), Language::Effects),
    ("named", None, Language::Condition),
    ("rules", Some("always"), Language::Condition),
    ("rules", Some("never"), Language::Condition),
    ("rules", Some("require"), Language::Condition),
    ("rules", Some("unless"), Language::Condition),
    ("steps", Some("check"), Language::Condition),
    ("beats", Some("text"), Language::Prose),
    ("beats", Some("locked"), Language::Prose),
    ("beats", Some("echo"), Language::Prose),
];

/// A text as it is set `indentation` spaces in: a condition or effects anew, prose over several lines with each line in its place, any
/// other as it is written.
pub(super) fn set(gaps: Gaps<'_>, n: NodeId, indentation: usize) -> String {
    let written = &gaps.source[gaps.index.span(n)];
    let language = language(gaps, n);
    // Where escapes stand in a text, its bytes are not what it says.
    let is_plain = written.starts_with('r') || !written.contains('\\');
    let respelt = (language == Some(Language::Prose) && is_plain).then(|| respelt(written, print_condition));
    let written = respelt.as_deref().unwrap_or(written);
    if is_prose(written) {
        return set_prose(written, indentation);
    }
    let Some(text) = gaps.index.text(gaps.source, n) else { return written.to_owned() };
    let printed = match language {
        // One that was set on several lines is left to its writer.
        _ if text.contains('\n') => None,
        Some(Language::Condition) => print_condition(&text),
        Some(Language::Effects) => print_effects(&text),
        Some(Language::Prose) | None => None,
    };
    match printed {
        Some(printed) if printed != text => write_like(written, &printed),
        _ => written.to_owned(),
    }
}

/// What a text says, whatever its layout.
pub(super) fn meaning(gaps: Gaps<'_>, n: NodeId) -> String {
    let written = &gaps.source[gaps.index.span(n)];
    let mut text = gaps.index.text(gaps.source, n).unwrap_or_default();
    let language = language(gaps, n);
    if language == Some(Language::Prose) {
        text = respelt(&text, meaning_of_condition).into();
    }
    if is_prose(written) {
        return lines(&text).join("\n");
    }
    let meaning = match language {
        Some(Language::Condition) => meaning_of_condition(&text),
        Some(Language::Effects) => meaning_of_effects(&text),
        Some(Language::Prose) | None => None,
    };
    meaning.unwrap_or_else(|| text.into_owned())
}

/// Prose with the conditions of its `{if …}` and `{elif …}` printed anew; what cannot be read stays.
fn respelt(text: &str, print: impl Fn(&str) -> Option<String>) -> String {
    let mut set = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('{') {
        let (before, braces) = rest.split_at(at);
        set.push_str(before);
        let body = &braces[1..];
        let closed = body.find(['{', '}', '\n']).filter(|&end| body[end..].starts_with('}'));
        let head = closed.and_then(|end| {
            let (word, condition) = body[..end].trim_start().split_once(' ')?;
            let printed = print(condition).filter(|_| matches!(word, "if" | "elif"))?;
            Some((format!("{{{word} {printed}}}"), end + 2))
        });
        let (head, length) = head.unwrap_or_else(|| {
            let length = if braces.starts_with("{{") { 2 } else { 1 };
            (braces[..length].to_owned(), length)
        });
        set.push_str(&head);
        rest = &braces[length..];
    }
    set + rest
}

/// Whether a literal is raw and goes over several lines.
fn is_prose(written: &str) -> bool {
    written.starts_with('r') && written.contains('\n')
}

/// The lines of prose without the space around each, and without what stands on the lines of the quotation marks if that is nothing.
fn lines(text: &str) -> Vec<&str> {
    let mut lines: Vec<&str> = text.split('\n').map(|line| line.trim_matches([' ', '\t'])).collect();
    if lines.first().is_some_and(|first| first.is_empty()) {
        lines.remove(0);
    }
    lines.pop_if(|last| last.is_empty());
    lines
}

fn set_prose(written: &str, indentation: usize) -> String {
    let quote = written.find('"').unwrap_or(0);
    let (opening, rest) = written.split_at(quote + 1);
    let (body, closing) = rest.split_at(rest.len() - quote);
    let mut set = opening.to_owned() + "\n";
    // How far in each line stands: the least of them goes to its place, and what stands further in stays so much further in.
    let further_in = further_in(body);
    for (line, further_in) in lines(body).into_iter().zip(further_in) {
        if !line.is_empty() {
            set.extend(std::iter::repeat_n(' ', indentation + super::page::STEP + further_in));
            set.push_str(line);
        }
        set.push('\n');
    }
    set.extend(std::iter::repeat_n(' ', indentation));
    set + closing
}

/// How many columns each of [`lines`] stands further in than the one that stands least far in. A line that starts at the quotation mark
/// stands nowhere.
fn further_in(text: &str) -> Vec<usize> {
    let width = |line: &str| -> usize {
        line.chars()
            .take_while(|c| matches!(c, ' ' | '\t'))
            .map(|c| if c == '\t' { super::page::STEP } else { 1 })
            .sum()
    };
    let mut all: Vec<Option<usize>> =
        text.split('\n').map(|line| (!line.trim_matches([' ', '\t']).is_empty()).then(|| width(line))).collect();
    match all.first() {
        Some(None) => drop(all.remove(0)),
        Some(Some(_)) => all[0] = None,
        None => {}
    }
    let least = all.iter().flatten().min().copied().unwrap_or(0);
    all.into_iter().map(|width| width.map_or(0, |width| width - least)).collect()
}

/// The language of a text by its place.
fn language(gaps: Gaps<'_>, n: NodeId) -> Option<Language> {
    let index = gaps.index;
    let parent = index.parent(n)?;
    let mut section = n;
    while let Some(outer) = index.parent(section).filter(|&outer| outer != index.root()) {
        section = outer;
    }
    let section_key = index.key(section)?;
    let name = match index.kind(parent) {
        Kind::Record => index.key(n),
        Kind::Tuple => Some(gaps.name(parent)).filter(|_| index.item(parent, 1).is_none()),
        _ => None,
    };
    let field = FIELDS.iter().find(|(first, field, _)| {
        *first == section_key && if field.is_some() { *field == name } else { parent == section }
    });
    field.map(|&(_, _, language)| language)
}
