//! What RON's faults are called for a writer.

use std::ops::Range;

use crate::diagnostic::{Diagnostic, FileId, Sources, Span, did_you_mean};
use crate::source::index::{Fault, FaultCode, Index, Kind, NodeId};

/// A fault of brackets, commas or strings.
pub(super) fn syntax(fault: &Fault, file: FileId, sources: &Sources) -> Diagnostic {
    let span = sources.span(file, fault.span.clone());
    if fault.code == FaultCode::Empty {
        return empty(file, sources);
    }
    let mut diagnostic = Diagnostic::error("bad-ron", fault.code.to_string(), span).maybe_hint(fault.code.hint());
    if let Some(related) = &fault.related {
        diagnostic = diagnostic.also(sources.span(file, related.clone()), fault.related_label());
    }
    diagnostic
}

fn empty(file: FileId, sources: &Sources) -> Diagnostic {
    let is_blank = sources.text(file).trim().is_empty();
    let message = if is_blank { "the file is empty" } else { "there is nothing but comments in this file" };
    let hint = match sources.path(file).ends_with("story.ron") {
        true => "it holds at least `(title: \"…\", start: \"scene/beat\")`",
        false => "a scene holds at least `(beats: {\"door\": (text: \"…\", ending: \"…\")})`",
    };
    Diagnostic::error("bad-ron", message, sources.span(file, 0..0)).hint(hint)
}

/// A fault outside the value of the file.
pub(super) fn elsewhere(error: &ron::Error, at: Span) -> Diagnostic {
    let diagnostic = Diagnostic::error("bad-ron", lower(&error.to_string()), at);
    match error {
        ron::Error::NoSuchExtension(_) => diagnostic.hint("stories use no extensions of RON; delete the line"),
        _ => diagnostic,
    }
}

/// A key that stands twice.
pub(super) fn duplicate(index: &Index, first: NodeId, again: NodeId, file: FileId, sources: &Sources) -> Diagnostic {
    let place = |node| sources.span(file, index.key_span(node).unwrap_or(index.span(node)));
    let name = index.key(again).unwrap_or_default();
    Diagnostic::error("duplicate-name", format!("`{name}` stands here a second time"), place(again))
        .also(place(first), "first here")
        .hint("only one of the two would be read; rename or delete one")
}

/// A raw string that swallowed the start of the next one.
pub(super) fn runaway(index: &Index, node: NodeId, again: Range<usize>, file: FileId, sources: &Sources) -> Diagnostic {
    let start = index.span(node).start;
    Diagnostic::error("unclosed-string", "this string runs on into the next", sources.span(file, start..start + 3))
        .also(sources.span(file, again), "the next one seems to begin here")
        .hint("close the first with `\"#`")
}

/// Where in `text` ron saw the fault.
pub(super) fn offset(text: &str, error: &ron::error::SpannedError) -> usize {
    let place = error.span.start;
    let line_start = match place.line {
        0 | 1 => 0,
        line => text.match_indices('\n').nth(line - 2).map_or(text.len(), |(at, _)| at + 1),
    };
    let column = text[line_start..].char_indices().nth(place.col.saturating_sub(1)).map(|(at, _)| at);
    column.map_or(text.len(), |at| line_start + at)
}

/// A value that does not fit the model: the fault stands at the byte `at` and belongs to `node`.
pub(super) fn content(
    error: &ron::Error,
    index: &Index,
    (node, at): (NodeId, usize),
    span: &dyn Fn(Range<usize>) -> Span,
) -> Diagnostic {
    use ron::Error as E;
    let value = span(index.span(node));
    let key = index.key_span(node).map(span);
    if let (Some(key), Some(wanted)) = (index.key_span(node).filter(|key| key.contains(&at)), wanted(error)) {
        return Diagnostic::error("wrong-type", format!("{wanted} should stand here"), span(key));
    }
    if let Some(diagnostic) = step(error, index, node, span) {
        return diagnostic;
    }
    if index.key(node) == Some("range") {
        let message = format!("a range such as `0..=10` should stand here, not {}", odd_range(index.kind(node)));
        return Diagnostic::error("wrong-type", message, value).hint("write the lowest and the highest whole number");
    }
    if index.key(node) == Some("before") && wanted(error).is_some() {
        let message = format!("two beats in `( )` should stand here, not {}", kind(index.kind(node)));
        return Diagnostic::error("wrong-type", message, value).hint("write `(\"scene/first\", \"scene/then\")`");
    }
    match error {
        E::NoSuchStructField { expected, found, .. } => {
            let fields = expected.iter().copied();
            // A field that exists elsewhere is not misspelt, however near it comes to one that exists here.
            let hint = of_another(found, expected).or_else(|| did_you_mean(found, fields));
            let hint = hint.unwrap_or_else(|| format!("there are {}", list(expected)));
            let place = key.unwrap_or(value);
            Diagnostic::error("unknown-field", format!("there is no field `{found}` here"), place).hint(hint)
        }
        E::MissingStructField { field, .. } => missing(field, index, node, span),
        E::InvalidValueForType { expected, found } => {
            Diagnostic::error("wrong-type", format!("{} should stand here, not {found}", plain(expected)), value)
        }
        E::IntegerOutOfBounds => {
            Diagnostic::error("number-out-of-range", "this number is too small or too large", value)
        }
        _ if index.kind(node) == Kind::Number && wanted(error).is_none() => {
            Diagnostic::error("wrong-type", "a whole number should stand here, not a fraction", value)
        }
        E::Message(message) => Diagnostic::error("wrong-value", message.clone(), value),
        error => {
            let wanted =
                wanted(error).map(|wanted| format!("{wanted} should stand here, not {}", kind(index.kind(node))));
            Diagnostic::error("wrong-type", wanted.unwrap_or_else(|| lower(&error.to_string())), value)
        }
    }
}

fn missing(field: &str, index: &Index, node: NodeId, span: &dyn Fn(Range<usize>) -> Span) -> Diagnostic {
    let (message, place) = match (index.key(node), index.key_span(node), index.parent(node)) {
        (Some(name), Some(key), _) => (format!("`{name}` has no `{field}`"), key),
        (_, _, None) if field == "title" && index.child(node, "start").is_none() => {
            let place = span(opening(index, node));
            return Diagnostic::error("missing-field", "the file has no `title` and no `start`", place)
                .hint("add `title: \"…\"` and `start: \"scene/beat\"`, the first beat");
        }
        (_, _, None) => (format!("the file has no `{field}`"), opening(index, node)),
        _ => (format!("`{field}` is missing here"), index.span(node)),
    };
    let sample = match field {
        "text" | "title" => "\"…\"",
        "goto" => "\"beat\"",
        "start" if index.parent(node).is_none() => "\"scene/beat\"",
        "beats" => "{ … }",
        _ => "…",
    };
    Diagnostic::error("missing-field", message, span(place)).hint(format!("add `{field}: {sample}`"))
}

/// A fault of a step of a walkthrough, the only value that is a word with something in brackets.
fn step(error: &ron::Error, index: &Index, node: NodeId, span: &dyn Fn(Range<usize>) -> Span) -> Option<Diagnostic> {
    const AS_IN: &str = "as in `choose(\"door\")` or `see(\"The door\")`";
    let steps = index.find(&["steps"])?;
    index.parent(node).filter(|parent| *parent == steps)?;
    let whole = index.span(node);
    let wrong = |message: String| Diagnostic::error("wrong-type", message, span(whole.clone()));
    Some(match error {
        ron::Error::NoSuchEnumVariant { expected, found, .. } => {
            let name = span(whole.start..whole.start + found.len());
            let hint = did_you_mean(found, expected.iter().copied());
            Diagnostic::error("unknown-step", format!("there is no step `{found}`"), name)
                .hint(hint.unwrap_or_else(|| format!("there are {}", list(expected))))
        }
        ron::Error::ExpectedIdentifier => {
            wrong(format!("a step should stand here, not {}", kind(index.kind(node)))).hint(AS_IN)
        }
        ron::Error::ExpectedStructLikeEnd => wrong("one value should stand in these brackets, not several".to_owned()),
        ron::Error::ExpectedStructLike => wrong("something in brackets is missing behind this".to_owned()).hint(AS_IN),
        _ => return None,
    })
}

/// The first bracket of a record, which may be long.
fn opening(index: &Index, node: NodeId) -> Range<usize> {
    let start = index.span(node).start;
    start..start + 1
}

/// What to say where a beat, a choice or a card is given a field that only another of them has.
fn of_another(found: &str, expected: &[&str]) -> Option<String> {
    let is_beat = expected.contains(&"chance");
    let is_card = expected.contains(&"priority");
    let is_choice = expected.contains(&"locked");
    match found {
        "once" if is_card => Some("delete it: a card is offered once, unless it says `repeat: true`".to_owned()),
        "locked" | "fallback" if is_card => {
            Some("write this card as a choice, under `choices` beside the `deck`".to_owned())
        }
        "when" | "once" | "locked" | "echo" | "fallback" | "look" if is_beat => {
            Some(format!("only a choice has `{found}`: write it on the choices that lead here, or delete it"))
        }
        "choices" | "deck" | "chance" | "return" | "ending" | "setting" | "sound" | "note" if is_choice || is_card => {
            Some(format!("only a beat has `{found}`: write it on the beat that this leads to"))
        }
        "priority" | "repeat" if is_choice => {
            Some(format!("only a card has `{found}`: write this choice under `cards` of a `deck`"))
        }
        _ => None,
    }
}

/// What a range that cannot be read looks like.
fn odd_range(found: Kind) -> &'static str {
    match found {
        Kind::Range => "one with an open end, a fraction or too large a number",
        other => kind(other),
    }
}

fn wanted(error: &ron::Error) -> Option<&'static str> {
    use ron::Error as E;
    Some(match error {
        E::ExpectedString | E::ExpectedStringEnd => "a string in quotation marks",
        E::ExpectedInteger | E::InvalidIntegerDigit { .. } => "a whole number",
        E::ExpectedBoolean => "`true` or `false`",
        E::ExpectedArray => "a list in `[ ]`",
        E::ExpectedMap => "a map in `{ }`",
        E::ExpectedRangeSyntax => "a range such as `0..=10`",
        E::ExpectedIdentifier | E::ExpectedStructLike | E::ExpectedNamedStructLike(_) | E::ExpectedUnit => {
            "a record in `( )` with named fields"
        }
        _ => return None,
    })
}

fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Record => "a record",
        Kind::Map => "a map",
        Kind::List => "a list",
        Kind::Tuple => "values without names in `( )`",
        Kind::Text => "a string",
        Kind::Number => "a number",
        Kind::Bool => "a truth value",
        Kind::Char => "a character",
        Kind::Bytes => "a byte string",
        Kind::Range => "a range",
        Kind::Name => "a bare name",
    }
}

fn plain(expected: &str) -> &str {
    match expected {
        "i64" | "u32" | "u16" | "a 64-bit signed integer" => "a whole number",
        other => other,
    }
}

fn list(names: &[&str]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

fn lower(message: &str) -> String {
    let mut chars = message.chars();
    chars.next().map(|first| first.to_lowercase().chain(chars).collect()).unwrap_or_default()
}
