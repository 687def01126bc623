//! Diagnostics for people (drawn, or a line each) and for programs (JSON).

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Patch, Renderer, Snippet};
use serde_json::{Value, json};

use super::{Diagnostic, FileId, Fix, Severity, Sources, Span};

/// Draws the line with the fault underlined, its related places, its hint and its fixes, as the compiler does. `color` adds terminal
/// colors.
pub fn draw(diagnostic: &Diagnostic, sources: &Sources, color: bool) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let mut group = level.primary_title(&diagnostic.message).id(diagnostic.code).element(snippet(
        diagnostic,
        sources,
        diagnostic.primary.file,
    ));
    for file in sources.files().filter(|&file| file != diagnostic.primary.file) {
        if diagnostic.related.iter().any(|(span, _)| span.file == file) {
            group = group.element(snippet(diagnostic, sources, file));
        }
    }
    let says_hint = |fix: &&Fix| diagnostic.hint.as_ref() == Some(&fix.title);
    if let Some(hint) = &diagnostic.hint
        && !diagnostic.fixes.iter().any(|fix| fix.is_safe && says_hint(&fix))
    {
        group = group.element(Level::HELP.with_name("hint").message(hint));
    }
    // A guess that the hint has told already takes no more room.
    let shown = diagnostic.fixes.iter().filter(|fix| fix.is_safe || !says_hint(fix));
    let fixes = shown.map(|fix| mended(fix, sources));
    let groups: Vec<Group> = std::iter::once(group).chain(fixes).collect();
    let renderer = if color { Renderer::styled() } else { Renderer::plain() };
    renderer.decor_style(DecorStyle::Ascii).render(&groups)
}

/// The lines that a fix changes, as they would be.
fn mended<'a>(fix: &'a Fix, sources: &'a Sources) -> Group<'a> {
    let mut group = Group::with_title(Level::HELP.with_name("fix").secondary_title(&fix.title));
    for file in sources.files() {
        let edits = fix.edits.iter().filter(|(span, _)| span.file == file);
        let spans: Vec<Span> = edits.clone().map(|(span, _)| *span).collect();
        if spans.is_empty() {
            continue;
        }
        let (from, lines) = lines_around(&spans, sources, file);
        let patches = edits.map(|(span, with)| {
            let range = span.range();
            Patch::new(range.start - from..range.end - from, with)
        });
        let line = sources.place(file, from).line;
        group = group.element(Snippet::source(lines).path(sources.path(file)).line_start(line).patches(patches));
    }
    group
}

/// The whole lines in which the spans lie, and the byte at which they start.
fn lines_around<'a>(spans: &[Span], sources: &'a Sources, file: FileId) -> (usize, &'a str) {
    let text = sources.text(file);
    let first = spans.iter().map(|span| span.range().start).min().unwrap_or(0);
    let last = spans.iter().map(|span| span.range().end).max().unwrap_or(0);
    let from = text[..first].rfind('\n').map_or(0, |at| at + 1);
    let to = text[last..].find('\n').map_or(text.len(), |at| last + at);
    (from, &text[from..to])
}

/// The part of `file` that the diagnostic speaks of, with its marks.
fn snippet<'a>(
    diagnostic: &'a Diagnostic,
    sources: &'a Sources,
    file: FileId,
) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    let related = diagnostic.related.iter().map(|(span, note)| (*span, Some(note.as_str())));
    let marks: Vec<(Span, Option<&str>)> =
        std::iter::once((diagnostic.primary, None)).chain(related).filter(|(span, _)| span.file == file).collect();
    let spans: Vec<Span> = marks.iter().map(|(span, _)| *span).collect();
    let (from, lines) = lines_around(&spans, sources, file);
    let line = sources.place(file, from).line;
    let annotations = marks.into_iter().map(move |(span, note)| {
        let kind = if note.is_none() { AnnotationKind::Primary } else { AnnotationKind::Context };
        let range = span.range();
        kind.span(range.start - from..range.end - from).label(note)
    });
    Snippet::source(lines).path(sources.path(file)).line_start(line).annotations(annotations)
}

/// One line: `file:line:column: error[code]: message (hint)`.
pub fn line(diagnostic: &Diagnostic, sources: &Sources) -> String {
    let Diagnostic { code, severity, message, primary, hint, .. } = diagnostic;
    let path = sources.path(primary.file);
    let place = sources.place(primary.file, primary.range().start);
    let hint = hint.as_ref().map(|hint| format!(" ({hint})")).unwrap_or_default();
    format!("{path}:{}:{}: {severity}[{code}]: {message}{hint}", place.line, place.column)
}

/// An array of `{file, line, column, end_line, end_column, code, severity, message, hint, fixes}`. Lines and columns count from 1, columns
/// in characters; `hint` is null where there is none. A fix is `{title, is_safe, edits}`, an edit a place as above and `with`, the text
/// that shall stand there.
pub fn json(diagnostics: &[Diagnostic], sources: &Sources) -> Value {
    let one = |d: &Diagnostic| {
        let mut told = place(d.primary, sources);
        told["code"] = d.code.into();
        told["severity"] = d.severity.to_string().into();
        told["message"] = d.message.as_str().into();
        told["hint"] = d.hint.as_deref().into();
        told["fixes"] = d.fixes.iter().map(|fix| json_fix(fix, sources)).collect();
        told
    };
    Value::Array(diagnostics.iter().map(one).collect())
}

fn json_fix(fix: &Fix, sources: &Sources) -> Value {
    let edit = |(span, with): &(Span, String)| {
        let mut edit = place(*span, sources);
        edit["with"] = with.as_str().into();
        edit
    };
    let edits: Vec<Value> = fix.edits.iter().map(edit).collect();
    json!({ "title": fix.title, "is_safe": fix.is_safe, "edits": edits })
}

fn place(span: Span, sources: &Sources) -> Value {
    let start = sources.place(span.file, span.range().start);
    let end = sources.place(span.file, span.range().end);
    json!({
        "file": sources.path(span.file),
        "line": start.line,
        "column": start.column,
        "end_line": end.line,
        "end_column": end.column,
    })
}
