//! Faults in the form of a file: their code, and exactly where they point.

use super::*;

/// Shows the fault in a text with `«»` around its span and `‹›` around its related place.
fn shown(text: &str) -> (FaultCode, String) {
    let fault = Index::parse(text).err().unwrap();
    let mut marks = Vec::new();
    for (span, open, close) in [(Some(fault.span), '«', '»'), (fault.related, '‹', '›')] {
        let Some(span) = span else { continue };
        // What ends at a place is closed before anything opens there.
        marks.push((span.start, 1, open));
        marks.push((span.end, if span.is_empty() { 2 } else { 0 }, close));
    }
    marks.sort_by_key(|&(at, order, _)| (at, order));
    let mut shown = text.to_owned();
    for (at, _, mark) in marks.into_iter().rev() {
        shown.insert(at, mark);
    }
    (fault.code, shown)
}

/// `marked` is the text with the marks in it.
#[track_caller]
fn check(code: FaultCode, marked: &str) {
    let text = marked.replace(['«', '»', '‹', '›'], "");
    assert_eq!(shown(&text), (code, marked.to_owned()));
    let message = code.to_string();
    assert!(!message.ends_with('.') && !message.starts_with(char::is_uppercase), "{message}");
}

#[test]
fn missing_marks_point_at_the_gap_after_the_last_value() {
    check(FaultCode::MissingComma, "(a: 1«» b: 2)");
    check(FaultCode::MissingComma, "(\n    a: \"x\"«» // why\n    b: 2,\n)");
    check(FaultCode::MissingComma, "[(1)«» /* c */ [2]]");
    check(FaultCode::MissingComma, "{\"a\": 1«»; \"b\": 2}");
    check(FaultCode::MissingColon, "(text«» \"x\")");
    check(FaultCode::MissingColon, "(a: 1, b«» = 2)");
    check(FaultCode::MissingColon, "{\"a\"«» (b: 1)}");
    check(FaultCode::MissingValue, "(a:«», b: 1)");
    check(FaultCode::MissingValue, "(a:«»\n b: 1)");
    check(FaultCode::MissingValue, "(a: 0..=«»)");
    check(FaultCode::MissingName, "(a: 1, «»2)");
    check(FaultCode::QuotedName, "(a: 1, «\"b\"»: 2)");
}

#[test]
fn an_unclosed_bracket_is_the_one_really_left_open() {
    check(FaultCode::UnclosedBracket('('), "«(»a: 1‹›");
    check(FaultCode::UnclosedBracket('['), "(a: «[»1, 2‹)›");
    check(FaultCode::UnclosedBracket('{'), "(\n    a: «{»\n        \"b\": 1,\n‹)›");
    check(
        FaultCode::UnclosedBracket('('),
        "(\n    beats: {\n        \"a\": «(»\n            text: \"x\",\n        ‹\"b\"›: (\n            text: \"y\",\n        ),\n    },\n)",
    );
    check(FaultCode::UnclosedBracket('('), "(\n    a: (\n        b: «(»\n            c: 1,\n    ‹)›,\n    d: 2,\n)");
    check(
        FaultCode::UnclosedBracket('('),
        "(\n  beats: {\n    \"a\": «(»\n      text: \"x\"\n    ‹\"b\"›: (),\n  }\n)",
    );
}

#[test]
fn a_wrong_bracket_is_shown_with_the_one_it_should_close() {
    check(FaultCode::MismatchedBracket { open: '[', found: ')' }, "(\n    a: ‹[›\n        1,\n    «)»,\n    b: 2,\n)");
    check(FaultCode::MismatchedBracket { open: '[', found: '}' }, "‹[›1«}»");
    check(FaultCode::UnopenedBracket(')'), "(a: 1‹)›«)»");
    check(FaultCode::UnopenedBracket(')'), "‹é›«)»fire\"");
    check(FaultCode::UnopenedBracket(']'), " «]»");
}

#[test]
fn an_unclosed_text_or_comment_points_at_its_start() {
    check(FaultCode::UnclosedString, "(a: «\"»x)‹›");
    check(FaultCode::UnclosedString, "(a: «r#\"»x\")‹›");
    check(FaultCode::UnclosedString, "(\n    a: «\"»x,\n    b: ‹\"›y\",\n)");
    check(FaultCode::UnclosedComment, "(a: 1, «/*» /* */ )");
    check(FaultCode::QuoteInText, "(a: ‹\"he said «\"»›no\" twice\")");
    check(FaultCode::QuoteBeforeField, "(text: ‹\"Knock., goto: «\"»›hall\")");
    check(FaultCode::QuoteInText, "(text: ‹\"He said, friend: «\"»›no\"\")");
    check(FaultCode::BadEscape, "(a: \"x «\\q» y\")");
    check(FaultCode::BadEscape, "(a: \"é«\\u{110000}»\")");
    check(FaultCode::LongCharacter, "(a: «'text'»)");
}

#[test]
fn what_does_not_belong_is_named() {
    check(FaultCode::UnexpectedCharacter('“'), "(a: «“»x”)");
    check(FaultCode::UnexpectedCharacter(','), "[1,«,»2]");
    check(FaultCode::NameInList, "[a«:» 1]");
    check(FaultCode::NameInList, "[\"a\"«:» 1]");
    check(FaultCode::UnexpectedCharacter('\0'), "(a: «\0»)");
    check(FaultCode::TrailingText, "title«: \"x\",»\nauthor: \"y\"");
    check(FaultCode::Empty, " // nothing\n«»");
}

/// Every record, map, list, tuple and text of a sample.
fn enclosed(index: &Index) -> Vec<NodeId> {
    let mut found = vec![index.root()];
    let mut next = 0;
    while next < found.len() {
        found.extend(index.children(found[next]));
        next += 1;
    }
    let is_enclosed = |n: &NodeId| !matches!(index.kind(*n), Kind::Number | Kind::Bool | Kind::Range | Kind::Name);
    found.into_iter().filter(is_enclosed).collect()
}

#[test]
fn an_end_taken_out_of_a_story_is_nearly_always_traced_to_its_beginning() {
    let (mut traced, mut all) = (0, 0);
    for sample in samples().into_iter().filter(|sample| sample != FORMS) {
        let index = Index::parse(&sample).unwrap();
        for n in enclosed(&index) {
            all += 1;
            traced += usize::from(is_traced(&sample, index.span(n)));
        }
    }
    assert!(traced * 100 >= all * 98, "{traced} of {all}");
}

/// Takes the last bracket or quotation mark out of a value, and asks whether the fault begins on the line of that value,
/// or exactly with it if it ends on another. A raw text may run into the next without a fault.
fn is_traced(sample: &str, span: Range<usize>) -> bool {
    let end = sample[..span.end].rfind(['"', ')', ']', '}']).unwrap();
    let open = [&sample[..end], &sample[end + 1..]].concat();
    let is_on_line = |offset: usize| !sample[span.start.min(offset)..span.start.max(offset)].contains('\n');
    match Index::parse(&open) {
        Err(fault) if is_on_line(end) => is_on_line(fault.span.start),
        Err(fault) => (span.start..=opening(sample, &span)).contains(&fault.span.start),
        Ok(index) => {
            let is_cut_anyway = sample[..end].ends_with('"');
            is_cut_anyway || index.runaways(&open).any(|(text, _)| index.span(text).start == span.start)
        }
    }
}

fn opening(sample: &str, span: &Range<usize>) -> usize {
    span.start + sample[span.clone()].find(['"', '(', '[', '{']).unwrap()
}

#[test]
fn a_raw_text_that_runs_into_the_next_is_shown_with_it() {
    check(FaultCode::UnclosedString, "(\n    a: (\n        b: «r#\"»x,\n    ),\n    c: ‹r#\"›y\"#,\n)");
    check(FaultCode::UnclosedString, "{\n    «\"»a: (\n        b: ‹\"›x\",\n    ),\n}");
    check(FaultCode::UnclosedString, "[\n    (a: «\"»x),\n    (a: ‹\"›y\"),\n]");
}

#[test]
fn a_record_on_one_line_is_left_open_where_the_next_line_begins() {
    check(FaultCode::UnclosedBracket('('), "{\n    \"a\": «(»x: 1,\n    ‹\"b\"›: (x: 2),\n}");
    check(FaultCode::UnclosedBracket('('), "(\n    a: «(»x: 1\n    ‹b›: 2,\n)");
}

#[test]
fn every_fault_has_a_message_and_a_label_in_house_style() {
    let bracket = FaultCode::UnclosedBracket('(');
    assert_eq!(bracket.to_string(), "`(` is never closed");
    assert_eq!(bracket.hint().as_deref(), Some("close it with `)`"));
    assert_eq!(FaultCode::UnexpectedCharacter('\u{200B}').to_string(), "unexpected character U+200B");
    assert_eq!(FaultCode::TooDeep.to_string(), format!("brackets are nested more than {MAX_DEPTH} deep"));
}
