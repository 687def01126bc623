//! Diagnostics for people (drawn, or a line each) and for programs (JSON).

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};
use serde_json::{Value, json};

use super::{Diagnostic, FileId, Severity, Sources, Span};

/// Draws the line with the fault underlined, its related places and its hint, as the compiler does. `color` adds terminal colors.
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
    if let Some(hint) = &diagnostic.hint {
        group = group.element(Level::HELP.with_name("hint").message(hint));
    }
    let renderer = if color { Renderer::styled() } else { Renderer::plain() };
    renderer.decor_style(DecorStyle::Ascii).render(&[group])
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
    let text = sources.text(file);
    let first = marks.iter().map(|(span, _)| span.range().start).min().unwrap_or(0);
    let last = marks.iter().map(|(span, _)| span.range().end).max().unwrap_or(0);
    let from = text[..first].rfind('\n').map_or(0, |at| at + 1);
    let to = text[last..].find('\n').map_or(text.len(), |at| last + at);
    let annotations = marks.into_iter().map(move |(span, note)| {
        let kind = if note.is_none() { AnnotationKind::Primary } else { AnnotationKind::Context };
        let range = span.range();
        kind.span(range.start - from..range.end - from).label(note)
    });
    Snippet::source(&text[from..to])
        .path(sources.path(file))
        .line_start(sources.place(file, first).line)
        .annotations(annotations)
}

/// One line: `file:line:column: error[code]: message (hint)`.
pub fn line(diagnostic: &Diagnostic, sources: &Sources) -> String {
    let Diagnostic { code, severity, message, primary, hint, .. } = diagnostic;
    let path = sources.path(primary.file);
    let place = sources.place(primary.file, primary.range().start);
    let hint = hint.as_ref().map(|hint| format!(" ({hint})")).unwrap_or_default();
    format!("{path}:{}:{}: {severity}[{code}]: {message}{hint}", place.line, place.column)
}

/// An array of `{file, line, column, end_line, end_column, code, severity, message, hint}`. Lines and columns count from 1, columns in
/// characters; `hint` is null where there is none.
pub fn json(diagnostics: &[Diagnostic], sources: &Sources) -> Value {
    let one = |d: &Diagnostic| {
        let start = sources.place(d.primary.file, d.primary.range().start);
        let end = sources.place(d.primary.file, d.primary.range().end);
        json!({
            "file": sources.path(d.primary.file),
            "line": start.line,
            "column": start.column,
            "end_line": end.line,
            "end_column": end.column,
            "code": d.code,
            "severity": d.severity.to_string(),
            "message": d.message,
            "hint": d.hint,
        })
    };
    Value::Array(diagnostics.iter().map(one).collect())
}
