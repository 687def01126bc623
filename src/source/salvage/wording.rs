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
        let owner = index.parent(node).and_then(|parent| form(index, parent));
        return Diagnostic::error("wrong-type", format!("{wanted} should stand here"), span(key)).maybe_hint(owner);
    }
    if let Some(diagnostic) = step(error, index, node, span) {
        return diagnostic;
    }
    if index.key(node) == Some("range") {
        let message = format!("a range such as `0..=10` should stand here, not {}", odd_range(index.kind(node)));
        return Diagnostic::error("wrong-type", message, value)
            .hint("write the lowest and the highest whole number with `..=` between them");
    }
    if index.key(node) == Some("before") && wanted(error).is_some() {
        let message = format!("two beats in `( )` should stand here, not {}", kind(index.kind(node)));
        return Diagnostic::error("wrong-type", message, value).hint("write `(\"scene/first\", \"scene/then\")`");
    }
    match error {
        E::NoSuchStructField { expected, found, .. } => {
            let fields = expected.iter().copied();
            // A field that exists elsewhere is not misspelt, however near it comes to one that exists here.
            let hint = of_another(found, expected).or_else(|| meant_field(found, fields));
            let hint = hint.unwrap_or_else(|| format!("there are {}", list(expected)));
            let place = key.unwrap_or(value);
            Diagnostic::error("unknown-field", format!("there is no field `{found}` here"), place).hint(hint)
        }
        E::InvalidValueForType { expected, found } => {
            Diagnostic::error("wrong-type", format!("{} should stand here, not {found}", plain(expected)), value)
                .maybe_hint(form(index, node))
        }
        E::IntegerOutOfBounds => {
            let section = index.parent(node).and_then(|parent| index.key(parent));
            let hint = match (index.key(node), section) {
                (Some("start"), _) | (_, Some("words" | "stages")) => {
                    "write a number within the `range` of the stat".to_owned()
                }
                (field, _) => {
                    let (low, high) = bounds(field);
                    format!("write a whole number from {low} to {high}")
                }
            };
            let place = key.filter(|key| key.range().contains(&at)).unwrap_or(value);
            Diagnostic::error("number-out-of-range", "this number is too small or too large", place).hint(hint)
        }
        _ if index.kind(node) == Kind::Number && wanted(error).is_none() => {
            Diagnostic::error("wrong-type", "a whole number should stand here, not a fraction", value)
        }
        E::Message(message) => Diagnostic::error("wrong-value", message.clone(), value),
        error => {
            let wanted =
                wanted(error).map(|wanted| format!("{wanted} should stand here, not {}", kind(index.kind(node))));
            Diagnostic::error("wrong-type", wanted.unwrap_or_else(|| lower(&error.to_string())), value)
                .maybe_hint(form(index, node))
        }
    }
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
pub(super) fn opening(index: &Index, node: NodeId) -> Range<usize> {
    let start = index.span(node).start;
    start..start + 1
}

/// "did you mean `x`?" for the field that was most likely meant: one that is spelt nearly so, begins so, or is called so elsewhere.
pub(super) fn meant_field<'a>(found: &str, fields: impl Iterator<Item = &'a str> + Clone) -> Option<String> {
    const ELSEWHERE: [(&str, &[&str]); 6] = [
        ("text", &["label", "prompt", "body", "content", "prose", "description", "caption"]),
        ("goto", &["target", "to", "next", "link", "divert", "go_to", "go"]),
        ("when", &["if", "condition", "cond", "requires", "show_if"]),
        ("then", &["effect", "effects", "do", "set", "actions"]),
        ("choices", &["options", "links"]),
        ("title", &["name", "label"]),
    ];
    let lower = found.to_ascii_lowercase();
    let begins =
        |field: &&str| field.len() > 2 && lower.len() > 2 && (field.starts_with(&lower) || lower.starts_with(*field));
    let is_called =
        |field: &&str| ELSEWHERE.iter().any(|(name, others)| name == field && others.contains(&lower.as_str()));
    let by_name = || fields.clone().find(is_called).or_else(|| fields.clone().find(begins));
    did_you_mean(found, fields.clone()).or_else(|| by_name().map(|field| format!("did you mean `{field}`?")))
}

/// What to say where a beat, a choice or a card is given a field that only another of them has.
fn of_another(found: &str, expected: &[&str]) -> Option<String> {
    let is_beat = expected.contains(&"chance");
    let is_card = expected.contains(&"priority");
    let is_choice = expected.contains(&"locked");
    let is_story = expected.contains(&"endings");
    let is_scene = expected.contains(&"beats");
    const OF_STORY: [&str; 11] =
        ["title", "start", "stats", "flags", "enums", "people", "rumours", "chapters", "endings", "named", "rules"];
    match found {
        "beats" | "chapter" | "setting" | "sound" if is_story => Some(format!(
            "only a scene has `{found}`: write it in a file of its own beside this one, such as `hall.ron`, and delete it here"
        )),
        _ if is_scene && OF_STORY.contains(&found) => {
            Some(format!("only `story.ron` has `{found}`: write it there, and delete it here"))
        }
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

/// The lowest and the highest number that a field takes.
fn bounds(field: Option<&str>) -> (i64, u64) {
    match field {
        Some("number") => (0, u16::MAX.into()),
        Some("offer") => (1, u16::MAX.into()),
        Some("weight") => (1, u32::MAX.into()),
        Some("seed") => (0, u64::MAX),
        // Whatever speaks of a stat, and `priority`.
        _ => (i16::MIN.into(), i16::MAX as u64),
    }
}

/// How a value is written that has a form of its own, by the name of its field or of the section that it stands in.
fn form(index: &Index, node: NodeId) -> Option<String> {
    let of_stat = |node: NodeId| index.parent(node).is_some_and(|stat| index.child(stat, "range").is_some());
    let section = index.parent(node).and_then(|parent| index.key(parent));
    let form = match (index.key(node).unwrap_or_default(), section) {
        ("choices", _) => "write each with a name, as in `{\"knock\": (text: \"Knock.\", goto: \"hall\")}`",
        ("cards", _) => "write each with a name, as in `{\"rabbit\": (text: \"Follow it.\", goto: \"tracks\")}`",
        ("beats", _) => "write each with a name, as in `{\"door\": (text: \"…\", ending: \"…\")}`",
        ("deck", _) => "write it as `(offer: 2, cards: {\"rabbit\": (text: \"…\", goto: \"…\")})`",
        ("words", _) if of_stat(node) => {
            "write each word behind the number that it starts at, as in `{0: \"calm\", 5: \"afraid\"}`"
        }
        ("stages", _) => "write each word behind the number that it starts at, as in `{0: \"quiet\", 5: \"loud\"}`",
        ("words", _) => "write them as `[\"one\", \"other\"]`",
        ("flags", _) => "write their names alone, as in `[\"has_key\", \"knocked\"]`; all are unset at first",
        ("stats", _) | (_, Some("stats")) => "write it as `(range: 0..=10, start: 0)`, behind its name",
        ("enums", _) | (_, Some("enums")) => {
            "write it as `(words: [\"one\", \"other\"], start: \"one\")`, behind its name"
        }
        ("endings", _) | (_, Some("endings")) => "write it as `(title: \"…\")`, behind its name",
        ("chapters", _) | (_, Some("chapters")) => "write it as `(title: \"…\", number: 1)`, behind its name",
        ("rumours", _) | (_, Some("rumours")) => "write it as `(title: \"…\", text: \"…\")`, behind its name",
        ("people", _) | (_, Some("people")) => "write it as `(name: \"…\")`, behind its name",
        (_, Some("named")) => "write its condition alone, as in `\"brave\": \"nerve >= 3\"`",
        (_, Some("choices" | "cards")) => {
            "write it as `(text: \"…\", goto: \"…\")`, field names without quotation marks"
        }
        (_, Some("beats")) => "write it as `(text: \"…\", goto: \"…\")`, field names without quotation marks",
        ("chance", _) => "write it as `[(weight: 1, goto: \"…\"), (weight: 2, goto: \"…\")]`",
        (_, Some("chance")) => "write it as `(weight: 1, goto: \"…\")`",
        ("then", _) => "write effects in one string, with `;` between them",
        ("when", _) => "write the condition in one string, parts joined by `and` and `or`",
        _ => return None,
    };
    Some(form.to_owned())
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
